import ECMAScript
import Sites
import Values

/// What a change does, or did, to each file: for people and for scripts.
struct ChangeReport {
  let changes: ChangeSet
  /// The files that could not be written; nil when nothing was tried.
  var failures: [ChangeSet.Refusal]?

  /// One line a file: what became of it and how many lines it gained and lost.
  var text: String {
    let move = changes.move.flatMap {
      written.contains($0.old) && written.contains($0.new) ? $0 : nil
    }
    return written.map { change in
      if change == move?.old { return "" }
      guard change == move?.new, let move else {
        return "\(change.kind.word)  \(visible(change.file))  \(Self.counts(change.diff))\n"
      }
      let names = "\(visible(move.old.file)) to \(visible(move.new.file))"
      return "moved  \(names)  \(Self.counts(move.diff))\n"
    }.joined()
  }

  private static func counts(_ diff: LineDiff) -> String {
    "+\(diff.lines.count { $0.kind == .added }) -\(diff.lines.count { $0.kind == .removed })"
  }

  var json: String {
    let value: Value = [
      "title": .string(changes.title), "written": .boolean(failures != nil),
      "files": .array(
        written.map { change in
          [
            "file": .string(change.file), "kind": .string(change.kind.word),
            "diff": .string(change.unified),
          ]
        }
      ),
      "refused": .array(
        refusals.map { ["subject": .string($0.subject), "reason": .string($0.reason)] }
      ),
      "notes": .array(changes.notes.map(Value.string)),
    ]
    return JSONText.write(value, indent: 2) + "\n"
  }

  /// What was left out, and what a person should know: for standard error.
  var remarks: String {
    refusals.map { "frontis: \(visible($0.subject)): \(visible($0.reason))\n" }.joined()
      + changes.notes.map { "note: \(visible($0))\n" }.joined()
  }

  var refusals: [ChangeSet.Refusal] { changes.refusals + (failures ?? []) }

  private var written: [FileChange] {
    let failed = Set((failures ?? []).map(\.subject))
    return changes.files.filter { !failed.contains($0.file) }
  }
}

extension FileChange.Kind {
  fileprivate var word: String {
    switch self {
    case .created: "created"
    case .edited: "edited"
    case .removed: "removed"
    }
  }
}

extension Site {
  /// Makes `changes`, or shows them with `--dry-run`, and reports; the site afterwards, or nil when
  /// nothing was written.
  ///
  /// Throws exit code 1 when something of it could not be done.
  @discardableResult
  func carryOut(
    _ changes: ChangeSet,
    _ options: WritingOptions,
    _ world: World
  ) async throws -> SiteSnapshot? {
    var report = ChangeReport(changes: changes)
    var snapshot: SiteSnapshot?
    if !options.isDryRun, !changes.isEmpty {
      do {
        let commit = try await commit(changes)
        report.failures = commit.failures
        snapshot = commit.snapshot
      } catch {
        throw CommandFailure(error)
      }
    }
    switch options.format {
    case .json: StandardOutput.write(report.json)
    case .text where options.isDryRun:
      DiffText.write(changes.unified, .standardOutput(world.variables))
    case .text: StandardOutput.write(report.text)
    }
    StandardError.write(report.remarks)
    if !report.refusals.isEmpty { throw ExitStatus.problems }
    return snapshot
  }
}

extension CommandFailure {
  /// What could not be done: 1 where the site stands as it was and the person can do something.
  init(_ error: SiteError) {
    let status: Int32 =
      switch error {
      case .unreadable, .noSuchCollection, .history: 2
      default: 1
      }
    self.init(message: error.description, status: status)
  }
}
