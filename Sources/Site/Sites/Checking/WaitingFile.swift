import Content
import Values

/// A Markdown file that was read, whose data is held against the schema together with that of others:
/// the site's functions are called for many in less time.
struct WaitingFile: Sendable {
  /// Relative to the site's root.
  let file: String
  /// As the collection sees it.
  let path: String
  let data: Value
  /// What was read of it.
  let bytes: [UInt8]
  let isWhole: Bool
  let status: FileStatus

  init(
    _ file: String,
    _ path: String,
    _ data: Value,
    head: FileHead,
    _ status: FileStatus
  ) {
    self.file = file
    self.path = path
    self.data = data
    bytes = head.bytes
    isWhole = head.isWhole
    self.status = status
  }
}
