package import Foundation

/// What a write did to one file: enough to undo it and to do it again.
///
/// `before` and `after` are the bytes from `start` on that the write put in place of each other,
/// whole lines of them; all of the file where it was made or removed. The hashes are those of the
/// whole file.
package struct FileWrite: Sendable, Equatable {
  /// Relative to the site's root.
  package var file: String
  /// The bytes before; nil when the file was not there.
  package var before: [UInt8]?
  /// The bytes after; nil when the file was removed.
  package var after: [UInt8]?
  package var beforeHash: String?
  package var afterHash: String?
  /// Where both begin in the file, in bytes.
  package var start: Int
  /// The line on which both begin, counted from 1.
  package var line: Int

  package init(
    file: String,
    before: [UInt8]?,
    after: [UInt8]?,
    beforeHash: String?,
    afterHash: String?,
    start: Int = 0,
    line: Int = 1
  ) {
    self.file = file
    self.before = before
    self.after = after
    self.beforeHash = beforeHash
    self.afterHash = afterHash
    self.start = start
    self.line = line
  }
}

/// What is kept of one file of a write.
package struct RecordedFile: Sendable, Identifiable {
  /// Greater for files that were recorded later.
  package let id: Int64
  package let write: FileWrite
}

/// One recorded write, of one file or many; its bytes are read with `SessionStore.files(of:)`.
package struct RecordedWrite: Sendable, Equatable, Identifiable {
  /// Later writes have greater ids.
  package let id: Int64
  package let title: String
  package let date: Date
  package let fileCount: Int
  package let state: State

  package enum State: String, Sendable {
    case done, undone
    /// Undone, and out of reach since something else was written.
    case discarded
    /// Begun and not ended: the process died in between, and some of its files may be written.
    case started
  }
}
