import Values

/// `z.object({…})` in all its modes.
struct ObjectKind: Sendable {
  /// One key of the shape.
  struct Field: Sendable {
    let key: String
    let schema: Int
    /// Zod 4: leaving the key out is no issue of its own.
    let toleratesAbsence: Bool
    /// Zod 4: the output may lack the key.
    let mayBeAbsent: Bool
  }

  /// What becomes of keys that the shape does not name.
  enum Extras: Sendable {
    case strip
    case reject
    case keep
    case check(Field)
  }

  let fields: [Field]
  let extras: Extras
  let keys: Set<String>

  init(fields: [Field], extras: Extras) {
    self.fields = fields
    self.extras = extras
    keys = Set(fields.map(\.key))
  }

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard let input = members(of: value, parse.dialect) else {
      return try parse.reject(value, expected: "object", node)
    }
    var outcome = Outcome.valid
    outcome.settled = parse.now
    var output = OutputObject(input, isSame: value.objectValue != nil)
    var late: [RawIssue] = []
    var clock = parse.now + 1
    for field in fields {
      let before = parse.issues.count
      let result =
        switch parse.dialect {
        case .zod4: try parse4(field, input, &output, &parse)
        case .zod3: try parse3(field, input, &output, &parse)
        }
      clock = max(clock + 1, result.settled) + 1
      if result.isDeferred { parse.postpone(since: before, to: &late) }
      outcome.include(result, parse.dialect)
    }
    try parseExtras(of: input, &output, value, node, &outcome, &clock, &late, &parse)
    parse.issues.append(contentsOf: late)
    if parse.isZod3Asynchronous { outcome.settled = max(parse.now + 2, clock) + 2 }
    guard let finished = output.finish() else {
      outcome.isChanged = false
      return outcome
    }
    value = .object(finished)
    outcome.isChanged = true
    return outcome
  }

  /// What the value has as an object, or nil when it is none.
  private func members(of value: Value, _ dialect: ZodDialect) -> ObjectValue? {
    switch value {
    case .object(let object): object
    case .url(let href): Value.properties(ofURL: href)
    case .bytes: ObjectValue()
    case .foreign(let foreign) where !foreign.isFunction: ObjectValue()
    // Zod 4 takes all but arrays, Zod 3 has names of their own for these.
    case .date: dialect == .zod4 ? ObjectValue() : nil
    case .map(let entries): dialect == .zod4 ? Self.sized(entries.count) : nil
    case .set(let members): dialect == .zod4 ? Self.sized(members.count) : nil
    default: nil
    }
  }

  /// What `Map` and `Set` have, though nobody meets it who asks for all keys.
  private static func sized(_ count: Int) -> ObjectValue {
    ObjectValue([("size", .number(Double(count)))])
  }

  private func parse4(
    _ field: Field,
    _ input: ObjectValue,
    _ output: inout OutputObject,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    var member = Value.undefined
    let isOwn = output.take(field.key, &member)
    let isPresent = isOwn || ObjectValue.inherits(field.key, &member)
    let before = parse.issues.count
    let result = try parse.run(field.schema, &member, at: .key(field.key))
    if isPresent {
      output.set(field.key, member, isChanged: result.isChanged || !isOwn)
      return result
    }
    if parse.issues.count > before {
      if field.toleratesAbsence, field.mayBeAbsent {
        parse.issues.removeSubrange(before...)
        // Zod v4, schemas.ts: the code that it makes for synchronous parses keeps the value.
        if !parse.isAsynchronous, !member.isUndefined {
          output.set(field.key, member, isChanged: true)
        }
        return result
      }
    }
    if !field.toleratesAbsence {
      if parse.issues.count == before {
        parse.path.append(.key(field.key))
        defer { parse.path.removeLast() }
        try parse.report(
          "invalid_type",
          ["expected": "nonoptional"],
          input: .undefined,
          wording: nil,
          order: .usual
        )
      }
      return result
    }
    if !member.isUndefined { output.set(field.key, member, isChanged: true) }
    return result
  }

  private func parse3(
    _ field: Field,
    _ input: ObjectValue,
    _ output: inout OutputObject,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    var member = Value.undefined
    let isOwn = output.take(field.key, &member)
    let isPresent = isOwn || ObjectValue.inherits(field.key, &member)
    let result = try parse.run(field.schema, &member, at: .key(field.key))
    if field.key != "__proto__", isPresent || !member.isUndefined {
      output.set(field.key, member, isChanged: result.isChanged || !isOwn)
    }
    return result
  }

  private func parseExtras(
    of input: ObjectValue,
    _ output: inout OutputObject,
    _ value: Value,
    _ node: Node,
    _ outcome: inout Outcome,
    _ clock: inout Int,
    _ late: inout [RawIssue],
    _ parse: inout Parse
  ) throws(SchemaError) {
    if case .strip = extras { return }
    switch value {
    case .map, .set: return
    default: break
    }
    var unknown: [Value] = []
    for (key, member) in input where !keys.contains(key) {
      if key == "__proto__", parse.dialect == .zod4 { continue }
      switch extras {
      case .strip: break
      case .reject: unknown.append(.string(key))
      case .keep:
        // Zod v3, parseUtil.ts: mergeObjectSync leaves undefined out of what is passed through.
        let isLost = parse.dialect == .zod3 && member.isUndefined
        if key != "__proto__", !isLost { output.keep(key, member) }
      case .check(let field):
        var result = member
        let before = parse.issues.count
        let part = try parse.run(field.schema, &result, at: .key(key))
        clock = max(clock + 1, part.settled) + 1
        if part.isDeferred { parse.postpone(since: before, to: &late) }
        outcome.include(part, parse.dialect)
        if key != "__proto__" { output.set(key, result, isChanged: true) }
      }
    }
    guard !unknown.isEmpty else { return }
    try parse.report(
      "unrecognized_keys",
      ["keys": .array(unknown)],
      input: value,
      wording: node.wording
    )
    if parse.dialect == .zod3, outcome.status == .valid { outcome.status = .dirty }
  }
}

extension ObjectValue {
  /// Puts what a plain object has from `Object.prototype` into `value`: `"toString" in {}`.
  static func inherits(_ key: String, _ value: inout Value) -> Bool {
    guard key.utf8.count >= 7, inheritedNames.contains(key) else { return false }
    value = .foreign(ForeignValue(className: "Function"))
    return true
  }

  private static let inheritedNames: Set<String> = [
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
    "toString", "valueOf", "__defineGetter__", "__defineSetter__", "__lookupGetter__",
    "__lookupSetter__",
  ]
}
