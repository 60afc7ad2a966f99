import Testing
import Values

@testable import Frontmatter

/// That it agrees with the other reader is part of `ReaderLaw`; here is what it must take at all, since
/// declining is only slow.
@Suite struct YAMLValueReaderTests {
  private func value(_ text: String) -> Value? {
    Array("\n\(text)\n".utf8).withUnsafeBufferPointer {
      YAMLValueReader(.jsYAML4(minor: 3)).value(of: $0)
    }
  }

  @Test func `a number with a point is the nearest there is`() {
    for text in [
      "0.1", "4.35", "1.005", "123456.789012", "0.000000000001", "99999999999.999", "5.", "00.5",
      "123456789012345.6", "0.1234567890123456789", "179769313486231570.0",
    ] {
      #expect(value("a: \(text)")?[["a"]]?.numberValue == Double(text + "0"))
    }
  }

  @Test func `what ends a text is found wherever it stands`() {
    for count in 0..<24 {
      let text = String(repeating: "x", count: count) + "y"
      #expect(value("a: \(text)\nb: 1") == ["a": .string(text), "b": 1])
      #expect(value("a: \(text):z#z # no\nb: 1") == ["a": .string("\(text):z#z"), "b": 1])
      #expect(value("a: '\(text)''s:'\nb: 1") == ["a": .string("\(text)'s:"), "b": 1])
      #expect(value("a: \"\(text)\\\"#\"\nb: 1") == ["a": .string("\(text)\"#"), "b": 1])
      #expect(value("# \(text)\nb: 1") == ["b": 1])
      #expect(value("a: \(text): z") == nil)
    }
  }

  @Test func `frontmatter as it is mostly written is read`() {
    let read = value(
      """
      # of a blog
      title: A mast, from one tree? no
      description: 'it''s "quoted"' # said so
      subtitle: "a \\"line\\"\\n"
      pubDate: 2024-02-29
      draft: false
      order: -1.5e3
      empty:
      tags: [sea, "two words", 3]
      image: { src: ./a.png, alt: 'A boat' }
      authors:
        - ana
        - name: bo
          age: 7
      links:
      - https://slipway.example/a#b
      nested:
        deep:
          key: värde
      text: |
        one
          two

        three
      folded: >-
        one
        two
      """
    )
    #expect(read?.objectValue?.keys.count == 14)
    #expect(read?[["description"]] == "it's \"quoted\"")
    #expect(read?[["text"]] == "one\n  two\n\nthree\n")
  }

  @Test(
    arguments: [
      ("a: 1\nb: x", ["a": 1, "b": "x"]),
      ("a:\n- 1\n- b: 2\nc: ~", ["a": [1, ["b": 2]], "c": .null]),
      ("a: 'it''s'", ["a": "it's"]), ("a: x # y", ["a": "x"]), ("a: x#y", ["a": "x#y"]),
      ("a: {b: [1, {c: d}], e: ''}", ["a": ["b": [1, ["c": "d"]], "e": ""]]),
      ("a: >-\n  one\n  two\nb: |+\n  x\n", ["a": "one two", "b": "x\n\n"]),
    ] as [(String, Value)]
  )
  func `plain YAML is read without places`(text: String, expected: Value) {
    #expect(value(text) == expected)
  }

  @Test(
    arguments: [
      "a: &x 1", "a: *x", "a: !t x", "<<: {a: 1}", "? a", "a: b: c", "a: [1,\n2]", "a: x\n  y",
      "a: 1\na: 2", "\ta: 1", "a:\r\n  1", "a: \u{FEFF}", "a: \u{85}", "a: 'x", "a: [", "- a", "a",
      "%YAML 1.2", "--- x", "1: a", "true: a", "null: a", "__proto__: a", "a: @x", "a: `x`",
      "a: |2\n   x", "", "a: \"\\u0041\"",
    ]
  )
  func `what needs a second look is left to the other reader`(text: String) {
    #expect(value(text) == nil)
  }
}
