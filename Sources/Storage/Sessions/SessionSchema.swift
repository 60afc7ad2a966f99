import GRDB

/// The tables of `state.sqlite`.
///
/// A step only ever adds, so that an older frontis works on with a newer file. `PRAGMA user_version`
/// counts the steps taken: reading it is the whole cost for a file that is up to date.
enum SessionSchema {
  /// Tables whose rows are carried over from a damaged file.
  ///
  /// Trust is not among them: damage must never grant it.
  static let salvagedTables = ["place", "draft", "draftKeys", "change", "changedFile", "run"]

  static func migrate(_ queue: DatabaseQueue) throws {
    let isCurrent = try queue.unsafeRead { try version(of: $0) >= steps.count }
    if isCurrent { return }
    // Once is enough, the file remembers it. It cannot be set inside a transaction.
    try queue.writeWithoutTransaction {
      _ = try String.fetchOne($0, sql: "PRAGMA journal_mode=WAL")
    }
    try queue.write { db in
      // Another process may have been faster.
      for step in steps.dropFirst(try version(of: db)) { try db.execute(sql: step) }
      try db.execute(sql: "PRAGMA user_version = \(steps.count)")
    }
  }

  private static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  private static let steps = [
    """
    CREATE TABLE place (
      site TEXT PRIMARY KEY NOT NULL,
      payload BLOB NOT NULL
    );
    CREATE TABLE draft (
      site TEXT NOT NULL,
      file TEXT NOT NULL,
      payload BLOB NOT NULL,
      baseHash TEXT NOT NULL,
      updatedAt REAL NOT NULL,
      PRIMARY KEY (site, file)
    );
    CREATE TABLE draftKeys (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      site TEXT NOT NULL,
      file TEXT NOT NULL,
      keys BLOB NOT NULL
    );
    CREATE INDEX draftKeysOfFile ON draftKeys (site, file, id);
    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      site TEXT NOT NULL,
      title TEXT NOT NULL,
      date REAL NOT NULL,
      state TEXT NOT NULL,
      fileCount INTEGER NOT NULL,
      size INTEGER NOT NULL
    );
    CREATE INDEX changeOfSite ON change (site, state, id);
    CREATE TABLE changedFile (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      changeId INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
      file TEXT NOT NULL,
      before BLOB,
      after BLOB,
      beforeHash TEXT,
      afterHash TEXT
    );
    CREATE INDEX changedFileOfChange ON changedFile (changeId, id);
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      site TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      duration REAL NOT NULL,
      date REAL NOT NULL
    );
    CREATE INDEX runOfSite ON run (site, date);
    CREATE TABLE trust (
      site TEXT PRIMARY KEY NOT NULL,
      date REAL NOT NULL
    );
    """,
    """
    ALTER TABLE changedFile ADD COLUMN start INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE changedFile ADD COLUMN line INTEGER NOT NULL DEFAULT 1;
    """,
    "CREATE INDEX changedFileOfName ON changedFile (file, changeId);",
  ]
}
