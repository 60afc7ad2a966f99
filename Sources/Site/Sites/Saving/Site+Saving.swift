import Content
import Foundation
package import Frontmatter
import Sessions

extension Site {
  /// Writes `edits` into the entry's file and checks the site again.
  ///
  /// Only the bytes that must change do. Throws `SiteError` when the file changed since `detail`
  /// was read, when it cannot be written, and when the edits cannot be made; then the file is as
  /// it was.
  package func save(_ edits: [Edit], to detail: EntryDetail) async throws(SiteError) -> SavedEntry {
    let before = detail.document.source.bytes
    let after: [UInt8]
    do {
      after = try detail.document.applying(edits, keyOrder: detail.keyOrder)
    } catch {
      throw .editRefused(file: detail.file, reason: error.reason)
    }
    try write(after, to: detail.file, expecting: detail.stamp)
    record(
      FileWrite(
        file: detail.file,
        before: before,
        after: after,
        beforeHash: nil,
        afterHash: nil
      ),
      title: "edited \(detail.id)"
    )
    let snapshot = await refresh()
    let saved = try await self.detail(of: detail.id, file: detail.file, in: detail.collection)
    return SavedEntry(detail: saved, snapshot: snapshot, diff: LineDiff(from: before, to: after))
  }

  /// Takes back the last save that has not been taken back yet.
  ///
  /// Throws `SiteError.changedOnDisk` when the file is no longer what was written.
  package func undo() async throws(SiteError) -> (title: String, snapshot: SiteSnapshot) {
    guard let sessions else { throw .nothingToUndo }
    do {
      guard let write = try sessions.lastUndoable(in: root) else { throw SiteError.nothingToUndo }
      for file in try sessions.files(of: write.id) { try restore(file) }
      try sessions.markUndone(write.id)
      return (write.title, await refresh())
    } catch let error as SiteError {
      throw error
    } catch {
      throw .cannotWrite(file: root, reason: "\(error)")
    }
  }

  private func restore(_ file: FileWrite) throws(SiteError) {
    guard let before = file.before, let after = file.after else { return }
    let now: FileBytes
    do {
      now = try FileReading.whole("\(root)/\(file.file)")
    } catch {
      throw .cannotRead(file: file.file, reason: error.reason)
    }
    guard now.bytes == after else { throw .changedOnDisk(file: file.file) }
    try write(before, to: file.file, expecting: now.status.stamp(of: now.bytes))
  }

  private func write(
    _ bytes: [UInt8],
    to file: String,
    expecting stamp: FileStamp
  ) throws(SiteError) {
    do {
      let path = try SitePath(file, in: SiteRoot(root))
      try AtomicFile.write(bytes, to: path, expecting: stamp)
    } catch .changedOnDisk {
      throw .changedOnDisk(file: file)
    } catch {
      throw .cannotWrite(file: file, reason: error.reason)
    }
  }

  /// The write has happened: a history that cannot be kept must not look like a failed save.
  private func record(_ write: FileWrite, title: String) {
    _ = try? sessions?.recordWrite([write], titled: title, at: environment.now(), in: root)
  }
}
