import Foundation
import GRDB

extension SessionStore {
  /// Keeps `draft` in place of an earlier one of the same file, and drops the journal entries it
  /// contains: those up to `journalEntry`, or none when nil.
  package func saveDraft(
    _ draft: Draft,
    of site: String,
    upTo journalEntry: JournalEntry.ID? = nil
  ) throws(SessionError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO draft (site, file, payload, baseHash, updatedAt) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (site, file) DO UPDATE SET
            payload = excluded.payload, baseHash = excluded.baseHash, updatedAt = excluded.updatedAt
          """,
        arguments: [
          site, draft.file, Data(draft.payload), draft.baseHash,
          draft.updatedAt.timeIntervalSince1970,
        ]
      )
      guard let journalEntry else { return }
      try db.execute(
        sql: "DELETE FROM draftKeys WHERE site = ? AND file = ? AND id <= ?",
        arguments: [site, draft.file, journalEntry]
      )
    }
  }

  /// The draft of `file`, or nil when there is none.
  package func draft(of file: String, in site: String) throws(SessionError) -> Draft? {
    try read { db in
      try Row.fetchOne(
        db,
        sql: "SELECT * FROM draft WHERE site = ? AND file = ?",
        arguments: [site, file]
      ).map(Draft.init)
    }
  }

  /// All drafts of `site`, the newest first.
  package func drafts(of site: String) throws(SessionError) -> [Draft] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM draft WHERE site = ? ORDER BY updatedAt DESC, file",
        arguments: [site]
      ).map(Draft.init)
    }
  }

  /// Forgets the draft of `file` and its journal.
  package func removeDraft(of file: String, in site: String) throws(SessionError) {
    try write { db in
      for table in ["draft", "draftKeys"] {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE site = ? AND file = ?",
          arguments: [site, file]
        )
      }
    }
  }

  /// Adds `keys` to the journal of the draft of `file`, and returns the new entry's id.
  ///
  /// Cheap enough for every key. It survives the death of the process; a power cut may take the last
  /// ones.
  @discardableResult
  package func appendKeys(
    _ keys: [UInt8],
    to file: String,
    in site: String
  ) throws(SessionError) -> JournalEntry.ID {
    try write { db in
      try db.cachedStatement(sql: "INSERT INTO draftKeys (site, file, keys) VALUES (?, ?, ?)")
        .execute(arguments: [site, file, Data(keys)])
      return db.lastInsertedRowID
    }
  }

  /// What was typed into `file` after its draft was last saved, oldest first.
  package func journal(of file: String, in site: String) throws(SessionError) -> [JournalEntry] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT id, keys FROM draftKeys WHERE site = ? AND file = ? ORDER BY id",
        arguments: [site, file]
      ).map { JournalEntry(id: $0["id"], keys: Array($0["keys"] as Data)) }
    }
  }
}

extension Draft {
  fileprivate init(_ row: Row) {
    self.init(
      file: row["file"],
      payload: Array(row["payload"] as Data),
      baseHash: row["baseHash"],
      updatedAt: Date(timeIntervalSince1970: row["updatedAt"])
    )
  }
}
