package import Loop
package import Screen

/// A terminal in memory: a test sends input and reads the frame.
@MainActor package final class ScriptedTerminal: Terminal {
  package private(set) var size: Size
  package let look: Look
  /// What is shown; nil before the first frame.
  package private(set) var frame: Frame?
  /// How many frames were drawn.
  package private(set) var frameCount = 0
  /// What the program asked of the terminal, in order.
  package private(set) var commands: [TerminalCommand] = []
  package private(set) var isLent = false
  package private(set) var isStopped = false
  /// Requests whose delay is not over, when all else is done.
  package private(set) var waitingRequests = 0
  private var isAtRest = false
  private var receive: (@MainActor (InputEvent) -> Void)?
  /// Sent before the program began to listen.
  private var early: [InputEvent] = []
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(size: Size = Size(80, 24), look: Look = Look()) {
    self.size = size
    self.look = look
  }

  package func start(_ receive: @escaping @MainActor (InputEvent) -> Void) {
    self.receive = receive
    for event in early { receive(event) }
    early = []
  }

  package func present(_ frame: Frame) {
    self.frame = frame
    frameCount += 1
  }

  package func obey(_ command: TerminalCommand) { commands.append(command) }
  package func leave() { isLent = true }
  package func enter() { isLent = false }

  package func rest(waiting: Int) {
    isAtRest = true
    waitingRequests = waiting
    wakeAll()
  }

  package func stop() {
    isStopped = true
    wakeAll()
  }

  private func wakeAll() {
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  /// Sends `events` in one go, as typing faster than drawing does.
  package func send(_ events: InputEvent...) {
    for event in events {
      if case .resize(let size) = event { self.size = size }
      isAtRest = false
      if let receive { receive(event) } else { early.append(event) }
    }
  }

  /// Something is about to happen that was not sent: `settle` waits for it.
  package func stir() { isAtRest = false }

  /// Waits until all that was sent is handled and no request is in flight.
  package func settle() async {
    while !isAtRest, !isStopped {
      await withCheckedContinuation { waiting.append($0) }
    }
  }
}
