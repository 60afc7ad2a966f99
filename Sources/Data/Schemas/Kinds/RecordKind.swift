import Values

/// `z.record(keys, values)` and its partial and loose forms.
struct RecordKind: Sendable {
  let key: Int
  let value: Int
  /// Zod 4: keys that do not fit are kept as they are.
  let isLoose: Bool
  /// Zod 4: the keys that there must be, when the key schema has a finite set of values.
  let required: [Value]?
  let leavesKeysAlone: Bool
  let keysAreTexts: Bool

  @inline(never)
  func parse(_ input: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch parse.dialect {
    case .zod4:
      guard case .object(let object) = input else {
        return try parse.reject(input, expected: "record", node)
      }
      if let required { return try parseAll(required, object, &input, node, &parse) }
      return try parseEach(object, &input, node, &parse)
    case .zod3:
      switch input {
      case .object(let object): return try parse3(object, &input, &parse)
      case .url, .bytes: return try parse3(ObjectValue(), &input, &parse)
      case .foreign(let foreign) where !foreign.isFunction:
        return try parse3(ObjectValue(), &input, &parse)
      default: return try parse.reject(input, expected: "object", node)
      }
    }
  }

  private func parseAll(
    _ required: [Value],
    _ object: ObjectValue,
    _ input: inout Value,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    var outcome = Outcome.changed
    var output = ObjectValue()
    var names: Set<String> = []
    var late: [RawIssue] = []
    for name in required {
      switch name {
      case .string, .number, .symbol: break
      default: continue
      }
      let key = name.propertyKey(in: parse.zone)
      // Zod v4.1, schemas.ts: it looks for each key among the values themselves.
      if name.stringValue != nil || !keysAreTexts { names.insert(key) }
      var parsedKey = name
      if !leavesKeysAlone, try !parseKey(&parsedKey, PathSegment(name), node, &parse) { continue }
      var member = object[key] ?? .undefined
      let before = parse.issues.count
      let result = try parse.run(value, &member, at: PathSegment(name))
      if result.isDeferred { parse.postpone(since: before, to: &late) }
      outcome.include(result, parse.dialect)
      output[parsedKey.propertyKey(in: parse.zone)] = member
    }
    let unknown = object.keys.filter { !names.contains($0) }
    if !unknown.isEmpty {
      try parse.report(
        "unrecognized_keys",
        ["keys": .array(unknown.map(Value.string))],
        input: input,
        wording: node.wording
      )
    }
    parse.issues.append(contentsOf: late)
    input = .object(output)
    return outcome
  }

  /// Whether the key fits; reports that it does not.
  private func parseKey(
    _ name: inout Value,
    _ segment: PathSegment,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Bool {
    let original = name
    var found = try parse.collecting { parse throws(SchemaError) in try parse.run(key, &name) }
      .issues
    if found.isEmpty { return true }
    if !keysAreTexts, case .string(let text) = original, required == nil,
      let number = NumericKey.number(text)
    {
      var retried = Value.number(number)
      if try parse.collecting({ parse throws(SchemaError) in try parse.run(key, &retried) })
        .issues.isEmpty
      {
        name = retried
        return true
      }
    }
    if isLoose { return false }
    let nested = try parse.finish(&found)
    try parse.report(
      "invalid_key",
      ["origin": "record", "issues": .array(nested.map(\.value))],
      input: original,
      wording: node.wording,
      at: [segment]
    )
    return false
  }

  private func parseEach(
    _ object: ObjectValue,
    _ input: inout Value,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    var outcome = Outcome.valid
    var output = OutputObject(object, isSame: true)
    var late: [RawIssue] = []
    for (name, given) in object where name != "__proto__" {
      var parsedKey = Value.string(name)
      guard try parseKey(&parsedKey, .key(name), node, &parse) else {
        if isLoose { output.keep(name, given) }
        continue
      }
      var member = given
      let before = parse.issues.count
      let result = try parse.run(value, &member, at: .key(name))
      if result.isDeferred { parse.postpone(since: before, to: &late) }
      outcome.include(result, parse.dialect)
      let outputName = parsedKey.propertyKey(in: parse.zone)
      if outputName == name, !result.isChanged {
        output.keep(name, member)
      } else {
        output.set(outputName, member, isChanged: true)
      }
    }
    parse.issues.append(contentsOf: late)
    guard let finished = output.finish() else {
      outcome.isChanged = false
      return outcome
    }
    input = .object(finished)
    outcome.isChanged = true
    return outcome
  }

  private func parse3(_ object: ObjectValue, _ input: inout Value, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    var outcome = Outcome.changed
    outcome.settled = parse.now
    var output = ObjectValue()
    var clock = parse.now
    for (name, given) in object {
      var parsedKey = Value.string(name)
      let keyResult = try parse.run(key, &parsedKey, at: .key(name))
      var member = given
      let result = try parse.run(value, &member, at: .key(name))
      clock = max(clock, keyResult.settled) + 1
      clock = max(clock, result.settled) + 1
      outcome.include(keyResult, parse.dialect)
      outcome.include(result, parse.dialect)
      let outputKey = parsedKey.propertyKey(in: parse.zone)
      // Zod v3, parseUtil.ts: mergeObjectAsync leaves out what is undefined.
      let drops = parse.isAsynchronous || parse.graph.rules.contains(.recordsDropUndefined)
      let isDropped = drops && member.isUndefined
      if outputKey != "__proto__", !isDropped { output[outputKey] = member }
    }
    if parse.isZod3Asynchronous { outcome.settled = clock }
    input = .object(output)
    return outcome
  }
}

/// Texts that name a number as an object's key does (Zod v4, regexes.ts: number).
enum NumericKey {
  static func number(_ text: String) -> Double? {
    var bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    return Double(text)
  }
}
