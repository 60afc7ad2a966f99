package import Foundation
import GRDB

extension SessionStore {
  /// Records what was just written to `site`; what had been undone cannot be redone any more.
  ///
  /// Only the newest writes are kept: 1,000 of a site, together not more than 256 MiB, and always
  /// the last one.
  @discardableResult
  package func recordWrite(
    _ files: [FileWrite],
    titled title: String,
    at date: Date,
    in site: String
  ) throws(SessionError) -> RecordedWrite.ID {
    try write { db in
      try db.execute(
        sql: "UPDATE change SET state = 'discarded' WHERE site = ? AND state = 'undone'",
        arguments: [site]
      )
      try db.execute(
        sql: """
          INSERT INTO change (site, title, date, state, fileCount, size) VALUES (?, ?, ?, 'done', ?, ?)
          """,
        arguments: [
          site, title, date.timeIntervalSince1970, files.count,
          files.reduce(0) { $0 + ($1.before?.count ?? 0) + ($1.after?.count ?? 0) },
        ]
      )
      let id = db.lastInsertedRowID
      let insert = try db.cachedStatement(
        sql: """
          INSERT INTO changedFile (changeId, file, before, after, beforeHash, afterHash)
          VALUES (?, ?, ?, ?, ?, ?)
          """
      )
      for file in files {
        try insert.execute(arguments: [
          id, file.file, file.before.map { Data($0) }, file.after.map { Data($0) },
          file.beforeHash, file.afterHash,
        ])
      }
      try trimHistory(of: site, in: db)
      return id
    }
  }

  /// The write that undo would take back next, or nil.
  package func lastUndoable(in site: String) throws(SessionError) -> RecordedWrite? {
    try recordedWrite(in: site, state: .done, order: "DESC")
  }

  /// The write that redo would do again next, or nil.
  package func nextRedoable(in site: String) throws(SessionError) -> RecordedWrite? {
    try recordedWrite(in: site, state: .undone, order: "ASC")
  }

  /// The files of a write, in the order they were recorded.
  package func files(of write: RecordedWrite.ID) throws(SessionError) -> [FileWrite] {
    try read { db in
      var files: [FileWrite] = []
      let rows = try FileWrite.rows(of: write, in: db)
      while let row = try rows.next() { files.append(FileWrite(row)) }
      return files
    }
  }

  /// Hands the files of a write to `body` one after the other, holding only one in memory; throws
  /// what `body` throws, or a `SessionError`.
  package func forEachFile(
    of write: RecordedWrite.ID,
    _ body: (FileWrite) throws -> Void
  ) throws {
    var failure: (any Error)?
    try read { db in
      let rows = try FileWrite.rows(of: write, in: db)
      while failure == nil, let row = try rows.next() {
        do { try body(FileWrite(row)) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }

  /// Says that the bytes before `write` are back in place.
  package func markUndone(_ write: RecordedWrite.ID) throws(SessionError) {
    try mark(write, .undone)
  }

  /// Says that the bytes after `write` are in place again.
  package func markRedone(_ write: RecordedWrite.ID) throws(SessionError) {
    try mark(write, .done)
  }

  private func mark(
    _ id: RecordedWrite.ID,
    _ state: RecordedWrite.State
  ) throws(SessionError) {
    try write { db in
      try db.execute(
        sql: "UPDATE change SET state = ? WHERE id = ?",
        arguments: [state.rawValue, id]
      )
    }
  }

  private func recordedWrite(
    in site: String,
    state: RecordedWrite.State,
    order: String
  ) throws(SessionError) -> RecordedWrite? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT * FROM change WHERE site = ? AND state = ? ORDER BY id \(order) LIMIT 1",
        arguments: [site, state.rawValue]
      ).map(RecordedWrite.init)
    }
  }

  private func trimHistory(of site: String, in db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM change WHERE id IN (
          SELECT id FROM (
            SELECT id,
              SUM(size) OVER (ORDER BY id DESC) AS total,
              ROW_NUMBER() OVER (ORDER BY id DESC) AS place
            FROM change WHERE site = ?
          ) WHERE place > 1 AND (place > ? OR total > ?)
        )
        """,
      arguments: [site, 1_000, 256 << 20]
    )
  }
}

extension RecordedWrite {
  init(_ row: Row) {
    id = row["id"]
    title = row["title"]
    date = Date(timeIntervalSince1970: row["date"])
    fileCount = row["fileCount"]
    state = State(rawValue: row["state"]) ?? .discarded
  }
}

extension FileWrite {
  fileprivate static func rows(of write: RecordedWrite.ID, in db: Database) throws -> RowCursor {
    try Row.fetchCursor(
      db,
      sql: "SELECT * FROM changedFile WHERE changeId = ? ORDER BY id",
      arguments: [write]
    )
  }

  fileprivate init(_ row: Row) {
    self.init(
      file: row["file"],
      before: (row["before"] as Data?).map { Array($0) },
      after: (row["after"] as Data?).map { Array($0) },
      beforeHash: row["beforeHash"],
      afterHash: row["afterHash"]
    )
  }
}
