import Content
import Foundation
import Sessions

extension Site {
  /// Writes `changes` and checks the site again: one step of undo, each file whole or not at all.
  ///
  /// A file that changed since it was planned, or cannot be written, is left as it is and named in
  /// the result. Throws that file's `SiteError` when it was the only one. When the task is cancelled,
  /// the files that are left stay as they are, and undo takes back the others. When the process dies on
  /// the way, `undo` takes back what was written and `redo` writes the rest.
  @discardableResult
  package func commit(
    _ changes: ChangeSet,
    progress: FileProgress? = nil
  ) async throws(SiteError) -> Commit {
    let outcome = try await perform(changes, progress)
    let failed = Set(outcome.failures.map(\.file))
    let written = changes.files.prefix(outcome.count).map(\.file).filter { !failed.contains($0) }
    // What was written is read again also when the rest is not wanted any more.
    let snapshot = await Task { await refresh(after: written) }.value
    return Commit(
      title: changes.title,
      files: written,
      failures: outcome.failures.map {
        ChangeSet.Refusal(subject: $0.file, reason: $0.error.description)
      },
      unwanted: changes.files.count - outcome.count,
      snapshot: snapshot
    )
  }

  /// Writes the files of `changes` and records them.
  @concurrent nonisolated func perform(
    _ changes: ChangeSet,
    _ progress: FileProgress? = nil
  ) async throws(SiteError) -> WritingOutcome {
    guard !changes.isEmpty else { return WritingOutcome() }
    let id = begin(changes)
    let outcome = write(changes, progress)
    var unwritten = Set(outcome.failures.map(\.file))
    unwritten.formUnion(changes.files.dropFirst(outcome.count).map(\.file))
    end(id, without: unwritten)
    if changes.files.count == 1, let failure = outcome.failures.first { throw failure.error }
    return outcome
  }

  // A history that cannot be kept must not look like a failed save.
  private nonisolated func begin(_ changes: ChangeSet) -> RecordedWrite.ID? {
    try? sessions?.beginWrite(
      changes.files.map(\.write),
      titled: changes.title,
      at: environment.now(),
      in: root
    )
  }

  private nonisolated func end(_ id: RecordedWrite.ID?, without unwritten: Set<String>) {
    guard let id else { return }
    _ = try? sessions?.endWrite(id, without: unwritten)
  }
}

// MARK: - Files

/// How far the writing of many files came.
struct WritingOutcome: Sendable {
  /// How many of the files were tried, in their order.
  var count = 0
  var failures: [(file: String, error: SiteError)] = []
}

extension Site {
  /// Makes the changes of files, some hundred at a time, until the task is cancelled.
  nonisolated func write(_ changes: ChangeSet, _ progress: FileProgress? = nil) -> WritingOutcome {
    var outcome = WritingOutcome()
    let model = changes.move?.old.file
    while outcome.count < changes.files.count, !Task.isCancelled {
      let batch = changes.files[outcome.count...].prefix(Self.batchSize)
      write(batch, model, &outcome)
      outcome.count += batch.count
      progress?(outcome.count, changes.files.count)
    }
    return outcome
  }

  private static let batchSize = 256

  private nonisolated func write(
    _ files: ArraySlice<FileChange>,
    _ model: String?,
    _ outcome: inout WritingOutcome
  ) {
    var wanted: [(file: String, path: SitePath, change: AtomicFile.Change)] = []
    for change in files {
      do throws(FileError) {
        let path = try SitePath(change.file, in: SiteRoot(root))
        wanted.append((change.file, path, try self.change(change, model)))
      } catch {
        outcome.failures.append((change.file, SiteError(error, file: change.file)))
      }
    }
    let failures = AtomicFile.perform(wanted.map { ($0.path, $0.change) })
    for (wanted, failure) in zip(wanted, failures) {
      guard let failure else { continue }
      outcome.failures.append((wanted.file, SiteError(failure, file: wanted.file)))
    }
  }

  /// What is to be done to the file, which must still be what it was when the change was planned.
  private nonisolated func change(
    _ change: FileChange,
    _ model: String?
  ) throws(FileError) -> AtomicFile.Change {
    switch change.kind {
    case .created:
      let like = try model.map { model throws(FileError) in
        try SitePath(model, in: SiteRoot(root))
      }
      return .write(change.write.after ?? [], expecting: nil, like: like)
    case .removed:
      guard let stamp = change.stamp else { throw .changedOnDisk(path: change.file) }
      return .remove(expecting: stamp)
    case .edited:
      let now = try FileReading.whole("\(root)/\(change.file)")
      guard let stamp = change.stamp, now.status.stamp(of: now.bytes).hash == stamp.hash,
        let after = change.write.applied(to: now.bytes)
      else { throw .changedOnDisk(path: change.file) }
      return .write(after, expecting: stamp, like: nil)
    }
  }
}

extension SiteError {
  fileprivate init(_ error: FileError, file: String) {
    self =
      if case .changedOnDisk = error { .changedOnDisk(file: file) } else {
        .cannotWrite(file: file, reason: error.reason)
      }
  }
}
