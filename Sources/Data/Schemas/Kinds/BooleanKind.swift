import Values

/// `z.boolean()`, `z.coerce.boolean()`.
struct BooleanKind: Sendable {
  let coerces: Bool

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if case .boolean = value { return .valid }
    guard coerces else { return try parse.reject(value, expected: "boolean", node) }
    value = .boolean(value.isTruthy)
    return .changed
  }
}
