import ECMAScript
import Testing
import Values

@testable import Frontmatter

/// Which part of a Markdown file Astro takes for frontmatter.
@Suite struct FenceTests {
  private func read(_ text: String, _ rules: DocumentRules = .astro52()) -> FrontmatterDocument {
    FrontmatterDocument(Array(text.utf8), kind: .markdown, rules: rules)
  }

  private func body(_ document: FrontmatterDocument) -> String {
    let bytes = document.source.bytes
    return TextMeasure.trimmed(String(decoding: bytes[document.bodyStart...], as: UTF8.self))
  }

  @Test(arguments: [
    ("---\ntitle: x\n---\nbody", "body"),
    ("---\r\ntitle: x\r\n---\r\nbody", "body"),
    ("\u{FEFF}---\ntitle: x\n---\nbody", "body"),
    ("\n  \n---\ntitle: x\n---\nbody", "body"),
    ("\u{FEFF}\n---\ntitle: x\n---\nbody", "body"),
    ("--- # note\ntitle: x\n---\nbody", "body"),
    ("---   \ntitle: x\n---\nbody", "body"),
    ("---title: x\n---\nbody", "body"),
    ("---\ntitle: x\n---body more\nrest", "body more\nrest"),
    ("---\ntitle: x\n----\nrest", "-\nrest"),
    ("---\ntitle: x\n---", ""),
  ])
  func `a block at the top is frontmatter`(text: String, expected: String) {
    let document = read(text)
    #expect(document.value == ["title": "x"])
    #expect(body(document) == expected)
  }

  @Test func `the closing fence is found wherever it stands`() {
    for count in 0..<40 {
      let title = String(repeating: "x", count: count) + "y"
      // Lines that begin almost as a fence does.
      for decoys in ["", "--\n", "-- -\n+-+\n", "-\n-\n+\n"] {
        let head = "---\n# \(title)\n\(decoys.replacing("\n", with: "#\n"))"
        for (fence, rest) in [("---", "\nbody"), ("---", ""), ("+++", "\n---\n")] {
          let bytes = Array((head + fence + rest).utf8)
          guard case .found(let block) = FrontmatterBlock.find(in: bytes, rules: .astro52) else {
            Issue.record("none in \(head + fence + rest)")
            continue
          }
          #expect(block.closing == head.utf8.count..<head.utf8.count + 3)
        }
        let open = Array(head.utf8)
        #expect(FrontmatterBlock.find(in: open, rules: .astro52) == .open)
      }
    }
  }

  @Test(arguments: [
    " ---\ntitle: x\n---\nbody",
    "\n ---\ntitle: x\n---\nbody",
    "---\ntitle: x\nbody",
    "--- title: x ---\nbody",
    "---\rtitle: x\r---\rbody",
    "text\n---\ntitle: x\n---\n",
    "---\ntitle: x\n...\n",
  ])
  func `anything else is body`(text: String) {
    let document = read(text)
    #expect(document.openingFence == nil)
    #expect(document.bodyStart == 0)
    #expect(document.value == [:])
  }

  @Test(
    arguments: [
      ("---\n---\nbody", [:]), ("---\nhello\n---", [:]), ("---\n- a\n---", ["a"]),
      ("---\n# note\n---", [:]), ("---\nd: |\n  a\n---\n", ["d": "a\n"]),
      ("---\nd: |\n  a\n  ---\n---\n", ["d": "a\n---\n"]),
    ] as [(String, Value)]
  )
  func `what is no object is an empty one`(text: String, value: Value) {
    #expect(read(text).value == value)
  }

  @Test func `a fourth dash opens and fails`() {
    let document = read("----\ntitle: x\n----")
    #expect(document.failure?.reason == "end of the stream or a document separator is expected")
    #expect(document.failure?.offset == 5)
  }

  @Test func `fences of two kinds leave the block in the body`() {
    let document = read("---\ntitle: x\n+++\nbody")
    #expect(document.value == ["title": "x"])
    #expect(document.bodyStart == 0)
  }

  @Test func `the older rule opens at any line`() {
    let rules = DocumentRules(yaml: .jsYAML4(minor: 1), fences: .astro50)
    let document = read("text\n---\ntitle: x\n---\nbody", rules)
    #expect(document.value == ["title": "x"])
  }

  @Test(
    arguments: [
      ("---\ntitle: 010\n---\nbody", ["title": 8], "body"),
      ("---yaml\ntitle: x\n---\nbody", ["title": "x"], "body"),
      ("---\ntitle: x", ["title": "x"], ""),
      ("----\ntitle: x\n----", [:], "----\ntitle: x\n----"),
      ("\n---\ntitle: x\n---", [:], "---\ntitle: x\n---"),
    ] as [(String, Value, String)]
  )
  func `gray-matter's rule is older Astro's`(text: String, value: Value, expected: String) {
    let document = read(text, .astro2)
    #expect(document.value == value)
    #expect(body(document) == expected)
  }

  @Test func `a head without the closing fence asks for more`() {
    let head = Array("---\ntitle: x\n-".utf8)
    let reading = FrontmatterDocument(head, kind: .markdown, rules: .astro52(), isWhole: false)
    #expect(reading.needsMoreBytes)
    let none = Array("# Title\n\nText".utf8)
    let other = FrontmatterDocument(none, kind: .markdown, rules: .astro52(), isWhole: false)
    #expect(!other.needsMoreBytes)
  }
}
