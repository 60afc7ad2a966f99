/// How the store stands: whether what it is told will still be there tomorrow.
package enum StoreCondition: Sendable, Equatable {
  /// The file is sound and written to.
  case sound
  /// The file was damaged. It lies at `damaged` now and a new one took its place, with the
  /// `rows` that could still be read.
  case rebuilt(damaged: String, rows: Int)
  /// Nothing can be written, for `reason`: everything is kept until the process ends, no longer.
  case inMemory(reason: String)
}

/// Why the store could not do what it was asked.
package enum SessionError: Error, Sendable, Equatable {
  /// Another process kept the file locked for longer than the store waits.
  case busy
  /// SQLite's own message.
  case failed(String)
}

extension SessionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .busy: "the state database is in use by another process, try again"
    case .failed(let message): "the state database refused: \(message)"
    }
  }
}
