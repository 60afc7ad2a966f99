import Testing
import Values

@testable import Frontmatter

/// Edits of JSON and TOML change what they must and nothing else.
@Suite struct DataFileEditingTests {
  @Test(arguments: [
    EditCase(
      name: "JSON keeps its layout",
      edits: [.set(["a"], "x"), .set(["c"], [1, 2]), .append(["b"], 3), .unset(["d"])],
      before: "{\n  \"a\": 1,\n  \"b\": [1, 2],\n  \"d\": null\n}\n",
      after: "{\n  \"a\": \"x\",\n  \"b\": [1, 2, 3],\n  \"c\": [1, 2]\n}\n"
    ),
    EditCase(
      name: "JSON on one line stays there",
      edits: [.set(["b", "c"], true), .renameKey(["a"], "z")],
      before: "{\"a\": 1, \"b\": {}}",
      after: "{\"z\": 1, \"b\": {\"c\": true}}"
    ),
    EditCase(
      name: "items move in JSON",
      edits: [.move(["t", 0], to: 1), .insert(["t", 0], ["k": "v"])],
      before: "{ \"t\": [1, 2] }",
      after: "{ \"t\": [{\"k\": \"v\"}, 2, 1] }"
    ),
    EditCase(
      name: "JSON objects stand as those around them",
      edits: [.set(["c"], ["k": 2]), .set(["a"], ["k": 3, "l": [1]])],
      before: "{\n  \"a\": { \"k\": 1 },\n  \"b\": {}\n}\n",
      after:
        "{\n  \"a\": { \"k\": 3, \"l\": [1] },\n  \"b\": {},\n  \"c\": { \"k\": 2 }\n}\n"
    ),
    EditCase(
      name: "of a key that JSON says twice the last one counts",
      edits: [.set(["a"], 3)],
      before: "{\"a\": 1, \"a\": 2}",
      after: "{\"a\": 1, \"a\": 3}"
    ),
    EditCase(
      name: "JSON knows minus zero",
      edits: [.set(["a"], .number(-0.0))],
      before: "{\"a\": 1}",
      after: "{\"a\": -0}"
    ),
  ])
  func `only the edited bytes of JSON change`(edit: EditCase) throws {
    try check(edit, .json)
  }

  @Test(arguments: [
    EditCase(
      name: "TOML keeps its quotes and comments",
      edits: [.set(["a"], "y"), .set(["b"], 2), .set(["d"], ["x"])],
      before: "a = 'x' # why\nb = 1\n\n[t]\nk = true\n",
      after: "a = 'y' # why\nb = 2\nd = [\"x\"]\n\n[t]\nk = true\n"
    ),
    EditCase(
      name: "TOML tables in a row get one more",
      edits: [.append(["t"], ["k": 3, "n": "x"])],
      before: "[[t]]\nk = 1\n\n[[t]]\nk = 2 # last\n\n[u]\nv = 1\n",
      after: "[[t]]\nk = 1\n\n[[t]]\nk = 2 # last\n\n[[t]]\nk = 3\nn = \"x\"\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "TOML tables get keys and lose them",
      edits: [.set(["t", "n"], 1), .unset(["t", "k"]), .set(["i", "y"], 2)],
      before: "i = { x = 1 }\n[t]\nk = true\n",
      after: "i = { x = 1, y = 2 }\n[t]\nn = 1\n"
    ),
    EditCase(
      name: "a TOML table goes with the tables inside it",
      edits: [.unset(["t", 0])],
      before: "[[t]]\nk = 1\n[t.sub]\nx = 1\n\n[[t]] # two\nk = 2\n\n[u]\nv = 1\n",
      after: "[[t]] # two\nk = 2\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "the last TOML table of a file goes with the blank line before it",
      edits: [.unset(["t", 1])],
      before: "[[t]]\nk = 1\n\n[[t]]\nk = 2\n",
      after: "[[t]]\nk = 1\n"
    ),
    EditCase(
      name: "tables inside a TOML table may stand apart from it",
      edits: [.unset(["t", 1])],
      before: "[[t]]\nk = 1\n\n[[t]]\nk = 2\n\n  [[t.s]]\n  x = 1\n  \n  [[t.s]]\n  x = 2\n",
      after: "[[t]]\nk = 1\n"
    ),
    EditCase(
      name: "the only TOML table leaves an empty list",
      edits: [.unset(["t", 0])],
      before: "a = 1\n\n[[t]]\nk = 1\n\n[u]\nv = 1\n",
      after: "a = 1\nt = []\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "TOML tables move with their comments",
      edits: [.move(["t", 0], to: 2)],
      before: "[[t]] # one\nk = 1\n\n# second\n[[t]]\nk = 2\n[t.s]\nx = 1\n\n[[t]]\nk = 3",
      after: "# second\n[[t]]\nk = 2\n[t.s]\nx = 1\n\n[[t]]\nk = 3\n\n[[t]] # one\nk = 1"
    ),
    EditCase(
      name: "a TOML table is put before another",
      edits: [.insert(["t", 0], ["k": 0]), .insert(["t", 2], ["k": 5])],
      before: "# first\n[[t]]\nk = 1\n\n[[t]]\nk = 2\n",
      after: "[[t]]\nk = 0\n\n# first\n[[t]]\nk = 1\n\n[[t]]\nk = 5\n\n[[t]]\nk = 2\n"
    ),
    EditCase(
      name: "a TOML table gets another value under its header",
      edits: [.set(["t"], ["n": 2])],
      before: "[t] # why\nk = 1\n[t.s]\nx = 1\n\n[u]\nv = 1\n",
      after: "[t] # why\nn = 2\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "a list of TOML tables gets other values",
      edits: [.set(["t"], [["k": 1], ["k": 5], ["k": 6]])],
      before: "[[t]]\nk = 1 # same\n\n[[t]]\nk = 2\n\n[u]\nv = 1\n",
      after: "[[t]]\nk = 1 # same\n\n[[t]]\nk = 5\n\n[[t]]\nk = 6\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "a TOML table becomes a text",
      edits: [.set(["t"], "x")],
      before: "a = 1\n\n[t]\nk = 1\n\n[u]\nv = 1\n",
      after: "a = 1\nt = \"x\"\n\n[u]\nv = 1\n"
    ),
    EditCase(
      name: "a TOML key is renamed in every header and dotted key",
      edits: [.renameKey(["a"], "z"), .renameKey(["z", "b"], "y"), .renameKey(["d"], "e f")],
      before: "d.x = 1\n'd' . y = 2\n[a.b]\nk = 1\n[[a.c]]\n[a.c.b]\n[ \"a\" . b.x ]\n",
      after: "\"e f\".x = 1\n\"e f\" . y = 2\n[z.y]\nk = 1\n[[z.c]]\n[z.c.b]\n[ z . y.x ]\n"
    ),
    EditCase(
      name: "dotted TOML keys go together",
      edits: [.unset(["d"]), .unset(["t", "x"])],
      before: "d.x = 1\na = 1\nd.y.z = 2\n[t]\nx.y = 1\nk = 1\nx.z = 2\n",
      after: "a = 1\n[t]\nk = 1\n"
    ),
  ])
  func `only the edited bytes of TOML change`(edit: EditCase) throws {
    try check(edit, .toml)
  }

  private func check(_ edit: EditCase, _ format: DocumentFormat) throws {
    let document = FrontmatterDocument(
      Array(edit.before.utf8),
      kind: .data(format),
      rules: .astro52()
    )
    let result = try document.applying(edit.edits)
    #expect(String(decoding: result, as: UTF8.self) == edit.after)
  }

  @Test(arguments: [
    ("b", "a = 1\nb = 0\nc = 3\nd = 4\n[t]\nk = 1\n"),
    ("A", "A = 0\na = 1\nc = 3\nd = 4\n[t]\nk = 1\n"),
    ("z", "a = 1\nc = 3\nd = 4\nz = 0\n[t]\nk = 1\n"),
  ])
  func `a new key of TOML goes where the schema has it`(key: String, after: String) throws {
    let before = Array("a = 1\nc = 3\nd = 4\n[t]\nk = 1\n".utf8)
    let document = FrontmatterDocument(before, kind: .toml, rules: .astro52())
    let result = try document.applying(
      [.set([.key(key)], 0)],
      keyOrder: ["A", "a", "b", "c", "t"]
    )
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  @Test(
    arguments: [
      (DocumentKind.json, Value.number(.nan)), (.json, ["x", .number(.infinity)]),
      (.json, .date(DateValue(milliseconds: 0))), (.toml, .null), (.toml, ["k": .null]),
    ] as [(DocumentKind, Value)]
  )
  func `what the format cannot hold is refused as such`(kind: DocumentKind, value: Value) {
    let bytes = Array((kind == .json ? "{\"a\": 1}" : "a = 1\n").utf8)
    let document = FrontmatterDocument(bytes, kind: kind, rules: .astro52())
    #expect(throws: EditError.unwritable(["a"])) { try document.applying([.set(["a"], value)]) }
  }
}
