import Values

/// `z.discriminatedUnion(key, […])`.
struct DiscriminatedKind: Sendable {
  let discriminator: String
  let options: [Int]
  /// The option for each value of the discriminator.
  let mapping: [Value: Int]
  /// The values in the order of the options.
  let values: [Value]
  /// What Zod 4 throws at the first parse.
  let fault: String?
  /// Zod 4: tries all options when the discriminator is none of the values.
  let fallsBack: Bool
  /// `ZodRule.hidesDiscriminators`.
  let isHidden: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    var given = Value.undefined
    switch value {
    case .object(let object):
      if let own = object[discriminator] {
        given = own
      } else {
        _ = ObjectValue.inherits(discriminator, &given)
      }
    case .url(let href): given = Value.properties(ofURL: href)[discriminator] ?? .undefined
    case .bytes: break
    case .foreign(let foreign) where !foreign.isFunction: break
    case .date where parse.dialect == .zod4, .map where parse.dialect == .zod4,
      .set where parse.dialect == .zod4:
      break
    default: return try parse.reject(value, expected: "object", node, order: .usual)
    }
    if let fault { throw .thrown(fault) }
    if let option = mapping[given.sameValueZero] { return try parse.run(options[option], &value) }
    switch parse.dialect {
    case .zod4:
      if fallsBack || parse.isBackward && !isHidden {
        return try UnionKind(options: options, isExclusive: false)
          .parse(&value, as: node, in: &parse)
      }
      let note: Value = "No matching discriminator"
      let key = Value.string(discriminator)
      try parse.report(
        "invalid_union",
        isHidden
          ? ["errors": .array([]), "note": note, "discriminator": key]
          : [
            "errors": .array([]), "note": note, "discriminator": key, "options": .array(values),
          ],
        input: value,
        wording: node.wording,
        at: [.key(discriminator)]
      )
      return .valid
    case .zod3:
      try parse.report(
        "invalid_union_discriminator",
        ["options": .array(values)],
        input: value,
        wording: node.wording,
        at: [.key(discriminator)]
      )
      return .aborted
    }
  }
}
