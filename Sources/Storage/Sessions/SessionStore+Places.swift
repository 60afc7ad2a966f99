import Foundation
import GRDB

extension SessionStore {
  /// Where the person last was on `site`; nil for a new site, or when another version of frontis
  /// wrote it in a form this one cannot read.
  package func place(of site: String) throws(SessionError) -> Place? {
    let payload = try read { db in
      try Data.fetchOne(db, sql: "SELECT payload FROM place WHERE site = ?", arguments: [site])
    }
    guard let payload else { return nil }
    return try? JSONDecoder().decode(Place.self, from: payload)
  }

  /// Remembers `place` as where the person is on `site`.
  package func remember(_ place: Place, of site: String) throws(SessionError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO place (site, payload) VALUES (?, ?)
          ON CONFLICT (site) DO UPDATE SET payload = excluded.payload
          """,
        arguments: [site, try JSONEncoder().encode(place)]
      )
    }
  }
}
