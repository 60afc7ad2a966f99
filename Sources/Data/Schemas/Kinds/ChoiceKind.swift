import Values

/// `z.enum([…])`, `z.nativeEnum({…})`.
struct ChoiceKind: Sendable {
  let values: [Value]
  /// Zod 3 tells the two apart by what types may be wrong.
  let isNative: Bool
  private let members: Set<Value>

  init(values: [Value], isNative: Bool) {
    self.values = values
    self.isNative = isNative
    members = Set(values.map(\.sameValueZero))
  }

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch parse.dialect {
    case .zod4:
      if members.contains(value.sameValueZero) { return .valid }
      try parse.report(
        "invalid_value",
        ["values": .array(values)],
        input: value,
        wording: node.wording
      )
      return .valid
    case .zod3:
      if !hasRightType(value) {
        let order = KeyOrder.found(lead: 2, wordsFirst: false)
        return try parse.reject(value, expected: Words.zod3List(values), node, order: order)
      }
      if members.contains(value.sameValueZero) { return .valid }
      try parse.report(
        "invalid_enum_value",
        ["received": value, "options": .array(values)],
        input: value,
        wording: node.wording
      )
      return .aborted
    }
  }

  private func hasRightType(_ value: Value) -> Bool {
    switch value {
    case .string: true
    case .number(let number): isNative && !number.isNaN
    default: false
    }
  }
}
