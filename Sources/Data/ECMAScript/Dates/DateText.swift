/// Dates as V8 reads and writes them.
package enum DateText {
  /// `new Date(text)` in V8 with clocks as in `zone`: milliseconds since 1970 UTC, NaN when `text`
  /// is no date.
  ///
  /// ISO 8601 as ECMA-262 §21.4.1.32 has it, then V8's own reading of everything else
  /// (src/date/dateparser.h).
  package static func milliseconds(_ text: String, in zone: DateZone) -> Double {
    if let known = plainDay(text) { return known }
    var reader = DateReader(text)
    guard let date = reader.read() else { return .nan }
    guard let offset = date.offset else { return date.fields.milliseconds(in: zone) }
    guard var universal = date.fields.localMilliseconds else { return .nan }
    universal -= offset * 1000
    return universal.magnitude <= 8_640_000_000_000_000 ? Double(universal) : .nan
  }

  /// `2024-02-29` up to the 28th of a month, which every way of reading takes for that day in UTC.
  private static func plainDay(_ text: String) -> Double? {
    guard text.utf8.count == 10 else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      var number = 0
      for (index, byte) in bytes.enumerated() {
        if index == 4 || index == 7 {
          guard byte == UInt8(ascii: "-") else { return nil }
        } else {
          guard byte >= 0x30, byte <= 0x39 else { return nil }
          number = number * 10 + Int(byte - 0x30)
        }
      }
      let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
      guard 1...12 ~= month, 1...28 ~= day else { return nil }
      // Days since 0000-03-01, so that leap days come last in their years.
      let shifted = year - (month < 3 ? 1 : 0) + 400
      let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
      let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
      return Double(days - 719_468 - 146_097) * 86_400_000
    }
  }

  /// `toISOString()`, as `2024-02-29T12:00:00.000Z`; an invalid date, for which JavaScript throws,
  /// gives `Invalid Date`.
  package static func isoText(_ milliseconds: Double) -> String {
    guard let fields = DateFields(milliseconds: milliseconds) else { return "Invalid Date" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    if (0...9999).contains(fields.year) {
      bytes.append(fields.year, digits: 4)
    } else {
      bytes.append(UInt8(ascii: fields.year < 0 ? "-" : "+"))
      bytes.append(abs(fields.year), digits: 6)
    }
    bytes.append(UInt8(ascii: "-"))
    bytes.append(fields.month + 1, digits: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(fields.day, digits: 2)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(time: fields)
    bytes.append(UInt8(ascii: "."))
    bytes.append(fields.millisecond, digits: 3)
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `toString()`, as `Thu Feb 29 2024 12:00:00 GMT+0000 (Coordinated Universal Time)`.
  package static func text(_ milliseconds: Double, in zone: DateZone) -> String {
    guard let fields = DateFields(milliseconds: milliseconds, in: zone) else {
      return "Invalid Date"
    }
    let offset = zone.offset(atUniversal: Int(milliseconds)) / 60_000
    var bytes: [UInt8] = Array("\(dayNames[fields.weekday]) \(monthNames[fields.month]) ".utf8)
    bytes.append(fields.day, digits: 2)
    bytes.append(UInt8(ascii: " "))
    if fields.year < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(abs(fields.year), digits: 4)
    bytes.append(UInt8(ascii: " "))
    bytes.append(time: fields)
    bytes += " GMT".utf8
    bytes.append(UInt8(ascii: offset < 0 ? "-" : "+"))
    bytes.append(abs(offset) / 60 * 100 + abs(offset) % 60, digits: 4)
    bytes += " (\(zone.name(atUniversal: Int(milliseconds))))".utf8
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension [UInt8] {
  /// At least `digits` decimal digits of a number that is not negative.
  fileprivate mutating func append(_ number: Int, digits: Int) {
    var place = 1
    for _ in 1..<digits { place *= 10 }
    while number / place >= 10 { place *= 10 }
    while place > 0 {
      append(UInt8(0x30 + number / place % 10))
      place /= 10
    }
  }

  /// `HH:mm:ss`.
  fileprivate mutating func append(time fields: DateFields) {
    append(fields.hour, digits: 2)
    append(UInt8(ascii: ":"))
    append(fields.minute, digits: 2)
    append(UInt8(ascii: ":"))
    append(fields.second, digits: 2)
  }
}
