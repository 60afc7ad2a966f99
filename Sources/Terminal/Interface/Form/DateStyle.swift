import ECMAScript
import Values

/// How a date stands as text in a file, so that another one is written the same way.
enum DateStyle {
  /// `date` written as `old` is; with the time only where it has one or the old text did.
  static func text(_ date: DateValue, like old: String?) -> String {
    guard let old, let fields = DateFields(milliseconds: date.milliseconds) else {
      return date.text
    }
    return iso(date, like: old) ?? named(fields, like: old) ?? date.text
  }

  /// `2025-01-04T09:30`, with or without seconds, fractions and `Z`, or with a space for the `T`.
  private static func iso(_ date: DateValue, like old: String) -> String? {
    let bytes = Array(old.utf8)
    guard bytes.count >= 16, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A,
      bytes[10] == 0x54 || bytes[10] == 0x20
    else { return nil }
    let full = DateText.isoText(date.milliseconds)
    guard full.utf8.count == 24 else { return nil }
    let isUniversal = old.hasSuffix("Z")
    let length = bytes.count - (isUniversal ? 1 : 0)
    // An offset is lost: the same point in time, as the site's clock has it.
    guard [16, 19, 23].contains(length) else { return full }
    let cut = String(full.prefix(length))
    return (bytes[10] == 0x20 ? cut.replacing("T", with: " ") : cut) + (isUniversal ? "Z" : "")
  }

  /// `Jul 08 2022`, `July 8, 2022`, `8 July 2022`.
  private static func named(_ fields: DateFields, like old: String) -> String? {
    let words = old.split(separator: " ").map(String.init)
    guard words.count == 3, fields.hour == 0, fields.minute == 0,
      let month = words.prefix(2).firstIndex(where: isMonth),
      words[1 - month].first?.isNumber == true
    else { return nil }
    let isShort = words[month].count == 3
    let name = months[(fields.month + 12) % 12]
    var new = words
    new[month] = isShort ? String(name.prefix(3)) : name
    let comma = words[1].hasSuffix(",") && month == 0 ? "," : ""
    let day = String(fields.day)
    let isPadded = words[1 - month].prefix { $0.isNumber }.count == 2
    new[1 - month] = (isPadded && isShort && day.count < 2 ? "0" : "") + day + comma
    new[2] = String(fields.year)
    return new.joined(separator: " ")
  }

  private static func isMonth(_ word: String) -> Bool {
    months.contains { $0 == word || $0.prefix(3) == word }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
