import Values

/// `z.union([…])`, `.or(…)`, and Zod 4's `z.xor([…])`.
struct UnionKind: Sendable {
  let options: [Int]
  /// `xor`: exactly one option must fit.
  let isExclusive: Bool

  /// What an option made of the value.
  private struct Result {
    var value: Value
    var outcome: Outcome
    var issues: [RawIssue]
  }

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch parse.dialect {
    case .zod4: try parse4(&value, node, &parse)
    case .zod3: try parse3(&value, node, &parse)
    }
  }

  private func run(_ option: Int, _ value: Value, _ parse: inout Parse) throws(SchemaError)
    -> Result
  {
    var own = value
    let (outcome, issues) = try parse.collecting { parse throws(SchemaError) in
      try parse.run(option, &own)
    }
    return Result(value: own, outcome: outcome, issues: issues)
  }

  private func rejects(_ option: Int, _ value: Value, _ parse: Parse) -> Bool {
    parse.graph.nodes[option].kind.certainlyRejects(value)
  }

  /// The results with those of options that only their type kept from being tried.
  private func completed(_ tried: [Result?], _ value: Value, _ parse: inout Parse)
    throws(SchemaError) -> [Result]
  {
    var results: [Result] = []
    for (index, result) in tried.enumerated() {
      if let result {
        results.append(result)
      } else {
        results.append(try run(options[index], value, &parse))
      }
    }
    return results
  }

  private func parse4(_ value: inout Value, _ node: Node, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    if options.count == 1 { return try parse.run(options[0], &value) }
    var tried: [Result?] = []
    for option in options {
      if rejects(option, value, parse) {
        tried.append(nil)
        continue
      }
      let result = try run(option, value, &parse)
      if result.issues.isEmpty, !isExclusive {
        value = result.value
        var outcome = result.outcome
        // What was waited for is put into a payload of the union's own.
        let isWaiting = outcome.isDeferred || tried.contains { $0?.outcome.isDeferred == true }
        if isWaiting { outcome.isFallback = false }
        return outcome
      }
      tried.append(result)
    }
    let results = try completed(tried, value, &parse)
    if isExclusive {
      let fitting = results.filter { $0.issues.isEmpty }
      if let only = fitting.first, fitting.count == 1 {
        value = only.value
        var outcome = only.outcome
        outcome.isFallback = false
        return outcome
      }
      if fitting.count > 1 {
        try parse.report(
          "invalid_union",
          ["errors": .array([]), "inclusive": false],
          input: value,
          wording: node.wording
        )
        return .valid
      }
    } else {
      let near = results.filter { result in
        result.outcome.status != .aborted && result.issues.allSatisfy { $0.continues == true }
      }
      if let only = near.first, near.count == 1 {
        value = only.value
        parse.restore(only.issues)
        return only.outcome
      }
    }
    var errors: [Value] = []
    for var result in results {
      errors.append(.array(try parse.finish(&result.issues).map(\.value)))
    }
    try parse.report(
      "invalid_union",
      ["errors": .array(errors)],
      input: value,
      wording: node.wording
    )
    var outcome = Outcome.valid
    outcome.isDeferred = results.contains { $0.outcome.isDeferred }
    return outcome
  }

  private func parse3(_ value: inout Value, _ node: Node, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    var tried: [Result?] = []
    var settled = parse.now
    for option in options {
      if rejects(option, value, parse) {
        tried.append(nil)
        continue
      }
      let result = try run(option, value, &parse)
      settled = max(settled, result.outcome.settled)
      if !parse.isAsynchronous, result.outcome.status == .valid {
        value = result.value
        return result.outcome
      }
      tried.append(result)
    }
    let isFitting = tried.contains { $0?.outcome.status == .valid }
    let results = isFitting ? tried.compactMap(\.self) : try completed(tried, value, &parse)
    // Each option is awaited, then all of them, then the results are looked at.
    if parse.isAsynchronous { settled += 3 }
    if let best = results.first(where: { $0.outcome.status == .valid })
      ?? results.first(where: { $0.outcome.status == .dirty })
    {
      value = best.value
      for var issue in best.issues {
        issue.tick = settled
        parse.issues.append(issue)
      }
      var outcome = best.outcome
      outcome.settled = settled
      return outcome
    }
    let errors = results.filter { parse.isAsynchronous || !$0.issues.isEmpty }.map {
      result -> Value in
      ["issues": .array(result.issues.inOrder.map(\.value)), "name": "ZodError"]
    }
    let now = parse.now
    parse.now = settled
    defer { parse.now = now }
    try parse.report(
      "invalid_union",
      ["unionErrors": .array(errors)],
      input: value,
      wording: node.wording
    )
    var outcome = Outcome.aborted
    outcome.settled = settled
    return outcome
  }
}

extension [RawIssue] {
  /// By the time that Zod 3 would have added them.
  var inOrder: [RawIssue] {
    guard contains(where: { $0.tick != first?.tick }) else { return self }
    return enumerated()
      .sorted { ($0.element.tick, $0.offset) < ($1.element.tick, $1.offset) }
      .map(\.element)
  }
}
