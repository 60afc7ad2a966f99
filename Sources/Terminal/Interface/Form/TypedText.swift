import Screen
import Widgets

/// Text being typed as it stands on the screen: a line that is too long goes on in the next row.
struct TypedText: Sendable, Equatable {
  /// A part of a line.
  struct Row: Sendable, Equatable {
    var line: Int
    /// Its characters.
    var range: Range<Int>
  }

  private let lines: [TextField]
  /// The line that the cursor is in.
  private let line: Int
  let rows: [Row]

  /// `width` is in cells; `line` is the one with the cursor.
  init(_ lines: [TextField], cursorIn line: Int, width: Int) {
    self.lines = lines
    self.line = line
    rows = lines.enumerated().flatMap { index, field in
      Self.ranges(field.characters, width: max(8, width)).map { Row(line: index, range: $0) }
    }
  }

  /// Breaks after a space where there is one; the cursor needs a cell after the last character.
  private static func ranges(_ characters: [Character], width: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var cells = 0
    var space: Int?
    var index = 0
    while index < characters.count {
      cells += CellWidth.of(characters[index])
      if cells >= width {
        let end = max(start + 1, space ?? index)
        ranges.append(start..<end)
        start = end
        index = end
        cells = 0
        space = nil
        continue
      }
      index += 1
      if characters[index - 1] == " " { space = index }
    }
    return ranges + [start..<characters.count]
  }

  /// The row with the cursor.
  var cursorRow: Int {
    let cursor = lines[line].cursor
    return rows.lastIndex { $0.line == line && $0.range.lowerBound <= cursor } ?? 0
  }

  /// Where the cursor goes in the row above or below; nil past the first and the last.
  func cursor(movedBy step: Int) -> (line: Int, position: Int)? {
    let target = cursorRow + step
    guard rows.indices.contains(target) else { return nil }
    let column = lines[line].cursor - rows[cursorRow].range.lowerBound
    let row = rows[target]
    let isLast = target + 1 == rows.count || rows[target + 1].line != row.line
    let end = isLast ? row.range.upperBound : row.range.upperBound - 1
    return (row.line, min(row.range.lowerBound + column, end))
  }

  /// Draws one row in the canvas's first.
  func draw(_ row: Int, into canvas: inout Canvas) {
    guard rows.indices.contains(row) else { return }
    let range = rows[row].range
    let field = lines[rows[row].line]
    canvas.fill(Rect(0, 0, canvas.width, 1), .fieldFocus)
    canvas.put(String(field.characters[range]), at: .zero, .fieldFocus)
    guard row == cursorRow else { return }
    let before = field.characters[range.lowerBound..<field.cursor]
    canvas.showCursor(at: Point(CellWidth.of(String(before)), 0))
  }
}
