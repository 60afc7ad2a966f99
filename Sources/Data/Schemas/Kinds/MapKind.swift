import Values

/// `z.map(keys, values)`.
struct MapKind: Sendable {
  let key: Int
  let value: Int

  @inline(never)
  func parse(_ input: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .map(let entries) = input else {
      return try parse.reject(input, expected: "map", node)
    }
    var outcome = Outcome.changed
    outcome.settled = parse.now
    var output: [MapEntry] = []
    var clock = parse.now + 1
    for (index, entry) in entries.enumerated() {
      var parsed = entry
      switch parse.dialect {
      case .zod4:
        outcome.include(
          try parse4(key, &parsed.key, entry.key, "invalid_key", node, &parse),
          parse.dialect
        )
        outcome.include(
          try parse4(value, &parsed.value, entry.key, "invalid_element", node, &parse),
          parse.dialect
        )
      case .zod3:
        parse.path.append(.index(index))
        defer { parse.path.removeLast() }
        let first = try parse.run(key, &parsed.key, at: "key")
        let second = try parse.run(value, &parsed.value, at: "value")
        clock = max(clock, first.settled) + 1
        clock = max(clock, second.settled) + 1
        outcome.include(first, parse.dialect)
        outcome.include(second, parse.dialect)
      }
      output.removeAll { $0.key.sameValueZero == parsed.key.sameValueZero }
      output.append(parsed)
    }
    if parse.isZod3Asynchronous { outcome.settled = max(parse.now + 2, clock) + 1 }
    input = .map(output)
    return outcome
  }

  /// A part of an entry: under a primitive key its issues have the key as path.
  private func parse4(
    _ schema: Int,
    _ part: inout Value,
    _ key: Value,
    _ code: String,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    switch key {
    case .string, .number, .symbol:
      return try parse.run(schema, &part, at: PathSegment(key))
    default:
      var (outcome, found) = try parse.collecting { parse throws(SchemaError) in
        try parse.run(schema, &part)
      }
      guard !found.isEmpty else { return outcome }
      outcome.status = .valid
      let nested = Value.array(try parse.finish(&found).map(\.value))
      if code == "invalid_key" {
        try parse.report(
          code,
          ["origin": "map", "issues": nested],
          input: .undefined,
          wording: node.wording
        )
      } else {
        try parse.report(
          code,
          ["origin": "map", "key": key, "issues": nested],
          input: .undefined,
          wording: node.wording
        )
      }
      return outcome
    }
  }
}
