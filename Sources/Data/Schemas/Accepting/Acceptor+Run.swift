import ECMAScript
import Values

extension Acceptor {
  /// Looks at a value with a node.
  // Not inlined: the optimizer of Swift 6.3.1 ends there.
  @inline(never)
  func run(_ node: Int, _ value: Value, _ state: inout AcceptorState) -> Verdict {
    run(node, Lent<Value>(value), &state)
  }

  /// Looks at a value where it stands, with a node.
  @inline(__always)
  func run(_ node: Int, _ place: borrowing Lent<Value>, _ state: inout AcceptorState) -> Verdict {
    glances[node].takes(place) ? .same : look(node, place, &state)
  }

  /// Looks at a value more closely.
  @inline(never)
  func look(_ node: Int, _ place: borrowing Lent<Value>, _ state: inout AcceptorState)
    -> Verdict
  {
    let verdict: Verdict
    switch steps[node].form {
    case .plain(let form): verdict = look(form, place)
    case .choice(let index): verdict = choice(choices[index], place)
    case let form: verdict = look(inside: form, place, &state)
    }
    let checks = steps[node].checks
    if checks.isEmpty { return verdict }
    if verdict == .same { return check(checks, place, &state) }
    return check(checks, place, after: verdict, &state)
  }

  /// Looks at a value with a node that has parts, or may change it.
  @inline(never)
  private func look(
    inside form: Form,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    guard state.deepen() else { return .unsure }
    defer { state.rise() }
    switch form {
    case .plain, .choice: return .unsure
    case .date(let coerces): return date(place, coerces, &state)
    case .array(let element): return array(place, element, &state)
    case .object(let index): return object(place, plans[index], &state)
    case .record(let key, let member): return record(place, key, member, &state)
    case .optional(let inner, let isTold):
      if !isTold, place.thing.isUndefined { return .same }
      return run(inner, place, &state)
    case .nullable(let inner): return place.thing.isNull ? .same : run(inner, place, &state)
    case .fallback(let inner, let index, let isParsed):
      if place.thing.isUndefined { return fallback(inner, defaults[index], isParsed, &state) }
      let verdict = run(inner, place, &state)
      if verdict == .pending { state.leaveOut() }
      return verdict == .changed && state.output.isUndefined ? .unsure : verdict
    case .pass(let inner): return run(inner, place, &state)
    case .pipe(let first, let second): return pipe(first, second, place, &state)
    case .union(let first, let count):
      for index in first..<first + count {
        let verdict = run(options[index], place, &state)
        if verdict != .rejected { return verdict }
      }
      return .rejected
    case .discriminated(let index): return discriminated(discriminated[index], place, &state)
    case .call(let function): return call(function, place, &state)
    case .effect(let inner, let function, let isTest):
      return effect(inner, function, isTest, place, &state)
    }
  }
}

// MARK: - Kinds

extension Acceptor {
  private func look(_ form: PlainForm, _ place: borrowing Lent<Value>) -> Verdict {
    switch form {
    case .unsure: return .unsure
    case .anything: return .same
    case .null: return place.thing.isNull ? .same : .rejected
    case .undefined: return place.thing.isUndefined ? .same : .rejected
    case .string: return place.thing.isString ? .same : .rejected
    case .number: return number(place)
    case .boolean: return place.thing.isBoolean ? .same : .rejected
    }
  }

  private func number(_ place: borrowing Lent<Value>) -> Verdict {
    switch place.thing {
    case .number(let number): number.isFinite ? .same : .unsure
    default: .rejected
    }
  }

  private func date(
    _ place: borrowing Lent<Value>,
    _ coerces: Bool,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .date(let date): return date.isValid ? .same : .rejected
    case .string(let text) where coerces:
      let milliseconds = DateText.milliseconds(text, in: zone)
      if milliseconds.isNaN { return .rejected }
      state.output = .date(DateValue(milliseconds: milliseconds))
      return .changed
    default: return coerces ? .unsure : .rejected
    }
  }

  private func choice(_ set: Unmanaged<ChoiceSet>, _ place: borrowing Lent<Value>) -> Verdict {
    switch place.thing {
    case .string(let text): set._withUnsafeGuaranteedRef { $0.contains(text) } ? .same : .rejected
    default: .rejected
    }
  }

  private func array(
    _ place: borrowing Lent<Value>,
    _ element: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .array(let items):
      state.nesting += 1
      defer { state.nesting -= 1 }
      return array(items, element, &state)
    default: return .rejected
    }
  }

  private func array(_ items: [Value], _ element: Int, _ state: inout AcceptorState) -> Verdict {
    var isPending = false
    return items.lend { given in
      for index in given.indices {
        switch run(element, given[index], &state) {
        case .same: break
        case .changed: return changedArray(given, items, from: index, element, &state)
        case .pending: isPending = true
        case .rejected: return .rejected
        case .unsure: return .unsure
        }
      }
      return isPending ? .pending : .same
    }
  }

  /// Makes an array whose first changed item, at `start`, is the present output.
  private func changedArray(
    _ given: UnsafeBufferPointer<Lent<Value>>,
    _ items: [Value],
    from start: Int,
    _ element: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    var isPending = false
    var made = items
    made[start] = state.takeOutput()
    for index in given.indices.dropFirst(start + 1) {
      switch run(element, given[index], &state) {
      case .same: break
      case .changed: made[index] = state.takeOutput()
      case .pending: isPending = true
      case .rejected: return .rejected
      case .unsure: return .unsure
      }
    }
    if isPending { return .pending }
    state.output = .array(made)
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

  private func pipe(
    _ first: Int,
    _ second: Int,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    follow(run(first, place, &state), place, &state) { run(second, $0, &$1) }
  }

  private func discriminated(
    _ kind: DiscriminatedKind,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .object(let object):
      guard let given = object[kind.discriminator],
        let option = kind.mapping[given.sameValueZero]
      else { return .unsure }
      return run(kind.options[option], place, &state)
    default: return .unsure
    }
  }
}

// MARK: - Calls

extension Acceptor {
  /// What a function of the site makes of the value.
  private func call(
    _ function: Int,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    let value = place.thing
    let answer = state.answer(of: function, to: value, isTest: false)
    guard let answer else { return .pending }
    state.output = answer
    return .changed
  }

  private func effect(
    _ inner: Int,
    _ function: Int,
    _ isTest: Bool,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    follow(run(inner, place, &state), place, &state) { effect(function, isTest, $0, &$1) }
  }

  private func effect(
    _ function: Int,
    _ isTest: Bool,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    isTest ? test(function, place, &state) : call(function, place, &state)
  }

  /// Whether a function of the site takes the value; until it is asked, it is thought to.
  func test(
    _ function: Int,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    let value = place.thing
    _ = state.answer(of: function, to: value, isTest: true)
    return .same
  }

  /// What `next` says of a value that `verdict` was said of, or of what was made of it.
  @inline(__always)
  func follow(
    _ verdict: Verdict,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState,
    _ next: (borrowing Lent<Value>, inout AcceptorState) -> Verdict
  ) -> Verdict {
    switch verdict {
    case .same: return next(place, &state)
    case .changed:
      let made = Lent<Value>(state.takeOutput())
      let found = next(made, &state)
      guard found == .same else { return found }
      state.output = made.taken()
      return .changed
    case .pending: return wait(&state)
    case .rejected, .unsure: return verdict
    }
  }

  private func wait(_ state: inout AcceptorState) -> Verdict {
    state.leaveOut()
    return .pending
  }
}
