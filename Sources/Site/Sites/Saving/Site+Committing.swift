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
    guard let lock = SiteLock(root, isAlone: false) else { throw .busy }
    defer { lock.release() }
    var outcome = WritingOutcome()
    let id = try begin(changes, &outcome)
    write(changes, progress, &outcome)
    var unwritten = Set(outcome.failures.map(\.file))
    unwritten.formUnion(changes.files.dropFirst(outcome.count).map(\.file))
    end(id, without: unwritten)
    if changes.files.count == 1, let failure = outcome.failures.first { throw failure.error }
    return outcome
  }

  /// Records what is about to be written.
  ///
  /// A history that cannot be kept must not look like a failed save; but what goes has to be in the trash
  /// before. Files whose bytes are not there any more are failures already.
  private nonisolated func begin(
    _ changes: ChangeSet,
    _ outcome: inout WritingOutcome
  ) throws(SiteError) -> RecordedWrite.ID? {
    guard let sessions else { return nil }
    let isRemoval = changes.move == nil && changes.files.contains { $0.kind == .removed }
    if isRemoval, case .inMemory(let reason) = sessions.condition {
      throw .trash(reason: reason)
    }
    do {
      let id = try sessions.beginWrite(titled: changes.title, at: environment.now(), in: root)
      var start = 0
      while start < changes.files.count, !Task.isCancelled {
        let batch = changes.batch(from: start)
        start = batch.endIndex
        let writes = batch.compactMap { change -> FileWrite? in
          do throws(SiteError) {
            return try record(of: change)
          } catch {
            outcome.failures.append((change.file, error))
            return nil
          }
        }
        try sessions.add(writes, to: id)
      }
      outcome.recorded = start
      try sessions.startWrite(id)
      return id
    } catch {
      if isRemoval { throw .trash(reason: "\(error)") }
      outcome.recorded = changes.files.count
      return nil
    }
  }

  private nonisolated func end(_ id: RecordedWrite.ID?, without unwritten: Set<String>) {
    guard let id else { return }
    _ = try? sessions?.endWrite(id, without: unwritten)
  }
}

// MARK: - What is shown and recorded

extension Site {
  /// What is recorded of a change: all that it takes to undo it and to do it again.
  private nonisolated func record(of change: FileChange) throws(SiteError) -> FileWrite {
    var write = FileWrite(
      file: change.file,
      before: nil,
      after: nil,
      beforeHash: change.stamp.map { FileWrite.name(of: $0.hash) },
      afterHash: nil
    )
    switch change.content {
    case .created(let bytes):
      write.after = bytes
      write.afterHash = FileWrite.hash(bytes)
    case .broughtBack(let id, let hash, _):
      write.after = try kept(id, hash, of: change.file)
      write.afterHash = FileWrite.name(of: hash)
    case .edited(let splice, let hash):
      write.before = splice.before
      write.after = splice.after
      write.afterHash = FileWrite.name(of: hash)
      write.start = splice.start
      write.line = splice.line
    case .removed: write.before = try unchanged(change).bytes
    }
    return write
  }

  /// The lines that `change` makes another; empty where they cannot be read any more.
  package nonisolated func diff(of change: FileChange) -> LineDiff {
    if let diff = change.diff { return diff }
    switch change.content {
    case .broughtBack(let id, let hash, _):
      return LineDiff(from: [], to: (try? kept(id, hash, of: change.file)) ?? [])
    case .removed:
      if let now = try? unchanged(change) { return LineDiff(from: now.bytes, to: []) }
      // It is gone already.
      guard let hash = change.stamp.map({ FileWrite.name(of: $0.hash) }),
        let write = try? sessions?.lastWrite(to: change.file, in: root),
        let bytes = write.beforeHash == hash ? write.before : write.after,
        FileWrite.hash(bytes) == hash
      else { return LineDiff(lines: []) }
      return LineDiff(from: bytes, to: [])
    case .created, .edited: return LineDiff(lines: [])
    }
  }

  /// The change as a unified diff; a file that is made or removed has `/dev/null` on one side.
  package nonisolated func unified(_ change: FileChange) -> String {
    let text = diff(of: change).unified(file: change.file)
    return switch change.kind {
    case .edited: text
    case .created: text.replacingFirst("--- a/\(change.file)", with: "--- /dev/null")
    case .removed: text.replacingFirst("+++ b/\(change.file)", with: "+++ /dev/null")
    }
  }

  /// The file of `change`, which must be what it was when that was planned.
  private nonisolated func unchanged(_ change: FileChange) throws(SiteError) -> FileBytes {
    let now: FileBytes
    do {
      now = try FileReading.whole("\(root)/\(change.file)")
    } catch {
      throw .cannotRead(file: change.file, reason: error.reason)
    }
    guard let stamp = change.stamp, now.status.stamp(of: now.bytes).hash == stamp.hash else {
      throw .changedOnDisk(file: change.file)
    }
    return now
  }

  /// The bytes that the history keeps under `id`, with this hash.
  private nonisolated func kept(
    _ id: RecordedFile.ID,
    _ hash: UInt64,
    of file: String
  ) throws(SiteError) -> [UInt8] {
    do {
      let recorded = try sessions?.file(id)
      guard
        let bytes = [recorded?.before, recorded?.after].compactMap({ $0 })
          .first(where: { FileHash.hash($0) == hash })
      else { throw SiteError.entryRefused(file, reason: "it is not kept any more") }
      return bytes
    } catch let error as SiteError {
      throw error
    } catch {
      throw .history("\(error)")
    }
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}

extension ChangeSet {
  /// The files from `start` on that are written together: some hundred, fewer where they are large.
  func batch(from start: Int) -> ArraySlice<FileChange> {
    var end = start
    var size: Int64 = 0
    while end < files.count, end - start < 256, size < 32 << 20 {
      size += files[end].stamp?.size ?? 0
      end += 1
    }
    return files[start..<end]
  }
}

// MARK: - Files

/// How far the writing of many files came.
struct WritingOutcome: Sendable {
  /// How many of the files were tried, in their order.
  var count = 0
  /// How many of them may be: what is not recorded is not written.
  var recorded = Int.max
  var failures: [(file: String, error: SiteError)] = []
}

extension Site {
  /// Makes the changes of files, some hundred at a time, until the task is cancelled.
  nonisolated func write(
    _ changes: ChangeSet,
    _ progress: FileProgress? = nil,
    _ outcome: inout WritingOutcome
  ) {
    let total = min(outcome.recorded, changes.files.count)
    let model = changes.move?.old.file
    let unrecorded = Set(outcome.failures.map(\.file))
    while outcome.count < total, !Task.isCancelled {
      let batch = changes.batch(from: outcome.count).prefix(total - outcome.count)
      write(batch.filter { !unrecorded.contains($0.file) }, model, &outcome)
      outcome.count += batch.count
      progress?(outcome.count, changes.files.count)
    }
  }

  private nonisolated func write(
    _ files: [FileChange],
    _ model: String?,
    _ outcome: inout WritingOutcome
  ) {
    var wanted: [(file: String, path: SitePath, change: AtomicFile.Change)] = []
    for change in files {
      do throws(SiteError) {
        wanted.append((change.file, try path(of: change.file), try self.change(change, model)))
      } catch {
        outcome.failures.append((change.file, error))
      }
    }
    let failures = AtomicFile.perform(wanted.map { ($0.path, $0.change) })
    for (wanted, failure) in zip(wanted, failures) {
      guard let failure else { continue }
      outcome.failures.append((wanted.file, SiteError(failure, file: wanted.file)))
    }
  }

  private nonisolated func path(of file: String) throws(SiteError) -> SitePath {
    do {
      return try SitePath(file, in: SiteRoot(root))
    } catch {
      throw SiteError(error, file: file)
    }
  }

  /// What is to be done to the file, which must still be what it was when the change was planned.
  private nonisolated func change(
    _ change: FileChange,
    _ model: String?
  ) throws(SiteError) -> AtomicFile.Change {
    let like = try model.map { model throws(SiteError) in try path(of: model) }
    switch change.content {
    case .created(let bytes): return .write(bytes, expecting: nil, like: like)
    case .broughtBack(let id, let hash, _):
      return .write(try kept(id, hash, of: change.file), expecting: nil, like: like)
    case .removed:
      guard let stamp = change.stamp else { throw .changedOnDisk(file: change.file) }
      return .remove(expecting: stamp)
    case .edited(let splice, let hash):
      let now = try unchanged(change)
      guard let after = splice.applied(to: now.bytes), FileHash.hash(after) == hash else {
        throw .changedOnDisk(file: change.file)
      }
      return .write(after, expecting: change.stamp, like: nil)
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
