package import Foundation
import GRDB
import Synchronization

/// What frontis remembers about the sites a person works on: where they were, drafts, undo history,
/// trust, and what was run.
///
/// Every method blocks the calling thread while SQLite works, well under a millisecond unless
/// another process is writing. Any number of processes may use the same file. A damaged file is moved
/// aside and rebuilt, and a file that cannot be written gives way to memory, at any call: `condition`
/// says which. A site is named by the absolute path of its root.
package final class SessionStore: Sendable {
  private let file: StoreFile
  private let connection: Mutex<Connection>

  /// The open database and which file it is.
  private struct Connection {
    var queue: DatabaseQueue
    var condition: StoreCondition
    /// Nil while in memory.
    var identity: FileIdentity?
  }

  /// Opens the database at `path`, usually `$XDG_STATE_HOME/frontis/state.sqlite`; a missing one is
  /// made.
  ///
  /// Damage never fails the opening, look at `condition`. Throws only when not even memory can be had.
  package init(path: String, now: @escaping @Sendable () -> Date) throws(SessionError) {
    let file = StoreFile(path: path, now: now)
    self.file = file
    do {
      connection = Mutex(try Self.open(file))
    } catch {
      throw SessionError(error)
    }
  }

  /// How the store stands now; it may change with any call.
  package var condition: StoreCondition { connection.withLock(\.condition) }

  private static func open(_ file: StoreFile) throws -> Connection {
    do {
      let queue = try patiently { try file.open() }
      return Connection(queue: queue, condition: .sound, identity: file.identity)
    } catch {
      return try replacement(for: file, after: error)
    }
  }

  /// Opening may meet another process that is just switching the file to WAL; that wait is not
  /// covered by the busy timeout (https://www.sqlite.org/wal.html, "Sometimes queries return
  /// SQLITE_BUSY in WAL mode").
  private static func patiently<T>(_ open: () throws -> T) throws -> T {
    for _ in 0..<100 {
      do {
        return try open()
      } catch let error as DatabaseError where Failure(error) == .busy {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
    return try open()
  }

  private static func replacement(for file: StoreFile, after error: any Error) throws -> Connection
  {
    if Failure(error) == .damaged {
      do {
        let (queue, condition) = try file.rebuild()
        return Connection(queue: queue, condition: condition, identity: file.identity)
      } catch {
        return try inMemory(file, because: error)
      }
    }
    return try inMemory(file, because: error)
  }

  private static func inMemory(_ file: StoreFile, because error: any Error) throws -> Connection {
    Connection(
      queue: try file.openInMemory(),
      condition: .inMemory(reason: SessionError.reason(error)),
      identity: nil
    )
  }
}

// MARK: - Access for the store's own extensions

extension SessionStore {
  func read<T>(_ body: (Database) throws -> T) throws(SessionError) -> T {
    try perform { try $0.unsafeRead(body) }
  }

  /// Runs `body` in one transaction.
  func write<T>(_ body: (Database) throws -> T) throws(SessionError) -> T {
    try perform { try $0.write(body) }
  }

  /// Runs `work`, once more after a damaged or unwritable file has been replaced.
  private func perform<T>(_ work: (DatabaseQueue) throws -> T) throws(SessionError) -> T {
    do {
      let queue = try current()
      do {
        return try work(queue)
      } catch  where Failure(error) == .damaged || Failure(error) == .unwritable {
        return try work(replace(queue, after: error))
      }
    } catch {
      throw SessionError(error)
    }
  }

  /// The database, opened anew when the file at its path is not the one that was opened: another
  /// process rebuilt it, or somebody removed it.
  private func current() throws -> DatabaseQueue {
    try connection.withLock { connection in
      if let identity = connection.identity, file.identity != identity {
        connection = try Self.open(file)
      }
      return connection.queue
    }
  }

  private func replace(_ queue: DatabaseQueue, after error: any Error) throws -> DatabaseQueue {
    try connection.withLock { connection in
      // Another thread may have met the same failure first.
      if connection.queue === queue, connection.identity != nil {
        connection = try Self.replacement(for: file, after: error)
      }
      return connection.queue
    }
  }
}

// MARK: - What SQLite's codes mean to us

/// What can be done about an error of SQLite.
private enum Failure: Equatable {
  case damaged, unwritable, busy, other

  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      // Making the folder or moving a file: nothing can be written there.
      self = error is CocoaError ? .unwritable : .other
      return
    }
    self =
      switch error.resultCode {
      // Our statements are fixed: one that does not compile met a schema that is not ours.
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA: .damaged
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHORT_READ: .damaged
      case .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM,
        .SQLITE_AUTH:
        .unwritable
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      default: .other
      }
  }
}

extension SessionError {
  fileprivate init(_ error: any Error) {
    self =
      if let error = error as? SessionError { error } else if Failure(error) == .busy { .busy } else
      {
        .failed(Self.reason(error))
      }
  }

  /// SQLite's message without the statement and its values.
  fileprivate static func reason(_ error: any Error) -> String {
    guard let error = error as? DatabaseError else { return error.localizedDescription }
    return error.message ?? error.resultCode.description
  }
}
