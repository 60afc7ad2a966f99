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
