package import Foundation
import Content
import Frontmatter
import Sessions
import Synchronization

extension Site {
  /// What removing `entries` would write; the notes name what refers to them.
  ///
  /// A removed file can be restored for 90 days, whatever is written after it.
  /// `progress` is told how many files were looked at, on any thread. Throws `SiteError.stopped` when
  /// the task is cancelled.
  @concurrent package nonisolated func planRemoval(
    of entries: [EntryAddress],
    progress: FileProgress? = nil
  ) async throws(SiteError) -> ChangeSet {
    try await knownSite().planRemoval(of: entries, progress)
  }
}

extension KnownSite {
  fileprivate func planRemoval(
    of entries: [EntryAddress],
    _ progress: FileProgress?
  ) async throws(SiteError) -> ChangeSet {
    let one = entries.count == 1 ? entries[0].name : "\(entries.count) entries"
    let wanted = Dictionary(grouping: entries, by: \.file)
    var plans: [String: CollectionPlan] = [:]
    for name in Set(entries.map(\.collection)) { plans[name] = try editablePlan(name) }
    let outcomes = Mutex([String: Result<FileChange, SiteError>]())
    await eachFile(Array(wanted.keys), progress) { [check, plans] file, read in
      let outcome = Result<FileChange, SiteError> { () throws(SiteError) in
        try removal(of: wanted[file] ?? [], from: file, read, plans, check)
      }
      outcomes.withLock { $0[file] = outcome }
    }
    let done = outcomes.withLock { $0 }
    guard done.count == wanted.count, !Task.isCancelled else {
      throw .stopped(done: done.count, of: wanted.count)
    }
    var changes = ChangeSet(title: "removed \(one)")
    for file in wanted.keys.sorted() {
      if let change = try done[file]?.get() { changes.files.append(change) }
    }
    let removed = Set(entries)
    for (entry, use) in referenceUses(of: entries) {
      guard case .reference(let by, let path) = use.kind, !removed.contains(by) else { continue }
      changes.notes.append("\(by.name) refers to \(entry.name) (\(path.dottedText))")
    }
    if Task.isCancelled { throw .stopped(done: done.count, of: wanted.count) }
    return changes
  }

  private func removal(
    of entries: [EntryAddress],
    from file: String,
    _ read: Result<FileBytes, FileError>,
    _ plans: [String: CollectionPlan],
    _ check: FileCheck
  ) throws(SiteError) -> FileChange {
    let now: FileBytes
    do {
      now = try read.get()
    } catch {
      throw .cannotRead(file: file, reason: error.reason)
    }
    let stamp = now.status.stamp(of: now.bytes)
    guard let plan = entries.first.flatMap({ plans[$0.collection] }), !plan.isWhole else {
      return FileChange(removing: file, now.bytes, stamp: stamp)
    }
    var document = check.document(now.bytes, file: file, plan)
    for entry in entries {
      let base = plan.base(of: entry.id, in: document.data)
      document = try Self.applying(.unset(base), to: document, entry.name)
    }
    return FileChange(file, from: now.bytes, to: document.source.bytes, stamp: stamp)
  }
}

// MARK: - The trash

/// A file that was removed and can be restored.
package struct RemovedFile: Sendable, Equatable {
  /// Relative to the site's root.
  package var file: String
  package var date: Date
  let write: RecordedWrite.ID
}

extension Site {
  /// The files that can be restored, those removed last first.
  package func trash(limit: Int = 1_000) throws(SiteError) -> [RemovedFile] {
    guard let sessions else { return [] }
    do {
      var seen: Set<String> = []
      return try sessions.removals(in: root, limit: limit)
        .map { RemovedFile(file: $0.file, date: $0.write.date, write: $0.write.id) }
        .filter { removed in
          seen.insert(removed.file).inserted
            && !FileManager.default.fileExists(atPath: "\(root)/\(removed.file)")
        }
    } catch {
      throw .history("\(error)")
    }
  }

  /// What restoring a removed file would write: all of its bytes.
  package func planRestore(of removed: RemovedFile) throws(SiteError) -> ChangeSet {
    do {
      guard let sessions,
        let recorded = try sessions.file(removed.file, of: removed.write),
        let bytes = recorded.write.before
      else { throw SiteError.entryRefused(removed.file, reason: "it is not kept any more") }
      return ChangeSet(
        title: "restored \(removed.file)",
        files: [FileChange(bringingBack: removed.file, bytes, from: recorded.id)]
      )
    } catch let error as SiteError {
      throw error
    } catch {
      throw .history("\(error)")
    }
  }
}
