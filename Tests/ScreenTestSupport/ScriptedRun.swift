package import Loop
package import Screen
package import Testing

/// A program running on a `ScriptedTerminal`, driven step by step.
///
/// ```swift
/// await frontis.press("j", "enter").sees("Title").types("New").press("ctrl+s")
/// ```
@MainActor package final class ScriptedRun<P: Program> {
  package let terminal: ScriptedTerminal
  package let clock = ManualClock()
  private let task: Task<Run<P>, Never>

  package init(
    _ program: P,
    size: Size = Size(80, 24),
    look: Look = Look(),
    performing:
      @escaping @concurrent @Sendable (
        P.Request, _ send: @escaping @Sendable (P.Message) async -> Void
      ) async -> Void = { _, _ in }
  ) {
    let terminal = ScriptedTerminal(size: size, look: look)
    self.terminal = terminal
    task = Task { [clock] in
      await run(program, on: terminal, clock: clock, performing: performing)
    }
  }

  /// The rows of the screen, spaces at their ends left out.
  package var lines: [String] { terminal.frame?.lines ?? [] }
}

// MARK: - Doing

extension ScriptedRun {
  /// Presses keys one after the other, waiting each time until all has been done.
  @discardableResult
  package func press(_ keys: Key...) async -> Self {
    await terminal.settle()
    for key in keys {
      terminal.send(.key(key))
      await terminal.settle()
    }
    return self
  }

  /// Types each character of `text`.
  @discardableResult
  package func types(_ text: String) async -> Self {
    await terminal.settle()
    for character in text { terminal.send(.key(Key(.character(character)))) }
    await terminal.settle()
    return self
  }

  @discardableResult
  package func gets(_ event: InputEvent) async -> Self {
    await terminal.settle()
    terminal.send(event)
    await terminal.settle()
    return self
  }

  /// Lets time pass; requests whose delay ends meanwhile are performed, one after the other.
  @discardableResult
  package func waits(_ duration: Duration) async -> Self {
    await terminal.settle()
    let end = clock.now.advanced(by: duration)
    repeat {
      await terminal.settle()
      while clock.sleeperCount < terminal.waitingRequests { await Task.yield() }
      terminal.stir()
    } while clock.wakeNext(until: end)
    terminal.rest(waiting: terminal.waitingRequests)
    return self
  }

  /// The program's last state, once it has ended.
  package func ended() async -> Run<P> { await task.value }
}

// MARK: - Seeing

extension ScriptedRun {
  /// Expects each text to stand somewhere on the screen.
  @discardableResult
  package func sees(
    _ texts: String...,
    at location: SourceLocation = #_sourceLocation
  ) async -> Self {
    await terminal.settle()
    let screen = lines.joined(separator: "\n")
    for text in texts where !screen.contains(text) {
      Issue.record("\"\(text)\" is not on the screen:\n\(screen)", sourceLocation: location)
    }
    return self
  }

  /// Expects none of the texts to stand on the screen.
  @discardableResult
  package func doesNotSee(
    _ texts: String...,
    at location: SourceLocation = #_sourceLocation
  ) async -> Self {
    await terminal.settle()
    let screen = lines.joined(separator: "\n")
    for text in texts where screen.contains(text) {
      Issue.record("\"\(text)\" is on the screen:\n\(screen)", sourceLocation: location)
    }
    return self
  }
}
