import Values

/// `z.date()`, `z.coerce.date()`.
struct DateKind: Sendable {
  let coerces: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    var outcome = Outcome.valid
    if coerces {
      if case .date = value {
      } else if let milliseconds = Coercion(zone: parse.zone).date(value) {
        value = .date(DateValue(milliseconds: milliseconds))
        outcome = .changed
      } else if parse.dialect == .zod3 {
        let type = value.zod3TypeName == "bigint" ? "BigInt" : "Symbol"
        throw .thrown("Cannot convert a \(type) value to a number")
      }
    }
    guard case .date(let date) = value else {
      return try parse.reject(value, expected: "date", node)
    }
    if date.isValid { return outcome }
    switch parse.dialect {
    case .zod4:
      return try parse.reject(value, expected: "date", received: "Invalid Date", node)
    case .zod3:
      try parse.report("invalid_date", [:], input: value, wording: node.wording)
      return .aborted
    }
  }
}
