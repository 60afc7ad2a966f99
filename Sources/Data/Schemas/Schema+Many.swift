package import Values

extension Schema {
  /// Whether the site's functions can be called for many values at one stroke.
  package var putsOffCalls: Bool { graph.callingAcceptor?.knows(graph.root) ?? false }

  /// Parses many values as `parse` does one.
  ///
  /// What the site's functions are asked is put off, and asked for all values at one stroke; each value's
  /// calls are made once, in Zod's order. Only the value at which script is stopped is begun anew.
  /// `callbacks` are those of the value at an index.
  package func parse(
    _ inputs: [Value],
    calling callbacks: (Int) -> any SchemaCallbacks
  ) -> [Result<ParseOutcome, SchemaError>] {
    guard let acceptor = graph.callingAcceptor, acceptor.knows(graph.root) else {
      return parseEach(inputs, callbacks)
    }
    if inputs.count <= Self.mostTogether { return parse(inputs, acceptor, callbacks) }
    return stride(from: 0, to: inputs.count, by: Self.mostTogether).flatMap { start in
      let end = min(start + Self.mostTogether, inputs.count)
      return parse(Array(inputs[start..<end]), acceptor) { callbacks(start + $0) }
    }
  }

  /// What functions do to so many values is within their limit of time.
  private static let mostTogether = 256

  private func parse(
    _ inputs: [Value],
    _ acceptor: Acceptor,
    _ callbacks: (Int) -> any SchemaCallbacks
  ) -> [Result<ParseOutcome, SchemaError>] {
    var entries = inputs.indices.map { ManyEntry(index: $0) }
    var results = [Result<ParseOutcome, SchemaError>?](repeating: nil, count: inputs.count)
    var state = AcceptorState()
    while !entries.isEmpty {
      for place in entries.indices {
        state.begin(place, answers: entries[place].values)
        if let outcome = step(&entries[place], inputs, acceptor, &state, callbacks) {
          results[entries[place].index] = outcome
        }
      }
      let calls = state.takeCalls()
      guard let first = calls.first else { break }
      let answers = callbacks(entries[first.entry].index).call(calls)
      for place in entries.indices { entries[place].take(answers, to: calls) }
      entries.removeAll { !$0.isWaiting }
    }
    return results.map { $0 ?? .failure(.malformed("a value was left out")) }
  }

  /// Parses values whose calls, if any, are made one by one.
  private func parseEach(_ inputs: [Value], _ callbacks: (Int) -> any SchemaCallbacks)
    -> [Result<ParseOutcome, SchemaError>]
  {
    let acceptor = graph.acceptor
    let isKnown = acceptor.knows(graph.root)
    var state = AcceptorState()
    return inputs.lend { places in
      places.indices.map { index in
        Lookahead.ask(places, after: index)
        let verdict = isKnown ? acceptor.run(graph.root, places[index], &state) : .unsure
        switch verdict {
        case .same: return .success(.success(places[index].thing))
        case .changed: return .success(.success(state.takeOutput()))
        case .rejected, .unsure, .pending:
          return Result { () throws(SchemaError) in
            try parse(inputs[index], calling: callbacks(index), isThorough: isKnown)
          }
        }
      }
    }
  }

  /// Goes on with a value: gives the result, or nil when it waits for calls.
  private func step(
    _ entry: inout ManyEntry,
    _ inputs: [Value],
    _ acceptor: Acceptor,
    _ state: inout AcceptorState,
    _ callbacks: (Int) -> any SchemaCallbacks
  ) -> Result<ParseOutcome, SchemaError>? {
    entry.calls = 0..<0
    if let output = entry.output { return .success(.success(output)) }
    if entry.isSmooth {
      let verdict = inputs.lend { acceptor.run(graph.root, $0[entry.index], &state) }
      switch verdict {
      case .same where state.isSettled: return .success(.success(inputs[entry.index]))
      case .changed where state.isSettled: return .success(.success(state.takeOutput()))
      case .same, .changed, .pending:
        entry.calls = state.ownCalls
        entry.endsWithCall = state.endsWithCall
        if entry.isWaiting { return nil }
      case .rejected, .unsure: state.dropCalls()
      }
    }
    let replayed = ReplayedCallbacks(callbacks(entry.index), entry.answers)
    let input = inputs[entry.index]
    return Result { () throws(SchemaError) in try parse(input, calling: replayed) }
  }
}

/// One of many values on its way.
private struct ManyEntry {
  let index: Int
  /// The places among all calls of those that are to be made next.
  var calls = 0..<0
  /// Whether what the last of them returns is all that comes out.
  var endsWithCall = false
  /// What comes out, once that is known.
  private(set) var output: Value?
  /// What the calls so far have come to, each with its function.
  private(set) var answers: [(function: Int, answer: PutOffAnswer)] = []
  /// What they returned.
  private(set) var values: [Value] = []
  /// Whether all went as hoped, so that the acceptor can go on.
  private(set) var isSmooth = true

  var isWaiting: Bool { !calls.isEmpty }

  init(index: Int) { self.index = index }

  /// Takes what came of its calls among all.
  mutating func take(_ made: [PutOffAnswer?], to all: [PutOffCall]) {
    if endsWithCall, let last = calls.last, case .returned(let value)? = made[last],
      calls.dropLast().allSatisfy({ made[$0]?.value(isTest: all[$0].isTest) != nil })
    {
      output = value
      return
    }
    for place in calls {
      guard let answer = made[place] else {
        isSmooth = false
        return
      }
      answers.append((all[place].function, answer))
      if let value = answer.value(isTest: all[place].isTest) {
        values.append(value)
      } else {
        isSmooth = false
      }
    }
  }
}

/// The callbacks of a value of which some were called before.
private final class ReplayedCallbacks: SchemaCallbacks, @unchecked Sendable {
  // Sendable because one parse calls it, from one thread.
  private let callbacks: any SchemaCallbacks
  private var answers: ArraySlice<(function: Int, answer: PutOffAnswer)>

  init(_ callbacks: any SchemaCallbacks, _ answers: [(function: Int, answer: PutOffAnswer)]) {
    self.callbacks = callbacks
    self.answers = answers[...]
  }

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    guard let next = answers.first, next.function == number else {
      return try callbacks.call(number, with: call)
    }
    answers.removeFirst()
    return try next.answer.get()
  }

  func message(for issue: Value, input: Value, _ usual: String) throws(SchemaError) -> String? {
    try callbacks.message(for: issue, input: input, usual)
  }
}
