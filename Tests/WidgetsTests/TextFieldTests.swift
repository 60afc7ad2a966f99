import Screen
import ScreenTestSupport
import Testing
import Widgets

/// Expects typing `keys` into the field `before` to leave `after`; `|` is the cursor.
private func expectTyping(
  _ before: String,
  _ keys: String,
  _ after: String,
  at location: SourceLocation = #_sourceLocation
) {
  let parts = before.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  var field = TextField(parts.joined())
  field.moveCursor(to: parts[0].count)
  for key in Keys.parse(keys) { _ = field.handle(key) }
  let text =
    String(field.characters[..<field.cursor]) + "|" + String(field.characters[field.cursor...])
  #expect(text == after, sourceLocation: location)
}

@Suite struct TextFieldTests {
  @Test func `typing puts characters at the cursor`() {
    expectTyping("ti|tle", "<end>s", "titles|")
    expectTyping("|", "héllo 漢", "héllo 漢|")
    expectTyping("ab|", "<home>x<right>y", "xay|b")
  }

  @Test func `the cursor moves by whole characters`() {
    expectTyping("a👨‍👩‍👧|b", "<left>", "a|👨‍👩‍👧b")
    expectTyping("e\u{301}|", "<backspace>", "|")
    expectTyping("e|", "\u{301}", "e\u{301}|")
    expectTyping("|ab", "<left><left>x", "x|ab")
    expectTyping("ab|", "<right><delete>", "ab|")
  }

  @Test func `words are moved over and cut`() {
    expectTyping("one two-three|", "<ctrl+left>", "one two-|three")
    expectTyping("|one  two", "<ctrl+right><ctrl+right>", "one  two|")
    expectTyping("one two  |", "<ctrl+w>", "one |")
    expectTyping("one| two", "<alt+d>", "one|")
    expectTyping("one two|", "<ctrl+w><home><ctrl+y>", "two|one ")
  }

  @Test func `the line is cut to either side`() {
    expectTyping("one| two", "<ctrl+u>", "| two")
    expectTyping("one| two", "<ctrl+k>", "one|")
  }

  @Test func `a paste becomes one line`() {
    var field = TextField("ab")
    field.moveCursor(to: 1)
    field.insert("1\n2\t3")
    #expect(field.text == "a1 2 3b")
    #expect(field.cursor == 6)
  }

  @Test func `a huge paste is cut`() {
    var field = TextField()
    field.insert(String(repeating: "x", count: 1_000_000))
    #expect(field.characters.count == TextField.greatestLength)
  }

  @Test func `keys of the form are left to it`() {
    var field = TextField("a")
    let handled = Keys.parse("<enter><esc><tab><up><ctrl+s><alt+x>").filter { field.handle($0) }
    #expect(handled == [])
  }

  private func draw(_ text: String, at cursor: Int, width: Int) -> String {
    var field = TextField(text)
    field.moveCursor(to: cursor)
    let frame = Frame(size: Size(width, 1), look: Look()) { field.draw(into: &$0, isFocused: true) }
    return "\(frame.lines[0]) \(frame.cursor?.x ?? -1)"
  }

  @Test func `the cursor is always seen`() {
    #expect(draw("Hello", at: 5, width: 8) == "Hello 5")
    #expect(draw("Hello, world", at: 12, width: 8) == "… world 7")
    #expect(draw("Hello, world", at: 0, width: 8) == "Hello, … 0")
    #expect(draw("東京都東京都", at: 6, width: 6) == "…京都 5")
    #expect(draw("abc", at: 3, width: 1) == "… 0")
  }
}

extension TextFieldTests {
  @Test func `a flood of keys stays quick`() {
    var picker = Picker(title: "Commands", items: (0..<50).map { Picker.Item("Command \($0)") })
    for _ in 0..<500 { _ = picker.handle("x") }
    #expect(picker.field.characters.count == 200)
  }
}
