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
        let counts = "+\(change.lineCounts.added) -\(change.lineCounts.removed)"
        return "\(change.kind.word)  \(visible(change.file))  \(counts)\n"
      }
      let names = "\(visible(move.old.file)) to \(visible(move.new.file))"
      return "moved  \(names)  \(Self.counts(move.diff))\n"
    }.joined()
  }

  private static func counts(_ diff: LineDiff) -> String {
    "+\(diff.lines.count { $0.kind == .added }) -\(diff.lines.count { $0.kind == .removed })"
  }

  /// Writes it to standard output as JSON, file by file: all diffs together may be as large as the site.
  func writeJSON(of site: Site) {
    let mark = "\u{0}"
    let value: Value = [
      "title": .string(changes.title), "written": .boolean(failures != nil),
      "files": written.isEmpty ? [] : [.string(mark)],
      "refused": .array(
        refusals.map { ["subject": .string($0.subject), "reason": .string($0.reason)] }
      ),
      "notes": .array(changes.notes.map(Value.string)),
    ]
    let text = JSONText.write(value, indent: 2) + "\n"
    guard let place = text.firstRange(of: JSONText.write(.string(mark))) else {
      return StandardOutput.write(text)
    }
    StandardOutput.write(String(text[..<place.lowerBound]))
    for (index, change) in written.enumerated() {
      let file: Value = [
        "file": .string(change.file), "kind": .string(change.kind.word),
        "diff": .string(site.unified(change)),
      ]
      let lines = JSONText.write(file, indent: 2).replacing("\n", with: "\n    ")
      StandardOutput.write((index == 0 ? "" : ",\n    ") + lines)
    }
    StandardOutput.write(String(text[place.upperBound...]))
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
    case .json: report.writeJSON(of: self)
    case .text where options.isDryRun:
      let style = TextStyle.standardOutput(world.variables)
      for change in changes.files { DiffText.write(unified(change), style) }
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
