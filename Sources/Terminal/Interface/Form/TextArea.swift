import Loop
import Widgets

/// Several lines of text being typed.
struct TextArea: Sendable, Equatable {
  private(set) var lines: [TextField]
  private(set) var row: Int

  /// The cursor stands at the end.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(2000)
      .map { TextField(String($0)) }
    row = lines.count - 1
  }

  var text: String { lines.map(\.text).joined(separator: "\n") }

  /// Does what `key` means in a text; false when it means nothing there.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case "enter": breakLine()
    case "up":
      guard row > 0 else { return false }
      move(to: row - 1)
    case "down":
      guard row + 1 < lines.count else { return false }
      move(to: row + 1)
    case "backspace" where lines[row].cursor == 0:
      guard row > 0 else { return true }
      row -= 1
      joinNext()
    case "delete" where lines[row].cursor == lines[row].characters.count:
      if row + 1 < lines.count { joinNext() }
    case "left" where lines[row].cursor == 0 && row > 0:
      row -= 1
      lines[row].moveCursor(to: .max)
    case "right" where lines[row].cursor == lines[row].characters.count && row + 1 < lines.count:
      row += 1
      lines[row].moveCursor(to: 0)
    default: return lines[row].handle(key)
    }
    return true
  }

  mutating func insert(_ text: String) {
    for (index, piece) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { breakLine() }
      lines[row].insert(String(piece))
    }
  }

  /// Puts the cursor before the character `position` of `line`.
  mutating func moveCursor(to line: Int, _ position: Int) {
    row = max(0, min(line, lines.count - 1))
    lines[row].moveCursor(to: position)
  }

  private mutating func move(to other: Int) {
    let column = lines[row].cursor
    row = other
    lines[row].moveCursor(to: column)
  }

  private mutating func breakLine() {
    let characters = lines[row].characters
    let cursor = lines[row].cursor
    lines[row] = TextField(String(characters[..<cursor]))
    row += 1
    lines.insert(TextField(String(characters[cursor...])), at: row)
    lines[row].moveCursor(to: 0)
  }

  /// Puts the next line at the end of this one.
  private mutating func joinNext() {
    let cursor = lines[row].characters.count
    lines[row] = TextField(lines[row].text + lines[row + 1].text)
    lines[row].moveCursor(to: cursor)
    lines.remove(at: row + 1)
  }
}
