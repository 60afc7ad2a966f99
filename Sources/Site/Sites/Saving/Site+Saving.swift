import Content
package import Frontmatter
import Sessions

extension Site {
  /// Writes `edits` into the entry's file.
  ///
  /// Only the bytes that must change do. Throws `SiteError` when the file changed since `detail`
  /// was read, when it cannot be written, and when the edits cannot be made; then the file is as
  /// it was. What that means for the other entries, `recheck` tells.
  @concurrent package nonisolated func save(
    _ edits: [Edit],
    to detail: EntryDetail
  ) async throws(SiteError) -> SavedEntry {
    let changes = try plan(edits, on: detail)
    _ = try await perform(changes)
    let diff = changes.files.first.map(diff) ?? LineDiff(lines: [])
    return SavedEntry(detail: try reread(detail), diff: diff)
  }

  /// The site now that `file` was written.
  package func recheck(_ file: String) async -> SiteSnapshot { await refresh(after: [file]) }

  /// What putting `body` in place of the entry's body would write.
  package nonisolated func plan(body: [UInt8], of detail: EntryDetail) -> ChangeSet {
    let before = detail.document.source.bytes
    let after = before.prefix(detail.document.bodyStart) + body
    let title = "edited the body of \(detail.id)"
    guard !after.elementsEqual(before) else { return ChangeSet(title: title) }
    let change = FileChange(detail.file, from: before, to: Array(after), stamp: detail.stamp)
    return ChangeSet(title: title, files: [change])
  }

  /// What saving `edits` would write.
  ///
  /// Throws `SiteError.editRefused` when they cannot be made.
  package nonisolated func plan(
    _ edits: [Edit],
    on detail: EntryDetail
  ) throws(SiteError) -> ChangeSet {
    if let reason = detail.plan.readOnlyReason {
      throw .editRefused(file: detail.file, reason: reason)
    }
    let before = detail.document.source.bytes
    let after: [UInt8]
    do {
      after = try detail.document.applying(edits, keyOrder: detail.keyOrder)
    } catch {
      throw .editRefused(file: detail.file, reason: error.reason)
    }
    guard after != before else { return ChangeSet(title: "edited \(detail.id)") }
    let change = FileChange(detail.file, from: before, to: after, stamp: detail.stamp)
    return ChangeSet(title: "edited \(detail.id)", files: [change])
  }
}
