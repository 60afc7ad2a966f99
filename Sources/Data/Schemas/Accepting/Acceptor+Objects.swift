import Values

extension Acceptor {
  func object(
    _ place: borrowing Lent<Value>,
    _ plan: Unmanaged<ObjectPlan>,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .object(let object): self.object(object.shape, object.values, plan, &state)
    default: .unsure
    }
  }

  @inline(never)
  private func object(
    _ shape: ObjectKeys,
    _ values: [Value],
    _ plan: Unmanaged<ObjectPlan>,
    _ state: inout AcceptorState
  ) -> Verdict {
    state.nesting += 1
    defer { state.nesting -= 1 }
    if let route = ObjectPlan.known(shape, to: plan) {
      return route.lend { follow($0.thing, shape, values, &state) }
    }
    let plan = plan.takeUnretainedValue()
    let route = route(shape, plan)
    plan.keep(route)
    return follow(route, shape, values, &state)
  }

  private func follow(
    _ route: ObjectRoute,
    _ shape: ObjectKeys,
    _ values: [Value],
    _ state: inout AcceptorState
  ) -> Verdict {
    switch route.verdict {
    case .same: break
    case .changed: return make(along: route, shape, values, from: nil, &state)
    case .rejected, .unsure, .pending: return route.verdict
    }
    var isPending = false
    let moves = route.moves
    return values.lend { given in
      for index in moves.indices {
        let move = moves[index]
        if move.step < 0 {
          if leavesOut(given[move.place]) { return .unsure }
          continue
        }
        switch run(move, given[move.place], &state) {
        case .same: break
        case .changed where isPending: break
        case .changed: return make(along: route, shape, values, from: index, &state)
        case .pending: isPending = true
        case .rejected: return .rejected
        case .unsure: return .unsure
        }
      }
      return isPending ? .pending : .same
    }
  }

  /// Looks at a value with the node of its move, which has one.
  @inline(__always)
  private func run(
    _ move: ObjectRoute.Move,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    move.glance.takes(place) ? .same : look(move.step, place, &state)
  }

  /// Makes the output of an object; when its members before `start` are as they were, and that one is
  /// the present output, those are not looked at.
  private func make(
    along route: ObjectRoute,
    _ shape: ObjectKeys,
    _ values: [Value],
    from start: Int?,
    _ state: inout AcceptorState
  ) -> Verdict {
    var verdict = Verdict.changed
    var made: [Value] = []
    made.reserveCapacity(route.moves.count)
    values.lend { given in
      if let start {
        for index in 0..<start { made.append(given[route.moves[index].place].thing) }
        made.append(state.takeOutput())
      }
      let moves = route.moves
      for index in made.count..<moves.count {
        let move = moves[index]
        var found = Verdict.same
        if move.step >= 0 {
          found = run(move, given[move.place], &state)
        } else if move.place >= 0, leavesOut(given[move.place]) {
          found = .unsure
        }
        switch found {
        case .same:
          made.append(move.place < 0 ? route.standIns[-1 - move.place] : given[move.place].thing)
        case .changed: made.append(state.takeOutput())
        case .pending:
          made.append(.undefined)
          verdict = .pending
        case .rejected, .unsure:
          verdict = found
          return
        }
      }
    }
    guard verdict == .changed else { return verdict }
    // The object's own keys are its thread's.
    let keys = route.verdict == .same ? shape : route.output
    state.output = .object(ObjectValue(shape: keys, values: made))
    return .changed
  }

  /// Whether a value that is passed through is left out of the output.
  private func leavesOut(_ place: borrowing Lent<Value>) -> Bool {
    // Zod v3, parseUtil.ts: mergeObjectSync.
    dialect == .zod3 && place.thing.isUndefined
  }

  private func move(_ place: Int, _ step: Int?) -> ObjectRoute.Move {
    ObjectRoute.Move(place: place, step: step ?? -1, glance: step.map { glances[$0] } ?? .nothing)
  }

  /// Works out the way for objects with certain keys.
  private func route(_ shape: ObjectKeys, _ plan: ObjectPlan) -> ObjectRoute {
    var state = AcceptorState()
    var (names, moves, standIns): ([String], [ObjectRoute.Move], [Value]) = ([], [], [])
    for (index, key) in plan.keys.enumerated() {
      if let place = shape.position(of: key) {
        moves.append(move(place, plan.steps[index]))
        names.append(key)
        continue
      }
      let verdict = plan.isRequired[index] ? .rejected : run(plan.steps[index], .undefined, &state)
      switch verdict {
      case .same: break
      case .changed:
        if state.output.isUndefined { continue }
        standIns.append(state.output)
        moves.append(move(-standIns.count, nil))
        names.append(key)
      // Zod 4 forgets what an optional key says of its own absence.
      case .rejected where dialect == .zod4 && !plan.isRequired[index]:
        return ObjectRoute(shape: shape, output: shape, verdict: .unsure)
      case .rejected, .unsure:
        return ObjectRoute(shape: shape, output: shape, verdict: verdict)
      case .pending: break
      }
      // A route is the same for all objects: nothing on it may call.
      if !state.isSettled { return ObjectRoute(shape: shape, output: shape, verdict: .unsure) }
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
          moves.append(move(place, nil))
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

  func record(
    _ place: borrowing Lent<Value>,
    _ key: Int,
    _ member: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .object(let object): record(object, key, member, &state)
    default: .unsure
    }
  }

  private func record(
    _ object: ObjectValue,
    _ key: Int,
    _ member: Int,
    _ state: inout AcceptorState
  ) -> Verdict {
    var made: [Value]?
    let verdict = object.values.lend { given -> Verdict in
      for place in given.indices {
        let name = object.shape[place]
        guard name != "__proto__", run(key, .string(name), &state) == .same else { return .unsure }
        switch run(member, given[place], &state) {
        // Zod 3 leaves out what is undefined.
        case .same: if given[place].thing.isUndefined { return .unsure }
        case .pending: return .unsure
        case .changed:
          let output = state.takeOutput()
          if output.isUndefined { return .unsure }
          if made == nil { made = object.values }
          made?[place] = output
        case .rejected: return .rejected
        case .unsure: return .unsure
        }
      }
      return .same
    }
    guard verdict == .same, let made else { return verdict }
    state.output = .object(ObjectValue(shape: object.shape, values: made))
    return .changed
  }
}
