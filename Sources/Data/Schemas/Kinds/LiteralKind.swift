import Values

/// `z.literal(…)`; Zod 4 takes several values.
struct LiteralKind: Sendable {
  let values: [Value]

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch parse.dialect {
    case .zod4:
      if values.contains(where: { $0.sameValueZero == value.sameValueZero }) { return .valid }
      try parse.report(
        "invalid_value",
        ["values": .array(values)],
        input: value,
        wording: node.wording
      )
      return .valid
    case .zod3:
      let expected = values.first ?? .undefined
      // `===`: NaN is no literal of itself.
      let isNaN = value.numberValue?.isNaN == true
      if !isNaN, expected.sameValueZero == value.sameValueZero { return .valid }
      try parse.report(
        "invalid_literal",
        ["received": value, "expected": expected],
        input: value,
        wording: node.wording
      )
      return .aborted
    }
  }
}
