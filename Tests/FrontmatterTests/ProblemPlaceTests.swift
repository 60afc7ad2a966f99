import Testing
import Values

@testable import Frontmatter

/// Where a problem is shown.
@Suite struct ProblemPlaceTests {
  private let document = FrontmatterDocument(
    Array(
      """
      ---
      title: One
      tags:
        - a
        - 2
      meta: { deep: [1, x] }
      empty:
      "quoted key": |
        text
      author:
        name: A
      people:
        - name: B
      ---
      """.utf8
    ),
    kind: .markdown,
    rules: .astro52()
  )

  @Test(
    arguments: [
      (["title"], "One"), (["tags"], "tags"), (["tags", 1], "2"), (["meta", "deep", 1], "x"),
      (["empty"], "empty"), (["quoted key"], "|\n  text\n"), (["missing"], "---"),
      (["author"], "author"), (["author", "age"], "author"), (["author", "name", "x"], "name"),
      (["people", 0], "name: B"), (["people", 0, "age"], "name: B"), ([], "---"),
    ] as [(ValuePath, String)]
  )
  func `a problem is shown at its value or the nearest key`(path: ValuePath, text: String) {
    #expect(document.source.text(in: document.range(ofProblemAt: path)) == text)
  }

  @Test func `an unrecognized key is shown itself`() {
    let range = document.range(ofProblemAt: [], unrecognizedKeys: ["quoted key", "title"])
    #expect(document.source.text(in: range) == "\"quoted key\"")
  }

  @Test(arguments: [
    ("---\ntitle: \"abc\ndate: 1\n---\n", "\"abc"), ("---\na: [1,\nb: 2\n---\n", "[1"),
    ("---\na: \"x\nb: \"y\"\n---\n", "\"x"),
  ])
  func `an unclosed quote or bracket is named where it opens`(text: String, opening: String) {
    let document = FrontmatterDocument(Array(text.utf8), kind: .markdown, rules: .astro52())
    let origin = document.failure?.origin ?? 0
    let bytes = document.source.bytes[origin...].prefix(opening.utf8.count)
    #expect(String(decoding: bytes, as: UTF8.self) == opening)
  }

  @Test(arguments: [
    ("---\ntitle: \"abc\n---\n", FenceRules.grayMatter, 3),
    ("---\r\na: 'b\r\n---\r\n", .grayMatter, 3),
    ("---\ntitle: \"abc\n---\n", .astro52, 3), ("---\na: \"b\n\n---\n", .grayMatter, 3),
  ])
  func `a quote that is not closed is noticed after the last line`(
    text: String,
    fences: FenceRules,
    line: Int
  ) {
    let yaml: YAMLRules = fences == .grayMatter ? .jsYAML3 : .jsYAML4(minor: 3)
    let rules = DocumentRules(yaml: yaml, fences: fences)
    let document = FrontmatterDocument(Array(text.utf8), kind: .markdown, rules: rules)
    let place = document.source.position(at: document.failure?.offset ?? 0)
    #expect([place.line, place.column] == [line, 1])
  }
}
