import ECMAScript
import Schemas
import Testing
import Values

/// What hostile data and descriptions must not do.
struct SchemaBoundsTests {
  /// `z.object({ next: Node.optional() })`, or the same for arrays.
  private func list(_ dialect: ZodDialect) throws -> Schema {
    let nodes: Value = [
      ["type": "object", "shape": [["next", 1]]], ["type": "optional", "innerType": 0],
    ]
    return try Schema(description: ["root": 0, "nodes": nodes], dialect: dialect)
  }

  private func nested(_ depth: Int) -> Value {
    var value: Value = [:]
    for _ in 0..<depth { value = ["next": value] }
    return value
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `data nested deeper than the stack holds throws as JavaScript does`(dialect: ZodDialect)
    throws
  {
    let schema = try list(dialect)
    #expect(throws: SchemaError.thrown("Maximum call stack size exceeded")) {
      try schema.parse(nested(10_000), calling: NoCallbacks())
    }
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `data nested as deep as people write passes`(dialect: ZodDialect) throws {
    let value = nested(100)
    #expect(try list(dialect).parse(value, calling: NoCallbacks()) == .success(value))
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `a key named like the prototype is dropped`(dialect: ZodDialect) throws {
    let description: Value = [
      "root": 0,
      "nodes": [
        ["type": "object", "shape": [], "unknownKeys": "passthrough", "catchall": 1],
        ["type": "unknown"],
      ],
    ]
    let schema = try Schema(description: description, dialect: dialect)
    let outcome = try schema.parse(["__proto__": 1, "a": 2], calling: NoCallbacks())
    #expect(outcome == .success(["a": 2]))
  }

  @Test func `a text of fifty megabytes is measured`() throws {
    let check: Value = ["check": "max_length", "maximum": 5]
    let description: Value = ["root": 0, "nodes": [["type": "string", "checks": [check]]]]
    let schema = try Schema(description: description, dialect: .zod4)
    let text = Value.string(String(repeating: "x", count: 50 << 20))
    guard case .failure(let issues) = try schema.parse(text, calling: NoCallbacks()) else {
      Issue.record("the text is too long")
      return
    }
    #expect(issues.map(\.code) == ["too_big"])
  }

  @Test func `a pattern that backtracks without end takes bounded time`() throws {
    let check: Value = [
      "check": "string_format", "format": "regex",
      "pattern": ["source": "^(?:a+)+$", "flags": ""],
    ]
    let description: Value = ["root": 0, "nodes": [["type": "string", "checks": [check]]]]
    let schema = try Schema(description: description, dialect: .zod4)
    let text = Value.string(String(repeating: "a", count: 5_000) + "!")
    // Once is enough: without optimization it takes a second.
    #expect(throws: SchemaError.tooManySteps(pattern: "/^(?:a+)+$/", at: [])) {
      try schema.parse(text, calling: NoCallbacks(), isThorough: true)
    }
  }

  @Test func `an object of many keys that nobody shares is taken apart`() throws {
    let schema = try list(.zod4)
    let many = ObjectValue((0..<20_000).map { ("key\($0)", Value.number(Double($0))) })
    #expect(try schema.parse(.object(many), calling: NoCallbacks()) == .success([:]))
  }

  @Test(
    arguments: [
      [:], ["root": 0], ["root": 1, "nodes": [["type": "string"]]],
      ["root": 0, "nodes": [["type": "nothing of ours"]]],
      ["root": 0, "nodes": [["type": "array", "element": 7]]],
      ["root": 0, "nodes": [["type": "optional"]]],
      ["root": 0, "nodes": [["type": "object", "shape": [["a"]]]]], 5,
    ] as [Value]
  )
  func `a description that is none of the recorder's is refused`(description: Value) {
    #expect {
      try Schema(description: description, dialect: .zod4)
    } throws: { error in
      if case .malformed = error as? SchemaError { true } else { false }
    }
  }

  @Test func `a schema that is only itself does not hang`() throws {
    let description: Value = ["root": 0, "nodes": [["type": "lazy", "innerType": 0]]]
    let schema = try Schema(description: description, dialect: .zod4)
    #expect(schema.field.kind == .any)
    #expect(throws: SchemaError.thrown("Maximum call stack size exceeded")) {
      try schema.parse(1, calling: NoCallbacks())
    }
  }
}
