import Screen

/// The state of one run: the program, its inbox and its tasks.
@MainActor final class ProgramLoop<P: Program> {
  typealias Send = @Sendable (P.Message) async -> Void
  typealias Perform = @concurrent @Sendable (P.Request, _ send: @escaping Send) async -> Void

  private enum Item: Sendable {
    case input(InputEvent)
    /// From the task of this number.
    case message(P.Message, Int)
    /// The delay of this task's request is over.
    case begun(Int)
    case finished(Int)
  }

  /// A request in flight.
  private struct Flight {
    let key: String?
    let mustFinish: Bool
    let needsTerminal: Bool
    /// Stored so that it can be cancelled; ends with `.finished`.
    let task: Task<Void, Never>
    var isWaiting: Bool
  }

  private var program: P
  private let terminal: any Terminal
  private let sleep: @Sendable (Duration) async throws -> Void
  private let perform: Perform
  private let inbox = Inbox<Item>()
  private var flights: [Int: Flight] = [:]
  private var lastNumber = 0
  private var ending: Ending?
  /// How many requests have the terminal now.
  private var lent = 0

  init(
    _ program: P,
    on terminal: some Terminal,
    clock: some Clock<Duration>,
    performing perform: @escaping Perform
  ) {
    self.program = program
    self.terminal = terminal
    self.perform = perform
    sleep = { try await clock.sleep(for: $0) }
  }

  func run(_ first: Next<P.Request>) async -> Run<P> {
    terminal.start { [inbox] in inbox.append(.input($0)) }
    terminal.present(Frame(size: terminal.size, look: terminal.look) { program.render(into: &$0) })
    follow(first)
    draw()
    while true {
      for item in await inbox.next() { handle(item) }
      draw()
      if let ending, !flights.values.contains(where: \.mustFinish) {
        for flight in flights.values { flight.task.cancel() }
        terminal.stop()
        return Run(program: program, ending: ending)
      }
    }
  }

  private func draw() {
    if lent == 0 {
      terminal.present(
        Frame(size: terminal.size, look: terminal.look) { program.render(into: &$0) }
      )
    }
    if inbox.isEmpty, flights.values.allSatisfy(\.isWaiting) {
      terminal.rest(waiting: flights.count)
    }
  }
}

// MARK: - Handling

extension ProgramLoop {
  private func handle(_ item: Item) {
    switch item {
    case .input(let event):
      if let message = program.message(for: event) { follow(program.update(message)) }
      if case .ending(let cause) = event { end(because: cause) }
    case .message(let message, let number):
      // A task that was cancelled has nothing more to say.
      if flights[number] != nil { follow(program.update(message)) }
    case .begun(let number): flights[number]?.isWaiting = false
    case .finished(let number):
      guard let flight = flights.removeValue(forKey: number) else { return }
      if flight.needsTerminal { takeTerminalBack() }
    }
  }

  private func follow(_ next: Next<P.Request>) {
    for key in next.cancelled { cancel(key) }
    for flight in flights.values where next.stopped.contains(flight.key ?? "") {
      flight.task.cancel()
    }
    for command in next.terminal { terminal.obey(command) }
    for keyed in next.requests { begin(keyed) }
    if next.isQuit { end(because: .quit) }
  }

  /// The first cause stays.
  ///
  /// A second request to end gives up waiting.
  private func end(because cause: Ending) {
    guard ending == nil else {
      for number in flights.keys { flights[number]?.task.cancel() }
      flights.removeAll()
      return
    }
    ending = cause
    for (number, flight) in flights where !flight.mustFinish {
      flight.task.cancel()
      flights[number] = nil
    }
  }
}

// MARK: - Requests

extension ProgramLoop {
  private func cancel(_ key: String) {
    for (number, flight) in flights where flight.key == key && !flight.mustFinish {
      flight.task.cancel()
      flights[number] = nil
      if flight.needsTerminal { takeTerminalBack() }
    }
  }

  private func begin(_ keyed: Keyed<P.Request>) {
    guard ending == nil || keyed.mustFinish else { return }
    if let key = keyed.key { cancel(key) }
    let earlier = flights.values.filter { $0.key == keyed.key && $0.key != nil }.map(\.task)
    if keyed.needsTerminal {
      if lent == 0 { terminal.leave() }
      lent += 1
    }
    lastNumber += 1
    let number = lastNumber
    let delay = keyed.delay
    let isDelayed = delay > .zero
    // Unstructured because it outlives this call; kept in `flights` until it has finished.
    let task = Task { [inbox, sleep, perform] in
      if isDelayed {
        guard (try? await sleep(delay)) != nil else { return }
        inbox.append(.begun(number))
      }
      // What must finish is followed, not joined: two saves of one file keep their order.
      for task in earlier { await task.value }
      await perform(keyed.request) { message in await inbox.append(.message(message, number)) }
      inbox.append(.finished(number))
    }
    flights[number] = Flight(
      key: keyed.key,
      mustFinish: keyed.mustFinish,
      needsTerminal: keyed.needsTerminal,
      task: task,
      isWaiting: isDelayed
    )
  }

  private func takeTerminalBack() {
    lent -= 1
    guard lent == 0 else { return }
    terminal.enter()
    inbox.append(.input(.resumed))
  }
}
