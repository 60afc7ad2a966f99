import Frontmatter
import Values

extension EditError {
  /// Why the edit was not made: lower case start, no full stop.
  var reason: String {
    switch self {
    case .unreadable(let failure): "the file cannot be read: \(failure.reason)"
    case .pathNotFound(let path): "\(Self.name(path)) is not where the change needs it"
    case .unwritable(let path): "the file's format cannot hold the value of \(Self.name(path))"
    case .wouldChangeMore(let path):
      "other values would change with \(Self.name(path)); edit the file itself"
    }
  }

  private static func name(_ path: ValuePath) -> String {
    path.isEmpty ? "the data" : "'\(path.dottedText)'"
  }
}
