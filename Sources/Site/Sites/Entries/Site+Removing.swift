package import Foundation
import Content
import Frontmatter
import Sessions

extension Site {
  /// What removing `entries` would write; the notes name what refers to them.
  ///
  /// A removed file can be restored for 90 days, whatever is written after it.
  package func planRemoval(of entries: [EntryAddress]) async throws(SiteError) -> ChangeSet {
    let one = entries.count == 1 ? entries[0].name : "\(entries.count) entries"
    var changes = ChangeSet(title: "removed \(one)")
    let removed = Set(entries)
    for (file, entries) in Dictionary(grouping: entries, by: \.file).sorted(by: { $0.key < $1.key })
    {
      guard let first = entries.first else { continue }
      let plan = try await collectionPlan(first.collection)
      let detail = try await detail(of: first.id, file: file, in: first.collection)
      let before = detail.document.source.bytes
      if plan.isWhole {
        changes.files.append(FileChange(removing: file, before, stamp: detail.stamp))
        continue
      }
      var document = detail.document
      for entry in entries {
        let base = plan.base(of: entry.id, in: document.data)
        document = try Self.applying(.unset(base), to: document, entry.name)
      }
      changes.files.append(
        FileChange(file, from: before, to: document.source.bytes, stamp: detail.stamp)
      )
    }
    for (entry, use) in referenceUses(of: entries) {
      guard case .reference(let by, let path) = use.kind, !removed.contains(by) else { continue }
      changes.notes.append("\(by.name) refers to \(entry.name) (\(path.dottedText))")
    }
    return changes
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
        let write = try sessions.files(of: removed.write).first(where: { $0.file == removed.file }),
        let bytes = write.before
      else { throw SiteError.entryRefused(removed.file, reason: "it is not kept any more") }
      return ChangeSet(
        title: "restored \(removed.file)",
        files: [FileChange(creating: removed.file, bytes)]
      )
    } catch let error as SiteError {
      throw error
    } catch {
      throw .history("\(error)")
    }
  }
}
