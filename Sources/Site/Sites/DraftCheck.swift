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
