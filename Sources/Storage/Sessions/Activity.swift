package import Foundation

/// Something that was run: an action call or a build.
package struct Run: Sendable, Equatable {
  package var kind: Kind
  /// The action's name, or the build's command.
  package var name: String
  /// In the words of whoever ran it: `200`, `NOT_FOUND`, `failed with 1`.
  package var status: String
  /// In seconds.
  package var duration: Double
  package var date: Date

  package enum Kind: String, Sendable {
    case action, build
  }

  package init(kind: Kind, name: String, status: String, duration: Double, date: Date) {
    self.kind = kind
    self.name = name
    self.status = status
    self.duration = duration
    self.date = date
  }
}

/// One line of what happened on a site.
package enum Activity: Sendable, Equatable {
  case write(RecordedWrite)
  case run(Run)

  package var date: Date {
    switch self {
    case .write(let write): write.date
    case .run(let run): run.date
    }
  }
}
