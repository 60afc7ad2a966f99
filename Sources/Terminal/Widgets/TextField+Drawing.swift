package import Screen

extension TextField {
  /// Draws the field in the canvas's first row, scrolled so that the cursor shows.
  ///
  /// `placeholder` shows while the field is empty.
  package func draw(into canvas: inout Canvas, isFocused: Bool, placeholder: String = "") {
    guard canvas.width > 0 else { return }
    let role: Role = isFocused ? .fieldFocus : .field
    canvas.fill(Rect(0, 0, canvas.width, 1), role)
    if isEmpty {
      canvas.put(placeholder, at: .zero, .placeholder, on: role)
    } else {
      drawText(into: &canvas, role, isFocused: isFocused)
    }
    if isFocused { canvas.showCursor(at: Point(cursorColumn(in: canvas.width), 0)) }
  }

  private func drawText(into canvas: inout Canvas, _ role: Role, isFocused: Bool) {
    guard isFocused else {
      canvas.put(text, at: .zero, role)
      return
    }
    let (first, hidden) = firstShown(in: canvas.width)
    var x = 0
    if first > 0 {
      canvas.put(canvas.look.lines.ellipsis, at: .zero, Style(.muted, on: role))
      x = hidden
    }
    canvas.put(String(characters[first...]), at: Point(x, 0), role)
  }

  /// Where the cursor stands in a field of `width` cells.
  private func cursorColumn(in width: Int) -> Int {
    let (first, hidden) = firstShown(in: width)
    let before = first < cursor ? CellWidth.of(String(characters[first..<cursor])) : 0
    return Swift.min((first > 0 ? hidden : 0) + before, width - 1)
  }

  /// The first character that shows, and how many cells stand for those before it.
  private func firstShown(in width: Int) -> (first: Int, cells: Int) {
    // The cursor itself takes a cell after the text before it.
    var room = width - 1
    var first = cursor
    while first > 0 {
      let cells = CellWidth.of(characters[first - 1])
      // Anything left out on the left costs one cell for its sign.
      guard room - cells >= (first == 1 ? 0 : 1) else { break }
      room -= cells
      first -= 1
    }
    return (first, first > 0 ? 1 : 0)
  }
}
