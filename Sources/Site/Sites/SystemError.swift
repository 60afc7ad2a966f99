import Content
import Foundation

/// The system's own words for an `errno`.
enum SystemError {
  /// Lower case start, no full stop.
  static func text(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}

extension FileError {
  /// Why it failed, for a message that names the file itself.
  var reason: String {
    switch self {
    case .system(_, _, let code): SystemError.text(code)
    case .notRegular: "it is not a regular file"
    case .tooBig(_, let limit): "it is bigger than \(limit) bytes"
    case .changedOnDisk: "it changed on disk since it was read"
    case .beingWritten: "another program is writing it; try again"
    case .exists: "it exists already"
    case .outsideRoot: "it is not inside the site's folder"
    }
  }
}
