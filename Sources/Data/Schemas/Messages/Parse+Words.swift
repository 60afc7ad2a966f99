import Values

extension Parse {
  /// Zod 4: words what is still without words, and gives the issues their final form.
  ///
  /// First the issue's own message, then that of the schema or check, then the caller's, then the
  /// site's global error map, then English (Zod v4, util.ts: finalizeIssue).
  mutating func finish(_ found: inout [RawIssue]) throws(SchemaError) -> [SchemaIssue] {
    var finished: [SchemaIssue] = []
    finished.reserveCapacity(found.count)
    for issue in found {
      finished.append(
        SchemaIssue(issue, message: try words4(for: issue))
      )
    }
    return finished
  }

  private func words4(for issue: RawIssue) throws(SchemaError) -> String {
    if let message = issue.message, dialect == .zod3 || !message.isEmpty { return message }
    switch issue.wording {
    case .text(let text): return text
    case .callback(let number):
      if let words = try ask(number, issue, "") { return words }
    case .rules, nil: break
    }
    let usual = Zod4Messages.message(for: issue, zone: zone, rules: graph.rules)
    if let words = try callbacks.message(for: seen4(issue), input: issue.input, usual) {
      return words
    }
    if let number = graph.errorMap, let words = try ask(number, issue, "") { return words }
    return usual
  }

  /// An issue as a site's error function sees it: it gets its path on the way up, so that one
  /// found at the root has none yet, unless a refinement gave it one.
  private func seen4(_ issue: RawIssue) -> Value {
    guard issue.path.isEmpty, issue.code != "custom", case .object(var object) = issue.value else {
      return issue.value
    }
    object["path"] = nil
    return .object(object)
  }

  /// Zod 3: English, then the site's global map, then the schema's, then the caller's; each may
  /// take over what the one before it said (Zod v3, parseUtil.ts).
  func words3(for issue: RawIssue) throws(SchemaError) -> String {
    var words = try Zod3Messages.message(for: issue, zone: zone, rules: graph.rules)
    if let number = graph.errorMap { words = try ask(number, issue, words) ?? words }
    switch issue.wording {
    case .text(let text): words = text
    case .callback(let number): words = try ask(number, issue, words) ?? words
    case .rules(let message, let required, let invalidType):
      if graph.rules.contains(.wordsAreForTypes) {
        let given = issue.input.isUndefined ? required : invalidType
        if issue.code == "invalid_type" { words = given ?? words }
      } else if issue.code == "invalid_enum_value" {
        words = message ?? words
      } else if issue.input.isUndefined {
        words = message ?? required ?? words
      } else if issue.code == "invalid_type" {
        words = message ?? invalidType ?? words
      }
    case nil: break
    }
    return try callbacks.message(for: issue.value, input: issue.input, words) ?? words
  }

  private func ask(_ number: Int, _ issue: RawIssue, _ usual: String) throws(SchemaError)
    -> String?
  {
    let call = CallbackCall(
      purpose: .message,
      value: issue.input,
      path: issue.path,
      issues: [graph.dialect == .zod4 ? seen4(issue) : issue.value],
      defaultMessage: usual
    )
    return try callbacks.call(number, with: call).returned.stringValue
  }
}
