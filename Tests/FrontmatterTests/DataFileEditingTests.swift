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
      after: "{ \"t\": [{\n  \"k\": \"v\"\n}, 2, 1] }"
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
      name: "TOML tables get keys and lose them",
      edits: [.set(["t", "n"], 1), .unset(["t", "k"]), .set(["i", "y"], 2)],
      before: "i = { x = 1 }\n[t]\nk = true\n",
      after: "i = { x = 1, y = 2 }\n[t]\nn = 1\n"
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
}
