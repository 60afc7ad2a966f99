import GRDB

/// Why there is no index: it can be neither read nor replaced.
package struct IndexError: Error, Sendable, Equatable {
  /// SQLite's or the system's own words.
  package let reason: String

  init(_ error: any Error) {
    if let error = error as? DatabaseError {
      reason = error.message ?? error.resultCode.description
    } else {
      reason = "\(error)"
    }
  }
}

extension IndexError: CustomStringConvertible {
  package var description: String { "no index of entries: \(reason)" }
}
