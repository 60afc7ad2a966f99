import Screen
import Testing

@testable import Interface

@Suite struct SourceColorsTests {
  @Test func `what is in a text over several lines is no key`() {
    let lines = [
      "---", "description: >-  # how", "  Shavings: how", "", "  it was made", "links:", "  - |",
      "    - a: b", "  - text: >2", "      c: d", "    url: x", "---",
    ]
    #expect(SourceColors.textLines(lines.count) { lines[$0] } == [2, 3, 4, 7, 9])
    let line = SourceColors.line(lines[2], isBody: false, isText: true, matching: "")
    #expect(line.spans.map(\.role) == [.codeString])
  }

  @Test(arguments: [
    (
      "title: 'A # b'  # c",
      [("title", Role.codeKey), ("'A # b' ", .codeString), (" # c", .codeComment)]
    ),
    ("  - tools   # d", [("tools  ", .code), (" # d", .codeComment)]),
    ("  - \"x\"", [("\"x\"", .codeString)]),
    ("a: b", [("a", .codeKey), ("b", .code)]),
  ])
  func `keys, quoted texts and comments stand out`(line: String, parts: [(String, Role)]) {
    let spans = SourceColors.line(line, isBody: false, matching: "").spans
    #expect(spans.map(\.text).joined() == line)
    for (text, role) in parts { #expect(spans.contains { $0.text == text && $0.role == role }) }
  }
}
