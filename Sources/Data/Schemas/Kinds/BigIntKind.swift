import Values

/// `z.bigint()`, `z.coerce.bigint()`.
struct BigIntKind: Sendable {
  let coerces: Bool

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if case .bigint = value { return .valid }
    guard coerces, let digits = Coercion(zone: parse.zone).bigint(value) else {
      if coerces, parse.graph.rules.contains(.bigintsThrow) {
        throw .thrown(Words.noBigInt(value, Coercion(zone: parse.zone).text(value)))
      }
      return try parse.reject(value, expected: "bigint", node)
    }
    value = .bigint(digits)
    return .changed
  }
}
