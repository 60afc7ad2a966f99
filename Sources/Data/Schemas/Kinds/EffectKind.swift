import Values

/// Zod 3's `refine`, `superRefine`, `transform` and `preprocess`: wrappers around a schema.
struct EffectKind: Sendable {
  enum Effect: Sendable {
    /// `refine`: the issue's own keys stand in the schema or come from a function of the value.
    case refine(IssueSource)
    case superRefine
    case transform
    case preprocess
  }

  enum IssueSource: Sendable {
    case fixed(ObjectValue)
    case callback(Int)
  }

  let inner: Int
  let effect: Effect
  let callback: Int
  /// Whether the function takes the value and nothing else.
  let isPlain: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch effect {
    case .preprocess: try preprocess(&value, node, &parse)
    case .transform: try transform(&value, node, &parse)
    case .refine, .superRefine: try refine(&value, node, &parse)
    }
  }

  private func refine(_ value: inout Value, _ node: Node, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    var outcome = try parse.run(inner, &value)
    // The callback runs one microtask after the inner result, its own result takes two more.
    let moment = max(parse.now, outcome.settled) + 1
    if parse.isAsynchronous { outcome.settled = moment }
    if outcome.status == .aborted { return outcome }
    let now = parse.now
    if parse.isAsynchronous {
      parse.now = moment
      outcome.settled = moment + 2
    }
    defer { parse.now = now }
    switch effect {
    case .refine(let source):
      let call = CallbackCall(purpose: .value, value: value, path: parse.path)
      let result = try parse.call(callback, with: call)
      if result.isPromise {
        guard parse.isAsynchronous else { throw .thrown(Words.zod3RefinementPromise) }
        parse.now += 1
      }
      if result.returned.isTruthy { return outcome }
      try parse.add3(issue(source, value, &parse), to: &outcome, value, node)
    default:
      let call = CallbackCall(purpose: .context, value: value, path: parse.path)
      let result = try parse.call(callback, with: call)
      if result.isPromise, !parse.isAsynchronous { throw .thrown(Words.zod3RefinementPromise) }
      for issue in result.issues { try parse.add3(issue, to: &outcome, value, node) }
    }
    return outcome
  }

  private func issue(_ source: IssueSource, _ value: Value, _ parse: inout Parse)
    throws(SchemaError) -> Value
  {
    var issue = ObjectValue([("code", "custom")])
    switch source {
    case .fixed(let own): for (key, value) in own { issue[key] = value }
    case .callback(let number):
      let call = CallbackCall(purpose: .value, value: value, path: parse.path)
      if case .object(let own) = try parse.call(number, with: call).returned {
        for (key, value) in own { issue[key] = value }
      }
    }
    return .object(issue)
  }

  private func transform(_ value: inout Value, _ node: Node, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    var outcome = try parse.run(inner, &value)
    let moment = max(parse.now, outcome.settled) + 1
    if parse.isAsynchronous { outcome.settled = moment }
    guard outcome.status == .valid else {
      outcome.status = .aborted
      return outcome
    }
    let now = parse.now
    if parse.isAsynchronous {
      parse.now = moment
      outcome.settled = moment + 2
    }
    defer { parse.now = now }
    let call = CallbackCall(purpose: .context, value: value, path: parse.path)
    let result = try parse.call(callback, with: call)
    if result.isPromise, !parse.isAsynchronous { throw .thrown(Words.zod3TransformPromise) }
    for issue in result.issues { try parse.add3(issue, to: &outcome, value, node) }
    value = result.returned
    outcome.isChanged = true
    return outcome
  }

  private func preprocess(_ value: inout Value, _ node: Node, _ parse: inout Parse)
    throws(SchemaError) -> Outcome
  {
    var own = Outcome.changed
    let lacksContext = parse.graph.rules.contains(.preprocessLacksContext)
    let call = CallbackCall(
      purpose: lacksContext ? .value : .context,
      value: value,
      path: parse.path
    )
    let result = try parse.call(callback, with: call)
    for issue in result.issues { try parse.add3(issue, to: &own, value, node) }
    if parse.isAsynchronous { own.settled = parse.now + 1 }
    if parse.stopsPreprocess {
      own.status = .dirty
      return own
    }
    if own.status == .aborted { return own }
    value = result.returned
    let now = parse.now
    if parse.isAsynchronous { parse.now += 1 }
    defer { parse.now = now }
    var outcome = try parse.run(inner, &value)
    if parse.isAsynchronous { outcome.settled = max(parse.now, outcome.settled) + 2 }
    if own.status == .dirty, outcome.status == .valid { outcome.status = .dirty }
    outcome.isChanged = true
    return outcome
  }
}

extension Parse {
  /// Adds an issue that a Zod 3 callback wrote, as `ctx.addIssue` does.
  mutating func add3(
    _ issue: Value,
    to outcome: inout Outcome,
    _ value: Value,
    _ node: Node
  ) throws(SchemaError) {
    guard case .object(var fields) = issue else { return }
    let own = (fields["path"]?.arrayValue ?? []).map(PathSegment.init)
    let message = fields["message"]
    let code = fields["code"]?.stringValue ?? "custom"
    let keys = fields.map(\.key)
    for key in ["path", "message", "code"] { fields[key] = nil }
    var raw = RawIssue(
      code: code,
      fields: fields,
      path: Array(path[base...]) + own,
      order: .given(keys),
      message: message?.stringValue,
      input: value,
      wording: node.wording,
      tick: now
    )
    try wordIfNeeded(&raw)
    issues.append(raw)
    let isFatal = fields["fatal"]?.isTruthy == true
    if isFatal {
      outcome.status = .aborted
    } else if outcome.status == .valid {
      outcome.status = .dirty
    }
  }
}
