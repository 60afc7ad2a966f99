import ECMAScript
import Values

/// What comes of holding one value against an acceptor.
struct AcceptorState {
  fileprivate let zone: DateZone
  /// What comes out, after the verdict `changed`.
  fileprivate(set) var output = Value.undefined
  private var depth = 0

  /// How deep nodes may nest; deeper data is for themselves, who say when it is too deep.
  private static let depthLimit = 64

  init(zone: DateZone) { self.zone = zone }

  fileprivate mutating func deepen() -> Bool {
    guard depth < Self.depthLimit else { return false }
    depth += 1
    return true
  }

  fileprivate mutating func rise() { depth -= 1 }
}

extension Acceptor {
  /// Looks at a value with a node.
  func run(_ node: Int, _ value: Value, _ state: inout AcceptorState) -> Verdict {
    run(node, CollectionOfOne(value).span, 0, &state)
  }

  // Values are handed on as a place among others: a copy of each would be counted.

  private func run(
    _ node: Int,
    _ values: borrowing Span<Value>,
    _ place: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    guard state.deepen() else { return .unsure }
    defer { state.rise() }
    let step = steps[node]
    let verdict = look(step.form, values, place, &state)
    if step.checks.isEmpty { return verdict }
    switch verdict {
    case .same: return check(step.checks, values, place, &state)
    case .changed:
      let found = check(step.checks, state.output, &state)
      return found == .same ? .changed : found
    case .rejected, .unsure: return verdict
    }
  }

  private func look(
    _ form: Form,
    _ values: borrowing Span<Value>,
    _ place: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch form {
    case .unsure: return .unsure
    case .anything: return .same
    case .null:
      if case .null = values[place] { return .same }
      return .rejected
    case .undefined:
      if case .undefined = values[place] { return .same }
      return .rejected
    case .string:
      if case .string = values[place] { return .same }
      return .rejected
    case .number:
      guard case .number(let number) = values[place] else { return .rejected }
      return number.isFinite ? .same : .unsure
    case .boolean:
      if case .boolean = values[place] { return .same }
      return .rejected
    case .date(let coerces):
      if case .date(let date) = values[place] { return date.isValid ? .same : .rejected }
      return coerces ? self.date(values[place], &state) : .rejected
    case .choice(let index):
      let texts = choices[index]
      return choice(texts.span, values, place)
    case .array(let element):
      guard case .array(let items) = values[place] else { return .rejected }
      return array(items, element, &state)
    case .object(let index):
      guard case .object(let object) = values[place] else { return .unsure }
      return self.object(object, objects[index], &state)
    case .record(let key, let member):
      guard case .object(let object) = values[place] else { return .unsure }
      return record(object, key, member, &state)
    case .optional(let inner, let isTold):
      if !isTold, case .undefined = values[place] { return .same }
      return run(inner, values, place, &state)
    case .nullable(let inner):
      if case .null = values[place] { return .same }
      return run(inner, values, place, &state)
    case .fallback(let inner, let index, let isParsed):
      if case .undefined = values[place] {
        return fallback(inner, defaults[index], isParsed, &state)
      }
      let verdict = run(inner, values, place, &state)
      return verdict == .changed && state.output.isUndefined ? .unsure : verdict
    case .pass(let inner): return run(inner, values, place, &state)
    case .pipe(let first, let second):
      let verdict = run(first, values, place, &state)
      return switch verdict {
      case .same: run(second, values, place, &state)
      case .changed: pipe(second, &state)
      case .rejected, .unsure: verdict
      }
    case .union(let index):
      for option in unions[index] {
        let verdict = run(option, values, place, &state)
        if verdict != .rejected { return verdict }
      }
      return .rejected
    case .discriminated(let index):
      return discriminated(discriminated[index], values, place, &state)
    }
  }
}

// MARK: - Kinds

extension Acceptor {
  private func date(_ value: Value, _ state: inout AcceptorState) -> Verdict {
    guard case .string(let text) = value else { return .unsure }
    let milliseconds = DateText.milliseconds(text, in: state.zone)
    if milliseconds.isNaN { return .rejected }
    state.output = .date(DateValue(milliseconds: milliseconds))
    return .changed
  }

  private func choice(
    _ texts: borrowing Span<String>,
    _ values: borrowing Span<Value>,
    _ place: Int
  )
    -> Verdict
  {
    guard case .string(let text) = values[place] else { return .rejected }
    for index in texts.indices where texts[index] == text { return .same }
    return .rejected
  }

  private func array(_ items: [Value], _ element: Int, _ state: inout AcceptorState) -> Verdict {
    let given = items.span
    var edited: [Value]?
    for index in given.indices {
      switch run(element, given, index, &state) {
      case .same: break
      case .changed:
        if edited == nil { edited = items }
        edited?[index] = state.output
      case .rejected: return .rejected
      case .unsure: return .unsure
      }
    }
    guard let edited else { return .same }
    state.output = .array(edited)
    return .changed
  }

  private func object(_ object: ObjectValue, _ plan: ObjectPlan, _ state: inout AcceptorState)
    -> Verdict
  {
    let route = plan.known(object.shape) ?? route(object.shape, plan, state.zone)
    guard route.verdict == .same || route.verdict == .changed else { return route.verdict }
    let (given, moves) = (object.values, route.moves)
    let values = given.span
    var edited: [Value]?
    for index in moves.indices {
      let move = moves[index]
      guard move.step >= 0 else {
        // Zod v3, parseUtil.ts: mergeObjectSync leaves undefined out of what is passed through.
        if dialect == .zod3, move.place >= 0, case .undefined = values[move.place] {
          return .unsure
        }
        continue
      }
      switch run(move.step, values, move.place, &state) {
      case .same: break
      case .changed:
        if edited == nil { edited = route.values(of: object) }
        edited?[index] = state.output
      case .rejected: return .rejected
      case .unsure: return .unsure
      }
    }
    if edited == nil, route.verdict == .same { return .same }
    let output = edited ?? route.values(of: object)
    state.output = .object(ObjectValue(shape: route.output, values: output))
    return .changed
  }

  /// Works out the way for objects with certain keys.
  private func route(_ shape: ObjectKeys, _ plan: ObjectPlan, _ zone: DateZone) -> ObjectRoute {
    var state = AcceptorState(zone: zone)
    let route = makeRoute(shape, plan, &state)
    plan.keep(route)
    return route
  }

  private func makeRoute(_ shape: ObjectKeys, _ plan: ObjectPlan, _ state: inout AcceptorState)
    -> ObjectRoute
  {
    var (names, moves, standIns): ([String], [ObjectRoute.Move], [Value]) = ([], [], [])
    for (index, key) in plan.keys.enumerated() {
      if let place = shape.position(of: key) {
        moves.append(ObjectRoute.Move(place: place, step: plan.steps[index]))
        names.append(key)
        continue
      }
      let verdict = plan.isRequired[index] ? .rejected : run(plan.steps[index], .undefined, &state)
      switch verdict {
      case .same: break
      case .changed:
        if state.output.isUndefined { continue }
        standIns.append(state.output)
        moves.append(ObjectRoute.Move(place: -standIns.count, step: -1))
        names.append(key)
      // Zod 4 forgets what an optional key says of its own absence.
      case .rejected where dialect == .zod4 && !plan.isRequired[index]:
        return ObjectRoute(shape: shape, output: shape, verdict: .unsure)
      case .rejected, .unsure:
        return ObjectRoute(shape: shape, output: shape, verdict: verdict)
      }
    }
    let taken = moves.count - standIns.count
    if taken < shape.count {
      switch plan.extras {
      case .strip: break
      case .reject: return ObjectRoute(shape: shape, output: shape, verdict: .rejected)
      case .unsure: return ObjectRoute(shape: shape, output: shape, verdict: .unsure)
      case .keep:
        let own = Set(plan.keys)
        for (place, key) in shape.names.enumerated() where !own.contains(key) {
          guard key != "__proto__", ObjectKeys.arrayIndex(key) == nil else {
            return ObjectRoute(shape: shape, output: shape, verdict: .unsure)
          }
          moves.append(ObjectRoute.Move(place: place, step: -1))
          names.append(key)
        }
      }
    }
    let isSame = moves.map(\.place) == Array(0..<shape.count)
    return ObjectRoute(
      shape: shape,
      moves: moves,
      standIns: standIns,
      output: isSame ? shape : .shared(names),
      verdict: isSame ? .same : .changed
    )
  }

  private func record(
    _ object: ObjectValue,
    _ key: Int,
    _ member: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    let given = object.values.span
    var edited: [Value]?
    for place in given.indices {
      let name = object.shape[place]
      guard name != "__proto__", run(key, .string(name), &state) == .same else { return .unsure }
      switch run(member, given, place, &state) {
      // Zod 3 leaves out what is undefined.
      case .same: if given[place].isUndefined { return .unsure }
      case .changed:
        if state.output.isUndefined { return .unsure }
        if edited == nil { edited = object.values }
        edited?[place] = state.output
      case .rejected: return .rejected
      case .unsure: return .unsure
      }
    }
    guard let edited else { return .same }
    state.output = .object(ObjectValue(shape: object.shape, values: edited))
    return .changed
  }

  private func fallback(
    _ inner: Int,
    _ standIn: Value,
    _ isParsed: Bool,
    _ state: inout AcceptorState
  ) -> Verdict {
    let verdict = isParsed ? run(inner, standIn, &state) : .same
    guard verdict == .same else { return verdict }
    state.output = standIn
    return .changed
  }

  /// The second half of a pipe whose first has made another value.
  private func pipe(_ second: Int, _ state: inout AcceptorState) -> Verdict {
    let middle = state.output
    let verdict = run(second, middle, &state)
    guard verdict == .same else { return verdict }
    state.output = middle
    return .changed
  }

  private func discriminated(
    _ kind: DiscriminatedKind,
    _ values: borrowing Span<Value>,
    _ place: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    guard case .object(let object) = values[place], let given = object[kind.discriminator],
      let option = kind.mapping[given.sameValueZero]
    else { return .unsure }
    return run(kind.options[option], values, place, &state)
  }
}

// MARK: - Checks

extension Acceptor {
  private func check(_ range: Range<Int>, _ value: Value, _ state: inout AcceptorState) -> Verdict {
    check(range, CollectionOfOne(value).span, 0, &state)
  }

  /// `changed` when a check has made another value, `same` when not.
  private func check(
    _ range: Range<Int>,
    _ values: borrowing Span<Value>,
    _ place: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    for index in range {
      switch checks[index] {
      case .length(let minimum, let maximum):
        let verdict = length(values, place, minimum, maximum)
        if verdict != .same { return verdict }
      case .bound(let limit, let isMinimum, let isInclusive):
        let number: Double
        switch values[place] {
        case .number(let own): number = own
        case .date(let date): number = date.milliseconds
        default: return .unsure
        }
        let holds = isMinimum ? number > limit : number < limit
        if !holds, !isInclusive || number != limit { return .rejected }
      case .integer(let range):
        guard case .number(let number) = values[place], range.contains(number),
          number.rounded(.towardZero) == number
        else { return .unsure }
      case .finite:
        guard case .number(let number) = values[place], number.isFinite else { return .unsure }
      case .url:
        guard case .string(let text) = values[place], URLRule.isPlainAddress(text) else {
          return .unsure
        }
      case .format(let index):
        guard case .string(let text) = values[place] else { return .unsure }
        guard formats[index].holds(text) else { return .rejected }
      case .rewrite(let rule):
        guard case .string(let text) = values[place] else { return .unsure }
        let rewritten = rewrites[rule].rewritten(text)
        if rewritten.utf8.elementsEqual(text.utf8) { continue }
        let changed = Value.string(rewritten)
        let verdict = check(index + 1..<range.upperBound, changed, &state)
        if verdict == .same { state.output = changed }
        return verdict == .same ? .changed : verdict
      }
    }
    return .same
  }

  private func length(
    _ values: borrowing Span<Value>,
    _ place: Int,
    _ minimum: Int,
    _ maximum: Int
  ) -> Verdict {
    let length: Int
    switch values[place] {
    case .string(let text):
      // A code unit is one to three bytes.
      let bytes = text.utf8.count
      if bytes <= maximum, (bytes + 2) / 3 >= minimum { return .same }
      length = text.utf16Length
    case .array(let items): length = items.count
    default: return .unsure
    }
    return length >= minimum && length <= maximum ? .same : .rejected
  }
}
