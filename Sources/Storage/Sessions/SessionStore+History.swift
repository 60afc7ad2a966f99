package import Foundation
import GRDB

extension SessionStore {
  /// Records what was just written to `site`; what had been undone cannot be redone any more.
  ///
  /// Only the newest writes are kept: 1,000 of a site, together not more than 256 MiB, and always
  /// the last one. A write that removed files is kept for 90 days whatever comes after it.
  @discardableResult
  package func recordWrite(
    _ files: [FileWrite],
    titled title: String,
    at date: Date,
    in site: String
  ) throws(SessionError) -> RecordedWrite.ID {
    try write { db in
      let id = try insert(files, titled: title, at: date, in: site, .started, db)
      try end(id, db)
      return id
    }
  }

  /// Begins to record what is about to be written: `add` says which files, `startWrite` that it is all.
  ///
  /// Until then nothing takes it back.
  package func beginWrite(
    titled title: String,
    at date: Date,
    in site: String
  ) throws(SessionError) -> RecordedWrite.ID {
    try write { try insert([], titled: title, at: date, in: site, .discarded, $0) }
  }

  /// Records more files of a write that was begun.
  package func add(_ files: [FileWrite], to id: RecordedWrite.ID) throws(SessionError) {
    try write { try insert(files, into: id, $0) }
  }

  /// Says that all files of a write are recorded and are about to be written, so that it can be taken back
  /// or finished should the process die on the way; `endWrite` says that it did not.
  package func startWrite(_ id: RecordedWrite.ID) throws(SessionError) {
    try mark(id, .started)
  }

  /// Says that a write has ended; `unwritten` are those of its files that could not be written.
  ///
  /// A write of which nothing is left is forgotten, and what was undone can still be redone.
  package func endWrite(
    _ id: RecordedWrite.ID,
    without unwritten: Set<String> = []
  ) throws(SessionError) {
    try write { db in
      guard try unwritten.isEmpty || leaveOut(unwritten, of: id, db) else { return }
      try end(id, db)
    }
  }

  /// Forgets `files` of a write, and the write when none is left: false then.
  private func leaveOut(
    _ files: Set<String>,
    of id: RecordedWrite.ID,
    _ db: Database
  ) throws -> Bool {
    // All in one go: there may be as many as the site has files.
    try db.execute(
      sql: """
        DELETE FROM changedFile WHERE changeId = ? AND file IN (SELECT value FROM json_each(?))
        """,
      arguments: [id, String(decoding: JSONEncoder().encode(files), as: UTF8.self)]
    )
    let count =
      try Int.fetchOne(
        db,
        sql: "SELECT COUNT(*) FROM changedFile WHERE changeId = ?",
        arguments: [id]
      ) ?? 0
    guard count > 0 else {
      try db.execute(sql: "DELETE FROM change WHERE id = ?", arguments: [id])
      return false
    }
    try db.execute(sql: "UPDATE change SET fileCount = ? WHERE id = ?", arguments: [count, id])
    return true
  }

  private func insert(
    _ files: [FileWrite],
    titled title: String,
    at date: Date,
    in site: String,
    _ state: RecordedWrite.State,
    _ db: Database
  ) throws -> RecordedWrite.ID {
    try db.execute(
      sql: """
        INSERT INTO change (site, title, date, state, fileCount, size) VALUES (?, ?, ?, ?, 0, 0)
        """,
      arguments: [site, title, date.timeIntervalSince1970, state.rawValue]
    )
    let id = db.lastInsertedRowID
    try insert(files, into: id, db)
    return id
  }

  private func insert(
    _ files: [FileWrite],
    into id: RecordedWrite.ID,
    _ db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE change SET fileCount = fileCount + ?, size = size + ? WHERE id = ?",
      arguments: [
        files.count,
        files.reduce(0) { $0 + ($1.before?.count ?? 0) + ($1.after?.count ?? 0) },
        id,
      ]
    )
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO changedFile (changeId, file, before, after, beforeHash, afterHash, start, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    for file in files {
      try insert.execute(arguments: [
        id, file.file, file.before.map { Data($0) }, file.after.map { Data($0) },
        file.beforeHash, file.afterHash, file.start, file.line,
      ])
    }
  }

  private func end(_ id: RecordedWrite.ID, _ db: Database) throws {
    guard
      let row = try Row.fetchOne(
        db,
        sql: "SELECT site, date FROM change WHERE id = ?",
        arguments: [id]
      )
    else { return }
    let site: String = row["site"]
    try db.execute(
      sql: "UPDATE change SET state = 'discarded' WHERE site = ? AND state = 'undone'",
      arguments: [site]
    )
    try db.execute(sql: "UPDATE change SET state = 'done' WHERE id = ?", arguments: [id])
    try trimHistory(of: site, at: row["date"], in: db)
  }

  /// The write that undo would take back next, or nil.
  package func lastUndoable(in site: String) throws(SessionError) -> RecordedWrite? {
    try recordedWrite(in: site, where: "state IN ('done', 'started')", order: "DESC")
  }

  /// The write that redo would do again next, or nil: one that was undone, or did not end.
  package func nextRedoable(in site: String) throws(SessionError) -> RecordedWrite? {
    let cut = try recordedWrite(in: site, where: "state = 'started'", order: "DESC")
    if let cut { return cut }
    return try recordedWrite(in: site, where: "state = 'undone'", order: "ASC")
  }

  /// The newest writes on `site`, the newest first.
  package func writes(in site: String, limit: Int) throws(SessionError) -> [RecordedWrite] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM change WHERE site = ? ORDER BY id DESC LIMIT ?",
        arguments: [site, limit]
      ).map(RecordedWrite.init)
    }
  }

  /// The files that were removed from `site`, not given another name, and can be restored, the
  /// newest first.
  package func removals(
    in site: String,
    limit: Int
  ) throws(SessionError) -> [(write: RecordedWrite, file: String)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT change.*, changedFile.file AS file FROM change
          JOIN changedFile ON changedFile.changeId = change.id
          WHERE site = ? AND state = 'done' AND after IS NULL
            AND NOT EXISTS (
              SELECT 1 FROM changedFile AS made WHERE made.changeId = change.id AND made.before IS NULL
            )
          ORDER BY change.id DESC LIMIT ?
          """,
        arguments: [site, limit]
      ).map { (RecordedWrite($0), $0["file"]) }
    }
  }

  /// The files of a write, in the order they were recorded.
  package func files(of write: RecordedWrite.ID) throws(SessionError) -> [FileWrite] {
    try files(of: write, after: nil, limit: .max).map(\.write)
  }

  /// Some files of a write, those that follow `last`, in the order they were recorded or against it.
  package func files(
    of write: RecordedWrite.ID,
    isBackwards: Bool = false,
    after last: RecordedFile.ID?,
    limit: Int = 256
  ) throws(SessionError) -> [RecordedFile] {
    let (sign, order) = isBackwards ? ("<", "DESC") : (">", "ASC")
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM changedFile WHERE changeId = ? AND (? IS NULL OR id \(sign) ?)
          ORDER BY id \(order) LIMIT ?
          """,
        arguments: [write, last, last, limit]
      ).map(RecordedFile.init)
    }
  }

  /// What was recorded of one file of a write; nil where it is not kept any more.
  package func file(_ id: RecordedFile.ID) throws(SessionError) -> FileWrite? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM changedFile WHERE id = ?", arguments: [id])
        .map(FileWrite.init)
    }
  }

  /// What a write did to the file of this name; nil where that is none of its files.
  package func file(
    _ name: String,
    of write: RecordedWrite.ID
  ) throws(SessionError) -> RecordedFile? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT * FROM changedFile WHERE changeId = ? AND file = ?",
        arguments: [write, name]
      ).map(RecordedFile.init)
    }
  }

  /// What the newest write to the file of this name in `site` did; nil where there is none.
  package func lastWrite(to file: String, in site: String) throws(SessionError) -> FileWrite? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT changedFile.* FROM changedFile JOIN change ON change.id = changedFile.changeId
          WHERE file = ? AND site = ? ORDER BY changeId DESC LIMIT 1
          """,
        arguments: [file, site]
      ).map(FileWrite.init)
    }
  }

  /// The names of a write's files.
  package func fileNames(of write: RecordedWrite.ID) throws(SessionError) -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: "SELECT file FROM changedFile WHERE changeId = ?",
        arguments: [write]
      )
    }
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
    where condition: String,
    order: String
  ) throws(SessionError) -> RecordedWrite? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT * FROM change WHERE site = ? AND \(condition) ORDER BY id \(order) LIMIT 1",
        arguments: [site]
      ).map(RecordedWrite.init)
    }
  }

  private func trimHistory(of site: String, at date: Double, in db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM change WHERE id IN (
          SELECT id FROM (
            SELECT id,
              SUM(size) OVER (ORDER BY id DESC) AS total,
              ROW_NUMBER() OVER (ORDER BY id DESC) AS place
            FROM change WHERE site = ?
          ) WHERE place > 1 AND (place > ? OR total > ?)
        ) AND NOT (
          date > ? AND EXISTS (
            SELECT 1 FROM changedFile WHERE changeId = change.id AND after IS NULL
          )
        )
        """,
      arguments: [site, 1_000, 256 << 20, date - 90 * 86_400]
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

extension RecordedFile {
  fileprivate init(_ row: Row) {
    id = row["id"]
    write = FileWrite(row)
  }
}

extension FileWrite {
  fileprivate init(_ row: Row) {
    self.init(
      file: row["file"],
      before: (row["before"] as Data?).map { Array($0) },
      after: (row["after"] as Data?).map { Array($0) },
      beforeHash: row["beforeHash"],
      afterHash: row["afterHash"],
      start: row["start"],
      line: row["line"]
    )
  }
}
