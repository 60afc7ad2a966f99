import Values

/// `z.number()`, `z.coerce.number()`.
struct NumberKind: Sendable {
  let coerces: Bool

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    var outcome = Outcome.valid
    if coerces {
      if case .number = value {
      } else if let number = Coercion(zone: parse.zone).number(value) {
        value = .number(number)
        outcome = .changed
      } else if parse.dialect == .zod3 {
        throw .thrown("Cannot convert a Symbol value to a number")
      }
    }
    guard case .number(let number) = value else {
      return try parse.reject(value, expected: "number", node)
    }
    switch parse.dialect {
    case .zod4:
      // Zod v4, schemas.ts: both infinities are said to be "Infinity".
      if number.isNaN { return try parse.reject(value, expected: "number", received: "NaN", node) }
      if number.isInfinite {
        return try parse.reject(value, expected: "number", received: "Infinity", node)
      }
    case .zod3:
      if number.isNaN { return try parse.reject(value, expected: "number", node) }
    }
    return outcome
  }
}
