package import Content
import Sessions

/// What is to become of one file: the bytes that differ, with the lines around them.
package struct FileChange: Sendable, Equatable {
  /// Relative to the site's root.
  package let file: String
  /// What the file was when the change was planned; nil where there is none to be.
  let stamp: FileStamp?
  let write: FileWrite

  /// The lines that differ.
  package var diff: LineDiff { write.diff }

  package var kind: Kind {
    write.before == nil ? .created : write.after == nil ? .removed : .edited
  }

  package enum Kind: Sendable, Equatable {
    case created, edited, removed
  }
}

extension FileChange {
  /// `file` holding `after` instead of `before`, which it had with `stamp`.
  package init(
    _ file: String,
    from before: [UInt8],
    to after: [UInt8],
    stamp: FileStamp,
    isOneOfMany: Bool = false
  ) {
    self.file = file
    self.stamp = stamp
    write = FileWrite(file, from: before, to: after, isOneOfMany: isOneOfMany)
  }

  /// A new file.
  init(creating file: String, _ bytes: [UInt8]) {
    self.file = file
    stamp = nil
    write = FileWrite(
      file: file,
      before: nil,
      after: bytes,
      beforeHash: nil,
      afterHash: FileWrite.hash(bytes)
    )
  }

  /// A file that goes.
  init(removing file: String, _ bytes: [UInt8], stamp: FileStamp) {
    self.file = file
    self.stamp = stamp
    write = FileWrite(
      file: file,
      before: bytes,
      after: nil,
      beforeHash: FileWrite.hash(bytes),
      afterHash: nil
    )
  }
}
