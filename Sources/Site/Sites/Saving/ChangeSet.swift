import Sessions

/// A change of one file or many, worked out and not yet written: shown as a diff, committed as one
/// step of undo.
package struct ChangeSet: Sendable, Equatable {
  /// What it does, as the history shows it: `edited hello-world`.
  package var title: String
  /// Each file once, in the order in which they are written.
  package var files: [FileChange]
  /// What cannot be changed, and why; the rest can.
  package var refusals: [Refusal]
  /// What a person should know before: an entry that refers to the one that goes.
  package var notes: [String]
  /// Where one file comes in the place of another: the lines that differ between the two.
  var moveDiff = LineDiff(lines: [])

  /// Something that was left out of a change.
  package struct Refusal: Sendable, Equatable {
    /// An entry as `collection/id`, or a file relative to the root.
    package var subject: String
    /// Lower case start, no full stop.
    package var reason: String

    package init(subject: String, reason: String) {
      self.subject = subject
      self.reason = reason
    }
  }

  package init(
    title: String,
    files: [FileChange] = [],
    refusals: [Refusal] = [],
    notes: [String] = []
  ) {
    self.title = title
    self.files = files
    self.refusals = refusals
    self.notes = notes
  }

  package var isEmpty: Bool { files.isEmpty }

  /// The file that moves: the one that goes, and the one that comes in its place; nil where more go or
  /// come, or none.
  package var move: FileMove? {
    var (gone, made): (FileChange?, FileChange?)
    for change in files {
      switch change.kind {
      case .edited: continue
      case .removed where gone == nil: gone = change
      case .created where made == nil: made = change
      case .removed, .created: return nil
      }
    }
    guard let gone, let made else { return nil }
    return FileMove(old: gone, new: made, diff: moveDiff)
  }
}

/// A file that goes and the one that comes in its place.
package struct FileMove: Sendable {
  package let old: FileChange
  package let new: FileChange
  /// The lines that differ between the two.
  package let diff: LineDiff
}

/// What committing a change came to.
package struct Commit: Sendable {
  package var title: String
  /// The files that were written.
  package var files: [String]
  /// The files that could not be written; they are as they were.
  package var failures: [ChangeSet.Refusal]
  /// How many files were left as they are, since the rest was not wanted any more.
  package var unwanted = 0
  /// The site as it stands now.
  package var snapshot: SiteSnapshot
}
