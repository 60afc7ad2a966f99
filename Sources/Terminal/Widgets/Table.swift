package import Screen

/// A column of a table and how it shares the width.
package struct TableColumn: Sendable, Hashable {
  package enum Width: Sendable, Hashable {
    case cells(Int)
    /// A part, by weight, of what the others leave, but no less than `least`.
    case flexible(least: Int, weight: Int = 1)
  }

  package var title: String
  package var width: Width
  package var align: Alignment
  /// Columns with the greatest number go first when there is no room; 0 is never left out.
  package var dropOrder: Int

  package init(
    _ title: String,
    _ width: Width,
    align: Alignment = .left,
    dropOrder: Int = 0
  ) {
    self.title = title
    self.width = width
    self.align = align
    self.dropOrder = dropOrder
  }
}

/// A row of a table: a cell for each column.
package struct TableRow: Sendable, Hashable {
  package var cells: [Line]
  /// A letter before the first cell, such as `E` for an error.
  package var sign: Span?
  package var isMarked: Bool

  package init(_ cells: [Line], sign: Span? = nil, isMarked: Bool = false) {
    self.cells = cells
    self.sign = sign
    self.isMarked = isMarked
  }
}

/// Rows in columns under a header, one row under the cursor; asks only for the rows that show.
package struct Table {
  package var columns: [TableColumn]
  package var list: ListState
  package var isFocused: Bool
  package var hasHeader: Bool
  package var row: (Int) -> TableRow

  package init(
    columns: [TableColumn],
    list: ListState,
    isFocused: Bool,
    hasHeader: Bool = true,
    row: @escaping (Int) -> TableRow
  ) {
    self.columns = columns
    self.list = list
    self.isFocused = isFocused
    self.hasHeader = hasHeader
    self.row = row
  }

  /// Cells before the first column: the mark, the sign, a space.
  private static let gutter = 4
  private static let gap = 2

  package func draw(into canvas: inout Canvas) {
    let places = Self.places(of: columns, in: canvas.width)
    var y = 0
    if hasHeader {
      for place in places {
        let column = columns[place.column]
        canvas.put(
          column.title,
          at: Point(place.x, 0),
          .header,
          width: place.width,
          align: column.align
        )
      }
      y = 1
    }
    for index in list.visible {
      guard y < canvas.height else { return }
      draw(row(index), index, at: y, places, into: &canvas)
      y += 1
    }
  }

  private func draw(
    _ row: TableRow,
    _ index: Int,
    at y: Int,
    _ places: [Place],
    into canvas: inout Canvas
  ) {
    let isCursor = index == list.cursor
    if row.isMarked {
      canvas.put(canvas.look.lines == .ascii ? "*" : "●", at: Point(1, y), .mark)
    } else if isCursor, !canvas.look.hasColor {
      canvas.put(">", at: Point(1, y), .accent)
    }
    if let sign = row.sign {
      canvas.put(Line([sign]), at: Point(2, y), width: 1)
    }
    for place in places where place.column < row.cells.count {
      canvas.put(
        row.cells[place.column],
        at: Point(place.x, y),
        width: place.width,
        align: columns[place.column].align
      )
    }
    if isCursor {
      let ground: Role = isFocused ? .selection : .selectionInactive
      canvas.restyle(Rect(0, y, canvas.width, 1), on: ground)
    }
  }
}

// MARK: - Sharing the width

extension Table {
  /// Where a column is drawn.
  package struct Place: Sendable, Hashable {
    package let column: Int
    package let x: Int
    package let width: Int
  }

  /// The columns that there is room for in `width` cells, left to right.
  package static func places(of columns: [TableColumn], in width: Int) -> [Place] {
    var shown = Array(columns.indices)
    while least(shown.map { columns[$0] }) > width {
      guard let dropped = shown.max(by: { columns[$0].dropOrder < columns[$1].dropOrder }),
        columns[dropped].dropOrder > 0
      else { break }
      shown.removeAll { $0 == dropped }
    }
    var free = Swift.max(0, width - least(shown.map { columns[$0] }))
    var weights = shown.reduce(0) { $0 + columns[$1].weight }
    var x = gutter
    return shown.map { index in
      var cells = columns[index].least
      if weights > 0 {
        let extra = free * columns[index].weight / weights
        free -= extra
        weights -= columns[index].weight
        cells += extra
      }
      let place = Place(column: index, x: x, width: Swift.max(0, Swift.min(cells, width - x)))
      x += cells + gap
      return place
    }
  }

  private static func least(_ columns: [TableColumn]) -> Int {
    columns.reduce(gutter + 1) { $0 + $1.least } + gap * Swift.max(0, columns.count - 1)
  }
}

extension TableColumn {
  fileprivate var least: Int {
    switch width {
    case .cells(let count): count
    case .flexible(let least, _): least
    }
  }

  fileprivate var weight: Int {
    if case .flexible(_, let weight) = width { weight } else { 0 }
  }
}
