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
  /// How many of these there are; the first hundred are in `conflicts`.
  package var conflictCount = 0
}

extension Site {
  /// What `undo` would do now; nil when there is nothing to undo.
  package func undoStep() async throws(SiteError) -> HistoryStep? {
    sweepAfterCrash()
    return try await step(isBackwards: true) { [root] (store) throws(SessionError) in
      try store.lastUndoable(in: root)
    }
  }

  /// What `redo` would do now; nil when there is nothing to redo.
  package func redoStep() async throws(SiteError) -> HistoryStep? {
    sweepAfterCrash()
    return try await step(isBackwards: false) { [root] (store) throws(SessionError) in
      try store.nextRedoable(in: root)
    }
  }

  /// Takes back the last write that has not been taken back yet, all of its files.
  ///
  /// Throws `SiteError.changedSince` when one of them is no longer what was written: then none is
  /// touched; `SiteError.busy` while another process writes.
  package func undo(
    progress: FileProgress? = nil
  ) async throws(SiteError) -> (title: String, snapshot: SiteSnapshot) {
    guard let lock = SiteLock(root, isAlone: true) else { throw .busy }
    defer { lock.release() }
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
    guard let lock = SiteLock(root, isAlone: true) else { throw .busy }
    defer { lock.release() }
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

  /// What a write did, file by file: of the first `limit` files.
  package nonisolated func diffs(
    of write: RecordedWrite.ID,
    limit: Int = .max
  ) throws(SiteError) -> [(file: String, diff: LineDiff)] {
    var diffs: [(file: String, diff: LineDiff)] = []
    try eachFile(of: write, isBackwards: false) { file in
      diffs.append((file.write.file, file.write.diff))
      return diffs.count < limit
    }
    return diffs
  }
}

// MARK: - Steps

extension Site {
  @concurrent private nonisolated func step(
    isBackwards: Bool,
    _ find: @Sendable (SessionStore) throws(SessionError) -> RecordedWrite?
  ) async throws(SiteError) -> HistoryStep? {
    guard let sessions else { return nil }
    let found = try stored { () throws(SessionError) in try find(sessions) }
    guard let write = found else { return nil }
    var step = HistoryStep(write: write, changes: ChangeSet(title: write.title), conflicts: [])
    var move: (before: [UInt8]?, after: [UInt8]?)
    try eachFile(of: write.id, isBackwards: isBackwards) { file in
      let recorded = isBackwards ? file.write.reversed : file.write
      add(recorded, file.id, to: &step)
      if recorded.after == nil { move.before = recorded.before }
      if recorded.before == nil { move.after = recorded.after }
      return !Task.isCancelled
    }
    if Task.isCancelled { throw .stopped(done: 0, of: write.fileCount) }
    if step.changes.move != nil, let before = move.before, let after = move.after {
      step.changes.moveDiff = LineDiff(from: before, to: after)
    }
    return step
  }

  /// Hands the files of a write to `body`, some of them in memory at a time, until it says no.
  private nonisolated func eachFile(
    of write: RecordedWrite.ID,
    isBackwards: Bool,
    _ body: (RecordedFile) -> Bool
  ) throws(SiteError) {
    guard let sessions else { return }
    var last: RecordedFile.ID?
    while true {
      let page = try stored { () throws(SessionError) in
        try sessions.files(of: write, isBackwards: isBackwards, after: last)
      }
      for file in page where !body(file) { return }
      guard let end = page.last?.id else { return }
      last = end
    }
  }

  /// Adds what is to be done to one file; one that is so already is left alone.
  ///
  /// A file that has the hash it is to have is what was written: its new bytes are made only when they are
  /// wanted.
  private nonisolated func add(
    _ write: FileWrite,
    _ id: RecordedFile.ID,
    to step: inout HistoryStep
  ) {
    let now = try? FileReading.whole("\(root)/\(write.file)")
    let exists = now != nil || FileManager.default.fileExists(atPath: "\(root)/\(write.file)")
    let stamp = now.map { $0.status.stamp(of: $0.bytes) }
    let hash = stamp.map { FileWrite.name(of: $0.hash) }
    switch (write.before, write.after, now, stamp) {
    case (_, nil, nil, _) where !exists: return
    case (_, .some, .some, _) where hash == write.afterHash: return
    case (nil, let after?, nil, _) where !exists:
      step.changes.files.append(FileChange(bringingBack: write.file, after, from: id))
    case (.some, nil, let now?, let stamp?) where hash == write.beforeHash:
      step.changes.files.append(FileChange(removing: write.file, now.bytes, stamp: stamp))
    case (let before?, let after?, _, let stamp?) where hash == write.beforeHash:
      let splice = Splice(from: before, to: after, at: write.start, line: write.line)
      guard let change = FileChange(write.file, splice, write.afterHash, stamp: stamp) else {
        fallthrough
      }
      step.changes.files.append(change)
    default:
      step.conflictCount += 1
      guard step.conflicts.count < 100 else { return }
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
    var outcome = WritingOutcome()
    write(step.changes, progress, &outcome)
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
