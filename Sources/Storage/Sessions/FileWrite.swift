package import Foundation

/// What a write did to one file: enough to undo it and to do it again.
package struct FileWrite: Sendable, Equatable {
  /// Relative to the site's root.
  package var file: String
  /// The bytes before; nil when the file was not there.
  package var before: [UInt8]?
  /// The bytes after; nil when the file was removed.
  package var after: [UInt8]?
  package var beforeHash: String?
  package var afterHash: String?

  package init(
    file: String,
    before: [UInt8]?,
    after: [UInt8]?,
    beforeHash: String?,
    afterHash: String?
  ) {
    self.file = file
    self.before = before
    self.after = after
    self.beforeHash = beforeHash
    self.afterHash = afterHash
  }
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
  }
}
