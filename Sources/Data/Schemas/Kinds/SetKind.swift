import Values

/// `z.set(…)`.
struct SetKind: Sendable {
  let member: Int

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .set(let members) = value else {
      return try parse.reject(value, expected: "set", node)
    }
    var outcome = Outcome.changed
    outcome.settled = parse.now
    if parse.dialect == .zod3 { try parse.runChecks3(of: node, &value, &outcome) }
    var output: [Value] = []
    var seen: Set<Value> = []
    for (index, given) in members.enumerated() {
      var result = given
      switch parse.dialect {
      // Zod v4, schemas.ts: the issues of members have no index.
      case .zod4: outcome.include(try parse.run(member, &result), parse.dialect)
      case .zod3: outcome.include(try parse.run(member, &result, at: .index(index)), parse.dialect)
      }
      if seen.insert(result.sameValueZero).inserted { output.append(result) }
    }
    if parse.isZod3Asynchronous { outcome.settled += members.isEmpty ? 1 : 2 }
    value = .set(output)
    return outcome
  }
}
