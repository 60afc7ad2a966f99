/// Folders in which something may have changed.
package enum FolderChanges: Sendable, Equatable {
  /// By the paths under which they are watched, each with a slash at its end.
  case folders(Set<String>)
  /// More happened than the system could tell.
  case all

  /// Whether the folder at `path` may have changed.
  package func contains(_ path: String) -> Bool {
    switch self {
    case .folders(let paths): paths.contains(path)
    case .all: true
    }
  }

  mutating func formUnion(_ other: FolderChanges) {
    guard case .folders(let paths) = self, case .folders(let more) = other else {
      self = .all
      return
    }
    self = .folders(paths.union(more))
  }
}
