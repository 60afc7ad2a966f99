import Dispatch
import Foundation

/// SIGINT and SIGTERM as a request to finish what runs.
enum TerminationSignals {
  /// Runs `body`, and cancels it when the process is asked to end.
  ///
  /// With `followingParent` the end of the process that started this one asks for it too: a screen
  /// that was killed leaves no server behind.
  static func cancelling(
    followingParent: Bool,
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    // Stored here and awaited below; cancelled by the signals alone.
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    let parent = getppid()
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(500))
    timer.setEventHandler { if followingParent, getppid() != parent { task.cancel() } }
    timer.activate()
    defer {
      timer.cancel()
      for source in sources { source.cancel() }
    }
    do {
      try await task.value
    } catch is CancellationError {
      // Being asked to end is how a server ends.
    }
  }
}
