package import Loop
package import Screen

/// A list to choose from, narrowed by typing.
package struct Picker: Sendable, Hashable {
  /// One thing to choose.
  package struct Item: Sendable, Hashable {
    package var title: String
    /// Shown at the right: a key, a count, a folder.
    package var detail: String
    /// Why it cannot be chosen now; nil when it can.
    package var disabledReason: String?

    package init(_ title: String, detail: String = "", disabledReason: String? = nil) {
      self.title = title
      self.detail = detail
      self.disabledReason = disabledReason
    }
  }

  package var title: String
  package let items: [Item]
  package private(set) var field = TextField(limit: 200)
  package private(set) var list: ListState
  /// The items that match, best first, with the characters found.
  private var shown: [(item: Int, positions: [Int])]

  package init(title: String, items: [Item], height: Int = 12) {
    self.title = title
    self.items = items
    list = ListState(count: items.count, height: Swift.min(height, Swift.max(1, items.count)))
    shown = items.indices.map { ($0, []) }
  }

  /// The number of the item under the cursor; nil when nothing matches.
  package var chosen: Int? { list.isEmpty ? nil : shown[list.cursor].item }

  /// Types, moves; false for keys that mean nothing here, such as Enter and Esc.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case "up", "ctrl+p", "shift+tab": list.move(by: -1)
    case "down", "ctrl+n", "tab": list.move(by: 1)
    case "pgup": list.page(-1)
    case "pgdn": list.page(1)
    default:
      let before = field.text
      guard field.handle(key) else { return false }
      if field.text != before { narrow(from: before) }
    }
    return true
  }

  package mutating func paste(_ text: String) {
    let before = field.text
    field.insert(text)
    narrow(from: before)
  }

  /// What does not match `before` matches nothing that goes on from it.
  private mutating func narrow(from before: String) {
    let pattern = FuzzyPattern(field.text)
    let isLonger = field.text.hasPrefix(before)
    let candidates = isLonger ? shown.map(\.item).sorted() : Array(items.indices)
    let matches = candidates.compactMap { index in
      pattern.match(in: items[index].title).map { (item: index, match: $0) }
    }
    shown = matches.sorted { ($1.match.score, $0.item) < ($0.match.score, $1.item) }
      .map { ($0.item, $0.match.positions) }
    list.setCount(shown.count)
    list.moveToStart()
  }

  package static func == (left: Picker, right: Picker) -> Bool {
    left.title == right.title && left.items == right.items && left.field == right.field
      && left.list == right.list
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(title)
    hasher.combine(items)
    hasher.combine(field)
    hasher.combine(list)
  }
}

// MARK: - Drawing

extension Picker {
  /// What the item under the cursor is, at the right of the list.
  package struct Preview: Sendable, Hashable {
    package var lines: [Line]
    /// Below the lines.
    package var picture: Picture?
    /// The rows that it wants.
    package var height: Int

    package init(lines: [Line]) {
      self.lines = lines
      height = lines.count
    }

    /// A preview with room for a picture, which may come later.
    package init(lines: [Line], picture: Picture?) {
      self.lines = lines
      self.picture = picture
      height = lines.count + 11
    }
  }

  /// Draws the picker in the middle of the canvas, `width` cells wide where there is room.
  package func draw(into canvas: inout Canvas, width: Int = 60, preview: Preview? = nil) {
    let dialog = Dialog(title: title, body: [], width: width)
    let rows = Swift.max(1, (preview?.height ?? 0) - 2, Swift.min(list.height, items.count))
    dialog.draw(into: &canvas, rows: rows + 2) { inner in
      guard let preview else { return drawList(into: &inner) }
      var left = inner.bounds
      let right = left.takeRight(Swift.max(24, inner.width * 2 / 5))
      inner.inside(Rect(0, 0, left.width - 1, inner.height)) { drawList(into: &$0) }
      inner.fill(
        Rect(right.x, 0, 1, inner.height),
        with: inner.look.lines == .ascii ? Glyph("|") : Glyph("│"),
        Style(.border)
      )
      for (row, line) in preview.lines.prefix(inner.height).enumerated() {
        inner.put(line, at: Point(right.x + 2, row), width: right.width - 2)
      }
      if let picture = preview.picture {
        let top = preview.lines.count + 1
        inner.show(picture, in: Rect(right.x + 2, top, right.width - 2, inner.height - top))
      }
    }
  }

  private func drawList(into inner: inout Canvas) {
    inner.put("/ ", at: .zero, .key)
    inner.inside(Rect(2, 0, inner.width - 2, 1)) {
      field.draw(into: &$0, isFocused: true, placeholder: "type to narrow")
    }
    guard !list.isEmpty else {
      inner.put("nothing matches", at: Point(2, 2), .muted)
      return
    }
    for (row, index) in list.visible.enumerated() {
      draw(shown[index], isCursor: index == list.cursor, at: row + 2, into: &inner)
    }
  }

  private func draw(
    _ entry: (item: Int, positions: [Int]),
    isCursor: Bool,
    at y: Int,
    into canvas: inout Canvas
  ) {
    let item = items[entry.item]
    let isDisabled = item.disabledReason != nil
    let detail = item.disabledReason ?? item.detail
    let room = canvas.width - 2 - (detail.isEmpty ? 0 : CellWidth.of(detail) + 2)
    if isCursor, !canvas.look.hasColor { canvas.put(">", at: Point(0, y)) }
    let title = Line(item.title, isDisabled ? .muted : .text, matching: entry.positions)
    canvas.put(title, at: Point(2, y), width: Swift.max(8, room))
    canvas.put(detail, at: Point(2, y), .muted, width: canvas.width - 3, align: .right)
    if isCursor { canvas.restyle(Rect(0, y, canvas.width, 1), on: .selection) }
  }
}
