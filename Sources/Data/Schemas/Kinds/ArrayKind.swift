import Values

/// `z.array(…)`.
struct ArrayKind: Sendable {
  let element: Int

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .array(var items) = value else {
      return try parse.reject(value, expected: "array", node)
    }
    var outcome = Outcome.valid
    if parse.dialect == .zod3 { try parse.runChecks3(of: node, &value, &outcome) }
    value = .undefined
    defer { value = .array(items) }
    var late: [RawIssue] = []
    let start = parse.now
    outcome.settled = start
    for index in items.indices {
      let before = parse.issues.count
      let result = try parse.run(element, &items[index], at: .index(index))
      if result.isDeferred { parse.postpone(since: before, to: &late) }
      outcome.include(result, parse.dialect)
    }
    parse.issues.append(contentsOf: late)
    // Promise.all over the elements, then merging.
    if parse.isZod3Asynchronous { outcome.settled += items.isEmpty ? 1 : 2 }
    return outcome
  }
}

extension Outcome {
  /// Takes in how an element, a key or a member of the value went.
  ///
  /// Zod 4 does not look at their states, only at their issues.
  mutating func include(_ part: Outcome, _ dialect: ZodDialect) {
    if dialect == .zod3, part.status.rawValue > status.rawValue { status = part.status }
    isChanged = isChanged || part.isChanged
    isDeferred = isDeferred || part.isDeferred
    settled = max(settled, part.settled)
  }
}

extension Parse {
  var isZod3Asynchronous: Bool { dialect == .zod3 && isAsynchronous }

  /// Zod 4 adds what a promise brings after everything that needs none.
  mutating func postpone(since start: Int, to late: inout [RawIssue]) {
    guard dialect == .zod4, issues.count > start else { return }
    late.append(contentsOf: issues[start...])
    issues.removeSubrange(start...)
  }
}
