package import Values

/// What a set of edits would make of an entry, before anything is written.
package struct DraftCheck: Sendable, Equatable {
  /// The entry's problems as they would be; paths as in the entry's data.
  package var problems: [Problem]
  /// The lines that would change.
  package var diff: LineDiff
  /// Why the edits cannot be made; nil when they can.
  package var refusal: String?

  package init(problems: [Problem], diff: LineDiff, refusal: String? = nil) {
    self.problems = problems
    self.diff = diff
    self.refusal = refusal
  }
}

/// What a save did.
package struct SavedEntry: Sendable {
  /// The entry as it stands now, read again.
  package var detail: EntryDetail
  /// The site as it stands now.
  package var snapshot: SiteSnapshot
  package var diff: LineDiff

  package init(detail: EntryDetail, snapshot: SiteSnapshot, diff: LineDiff) {
    self.detail = detail
    self.snapshot = snapshot
    self.diff = diff
  }
}

/// How a site is built.
package struct BuildCommand: Sendable, Equatable {
  /// The program and its arguments.
  package var arguments: [String]
  /// Where it comes from, for people: `package.json`, `frontis.toml`.
  package var origin: String

  package init(arguments: [String], origin: String) {
    self.arguments = arguments
    self.origin = origin
  }

  /// As one would type it.
  package var text: String { arguments.joined(separator: " ") }
}
