import Values

/// `z.string()`, `z.coerce.string()`; formats are checks.
struct StringKind: Sendable {
  let coerces: Bool

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if case .string = value { return .valid }
    guard coerces else { return try parse.reject(value, expected: "string", node) }
    value = .string(Coercion(zone: parse.zone).text(value))
    return .changed
  }
}
