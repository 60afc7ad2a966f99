import Foundation
import GRDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The database file on disk: opening it, and moving it aside when it is damaged.
struct StoreFile: Sendable {
  let path: String
  let now: @Sendable () -> Date

  /// Opens the file, creating it and its folder (readable by its owner only) when missing.
  func open() throws -> DatabaseQueue {
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
    try SessionSchema.migrate(queue)
    return queue
  }

  /// Moves the damaged file aside, makes a new one and carries over what can still be read.
  ///
  /// When another process has done so in the meantime, its new file is opened and the result's
  /// condition is `.sound`.
  func rebuild() throws -> (DatabaseQueue, StoreCondition) {
    let lock = FolderLock(folder)
    defer { lock?.release() }
    if let queue = try? open(), isSound(queue) { return (queue, .sound) }
    let damaged = try moveAside()
    let queue = try open()
    let rows = salvage(from: damaged, into: queue)
    return (queue, .rebuilt(damaged: damaged, rows: rows))
  }

  /// An empty database in memory, or one with what the unwritable file holds.
  func openInMemory() throws -> DatabaseQueue {
    let queue = try DatabaseQueue(configuration: Self.configuration)
    try SessionSchema.migrate(queue)
    if FileManager.default.fileExists(atPath: path) { _ = salvage(from: path, into: queue) }
    return queue
  }

  /// What tells this file from another one at the same path; nil when there is none.
  var identity: FileIdentity? { FileIdentity(path) }

  private var folder: String { (path as NSString).deletingLastPathComponent }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      // https://www.sqlite.org/pragma.html#pragma_synchronous: with WAL, NORMAL loses nothing when
      // the process is killed; only a power cut may take the last commits.
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
    }
    return configuration
  }
}

// MARK: - Damage

extension StoreFile {
  private func isSound(_ queue: DatabaseQueue) -> Bool {
    let answer = try? queue.unsafeRead { db in
      for table in SessionSchema.salvagedTables {
        _ = try db.makeStatement(sql: "SELECT * FROM \(table)")
      }
      return try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
    }
    return answer == "ok"
  }

  private func moveAside() throws -> String {
    let files = FileManager.default
    let date = now().formatted(Date.ISO8601FormatStyle(timeSeparator: .omitted))
    var damaged = "\(path).damaged-\(date)"
    var count = 1
    while files.fileExists(atPath: damaged) {
      count += 1
      damaged = "\(path).damaged-\(date)-\(count)"
    }
    try files.moveItem(atPath: path, toPath: damaged)
    for suffix in ["-wal", "-shm"] where files.fileExists(atPath: path + suffix) {
      try files.moveItem(atPath: path + suffix, toPath: damaged + suffix)
    }
    return damaged
  }

  /// Copies the readable rows of the file at `source`, from both ends of each table, and counts them.
  private func salvage(from source: String, into queue: DatabaseQueue) -> Int {
    var configuration = Configuration()
    configuration.readonly = true
    guard let old = try? DatabaseQueue(path: source, configuration: configuration) else { return 0 }
    var rows = 0
    for table in SessionSchema.salvagedTables {
      for order in ["ASC", "DESC"] {
        do {
          try copy(table, order, from: old, into: queue, count: &rows)
        } catch {
          // The rows before the damaged page are in; the other direction has those behind it.
          continue
        }
      }
    }
    return rows
  }

  private func copy(
    _ table: String,
    _ order: String,
    from old: DatabaseQueue,
    into queue: DatabaseQueue,
    count: inout Int
  ) throws {
    var failure: (any Error)?
    try queue.write { db in
      // A file of an older frontis has fewer.
      let known = try old.unsafeRead { try $0.columns(in: table).map(\.name) }
      let columns = try db.columns(in: table).map(\.name).filter(known.contains)
      let names = columns.joined(separator: ", ")
      let marks = databaseQuestionMarks(count: columns.count)
      let insert = try db.makeStatement(
        sql: "INSERT OR IGNORE INTO \(table) (\(names)) VALUES (\(marks))"
      )
      do {
        try old.unsafeRead { oldDb in
          let cursor = try Row.fetchCursor(
            oldDb,
            sql: "SELECT \(names) FROM \(table) ORDER BY rowid \(order)"
          )
          while let row = try cursor.next() {
            try insert.execute(arguments: StatementArguments(row.databaseValues))
            count += db.changesCount
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

// MARK: - Files

/// Which file a path names.
struct FileIdentity: Equatable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// A lock on a folder that other processes respect (`flock`), for as long as it is held.
private struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock; nil when the folder cannot be opened.
  init?(_ folder: String) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    flock(descriptor, LOCK_EX)
  }

  borrowing func release() { close(descriptor) }
}
