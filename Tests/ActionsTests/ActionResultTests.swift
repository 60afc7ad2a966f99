import Actions
import Testing
import Values

@Suite struct ActionResultTests {
  @Test(arguments: try vectors("client_vectors"))
  func `a response is read as Astro's client reads it`(vector: Value) throws {
    let status = Int(vector["status"].numberValue ?? 0)
    let body = Array((vector["body"].stringValue ?? "").utf8)
    let expected = vector["expect"]
    if !expected["throws"].isUndefined {
      #expect(throws: DevalueError.self) { try ActionResult(status: status, body: body) }
      return
    }
    switch try ActionResult(status: status, body: body) {
    case .data(let value):
      #expect(
        try Devalue.stringify(value) == Devalue.stringify(TaggedGraph.graph(expected["data"]))
      )
    case .failure(let error):
      #expect(.string(error.code.name) == expected["error"]["code"])
      #expect(error.message == expected["error"]["message"].stringValue)
      #expect(
        error.code.status.map { .number(Double($0)) } == expected["error"]["status"].numberOnly
      )
      #expect((error.issues != nil) == (expected["error"]["isInputError"] == true))
      if let fields = expected["error"]["fields"].objectValue {
        #expect(error.fields.map(\.name) == fields.keys)
        for (name, messages) in error.fields {
          #expect(fields[name] == .array(messages.map(Value.string)))
        }
      }
    }
  }

  @Test func `every code has Astro's status`() throws {
    let codes = try VectorFile.load("action-http")["codes"]
    for (code, status) in ActionError.Code.statuses {
      #expect(codes[code.name] == .number(Double(status)))
      #expect(ActionError.Code(status: status) == code)
    }
    #expect(codes.objectValue?.count == ActionError.Code.statuses.count)
    #expect(ActionError.Code(status: 418) == .internalServerError)
  }

  @Test func `an input error is worded as Astro words it`() throws {
    let error = ActionError(issues: [["code": "custom", "path": ["a"], "message": "m"]])
    #expect(.string(error.message) == (try VectorFile.load("action-http")["input_error_message"]))
  }

  private static func vectors(_ key: String) throws -> [Value] {
    try VectorFile.load("action-http")[key].arrayValue ?? []
  }
}

extension Value {
  /// Nil for everything but a number.
  fileprivate var numberOnly: Value? { numberValue.map(Value.number) }
}
