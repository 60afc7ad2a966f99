import Foundation

extension FileError: CustomStringConvertible {
  /// One sentence for a person, without a full stop.
  package var description: String {
    switch self {
    case .system(let operation, let path, let code):
      "cannot \(operation.rawValue) \(path): \(String(cString: strerror(code)).lowercased())"
    case .notRegular(let path): "\(path) is not a regular file"
    case .tooBig(let path, let limit): "\(path) is bigger than \(limit) bytes"
    case .changedOnDisk(let path):
      "\(path) has changed on disk since it was read; reload it and apply the edit again"
    case .beingWritten(let path): "\(path) is being written by another program; try again"
    case .exists(let path): "\(path) exists already"
    case .outsideRoot(let path): "\(path) is not inside the site's folder"
    }
  }
}
