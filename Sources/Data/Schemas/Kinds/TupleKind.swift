import Values

/// `z.tuple([…]).rest(…)`.
struct TupleKind: Sendable {
  let items: [Int]
  let rest: Int?
  /// From this item on, all tolerate being absent (Zod 4).
  let firstAbsentInput: Int
  /// From this item on, the output may end (Zod 4).
  let firstAbsentOutput: Int
  /// Which items may be absent from the output (Zod 4).
  let mayBeAbsent: [Bool]
  /// `ZodRule.cutsTuples`.
  let isCut: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .array(let input) = value else {
      return try parse.reject(value, expected: parse.dialect == .zod4 ? "tuple" : "array", node)
    }
    return switch parse.dialect {
    case .zod4 where isCut: try parseCut(input, &value, node, &parse)
    case .zod4: try parse4(input, &value, node, &parse)
    case .zod3: try parse3(input, &value, node, &parse)
    }
  }

  private func parse4(
    _ input: [Value],
    _ value: inout Value,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    if rest == nil {
      if input.count < firstAbsentInput {
        try parse.report(
          "too_small",
          [
            "minimum": .number(Double(firstAbsentInput)), "inclusive": true, "origin": "array",
          ],
          input: value,
          wording: node.wording
        )
        value = .array([])
        return .changed
      }
      if input.count > items.count {
        try parse.report(
          "too_big",
          ["maximum": .number(Double(items.count)), "inclusive": true, "origin": "array"],
          input: value,
          wording: node.wording
        )
      }
    }
    var outcome = Outcome.changed
    var results: [(value: Value, issues: [RawIssue])] = []
    for (index, item) in items.enumerated() {
      var member = index < input.count ? input[index] : .undefined
      let before = parse.issues.count
      outcome.include(try parse.run(item, &member, at: .index(index)), parse.dialect)
      let found = Array(parse.issues[before...])
      parse.issues.removeSubrange(before...)
      results.append((member, found))
    }
    var extras: [Value] = []
    if let rest, input.count > items.count {
      for index in items.count..<input.count {
        var member = input[index]
        outcome.include(try parse.run(rest, &member, at: .index(index)), parse.dialect)
        extras.append(member)
      }
    }
    var output: [Value] = []
    for (index, result) in results.enumerated() {
      if !result.issues.isEmpty {
        if index >= input.count, index >= firstAbsentOutput { break }
        parse.issues.append(contentsOf: result.issues)
      }
      output.append(result.value)
    }
    if extras.isEmpty {
      while output.count > input.count, mayBeAbsent[output.count - 1],
        output[output.count - 1].isUndefined
      {
        output.removeLast()
      }
    }
    value = .array(output + extras)
    return outcome
  }

  /// Zod v4.3, schemas.ts.
  private func parseCut(
    _ input: [Value],
    _ value: inout Value,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    if rest == nil {
      let isBig = input.count > items.count
      if isBig || input.count < firstAbsentInput - 1 {
        let limit = Value.number(Double(items.count))
        try parse.report(
          isBig ? "too_big" : "too_small",
          isBig && !parse.graph.rules.contains(.boundsLackInclusion)
            ? ["maximum": limit, "inclusive": true, "origin": "array"]
            : [isBig ? "maximum" : "minimum": limit, "origin": "array"],
          input: value,
          wording: node.wording
        )
        value = .array([])
        return .changed
      }
    }
    var outcome = Outcome.changed
    let count = max(input.count, firstAbsentInput)
    value = .array(try members(input, count, &outcome, &parse))
    return outcome
  }

  /// What becomes of the first `count` items, as far as there are schemas; those that are absent are undefined.
  private func members(
    _ input: [Value],
    _ count: Int,
    _ outcome: inout Outcome,
    _ parse: inout Parse
  ) throws(SchemaError) -> [Value] {
    var output: [Value] = []
    for index in 0..<count {
      guard let schema = index < items.count ? items[index] : rest else { break }
      var member = index < input.count ? input[index] : .undefined
      outcome.include(try parse.run(schema, &member, at: .index(index)), parse.dialect)
      output.append(member)
    }
    return output
  }

  private func parse3(
    _ input: [Value],
    _ value: inout Value,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) -> Outcome {
    if input.count < items.count {
      try parse.report(
        "too_small",
        [
          "minimum": .number(Double(items.count)), "inclusive": true, "exact": false,
          "type": "array",
        ],
        input: value,
        wording: node.wording
      )
      return .aborted
    }
    var outcome = Outcome.changed
    outcome.settled = parse.now
    if rest == nil, input.count > items.count {
      try parse.report(
        "too_big",
        [
          "maximum": .number(Double(items.count)), "inclusive": true, "exact": false,
          "type": "array",
        ],
        input: value,
        wording: node.wording
      )
      outcome.status = .dirty
    }
    let output = try members(input, input.count, &outcome, &parse)
    if parse.isZod3Asynchronous { outcome.settled += output.isEmpty ? 1 : 2 }
    value = .array(output)
    return outcome
  }
}
