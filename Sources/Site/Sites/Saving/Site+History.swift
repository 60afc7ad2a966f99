import Content
import Foundation
package import Sessions

/// A step of undo or redo, worked out and not yet made.
package struct HistoryStep: Sendable {
  package var write: RecordedWrite
  /// What it would do to the files.
  package var changes: ChangeSet
  /// Files that changed since, and how: the step is refused while there are any.
  package var conflicts: [(file: String, diff: LineDiff)]
}

extension Site {
  /// What `undo` would do now; nil when there is nothing to undo.
  package func undoStep() async throws(SiteError) -> HistoryStep? {
    sweepAfterCrash()
    return try await step { [root] (store) throws(SessionError) in
      try store.lastUndoable(in: root)
    } direction: {
      $0.map(\.reversed).reversed()
    }
  }

  /// What `redo` would do now; nil when there is nothing to redo.
  package func redoStep() async throws(SiteError) -> HistoryStep? {
    sweepAfterCrash()
    return try await step { [root] (store) throws(SessionError) in
      try store.nextRedoable(in: root)
    } direction: {
      $0
    }
  }

  /// Takes back the last write that has not been taken back yet, all of its files.
  ///
  /// Throws `SiteError.changedSince` when one of them is no longer what was written: then none is
  /// touched.
  package func undo(
    progress: FileProgress? = nil
  ) async throws(SiteError) -> (title: String, snapshot: SiteSnapshot) {
    guard let step = try await undoStep() else { throw .nothingToUndo }
    return try await take(step, progress) { (store, id) throws(SessionError) in
      try store.markUndone(id)
    }
  }

  /// Does again what was undone last; finishes a write that was cut short.
  ///
  /// Throws `SiteError.changedSince` as `undo` does.
  package func redo(
    progress: FileProgress? = nil
  ) async throws(SiteError) -> (title: String, snapshot: SiteSnapshot) {
    guard let step = try await redoStep() else { throw .nothingToRedo }
    return try await take(step, progress) { (store, id) throws(SessionError) in
      if step.write.state == .started { try store.endWrite(id) } else { try store.markRedone(id) }
    }
  }

  /// What was written to the site, the newest first.
  package func history(limit: Int = 100) throws(SiteError) -> [RecordedWrite] {
    guard let sessions else { return [] }
    return try stored { () throws(SessionError) in try sessions.writes(in: root, limit: limit) }
  }

  /// What a write did, file by file.
  package func diffs(
    of write: RecordedWrite.ID
  ) throws(SiteError) -> [(file: String, diff: LineDiff)] {
    guard let sessions else { return [] }
    return try stored { () throws(SessionError) in try sessions.files(of: write) }
      .map { ($0.file, $0.diff) }
  }
}

// MARK: - Steps

extension Site {
  @concurrent private nonisolated func step(
    _ find: @Sendable (SessionStore) throws(SessionError) -> RecordedWrite?,
    direction: @Sendable ([FileWrite]) -> [FileWrite]
  ) async throws(SiteError) -> HistoryStep? {
    guard let sessions else { return nil }
    let found = try stored { () throws(SessionError) in try find(sessions) }
    guard let write = found else { return nil }
    let files = try stored { () throws(SessionError) in try sessions.files(of: write.id) }
    var step = HistoryStep(write: write, changes: ChangeSet(title: write.title), conflicts: [])
    for file in direction(files) { add(file, to: &step) }
    return step
  }

  /// Adds what is to be done to one file; one that is so already is left alone.
  private nonisolated func add(_ write: FileWrite, to step: inout HistoryStep) {
    let now = try? FileReading.whole("\(root)/\(write.file)")
    let exists = now != nil || FileManager.default.fileExists(atPath: "\(root)/\(write.file)")
    switch (write.before, write.after, now) {
    case (_, nil, nil) where !exists: return
    case (_, .some, let now?) where FileWrite.hash(now.bytes) == write.afterHash: return
    case (nil, let after?, nil) where !exists:
      step.changes.files.append(FileChange(creating: write.file, after))
    case (.some, nil, let now?) where FileWrite.hash(now.bytes) == write.beforeHash:
      step.changes.files.append(
        FileChange(removing: write.file, now.bytes, stamp: now.status.stamp(of: now.bytes))
      )
    case (.some, .some, let now?):
      guard write.applied(to: now.bytes) != nil else { fallthrough }
      step.changes.files.append(
        FileChange(file: write.file, stamp: now.status.stamp(of: now.bytes), write: write)
      )
    default:
      step.conflicts.append((write.file, write.reversed.drift(to: now?.bytes)))
    }
  }

  private func take(
    _ step: HistoryStep,
    _ progress: FileProgress?,
    mark: @Sendable (SessionStore, RecordedWrite.ID) throws(SessionError) -> Void
  ) async throws(SiteError) -> (title: String, snapshot: SiteSnapshot) {
    if let conflict = step.conflicts.first {
      throw .changedSince(file: conflict.file, diff: conflict.diff)
    }
    let files = step.changes.files.map(\.file)
    try await write(step, progress, mark: mark)
    return (step.write.title, await refresh(after: files))
  }

  /// Makes the changes of `step` and remembers that.
  @concurrent private nonisolated func write(
    _ step: HistoryStep,
    _ progress: FileProgress?,
    mark: @Sendable (SessionStore, RecordedWrite.ID) throws(SessionError) -> Void
  ) async throws(SiteError) {
    guard let sessions else { return }
    let outcome = write(step.changes, progress)
    if let failure = outcome.failures.first { throw failure.error }
    let total = step.changes.files.count
    guard outcome.count == total else { throw .stopped(done: outcome.count, of: total) }
    try stored { () throws(SessionError) in try mark(sessions, step.write.id) }
  }

  private nonisolated func stored<T>(_ body: () throws(SessionError) -> T) throws(SiteError) -> T {
    do {
      return try body()
    } catch {
      throw .history("\(error)")
    }
  }
}
