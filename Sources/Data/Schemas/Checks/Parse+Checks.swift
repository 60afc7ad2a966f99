import Values

extension Parse {
  /// Zod 4: runs the checks in their order; an issue that does not continue stops all but those
  /// that have a condition of their own (Zod v4, schemas.ts: runChecks).
  mutating func runChecks(
    of node: Node,
    from first: Int = 0,
    since start: Int,
    _ value: inout Value,
    _ outcome: inout Outcome
  ) throws(SchemaError) {
    var isStopped = outcome.status == .aborted || isAborted(since: start)
    for check in node.checks[first...] {
      // While nothing is wrong, only a condition of the site's can keep a check from running.
      if isStopped || check.condition != nil {
        guard let applies = try condition(of: check, since: start, value, outcome), applies else {
          continue
        }
      }
      let count = issues.count
      try apply(check, to: &value, node, since: start, &outcome)
      if !isStopped, issues.count > count { isStopped = isAborted(since: count) }
    }
  }

  /// Whether a check that has a condition runs; nil when it has none.
  private mutating func condition(
    of check: Check,
    since start: Int,
    _ value: Value,
    _ outcome: Outcome
  ) throws(SchemaError) -> Bool? {
    let isStoppedForGood =
      !graph.rules.contains(.conditionsOutliveAborts)
      && (outcome.status == .aborted
        || (issues.count > start && issues[start...].contains { $0.continues == false }))
    if let number = check.condition {
      if isStoppedForGood { return false }
      let seen = issues[start...].map(\.value)
      let call = CallbackCall(purpose: .payload, value: value, path: path, issues: seen)
      return try self.call(number, with: call).returned.isTruthy
    }
    switch check.rule {
    case .length: return !isStoppedForGood && value.measuredLength != nil
    case .size: return !isStoppedForGood && value.hasSize
    default: return nil
    }
  }

  /// Zod 3: runs all checks; one that fails makes the value dirty.
  mutating func runChecks3(of node: Node, _ value: inout Value, _ outcome: inout Outcome)
    throws(SchemaError)
  {
    let start = issues.count
    for check in node.checks {
      try apply(check, to: &value, node, since: start, &outcome)
    }
    if issues.count > start, outcome.status == .valid { outcome.status = .dirty }
  }

  private mutating func apply(
    _ check: Check,
    to value: inout Value,
    _ node: Node,
    since start: Int,
    _ outcome: inout Outcome
  ) throws(SchemaError) {
    switch check.rule {
    case .length(let rule): try rule.check(length: value.measuredLength, value, check, node, &self)
    case .size(let rule):
      let count = issues.count
      try rule.check(length: size(of: value, node), value, check, node, &self)
      if issues.count > count, rule.limit != .exact { dropInclusion(.sizesLackInclusion) }
    case .bound(let rule): try rule.check(value, check, node, &self)
    case .multiple(let step): try MultipleRule(step: step).check(value, check, node, &self)
    case .integer(let format): try format.check(value, check, node, &self)
    case .bigintRange(let minimum, let maximum):
      try BigIntRange(minimum: minimum, maximum: maximum).check(value, check, node, &self)
    case .finite:
      if value.numberValue?.isFinite != true { try fail(check, node, "not_finite", [:], value) }
    case .format(let rule): try rule.check(&value, check, node, &outcome, &self)
    case .rewrite(let rule): try rule.apply(&value, &outcome, &self)
    case .mediaType(let types):
      guard case .file(let kind) = node.kind else { return }
      let (_, type) = try kind.facts(of: value, in: &self)
      if !types.contains(.string(type)) {
        try fail(check, node, "invalid_value", ["values": .array(types)], .string(type))
      }
    case .property(let key, let schema):
      var member = try value.property(key)
      _ = try run(schema, &member, at: .key(key))
    case .instance(let rule): try rule.check(value, check, node, &self)
    case .custom(let rule): try rule.check(&value, check, node, since: start, &outcome, &self)
    }
  }

  private mutating func size(of value: Value, _ node: Node) throws(SchemaError) -> Int? {
    switch value {
    case .set(let members): return members.count
    case .map(let entries): return entries.count
    case .object(let object): return object["size"]?.numberValue.flatMap { Int(exactly: $0) }
    default:
      guard case .file(let kind) = node.kind else { return nil }
      return Int(exactly: try kind.facts(of: value, in: &self).0)
    }
  }

  /// Reports what a check found.
  mutating func fail(
    _ check: Check,
    _ node: Node,
    _ code: String,
    _ fields: KeyValuePairs<String, Value>,
    _ input: Value,
    continues: Bool? = nil,
    at suffix: ValuePath = [],
    order: KeyOrder? = nil
  ) throws(SchemaError) {
    switch dialect {
    case .zod4:
      try report(
        code,
        fields,
        input: input,
        wording: check.wording,
        continues: continues ?? check.continues,
        at: suffix,
        order: order
      )
    case .zod3:
      var message: String?
      if case .text(let text) = check.wording { message = text }
      try report(
        code,
        fields,
        input: input,
        wording: node.wording,
        at: suffix,
        message: message,
        order: order,
        isCheck: true
      )
    }
  }
}

extension Value {
  /// `value.length`, or nil when there is none.
  var measuredLength: Int? {
    switch self {
    case .string(let text): text.utf16Length
    case .array(let items): items.count
    case .bytes(let bytes): bytes.count
    case .object(let object): object["length"]?.numberValue.flatMap { Int(exactly: $0) }
    default: nil
    }
  }

  /// Whether `value.size` is there.
  var hasSize: Bool {
    switch self {
    case .set, .map: true
    case .object(let object): object["size"] != nil
    case .foreign(let foreign): foreign.className == "File"
    default: false
    }
  }
}
