/// What the screen shows at one moment: a grid of cells and perhaps a cursor.
package struct Frame: Sendable, Equatable {
  package let size: Size
  /// Row by row, `size.width` to a row.
  package internal(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil when it is hidden.
  package internal(set) var cursor: Point?
  /// What stands over blank cells where the terminal can show it.
  package internal(set) var picture: PlacedPicture?

  /// An empty frame.
  package init(size: Size) {
    self.size = size
    cells = [Cell](repeating: .blank, count: size.width * size.height)
  }

  /// A frame drawn by `draw`.
  package init(size: Size, look: Look, _ draw: (inout Canvas) -> Void) {
    var canvas = Canvas(frame: Frame(size: size), look: look)
    draw(&canvas)
    self = canvas.frame
  }

  /// The cell at `point`; nil outside the frame.
  package subscript(point: Point) -> Cell? {
    guard Rect(size: size).contains(point) else { return nil }
    return cells[point.y * size.width + point.x]
  }

  /// The cells of the row `y`, which must be in the frame.
  package func row(_ y: Int) -> ArraySlice<Cell> {
    cells[y * size.width..<(y + 1) * size.width]
  }

  /// The text of each row, spaces at its end left out.
  package var lines: [String] {
    (0..<size.height).map { y in
      var line = ""
      for cell in row(y) { line += cell.glyph.text }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Puts `cell` at `point`, which must be in the frame, and keeps wide glyphs whole: one that loses
  /// a half becomes blank.
  mutating func put(_ cell: Cell, at point: Point) {
    let index = point.y * size.width + point.x
    if cells[index].glyph == .continuation, point.x > 0, cell.glyph != .continuation {
      cells[index - 1].glyph = .space
    }
    if cells[index].glyph.width == 2, point.x + 1 < size.width {
      cells[index + 1].glyph = .space
    }
    cells[index] = cell
  }
}
