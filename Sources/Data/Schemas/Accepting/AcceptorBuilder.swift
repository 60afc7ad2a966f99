import ECMAScript
import Values

/// What the steps of an acceptor name by its place.
struct AcceptorTables {
  var checks: [Acceptor.FlatCheck] = []
  var plans: [ObjectPlan] = []
  var choices: [ChoiceSet] = []
  /// The options of all unions, one after another.
  var options: [Int] = []
  var discriminated: [DiscriminatedKind] = []
  var defaults: [Value] = []
  var formats: [FormatRule] = []
  var rewrites: [RewriteRule] = []
}

/// Makes a schema's acceptor of its nodes.
struct AcceptorBuilder {
  let dialect: ZodDialect
  /// Whether calls are put off; else what calls is left to the nodes.
  let putsOffCalls: Bool
  private var tables = AcceptorTables()

  static func acceptor(
    _ nodes: [Node],
    dialect: ZodDialect,
    zone: DateZone,
    putsOffCalls: Bool = false
  ) -> Acceptor {
    var builder = AcceptorBuilder(dialect: dialect, putsOffCalls: putsOffCalls)
    var steps = nodes.map { builder.step($0) }
    if putsOffCalls { builder.forgetEarlyCalls(&steps) }
    builder.forgetUnsure(&steps)
    return Acceptor(steps: steps, builder.tables, dialect: dialect, zone: zone)
  }

  private init(dialect: ZodDialect, putsOffCalls: Bool) {
    self.dialect = dialect
    self.putsOffCalls = putsOffCalls
  }

  private mutating func step(_ node: Node) -> Acceptor.Step {
    let start = tables.checks.count
    var covered = 0
    for check in node.checks {
      guard let flat = flat(check) else { break }
      append(flat, since: start)
      covered += 1
    }
    let form = form(node.kind)
    if case .plain(.unsure) = form { return .unsure }
    return Acceptor.Step(
      form: form,
      checks: start..<tables.checks.count,
      covered: covered,
      isWhole: covered == node.checks.count
    )
  }

  /// A step that leads to one that is unsure would only work in vain.
  private func forgetUnsure(_ steps: inout [Acceptor.Step]) {
    var isSettled = false
    while !isSettled {
      isSettled = true
      // Nodes mostly name nodes after them.
      for index in steps.indices.reversed() {
        if parts(of: steps[index].form).allSatisfy({ steps[$0].isWhole }) { continue }
        steps[index] = .unsure
        isSettled = false
      }
    }
  }

  /// Which of several options is taken, and which keys a record has, may hang on calls.
  private func forgetEarlyCalls(_ steps: inout [Acceptor.Step]) {
    var calls = steps.map { step in
      if case .call = step.form { return true }
      if case .effect = step.form { return true }
      return tables.checks[step.checks].contains { if case .call = $0 { true } else { false } }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for index in steps.indices.reversed() where !calls[index] {
        calls[index] = parts(of: steps[index].form).contains { calls[$0] }
        if calls[index] { isSettled = false }
      }
    }
    for index in steps.indices {
      switch steps[index].form {
      case .union, .record:
        if parts(of: steps[index].form).contains(where: { calls[$0] }) { steps[index] = .unsure }
      default: break
      }
    }
  }

  private func parts(of form: Acceptor.Form) -> [Int] {
    switch form {
    case .array(let part), .optional(let part, _), .nullable(let part), .pass(let part),
      .fallback(let part, _, _), .effect(let part, _, _):
      [part]
    case .record(let key, let value): [key, value]
    case .pipe(let input, let output): [input, output]
    case .object(let index): tables.plans[index].steps
    case .union(let first, let count): Array(tables.options[first..<first + count])
    case .discriminated(let index): tables.discriminated[index].options
    default: []
    }
  }
}

// MARK: - Kinds

extension AcceptorBuilder {
  private mutating func form(_ kind: Kind) -> Acceptor.Form {
    switch kind {
    case .any, .unknown, .custom: .plain(.anything)
    case .null: .plain(.null)
    case .undefined, .void: .plain(.undefined)
    case .string(let kind): .plain(kind.coerces ? .unsure : .string)
    case .number(let kind): .plain(kind.coerces ? .unsure : .number)
    case .boolean(let kind): .plain(kind.coerces ? .unsure : .boolean)
    case .date(let kind): .date(coerces: kind.coerces)
    case .choice(let kind): choice(kind.values)
    case .literal(let kind): choice(dialect == .zod3 ? Array(kind.values.prefix(1)) : kind.values)
    case .array(let kind): .array(element: kind.element)
    case .object(let kind): object(kind)
    case .record(let kind):
      kind.required == nil ? .record(key: kind.key, value: kind.value) : .plain(.unsure)
    case .optional(let kind):
      kind.isExact
        ? .plain(.unsure)
        : .optional(kind.inner, isTold: dialect == .zod4 && kind.innerToleratesAbsence)
    case .nullable(let kind): .nullable(kind.inner)
    case .fallback(let kind): fallback(kind)
    case .pass(let kind): .pass(kind.inner)
    case .pipe(let kind): pipe(kind)
    case .union(let kind): union(kind)
    case .discriminated(let kind): discriminated(kind)
    case .transform(let kind):
      putsOffCalls && kind.isPlain ? .call(kind.callback) : .plain(.unsure)
    case .effect(let kind): effect(kind)
    default: .plain(.unsure)
    }
  }

  private mutating func choice(_ values: [Value]) -> Acceptor.Form {
    let texts = values.compactMap(\.stringValue)
    guard texts.count == values.count else { return .plain(.unsure) }
    tables.choices.append(ChoiceSet(texts))
    return .choice(tables.choices.count - 1)
  }

  private mutating func object(_ kind: ObjectKind) -> Acceptor.Form {
    let keys = kind.fields.map(\.key)
    let isPlain = keys.allSatisfy { key in
      var inherited = Value.undefined
      return key != "__proto__" && ObjectKeys.arrayIndex(key) == nil
        && !ObjectValue.inherits(key, &inherited)
    }
    guard isPlain, kind.keys.count == keys.count else { return .plain(.unsure) }
    tables.plans.append(ObjectPlan(kind, dialect: dialect))
    return .object(tables.plans.count - 1)
  }

  private mutating func fallback(_ kind: DefaultKind) -> Acceptor.Form {
    guard case .value(let value) = kind.source else { return .plain(.unsure) }
    tables.defaults.append(value)
    return .fallback(kind.inner, value: tables.defaults.count - 1, isParsed: kind.isParsed)
  }

  private func pipe(_ kind: PipeKind) -> Acceptor.Form {
    if case .nothing = kind.middle { .pipe(kind.input, kind.output) } else { .plain(.unsure) }
  }

  private mutating func union(_ kind: UnionKind) -> Acceptor.Form {
    guard !kind.isExclusive else { return .plain(.unsure) }
    tables.options += kind.options
    return .union(first: tables.options.count - kind.options.count, count: kind.options.count)
  }

  private mutating func discriminated(_ kind: DiscriminatedKind) -> Acceptor.Form {
    guard kind.fault == nil else { return .plain(.unsure) }
    tables.discriminated.append(kind)
    return .discriminated(tables.discriminated.count - 1)
  }
}

extension AcceptorBuilder {
  private func effect(_ kind: EffectKind) -> Acceptor.Form {
    guard putsOffCalls else { return .plain(.unsure) }
    switch kind.effect {
    case .refine: return .effect(kind.inner, function: kind.callback, isTest: true)
    case .transform where kind.isPlain:
      return .effect(kind.inner, function: kind.callback, isTest: false)
    default: return .plain(.unsure)
    }
  }
}

// MARK: - Checks

extension AcceptorBuilder {
  private mutating func flat(_ check: Check) -> Acceptor.FlatCheck? {
    guard check.condition == nil else { return nil }
    switch check.rule {
    case .length(let rule):
      guard let count = Int(exactly: rule.count) else { return nil }
      return .length(
        minimum: rule.limit == .maximum ? 0 : count,
        maximum: rule.limit == .minimum ? .max : count
      )
    case .bound(let rule):
      switch rule.bound {
      case .number(let number):
        return .bound(number, isMinimum: rule.isMinimum, isInclusive: rule.isInclusive)
      case .date(let date):
        return .bound(
          date.milliseconds,
          isMinimum: rule.isMinimum,
          isInclusive: rule.isInclusive
        )
      default: return nil
      }
    case .integer(let format):
      let range = format.certain
      return format.isInteger ? .integer(from: range.lowerBound, to: range.upperBound) : nil
    case .finite: return .finite
    case .format(let rule): return flat(rule)
    case .rewrite(let rule):
      if case .callback = rule { return nil }
      tables.rewrites.append(rule)
      return .rewrite(tables.rewrites.count - 1)
    case .custom(let rule):
      return putsOffCalls && rule.form == .predicate ? .call(rule.callback) : nil
    default: return nil
    }
  }

  private mutating func flat(_ rule: FormatRule) -> Acceptor.FlatCheck? {
    switch rule.test {
    case .callback, .jwt: return nil
    case .url(let rule) where rule.isBare: return .url
    case .url: return nil
    default:
      tables.formats.append(rule)
      return .format(tables.formats.count - 1)
    }
  }

  /// Adds a check to those from `start` on; a length's two bounds become one check.
  private mutating func append(_ check: Acceptor.FlatCheck, since start: Int) {
    if tables.checks.count > start,
      case .length(let low, let high) = tables.checks[tables.checks.count - 1],
      case .length(let minimum, let maximum) = check
    {
      tables.checks[tables.checks.count - 1] = .length(
        minimum: max(low, minimum),
        maximum: min(high, maximum)
      )
      return
    }
    tables.checks.append(check)
  }
}
