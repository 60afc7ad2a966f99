package import Screen

/// Lines of text under each other, with a gutter; asks only for the lines that show.
package struct TextView {
  package var list: ListState
  /// In cells; 0 for no gutter.
  package var gutterWidth: Int
  /// Whether the line under the cursor stands out.
  package var showsCursor: Bool
  package var isFocused: Bool
  /// How many cells of each line are scrolled off at the left.
  package var column: Int
  package var gutter: (Int) -> Line
  package var line: (Int) -> Line

  package init(
    list: ListState,
    gutterWidth: Int = 0,
    showsCursor: Bool = false,
    isFocused: Bool = false,
    column: Int = 0,
    gutter: @escaping (Int) -> Line = { _ in "" },
    line: @escaping (Int) -> Line
  ) {
    self.list = list
    self.gutterWidth = gutterWidth
    self.showsCursor = showsCursor
    self.isFocused = isFocused
    self.column = column
    self.gutter = gutter
    self.line = line
  }

  package func draw(into canvas: inout Canvas) {
    let start = gutterWidth > 0 ? gutterWidth + 1 : 0
    for (y, index) in list.visible.enumerated() {
      guard y < canvas.height else { return }
      if gutterWidth > 0 {
        canvas.put(gutter(index), at: Point(0, y), width: gutterWidth, align: .right)
      }
      canvas.inside(Rect(start, y, canvas.width - start, 1)) { row in
        row.put(
          line(index).expandingTabs(),
          at: Point(-column, 0),
          width: row.width + column
        )
      }
      if showsCursor, index == list.cursor {
        let ground: Role = isFocused ? .selection : .selectionInactive
        canvas.restyle(Rect(0, y, canvas.width, 1), on: ground)
      }
    }
  }
}

extension Line {
  /// The line with each tab as spaces up to the next multiple of `width` cells.
  package func expandingTabs(to width: Int = 4) -> Line {
    guard spans.contains(where: { $0.text.utf8.contains(0x09) }) else { return self }
    var x = 0
    var line = self
    for index in line.spans.indices {
      var text = ""
      for piece in line.spans[index].text.split(separator: "\t", omittingEmptySubsequences: false)
        .enumerated()
      {
        if piece.offset > 0 {
          let spaces = width - x % width
          text += String(repeating: " ", count: spaces)
          x += spaces
        }
        text += piece.element
        x += CellWidth.of(String(piece.element))
      }
      line.spans[index].text = text
    }
    return line
  }

  /// Lines of at most `width` cells, broken at spaces where there are any.
  package static func wrapping(_ text: String, width: Int, _ role: Role = .text) -> [Line] {
    guard width > 0 else { return [] }
    var lines: [Line] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var current = ""
      var used = 0
      for word in paragraph.split(separator: " ") {
        let cells = CellWidth.of(String(word))
        if used > 0, used + 1 + cells > width {
          lines.append(Line(current, role))
          (current, used) = ("", 0)
        }
        if used > 0 {
          current += " "
          used += 1
        }
        for character in word {
          let cell = CellWidth.of(character)
          if used > 0, used + cell > width {
            lines.append(Line(current, role))
            (current, used) = ("", 0)
          }
          current.append(character)
          used += cell
        }
      }
      lines.append(Line(current, role))
    }
    return lines
  }
}
