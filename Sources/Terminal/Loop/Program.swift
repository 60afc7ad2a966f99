package import Screen

/// An interactive program: one value, a function that changes it and one that draws it.
package protocol Program: Sendable {
  associatedtype Message: Sendable
  associatedtype Request: Sendable & Equatable

  /// What `event` means to the program now; nil when it means nothing.
  func message(for event: InputEvent) -> Message?
  /// Changes the state and says what is to be done; nothing else changes it.
  mutating func update(_ message: Message) -> Next<Request>
  /// Draws the state, and only that.
  func render(into canvas: inout Canvas)
}

/// Where a program is shown and typed into.
@MainActor package protocol Terminal: AnyObject {
  var size: Size { get }
  var look: Look { get }
  /// Begins to hand over input, in order, until `stop`.
  func start(_ receive: @escaping @MainActor (InputEvent) -> Void)
  func present(_ frame: Frame)
  func obey(_ command: TerminalCommand)
  /// Gives the terminal back as it was found, so that another program can use it.
  func leave()
  /// Takes it again after `leave`.
  func enter()
  /// All that was sent is handled and no request is in flight, but `waiting` ones whose delay is not
  /// over: only input and time change anything now.
  func rest(waiting: Int)
  /// Gives the terminal back for good.
  func stop()
}

extension Terminal {
  package func rest(waiting: Int) {}
}
