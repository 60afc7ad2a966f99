/// Why a file could not be read or written.
package enum FileError: Error, Sendable, Hashable {
  /// A system call failed with `code` (an `errno`).
  case system(Operation, path: String, code: Int32)
  /// A folder, FIFO, device or socket stands where a file should.
  case notRegular(path: String)
  /// The file has more than `limit` bytes.
  case tooBig(path: String, limit: Int)
  /// The file is not what was read: changed, replaced or deleted since.
  case changedOnDisk(path: String)
  /// Another program has the file open and may still write to it.
  case beingWritten(path: String)
  /// A new file was to be made, and there is one.
  case exists(path: String)
  /// The path leaves the site's folder, or is none at all.
  case outsideRoot(path: String)

  /// What was being done.
  package enum Operation: String, Sendable, Hashable {
    case open, read, write, replace, list, remove
    case makeFolder = "make the folder"
  }

  /// The path as it was asked for.
  package var path: String {
    switch self {
    case .system(_, let path, _), .notRegular(let path), .tooBig(let path, _),
      .changedOnDisk(let path), .beingWritten(let path), .exists(let path), .outsideRoot(let path):
      path
    }
  }
}
