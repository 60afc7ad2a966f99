import Foundation
import GRDB

extension SessionStore {
  /// Adds `run` to the log of `site`, which keeps the newest 1,000.
  package func record(_ run: Run, in site: String) throws(SessionError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO run (site, kind, name, status, duration, date) VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          site, run.kind.rawValue, run.name, run.status, run.duration,
          run.date.timeIntervalSince1970,
        ]
      )
      try db.execute(
        sql: """
          DELETE FROM run WHERE id IN (
            SELECT id FROM run WHERE site = ? ORDER BY date DESC, id DESC LIMIT -1 OFFSET 1000
          )
          """,
        arguments: [site]
      )
    }
  }

  /// The newest runs of one kind on `site`, the newest first.
  package func runs(
    _ kind: Run.Kind,
    in site: String,
    limit: Int
  ) throws(SessionError) -> [Run] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM run WHERE site = ? AND kind = ? ORDER BY date DESC, id DESC LIMIT ?",
        arguments: [site, kind.rawValue, limit]
      ).compactMap(Run.init)
    }
  }

  /// The newest writes and runs on `site`, the newest first.
  package func activity(in site: String, limit: Int) throws(SessionError) -> [Activity] {
    try read { db in
      let writes = try Row.fetchAll(
        db,
        sql: "SELECT * FROM change WHERE site = ? ORDER BY date DESC, id DESC LIMIT ?",
        arguments: [site, limit]
      ).map { Activity.write(RecordedWrite($0)) }
      let runs = try Row.fetchAll(
        db,
        sql: "SELECT * FROM run WHERE site = ? ORDER BY date DESC, id DESC LIMIT ?",
        arguments: [site, limit]
      ).compactMap { Run($0).map(Activity.run) }
      return Array((writes + runs).sorted { $0.date > $1.date }.prefix(limit))
    }
  }
}

extension Run {
  fileprivate init?(_ row: Row) {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    self.init(
      kind: kind,
      name: row["name"],
      status: row["status"],
      duration: row["duration"],
      date: Date(timeIntervalSince1970: row["date"])
    )
  }
}
