/// What a save did.
package struct SavedEntry: Sendable {
  /// The entry as it stands now, read again.
  package var detail: EntryDetail
  package var diff: LineDiff

  package init(detail: EntryDetail, diff: LineDiff) {
    self.detail = detail
    self.diff = diff
  }
}
