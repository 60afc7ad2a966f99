package import Content
import Sessions

/// What is to become of one file.
///
/// Of a file that is edited it holds the lines that differ and what is around them; of one that goes, what
/// tells whether it is still the same: its bytes are read again when they are recorded or shown.
package struct FileChange: Sendable, Equatable {
  /// Relative to the site's root.
  package let file: String
  /// What the file was when the change was planned; nil where there is none to be.
  let stamp: FileStamp?
  let content: Content

  enum Content: Sendable, Equatable {
    /// There is to be a file of these bytes.
    case created([UInt8])
    /// There is to be the file that the history keeps under this number.
    case broughtBack(RecordedFile.ID, hash: UInt64, lineCount: Int)
    /// The file is to have this hash afterwards.
    case edited(Splice, hash: UInt64)
    case removed(lineCount: Int)
  }

  package var kind: Kind {
    switch content {
    case .created, .broughtBack: .created
    case .edited: .edited
    case .removed: .removed
    }
  }

  package enum Kind: Sendable, Equatable {
    case created, edited, removed
  }

  /// How many lines the file gains and loses.
  package var lineCounts: (added: Int, removed: Int) {
    switch content {
    case .created(let bytes): (bytes.lineCount, 0)
    case .broughtBack(_, _, let count): (count, 0)
    case .edited(let splice, _):
      splice.diff.lines.reduce(into: (0, 0)) { counts, line in
        if line.kind == .added { counts.0 += 1 }
        if line.kind == .removed { counts.1 += 1 }
      }
    case .removed(let count): (0, count)
    }
  }

  /// The lines that differ; nil where they have to be read first: `Site.diff(of:)` does.
  package var diff: LineDiff? {
    switch content {
    case .created(let bytes): LineDiff(from: [], to: bytes)
    case .edited(let splice, _): splice.diff
    case .broughtBack, .removed: nil
    }
  }
}

extension FileChange {
  /// `file` holding `after` instead of `before`, which it had with `stamp`.
  ///
  /// Of a large file, and of one among many, it keeps the lines that differ and a few more; else all
  /// of it, so that what somebody changed later can be shown wherever it stands.
  package init(
    _ file: String,
    from before: [UInt8],
    to after: [UInt8],
    stamp: FileStamp,
    isOneOfMany: Bool = false
  ) {
    let context = isOneOfMany || before.count + after.count > 512 << 10 ? 3 : Int.max
    self.file = file
    self.stamp = stamp
    content = .edited(
      Splice(from: before, to: after, context: context),
      hash: FileHash.hash(after)
    )
  }

  /// A new file.
  init(creating file: String, _ bytes: [UInt8]) {
    self.file = file
    stamp = nil
    content = .created(bytes)
  }

  /// A file that holds again the bytes that the history keeps under `id`.
  init(bringingBack file: String, _ bytes: [UInt8], from id: RecordedFile.ID) {
    self.file = file
    stamp = nil
    content = .broughtBack(id, hash: FileHash.hash(bytes), lineCount: bytes.lineCount)
  }

  /// A file that is edited once more as it was; nil where no hash is recorded.
  init?(_ file: String, _ splice: Splice, _ hash: String?, stamp: FileStamp) {
    guard let hash = hash.flatMap({ UInt64($0, radix: 16) }) else { return nil }
    self.file = file
    self.stamp = stamp
    content = .edited(splice, hash: hash)
  }

  /// A file that goes, and that holds `bytes` with `stamp`.
  package init(removing file: String, _ bytes: [UInt8], stamp: FileStamp) {
    self.file = file
    self.stamp = stamp
    content = .removed(lineCount: bytes.lineCount)
  }
}

extension [UInt8] {
  /// A last line without an ending counts.
  var lineCount: Int {
    reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } + (last.map { $0 == 0x0A ? 0 : 1 } ?? 0)
  }
}
