import Values

/// `z.function()`: the output is a function that checks what goes in and out.
struct FunctionKind: Sendable {
  let callback: Int

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .foreign(let foreign) = value, foreign.isFunction else {
      return try parse.reject(value, expected: "function", node, order: .usual)
    }
    let call = CallbackCall(purpose: .value, value: value, path: parse.path)
    value = try parse.call(callback, with: call).returned
    return .changed
  }
}
