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

  /// All that is kept; nil when that is nothing.
  ///
  /// Throws `IndexError` when the file can be neither read nor replaced: go on without an index.
  package func load() throws(IndexError) -> IndexContent? {
    try perform { queue in
      // One transaction: the state is that of the shards.
      try queue.read { db in
        let row = try Row.fetchOne(
          db,
          sql: "SELECT text, revision, digest, (SELECT sum(length(bytes)) FROM shard) FROM state"
        )
        guard let row else { return nil }
        var content = IndexContent(fingerprint: row[0], revision: row[1], digest: row[2])
        content.bytes.reserveCapacity(row[3] ?? 0)
        let shards = try Row.fetchCursor(db, sql: "SELECT bytes FROM shard ORDER BY number")
        while let shard = try shards.next() {
          let isSound = try shard.withUnsafeData(atIndex: 0) { data in
            data?.withUnsafeBytes { content.append(stored: $0) } ?? false
          }
          guard isSound else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        }
        return content
      }
    }
  }

  /// Keeps `shards` in place of those of the same numbers, in one transaction; all that was kept
  /// under another fingerprint is dropped first.
  ///
  /// Returns the revision that the shards are now, all of them the caller's: nil when others may have been
  /// stored since `base`, the revision that the caller knows. The digest of an older one is gone.
  package func store(
    _ shards: [IndexShard],
    fingerprint: String,
    over base: Int64?
  ) throws(IndexError) -> Int64? {
    let revision = Int64.random(in: .min ... .max)
    return try perform { queue in
      try queue.write { db in
        let row = try Row.fetchOne(db, sql: "SELECT text, revision FROM state")
        let isSame = row?[0] == fingerprint
        if !isSame { try db.execute(sql: "DELETE FROM shard") }
        try db.execute(
          sql: "INSERT OR REPLACE INTO state (id, text, revision) VALUES (0, ?, ?)",
          arguments: [fingerprint, revision]
        )
        for shard in shards {
          try db.execute(
            sql: "INSERT OR REPLACE INTO shard (number, bytes) VALUES (?, ?)",
            arguments: [shard.number, Data(shard.stored)]
          )
        }
        return base == (isSame ? row?[1] : nil) ? revision : nil
      }
    }
  }

  /// Keeps `digest`, something that was worked out of all shards, unless they are no longer those of
  /// `revision`.
  package func store(digest: Int64, of revision: Int64) throws(IndexError) {
    try perform { queue in
      try queue.write { db in
        try db.execute(
          sql: "UPDATE state SET digest = ? WHERE revision = ?",
          arguments: [digest, revision]
        )
      }
    }
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
      // A power cut may take the index; it is made again. Large pages, since a shard is read whole; they
      // are only chosen for a new file.
      try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA page_size = 65536")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let isCurrent = try queue.unsafeRead { try Self.version(of: $0) == 5 }
    if isCurrent { return queue }
    try queue.write { db in
      // Another process may have been faster.
      if try Self.version(of: db) == 5 { return }
      try db.execute(
        sql: """
          CREATE TABLE state (
            id INTEGER PRIMARY KEY, text TEXT NOT NULL, revision INTEGER NOT NULL, digest INTEGER
          );
          CREATE TABLE shard (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
          PRAGMA user_version = 5;
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
