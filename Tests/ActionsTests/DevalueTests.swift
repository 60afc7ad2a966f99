import Actions
import Testing
import Values

@Suite struct DevalueTests {
  @Test(arguments: try vectors("encode"))
  func `a value is written as devalue writes it`(vector: Value) throws {
    let graph = TaggedGraph.graph(vector["json_hint"])
    #expect(try text(Devalue.stringify(graph, urls: urls(vector))) == vector["encoded"].stringValue)
  }

  @Test(arguments: try vectors("encode").filter { $0["roundtrip"] == true })
  func `what was written is read as the same graph`(vector: Value) throws {
    let graph = try Devalue.parseGraph(bytes(vector))
    #expect(try text(Devalue.stringify(graph, urls: urls(vector))) == vector["encoded"].stringValue)
  }

  @Test(arguments: try vectors("decode"))
  func `a text is read as devalue reads it`(vector: Value) throws {
    let read = try Devalue.parseGraph(bytes(vector))
    let expected = TaggedGraph.graph(vector["json_hint"])
    #expect(try text(Devalue.stringify(read)) == text(Devalue.stringify(expected)))
  }

  @Test(arguments: try vectors("decode_error"))
  func `a text that devalue refuses is refused`(vector: Value) throws {
    let error = try #require(throws: DevalueError.self) { try Devalue.parseGraph(bytes(vector)) }
    // Other names are JavaScript's own errors, worded by the engine.
    if vector["error"]["name"] == "Error" {
      #expect(error.message == vector["error"]["message"].stringValue)
    }
  }

  @Test func `what cannot be written is refused with its place`() throws {
    let function = Value.foreign(ForeignValue(className: "Function"))
    let value: Value = [
      "object": ["array": [.map([MapEntry(key: "key", value: function)])]], "odd key": 1,
    ]
    let error = try #require(throws: DevalueError.self) { try Devalue.stringify(value) }
    #expect(error.message == "Cannot stringify a function")
    #expect(error.path == ".object.array[0].get(\"key\")")
  }

  @Test(arguments: [
    (Value.symbol("s"), "Cannot stringify a Symbol primitive"),
    (.foreign(ForeignValue(className: "Response")), "Cannot stringify arbitrary non-POJOs"),
    (
      .foreign(ForeignValue(className: "Promise")),
      "Cannot stringify a Promise or thenable — use stringifyAsync instead"
    ),
    (.object(ObjectValue([("__proto__", 1)])), "Cannot stringify objects with __proto__ keys"),
  ])
  func `each kind of value without a text is named`(value: Value, message: String) throws {
    let error = try #require(throws: DevalueError.self) { try Devalue.stringify(value) }
    #expect(error.message == message)
  }

  @Test func `a cycle is cut where it closes`() throws {
    let value = try Devalue.parse(Array(#"[{"name":1,"self":0},"loop"]"#.utf8))
    #expect(value == ["name": "loop", "self": .foreign(ForeignValue(className: "Circular"))])
  }

  @Test func `a text that unfolds without end is refused`() {
    // Each slot holds the next one twice: 2^60 strings.
    let slots = (0..<60).map { "[\($0 + 1),\($0 + 1)]" } + [#""x""#]
    let text = Array("[\(slots.joined(separator: ","))]".utf8)
    #expect(throws: DevalueError.self) { try Devalue.parse(text) }
  }

  @Test func `a chain deeper than the stack is refused`() throws {
    let slots = (0..<20_000).map { "[\($0 + 1)]" } + ["1"]
    let text = Array("[\(slots.joined(separator: ","))]".utf8)
    #expect(throws: DevalueError.self) { try Devalue.parse(text) }
    #expect(try Devalue.stringify(Devalue.parseGraph(text)).count == text.count)
  }

  @Test func `a sparse array that claims four thousand million items costs nothing`() throws {
    let text = Array(#"[[-7,4294967295,0,1],"d"]"#.utf8)
    #expect(try Devalue.stringify(Devalue.parseGraph(text)) == text)
    #expect(throws: DevalueError.self) { try Devalue.parse(text) }
  }

  // MARK: -

  private static func vectors(_ kind: String) throws -> [Value] {
    try VectorFile.load("devalue").arrayValue?.filter { $0["kind"] == .string(kind) } ?? []
  }

  private func urls(_ vector: Value) -> Devalue.URLForm {
    vector["profile"] == "astro-action-result" ? .node : .inline
  }

  private func bytes(_ vector: Value) -> [UInt8] {
    Array((vector["encoded"].stringValue ?? "").utf8)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
