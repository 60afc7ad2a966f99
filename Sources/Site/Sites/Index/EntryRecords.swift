import Content
import EntryIndex

/// What is known of every content file, in memory and in the index, so that only changed files are
/// read again.
struct EntryRecords {
  struct Known: Sendable {
    var status: FileStatus
    var records: [(collection: String, record: FileRecord)]
  }

  private(set) var files: [String: Known] = [:]
  /// What the records depend on beside the files: the configuration and frontis's version.
  private(set) var fingerprint: String?
  private let store: IndexStore?

  /// Records kept in `store`, or in memory alone.
  init(store: IndexStore?) { self.store = store }

  /// Makes the records those of `fingerprint`, from the index when they are of another.
  mutating func use(_ fingerprint: String) {
    guard self.fingerprint != fingerprint else { return }
    self.fingerprint = fingerprint
    files = [:]
    // Without an index every file is read: slower, and nothing else.
    guard let indexed = try? store?.load(fingerprint: fingerprint) else { return }
    files.reserveCapacity(indexed.count)
    for file in indexed {
      guard let records = try? FileRecord.decode(file.payload, file: file.path) else { continue }
      let status = FileStatus(
        size: file.size,
        modified: file.mtimeNanoseconds,
        inode: file.inode
      )
      files[file.path] = Known(status: status, records: records)
    }
  }

  /// The tasks whose files are new or another than they were.
  func changed(of tasks: [FileTask]) -> [FileTask] {
    tasks.filter { task in
      guard let known = files[task.path], known.status == task.status else { return true }
      return known.records.count != task.uses.count
    }
  }

  /// Takes in what was read, forgets all files but those of `tasks`, and keeps both in the index.
  mutating func update(_ changed: [String: Known], keeping tasks: [FileTask]) {
    let removed: [String]
    if files.count + changed.count > tasks.count || changed.isEmpty {
      let paths = Set(tasks.map(\.path))
      removed = files.keys.filter { !paths.contains($0) }
    } else {
      removed = []
    }
    for path in removed { files[path] = nil }
    files.merge(changed) { $1 }
    guard let store, let fingerprint, !changed.isEmpty || !removed.isEmpty else { return }
    let indexed = changed.map { path, known in
      IndexedFile(
        path: path,
        size: known.status.size,
        mtimeNanoseconds: known.status.modified,
        inode: known.status.inode,
        hash: 0,
        payload: FileRecord.encode(known.records)
      )
    }
    // An index that cannot be written costs time at the next start, nothing else.
    try? store.store(changed: indexed, removed: removed, fingerprint: fingerprint)
  }
}
