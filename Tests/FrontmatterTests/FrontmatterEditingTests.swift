import Testing
import Values

@testable import Frontmatter

/// One edit, what the file was and what it is after.
struct EditCase: Sendable, CustomTestStringConvertible {
  var name: String
  var edits: [Edit]
  var before: String
  var after: String
  var order: [String] = []

  var testDescription: String { name }
}

/// Edits of YAML frontmatter change what they must and nothing else.
@Suite struct FrontmatterEditingTests {
  @Test(arguments: cases) func `only the edited bytes change`(edit: EditCase) throws {
    let document = FrontmatterDocument(
      Array(edit.before.utf8),
      kind: .markdown,
      rules: .astro52()
    )
    let result = try document.applying(edit.edits, keyOrder: edit.order)
    #expect(String(decoding: result, as: UTF8.self) == edit.after)
  }

  /// So many words of nine letters.
  private static func prose(_ count: Int) -> String {
    Array(repeating: "nineletter".dropLast(), count: count).joined(separator: " ")
  }

  static let cases: [EditCase] = [
    EditCase(
      name: "a comment after the edited line survives",
      edits: [.set(["title"], "New")],
      before: "---\ntitle: Old   # why\n# below\ndate: 2024-01-01\n---\nbody\n",
      after: "---\ntitle: New   # why\n# below\ndate: 2024-01-01\n---\nbody\n"
    ),
    EditCase(
      name: "what says the same stays as it is written",
      edits: [.set(["a"], 1), .set(["b"], "x"), .set(["c"], ["d"])],
      before: "---\na: 1.0\nb: 'x'\nc:   [ d ]\n---\n",
      after: "---\na: 1.0\nb: 'x'\nc:   [ d ]\n---\n"
    ),
    EditCase(
      name: "a merged key gets a value of its own",
      edits: [.set(["c", "z"], 4)],
      before: "---\nb: &b { z: 3 }\nc:\n  <<: *b\n---\n",
      after: "---\nb: &b { z: 3 }\nc:\n  <<: *b\n  z: 4\n---\n"
    ),
    EditCase(
      name: "single quotes stay",
      edits: [.set(["title"], "It's")],
      before: "---\ntitle: 'Old'\n---\n",
      after: "---\ntitle: 'It''s'\n---\n"
    ),
    EditCase(
      name: "double quotes stay",
      edits: [.set(["title"], "New")],
      before: "---\ntitle: \"Old\"\n---\n",
      after: "---\ntitle: \"New\"\n---\n"
    ),
    EditCase(
      name: "text that would read as something else is quoted",
      edits: [.set(["a"], "12:30"), .set(["b"], "010"), .set(["c"], "a: b"), .set(["d"], "1_000")],
      before: "---\na: x\nb: x\nc: x\nd: x\n---\n",
      after: "---\na: \"12:30\"\nb: \"010\"\nc: \"a: b\"\nd: \"1_000\"\n---\n"
    ),
    EditCase(
      name: "a missing key goes to the end",
      edits: [.set(["draft"], true)],
      before: "---\ntitle: x\ntags:\n  - a # one\n---\nbody",
      after: "---\ntitle: x\ntags:\n  - a # one\ndraft: true\n---\nbody"
    ),
    EditCase(
      name: "a missing key goes where the schema has it",
      edits: [.set(["description"], "d"), .set(["id"], 1)],
      before: "---\ntitle: x # t\ntags: [a]\n---\n",
      after: "---\nid: 1\ntitle: x # t\ndescription: d\ntags: [a]\n---\n",
      order: ["id", "title", "description", "tags"]
    ),
    EditCase(
      name: "line ends stay CR LF",
      edits: [.set(["b"], "y"), .set(["c"], ["x", "z"])],
      before: "---\r\na: x\r\nb: z\r\n---\r\nbody\r\n",
      after: "---\r\na: x\r\nb: y\r\nc:\r\n  - x\r\n  - z\r\n---\r\nbody\r\n"
    ),
    EditCase(
      name: "a byte order mark stays",
      edits: [.set(["a"], "y")],
      before: "\u{FEFF}---\na: x\n---\n",
      after: "\u{FEFF}---\na: y\n---\n"
    ),
    EditCase(
      name: "a file without frontmatter gets a block",
      edits: [.set(["title"], "x")],
      before: "# Heading\n",
      after: "---\ntitle: x\n---\n\n# Heading\n"
    ),
    EditCase(
      name: "an empty block is filled",
      edits: [.set(["title"], "x")],
      before: "---\n# nothing yet\n---\nbody",
      after: "---\n# nothing yet\ntitle: x\n---\nbody"
    ),
    EditCase(
      name: "a key without a value gets one",
      edits: [.set(["a"], 1), .set(["b"], "y")],
      before: "---\na:\nb: # later\nc: 1\n---\n",
      after: "---\na: 1\nb: y # later\nc: 1\n---\n"
    ),
    EditCase(
      name: "null is written as the neighbours write it",
      edits: [.set(["b"], nil)],
      before: "---\na: ~\nb: 1\n---\n",
      after: "---\na: ~\nb: ~\n---\n"
    ),
    EditCase(
      name: "comments between brackets stay when an item is removed",
      edits: [.unset(["a", 1]), .unset(["b", 0]), .unset(["c", 0]), .unset(["d", 1])],
      before: "---\na: [x, # one\n  # two\n  y, # own\n  z]\nb: [x\n  # three\n  , y]\n"
        + "c: [\n  # four\n  x\n  ]\nd: [\n  x,\n  # five\n  y\n  ]\n---\n",
      after: "---\na: [x, # one\n  # two\n  z]\nb: [\n  # three\n  y]\n"
        + "c: [\n  # four\n  ]\nd: [\n  x\n  # five\n  ]\n---\n"
    ),
    EditCase(
      name: "a comment below a removed first key of an item stays",
      edits: [.unset(["a", 0, "x"])],
      before: "---\na:\n  - x: 1 # own\n    # below\n    y: 2\n---\n",
      after: "---\na:\n  -\n    # below\n    y: 2\n---\n"
    ),
    EditCase(
      name: "a key behind a question mark is removed with it",
      edits: [.unset(["b"]), .unset(["a"])],
      before: "---\n? a\n# above\n? b\n# below\nc: 1\n---\n",
      after: "---\n# above\n# below\nc: 1\n---\n"
    ),
    EditCase(
      name: "a key is removed with its line",
      edits: [.unset(["b"])],
      before: "---\na: 1\nb:\n  - x\n  - y # last\nc: 2\n---\n",
      after: "---\na: 1\nc: 2\n---\n"
    ),
    EditCase(
      name: "the last key is removed",
      edits: [.unset(["a"])],
      before: "---\na: 1\n---\nbody",
      after: "---\n---\nbody"
    ),
    EditCase(
      name: "the first key of an item is removed",
      edits: [.unset(["people", 0, "name"])],
      before: "---\npeople:\n  - name: A\n    age: 1\n---\n",
      after: "---\npeople:\n  - age: 1\n---\n"
    ),
    EditCase(
      name: "a literal block stays one",
      edits: [.set(["a"], "one\ntwo\n")],
      before: "---\na: |\n    x\n    y\n\nb: 1\n---\n",
      after: "---\na: |\n    one\n    two\n\nb: 1\n---\n"
    ),
    EditCase(
      name: "a folded block stays one",
      edits: [.set(["a"], "one\ntwo")],
      before: "---\na: >-\n  x\n  y\nb: 1\n---\n",
      after: "---\na: >-\n  one\n\n  two\nb: 1\n---\n"
    ),
    EditCase(
      name: "the lines of a folded block that say the same stay",
      edits: [.set(["a"], "one two three four and more\nfive six\n")],
      before: "---\na: > # why\n  one two\n  three four\n\n  five six\n\nb: 1\n---\n",
      after: "---\na: > # why\n  one two\n  three four and more\n\n  five six\n\nb: 1\n---\n"
    ),
    EditCase(
      name: "a line more leaves those of a folded block as they are",
      edits: [.set(["a"], "one two three four\nmore\n")],
      before: "---\na: >\n  one two\n  three four\n---\n",
      after: "---\na: >\n  one two\n  three four\n\n  more\n---\n"
    ),
    EditCase(
      name: "a long line is broken where the others are",
      edits: [.set(["a"], .string(prose(20) + " stop"))],
      before: "---\na: >-\n  \(prose(8))\n  \(prose(3)) end\n---\n",
      after: "---\na: >-\n  \(prose(8))\n  \(prose(8))\n  \(prose(4)) stop\n---\n"
    ),
    EditCase(
      name: "a text without quotes keeps its lines",
      edits: [.set(["a"], "one two 3 four five")],
      before: "---\na: one two\n    three four\n    five\nb: 1\n---\n",
      after: "---\na: one two\n    3 four\n    five\nb: 1\n---\n"
    ),
    EditCase(
      name: "a text in quotes keeps its lines",
      edits: [.set(["a"], "it's one two 'three' four"), .set(["c"], "x yy\nz")],
      before: "---\na: 'it''s one\n  two three\n  four' # so\nc: \"x\n  y\n\n  z\"\n---\n",
      after: "---\na: 'it''s one\n  two ''three''\n  four' # so\nc: \"x\n  yy\n\n  z\"\n---\n"
    ),
    EditCase(
      name: "text of several lines becomes a block",
      edits: [.set(["a"], "one\ntwo")],
      before: "---\na: x # why\nb: 1\n---\n",
      after: "---\na: |- # why\n  one\n  two\nb: 1\n---\n"
    ),
    EditCase(
      name: "items in brackets stay in brackets",
      edits: [.set(["t", 1], "x, y"), .append(["t"], "c"), .unset(["t", 0])],
      before: "---\nt: [a, b] # tags\n---\n",
      after: "---\nt: [\"x, y\", \"c\"] # tags\n---\n"
    ),
    EditCase(
      name: "dashes stay where they are",
      edits: [.append(["t"], "c"), .set(["t", 0], 1), .insert(["t", 1], "n")],
      before: "---\nt:\n- a # one\n- b\nu: 1\n---\n",
      after: "---\nt:\n- 1 # one\n- n\n- b\n- c\nu: 1\n---\n"
    ),
    EditCase(
      name: "an item moves with its comment",
      edits: [.move(["t", 2], to: 0)],
      before: "---\nt:\n  - a # one\n  - b\n  - c # three\n---\n",
      after: "---\nt:\n  - c # three\n  - a # one\n  - b\n---\n"
    ),
    EditCase(
      name: "a key is renamed",
      edits: [.renameKey(["old"], "new key: x")],
      before: "---\nold : 1 # c\n---\n",
      after: "---\n\"new key: x\" : 1 # c\n---\n"
    ),
    EditCase(
      name: "a list becomes a text and back",
      edits: [.set(["a"], "x"), .set(["b"], ["y"])],
      before: "---\na: # c\n  - 1\n  - 2\nb: z # d\nc:\n  - 3\n---\n",
      after: "---\na: x # c\nb: # d\n  - y\nc:\n  - 3\n---\n"
    ),
    EditCase(
      name: "a text becomes a list on its line where there is no other list",
      edits: [.set(["a"], ["x", "y"])],
      before: "---\na: x # c\n---\n",
      after: "---\na: [x, y] # c\n---\n"
    ),
    EditCase(
      name: "an object is made on the way",
      edits: [.set(["author", "name"], "A"), .set(["author", "tags"], ["x"])],
      before: "---\ntitle: x\n---\n",
      after: "---\ntitle: x\nauthor:\n  name: A\n  tags:\n    - x\n---\n"
    ),
    EditCase(
      name: "a date keeps its form",
      edits: [
        .set(["a"], .date(DateValue(milliseconds: 1_735_689_600_000))),
        .set(["b"], .date(DateValue(milliseconds: 1_735_689_600_000))),
      ],
      before: "---\na: 2024-01-01\nb: 2024-01-01T10:00:00Z\n---\n",
      after: "---\na: 2025-01-01\nb: 2025-01-01T00:00:00Z\n---\n"
    ),
    EditCase(
      name: "a key in braces is added and removed",
      edits: [.set(["m", "b"], 2), .unset(["m", "a"])],
      before: "---\nm: { a: 1 }\n---\n",
      after: "---\nm: { b: 2 }\n---\n"
    ),
  ]

  @Test func `a value that an alias shares is left alone`() {
    let bytes = Array("---\na: &x 1\nb: *x\n---\n".utf8)
    let document = FrontmatterDocument(bytes, kind: .markdown, rules: .astro52())
    #expect(throws: EditError.wouldChangeMore(["a"])) {
      try document.applying([.set(["a"], 2)])
    }
  }

  @Test func `an unreadable document is left alone`() {
    let bytes = Array("---\na: [\n---\n".utf8)
    let document = FrontmatterDocument(bytes, kind: .markdown, rules: .astro52())
    #expect(throws: EditError.self) { try document.applying([.set(["a"], 2)]) }
  }

  @Test(arguments: [
    [0xFF, 0xFE] as [UInt8], [0xFE, 0xFF], [0x2D, 0, 0x2D, 0], [0, 0x2D, 0, 0x2D],
  ])
  func `nothing is put before the mark of UTF-16`(mark: [UInt8]) {
    let document = FrontmatterDocument(mark + [0x2D, 0], kind: .markdown, rules: .astro52())
    #expect(throws: EditError.self) { try document.applying([.set(["a"], 1)]) }
  }
}
