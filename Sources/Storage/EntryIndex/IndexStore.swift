import Foundation
import GRDB
import Synchronization

/// What was learnt of a site's content files the last time, so that an unchanged file need not be
/// read again.
///
/// Deleting it loses nothing. It belongs to one fingerprint (the configuration's hash together with
/// frontis's version): under another one it is empty. A damaged file is deleted and begun anew without
/// a word. Any number of processes may use the same file. Every method blocks the calling thread.
package final class IndexStore: Sendable {
  private let path: String
  private let connection: Mutex<DatabaseQueue?> = Mutex(nil)

  /// The index in the file at `path`, usually `$XDG_CACHE_HOME/frontis/<hash of root>/index.sqlite`.
  ///
  /// Nothing is opened before the first call.
  package init(path: String) { self.path = path }

  /// Every file known under `fingerprint`, in no order; nil when the index has nothing for it.
  ///
  /// Throws `IndexError` when the file can be neither read nor replaced: go on without an index.
  package func load(fingerprint: String) throws(IndexError) -> [IndexedFile]? {
    try perform { queue in
      try queue.unsafeRead { db in
        guard try Self.fingerprint(in: db) == fingerprint else { return nil }
        let total = try Int.fetchOne(db, sql: "SELECT COALESCE(SUM(count), 0) FROM shard") ?? 0
        var files: [IndexedFile] = []
        files.reserveCapacity(min(total, 1 << 20))
        let rows = try Row.fetchCursor(db, sql: "SELECT files FROM shard")
        while let row = try rows.next() {
          let isSound = try row.withUnsafeData(atIndex: 0) { data in
            data?.withUnsafeBytes { Shard.decode($0, into: &files) } ?? false
          }
          guard isSound else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        }
        return files
      }
    }
  }

  /// Keeps `changed` in place of what was known of the same paths and forgets `removed`, in one
  /// transaction; all that was known under another fingerprint is dropped first.
  ///
  /// The cost grows with the number of shards touched, at most 256, not with the number of files.
  package func store(
    changed: [IndexedFile],
    removed: [String],
    fingerprint: String
  ) throws(IndexError) {
    var changes: [Int: (kept: [IndexedFile], dropped: Set<String>)] = [:]
    for file in changed {
      let number = Shard.number(of: file.path)
      changes[number, default: ([], [])].kept.append(file)
      changes[number, default: ([], [])].dropped.insert(file.path)
    }
    for path in removed {
      changes[Shard.number(of: path), default: ([], [])].dropped.insert(path)
    }
    try perform { queue in
      try queue.write { db in
        if try Self.fingerprint(in: db) != fingerprint {
          try db.execute(sql: "DELETE FROM shard")
          try db.execute(
            sql: "INSERT OR REPLACE INTO fingerprint (id, text) VALUES (0, ?)",
            arguments: [fingerprint]
          )
        }
        for (number, change) in changes {
          var files = try Self.shard(number, in: db)
          files.removeAll { change.dropped.contains($0.path) }
          files.append(contentsOf: change.kept)
          try db.execute(
            sql: "INSERT OR REPLACE INTO shard (number, count, files) VALUES (?, ?, ?)",
            arguments: [number, files.count, Data(Shard.encode(files))]
          )
        }
      }
    }
  }

  private static func fingerprint(in db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT text FROM fingerprint")
  }

  private static func shard(_ number: Int, in db: Database) throws -> [IndexedFile] {
    var files: [IndexedFile] = []
    let bytes = try Data.fetchOne(
      db,
      sql: "SELECT files FROM shard WHERE number = ?",
      arguments: [number]
    )
    guard let bytes else { return [] }
    guard bytes.withUnsafeBytes({ Shard.decode($0, into: &files) }) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return files
  }
}

// MARK: - Opening and starting over

extension IndexStore {
  /// Runs `work`, once more on a new file when the old one was damaged.
  private func perform<T>(_ work: (DatabaseQueue) throws -> T) throws(IndexError) -> T {
    do {
      do {
        return try work(connected())
      } catch let error as DatabaseError where Self.isDamage(error) {
        return try work(startedOver())
      }
    } catch {
      throw IndexError(error)
    }
  }

  private func connected() throws -> DatabaseQueue {
    try connection.withLock { connection in
      if let connection, FileManager.default.fileExists(atPath: path) { return connection }
      let queue = try open()
      connection = queue
      return queue
    }
  }

  private func startedOver() throws -> DatabaseQueue {
    try connection.withLock { connection in
      connection = nil
      for suffix in ["", "-journal"] {
        let file = path + suffix
        if FileManager.default.fileExists(atPath: file) {
          try FileManager.default.removeItem(atPath: file)
        }
      }
      let queue = try open()
      connection = queue
      return queue
    }
  }

  private func open() throws -> DatabaseQueue {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // A power cut may take the index; it is made again.
      try db.execute(sql: "PRAGMA synchronous = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let isCurrent = try queue.unsafeRead { try Self.version(of: $0) == 1 }
    if isCurrent { return queue }
    try queue.write { db in
      // Another process may have been faster.
      if try Self.version(of: db) == 1 { return }
      try db.execute(
        sql: """
          CREATE TABLE fingerprint (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
          CREATE TABLE shard (
            number INTEGER PRIMARY KEY, count INTEGER NOT NULL, files BLOB NOT NULL
          );
          PRAGMA user_version = 1;
          """
      )
    }
    return queue
  }

  private static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    switch error.resultCode {
    // Our statements are fixed: one that does not compile met a schema that is not ours.
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA: true
    default: error.extendedResultCode == .SQLITE_IOERR_SHORT_READ
    }
  }
}
