import Content
import Foundation
import Sessions

extension Site {
  /// Writes `changes` and checks the site again: one step of undo, each file whole or not at all.
  ///
  /// A file that changed since it was planned, or cannot be written, is left as it is and named in
  /// the result. Throws that file's `SiteError` when it was the only one. When the process dies on
  /// the way, `undo` takes back what was written and `redo` writes the rest.
  @discardableResult
  package func commit(_ changes: ChangeSet) async throws(SiteError) -> Commit {
    let failures = try perform(changes)
    let failed = Set(failures.map(\.subject))
    let written = changes.files.map(\.file).filter { !failed.contains($0) }
    return Commit(
      title: changes.title,
      files: written,
      failures: failures,
      snapshot: await refresh(after: written)
    )
  }

  /// Writes the files of `changes` and records them; what could not be written is returned.
  func perform(_ changes: ChangeSet) throws(SiteError) -> [ChangeSet.Refusal] {
    guard !changes.isEmpty else { return [] }
    let id = begin(changes)
    var failures: [ChangeSet.Refusal] = []
    for change in changes.files {
      do throws(SiteError) {
        try write(change, of: changes)
      } catch {
        if changes.files.count == 1 {
          end(id, without: [change.file])
          throw error
        }
        failures.append(ChangeSet.Refusal(subject: change.file, reason: error.description))
      }
    }
    end(id, without: Set(failures.map(\.subject)))
    return failures
  }

  // A history that cannot be kept must not look like a failed save.
  private func begin(_ changes: ChangeSet) -> RecordedWrite.ID? {
    try? sessions?.beginWrite(
      changes.files.map(\.write),
      titled: changes.title,
      at: environment.now(),
      in: root
    )
  }

  private func end(_ id: RecordedWrite.ID?, without unwritten: Set<String>) {
    guard let id else { return }
    _ = try? sessions?.endWrite(id, without: unwritten)
  }

  /// Makes `change`, one of `changes`, unless its file is no longer what it was when it was planned.
  func write(_ change: FileChange, of changes: ChangeSet) throws(SiteError) {
    do throws(FileError) {
      let path = try SitePath(change.file, in: SiteRoot(root))
      switch change.kind {
      case .created:
        let model = try changes.move.map { move throws(FileError) in
          try SitePath(move.old.file, in: SiteRoot(root))
        }
        try AtomicFile.write(change.write.after ?? [], to: path, expecting: nil, like: model)
      case .removed:
        guard let stamp = change.stamp else { throw FileError.changedOnDisk(path: change.file) }
        try AtomicFile.remove(path, expecting: stamp)
      case .edited:
        let now = try FileReading.whole("\(root)/\(change.file)")
        guard let stamp = change.stamp, now.status.stamp(of: now.bytes).hash == stamp.hash,
          let after = change.write.applied(to: now.bytes)
        else { throw FileError.changedOnDisk(path: change.file) }
        try AtomicFile.write(after, to: path, expecting: stamp)
      }
    } catch .changedOnDisk {
      throw .changedOnDisk(file: change.file)
    } catch {
      throw .cannotWrite(file: change.file, reason: error.reason)
    }
  }
}
