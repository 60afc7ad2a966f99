import Foundation

extension DateZone {
  /// The zone that `TZ` names, else the machine's (`/etc/localtime`), else UTC.
  ///
  /// Read once.
  package static let current: DateZone = {
    if let variable = getenv("TZ").map({ String(cString: $0) }) {
      let name = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
      return DateZone(identifier: name) ?? .utc
    }
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
    let parts = link?.split(separator: "/") ?? []
    guard let link, let folder = parts.firstIndex(of: "zoneinfo"), folder + 1 < parts.count else {
      // A copied file has no name to show, but its rules hold.
      return ZoneFile.rules(bytes(of: "/etc/localtime")).map { DateZone(identifier: "", rules: $0) }
        ?? .utc
    }
    return DateZone(identifier: String(link[parts[folder + 1].startIndex...])) ?? .utc
  }()

  /// The zone of an IANA name such as `Europe/Berlin`, by the system's zone files; nil when there
  /// is none.
  package init?(identifier: String) {
    if ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].contains(identifier) {
      self = DateZone(identifier: identifier, rules: ZoneRules(offset: 0))
      return
    }
    let isName = identifier.utf8.allSatisfy {
      0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 & 0xDF || "/_-+".utf8.contains($0)
    }
    guard isName, !identifier.isEmpty, !identifier.hasPrefix("/") else { return nil }
    for folder in ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo"] {
      if let rules = ZoneFile.rules(Self.bytes(of: "\(folder)/\(identifier)")) {
        self.init(identifier: identifier, rules: rules)
        return
      }
    }
    return nil
  }

  /// The zone's English name at a time in milliseconds since 1970 UTC, as in
  /// `Central European Summer Time`.
  package func name(atUniversal milliseconds: Int) -> String {
    if ["UTC", "Etc/UTC"].contains(identifier) { return "Coordinated Universal Time" }
    guard let zone = TimeZone(identifier: identifier) else { return identifier }
    let date = Date(timeIntervalSince1970: Double(Self.equivalent(of: milliseconds)) / 1000)
    let style: NSTimeZone.NameStyle =
      zone.isDaylightSavingTime(for: date) ? .daylightSaving : .standard
    return zone.localizedName(for: style, locale: Locale(identifier: "en_US")) ?? identifier
  }

  /// The time that V8 looks at for a name: outside 1970 to 2038 one in a year of 2008 to 2035 with
  /// the same calendar (src/date/date.h, EquivalentTime).
  private static func equivalent(of milliseconds: Int) -> Int {
    guard !(0...2_147_483_647_000 ~= milliseconds),
      var fields = DateFields(milliseconds: Double(milliseconds))
    else { return milliseconds }
    let year = fields.year
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let recent = (isLeap ? 1956 : 1967) + DateFields(year: year).weekday * 12 % 28
    fields.year = 2008 + (recent + 3 * 28 - 2008) % 28
    return fields.localMilliseconds ?? milliseconds
  }

  /// Nothing when the file cannot be read: then it is no zone file.
  private static func bytes(of path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
  }
}
