import Content
import Sessions

extension Site {
  /// The site after `files` were written: where all of them were known, only they are read again.
  func refresh(after files: [String]) async -> SiteSnapshot {
    await turns.take()
    defer { turns.pass() }
    let clock = ContinuousClock()
    let start = clock.now
    guard let configuration, var found = scan, files.count <= 64,
      let rows = rows(of: files, configuration)
    else { return await refresh(after: .all, nil) }
    found.readCount = files.count
    for row in rows {
      guard let index = found.rows.firstIndex(where: { $0.isOfSameFile(as: row) }),
        records.replace(row)
      else { return await refresh(after: .all, nil) }
      found.rows[index] = row
    }
    scan = found
    var snapshot = await assemble(configuration, found, watchProblem(configuration))
    snapshot.seconds = (clock.now - start) / .seconds(1)
    self.snapshot = snapshot
    return snapshot
  }

  /// New records of `files`; nil when one of them is gone, or no collection knew it.
  private func rows(of files: [String], _ configuration: Configuration) -> [RecordRow]? {
    let check = configuration.fileCheck(root: root)
    var writer = ByteWriter()
    var places: [RecordPlace] = []
    for file in files {
      guard let task = FileTask(file, configuration.plans, in: records),
        let read = try? FileReading.whole("\(root)/\(file)")
      else { return nil }
      for use in task.uses {
        let path = Array(file.utf8)
        // No file was ever in this state: the next look at all files reads it again.
        let place = writer.writeRecord(
          RecordStatus(size: -1, modified: 0, changed: 0, inode: 0),
          plan: use.plan,
          path: path,
          check.record(of: file, use.path, plan: use.plan, read.bytes, isWhole: true)
        )
        places.append(place)
      }
    }
    let chunk = RecordChunk(writer.take())
    return places.map { RecordRow($0, in: chunk) }
  }

  /// Tidies the folders of writes that a crash cut short, once: temporary files go, what was torn in
  /// place holds its old bytes again.
  ///
  /// Comes before a write that was cut short is taken back or finished: after that nobody knows its
  /// folders any more.
  func sweepAfterCrash() {
    guard !hasSwept else { return }
    hasSwept = true
    guard let sessions, let writes = try? sessions.writes(in: root, limit: 20) else { return }
    for write in writes where write.state == .started {
      let files = (try? sessions.fileNames(of: write.id)) ?? []
      let folders = Set(
        files.map { file in file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "" }
      )
      for folder in folders {
        // A folder that cannot be tidied does no harm.
        _ = try? AtomicFile.sweep(folder, in: SiteRoot(root))
      }
    }
  }
}

extension RecordRow {
  fileprivate func isOfSameFile(as other: RecordRow) -> Bool {
    hash == other.hash && plan == other.plan && path == other.path
  }
}
