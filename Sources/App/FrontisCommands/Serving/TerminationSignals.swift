import Dispatch
import Foundation

/// SIGINT and SIGTERM as a request to finish what runs.
enum TerminationSignals {
  /// Runs `body`, and cancels it when the process is asked to end.
  static func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
    // Stored here and awaited below; cancelled by the signals alone.
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do {
      try await task.value
    } catch is CancellationError {
      // Being asked to end is how a server ends.
    }
  }
}
