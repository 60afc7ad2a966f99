import Schemas
import Testing
import Values

/// How schemas ask for a site's own functions.
struct SchemaCallbackTests {
  private func schema(_ nodes: Value, _ dialect: ZodDialect = .zod4) throws -> Schema {
    try Schema(description: ["root": 0, "nodes": nodes], dialect: dialect)
  }

  private func refined(_ dialect: ZodDialect = .zod4) throws -> Schema {
    try schema([
      ["type": "string", "checks": [["check": "custom", "purpose": "value", "callback": 0]]]
    ])
  }

  @Test func `a schema without functions says so`() throws {
    #expect(try !schema([["type": "string"]]).hasCallbacks)
    #expect(try refined().hasCallbacks)
  }

  @Test func `a refinement that is false is a custom issue`() throws {
    let stub = CallbackStub(functions: [{ _ in CallbackResult(returned: false) }])
    let expected = SchemaIssue(code: "custom", path: [], message: "Invalid input")
    #expect(try refined().parse("a", calling: stub) == .failure([expected]))
  }

  @Test func `a promise is an error only for who does not wait`() throws {
    let stub = CallbackStub(functions: [{ _ in CallbackResult(returned: true, isPromise: true) }])
    #expect(try refined().parse("a", calling: stub) == .success("a"))
    #expect(throws: SchemaError.self) {
      try refined().parse("a", calling: stub, mode: .synchronous)
    }
  }

  @Test func `a transform sees where its value is`() throws {
    let stub = CallbackStub(functions: [
      { call in CallbackResult(returned: .array(call.path.map(\.value))) }
    ])
    let nested = try schema([
      ["type": "object", "shape": [["a", 1]]], ["type": "array", "element": 2],
      ["type": "transform", "callback": 0],
    ])
    let outcome = try nested.parse(["a": [true]], calling: stub)
    #expect(outcome == .success(["a": [["a", 0]]]))
  }

  @Test func `words of the site come before Zod's`() throws {
    let stub = CallbackStub(functions: [{ _ in CallbackResult(returned: "ours") }])
    let worded = try schema([["type": "string", "error": ["callback": 0]]])
    guard case .failure(let issues) = try worded.parse(1, calling: stub) else {
      Issue.record("a number is no text")
      return
    }
    #expect(issues.map(\.message) == ["ours"])
  }
}
