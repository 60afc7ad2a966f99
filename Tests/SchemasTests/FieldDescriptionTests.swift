import Schemas
import Testing
import Values

/// What forms see of schemas.
struct FieldDescriptionTests {
  private func field(_ nodes: Value) throws -> FieldDescription {
    try Schema(description: ["root": 0, "nodes": nodes], dialect: .zod4).field
  }

  @Test func `a default makes a field optional and stands in it`() throws {
    let field = try field([
      ["type": "default", "innerType": 1, "value": true], ["type": "boolean"],
    ])
    #expect(field.isRequired == false)
    #expect(field.defaultValue == true)
    #expect(field.kind == .boolean)
  }

  @Test func `bounds of a text inside wrappers are the field's`() throws {
    let field = try field([
      ["type": "optional", "innerType": 1, "meta": ["title": "Title", "description": "help"]],
      ["type": "nullable", "innerType": 2],
      [
        "type": "string",
        "checks": [
          ["check": "min_length", "minimum": 3], ["check": "max_length", "maximum": 60],
        ],
      ],
    ])
    #expect(field.kind == .text(.init(minimum: 3, maximum: 60)))
    #expect(field.label == "Title")
    #expect(field.help == "help")
    #expect(field.isNullable)
    #expect(!field.isRequired)
  }

  @Test func `a union of literals is a choice`() throws {
    let field = try field([
      ["type": "union", "options": [1, 2]], ["type": "literal", "values": ["a"]],
      ["type": "enum", "values": ["b", "c"]],
    ])
    #expect(field.kind == .choice(["a", "b", "c"]))
  }

  @Test func `an object's fields have its keys`() throws {
    let field = try field([
      ["type": "object", "shape": [["on", 1], ["by", 2]], "catchall": 3],
      ["type": "date", "coerce": true],
      [
        "type": "pipe", "in": 4, "out": 5,
        "frontis": ["kind": "reference", "collection": "people"],
      ], ["type": "never"], ["type": "string"], ["type": "transform", "callback": 0],
    ])
    let on = FieldDescription(key: "on", label: "on", kind: .date(minimum: nil, maximum: nil))
    let by = FieldDescription(key: "by", label: "by", kind: .reference(collection: "people"))
    #expect(field.kind == .object([on, by], unknownKeys: .reject))
  }

  @Test func `a schema inside itself ends`() throws {
    let field = try field([
      ["type": "object", "shape": [["children", 1]]], ["type": "array", "element": 0],
    ])
    guard case .object(let fields, _) = field.kind else {
      Issue.record("the root is an object")
      return
    }
    #expect(fields.map(\.key) == ["children"])
  }
}
