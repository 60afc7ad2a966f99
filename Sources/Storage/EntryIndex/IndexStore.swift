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

  /// Every shard kept under `fingerprint`, in no order; nil when the index has nothing for it.
  ///
  /// Throws `IndexError` when the file can be neither read nor replaced: go on without an index.
  package func load(fingerprint: String) throws(IndexError) -> [IndexShard]? {
    try perform { queue in
      try queue.unsafeRead { db in
        guard try Self.fingerprint(in: db) == fingerprint else { return nil }
        var shards: [IndexShard] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT bytes, number FROM shard")
        while let row = try rows.next() {
          let number: Int = row[1]
          let shard = try row.withUnsafeData(atIndex: 0) { data in
            data?.withUnsafeBytes { IndexShard(number: number, stored: $0) }
          }
          guard let shard else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
          shards.append(shard)
        }
        return shards
      }
    }
  }

  /// Keeps `shards` in place of those of the same numbers, in one transaction; all that was kept
  /// under another fingerprint is dropped first.
  package func store(_ shards: [IndexShard], fingerprint: String) throws(IndexError) {
    try perform { queue in
      try queue.write { db in
        if try Self.fingerprint(in: db) != fingerprint {
          try db.execute(sql: "DELETE FROM shard")
          try db.execute(
            sql: "INSERT OR REPLACE INTO fingerprint (id, text) VALUES (0, ?)",
            arguments: [fingerprint]
          )
        }
        for shard in shards {
          try db.execute(
            sql: "INSERT OR REPLACE INTO shard (number, bytes) VALUES (?, ?)",
            arguments: [shard.number, Data(shard.stored)]
          )
        }
      }
    }
  }

  private static func fingerprint(in db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT text FROM fingerprint")
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
    let isCurrent = try queue.unsafeRead { try Self.version(of: $0) == 2 }
    if isCurrent { return queue }
    try queue.write { db in
      // Another process may have been faster.
      if try Self.version(of: db) == 2 { return }
      try db.execute(
        sql: """
          CREATE TABLE fingerprint (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
          CREATE TABLE shard (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
          PRAGMA user_version = 2;
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
