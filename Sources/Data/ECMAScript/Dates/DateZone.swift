/// What clocks show somewhere: the offsets from UTC, past and to come.
package struct DateZone: Sendable {
  /// As in `Europe/Berlin`.
  package let identifier: String
  private let rules: ZoneRules

  package static let utc = DateZone(identifier: "UTC", rules: ZoneRules(offset: 0))

  init(identifier: String, rules: ZoneRules) {
    self.identifier = identifier
    self.rules = rules
  }

  /// Milliseconds ahead of UTC at a time given in milliseconds since 1970 UTC.
  package func offset(atUniversal milliseconds: Int) -> Int {
    rules.offset(atUniversal: Self.seconds(milliseconds)) * 1000
  }

  /// Milliseconds ahead of UTC when clocks show a time, given in milliseconds as if it were UTC.
  ///
  /// A time that clocks skip has the offset before the change, one they show twice the first.
  package func offset(atLocal milliseconds: Int) -> Int {
    rules.offset(atLocal: Self.seconds(milliseconds)) * 1000
  }

  private static func seconds(_ milliseconds: Int) -> Int {
    milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
  }
}
