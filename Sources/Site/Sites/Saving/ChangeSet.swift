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
    let (gone, made) = (files.filter { $0.kind == .removed }, files.filter { $0.kind == .created })
    return gone.count == 1 && made.count == 1 ? FileMove(old: gone[0], new: made[0]) : nil
  }

  /// All of it as one unified diff.
  package var unified: String { files.map(\.unified).joined() }
}

/// A file that goes and the one that comes in its place.
package struct FileMove: Sendable {
  package let old: FileChange
  package let new: FileChange

  /// The lines that differ between the two.
  package var diff: LineDiff {
    FileWrite(new.file, from: old.write.before ?? [], to: new.write.after ?? [], isOneOfMany: false)
      .diff
  }
}

extension FileChange {
  /// The change as a unified diff; a file that is made or removed has `/dev/null` on one side.
  package var unified: String {
    let text = diff.unified(file: file)
    return switch kind {
    case .edited: text
    case .created: text.replacingFirst("--- a/\(file)", with: "--- /dev/null")
    case .removed: text.replacingFirst("+++ b/\(file)", with: "+++ /dev/null")
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }

  private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
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
