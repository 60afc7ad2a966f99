package import Foundation
import GRDB

extension SessionStore {
  /// Whether the person allowed the site's own programs to run.
  package func isTrusted(_ site: String) throws(SessionError) -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM trust WHERE site = ?)",
        arguments: [site]
      ) ?? false
    }
  }

  /// Remembers that the person allowed the site's own programs to run.
  package func trust(_ site: String, at date: Date) throws(SessionError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO trust (site, date) VALUES (?, ?)",
        arguments: [site, date.timeIntervalSince1970]
      )
    }
  }

  /// Takes the permission back.
  package func revokeTrust(of site: String) throws(SessionError) {
    try write { db in
      try db.execute(sql: "DELETE FROM trust WHERE site = ?", arguments: [site])
    }
  }

  /// Every trusted site with the date it became so, by path.
  package func trustedSites() throws(SessionError) -> [(site: String, since: Date)] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT site, date FROM trust ORDER BY site").map { row in
        (row["site"], Date(timeIntervalSince1970: row["date"]))
      }
    }
  }
}
