import ECMAScript
import Values

/// Dates as people type them into a form.
enum DateReading {
  /// The UTC date that `text` means; nil when it means none.
  ///
  /// `2025-01-04`, `2025-01-04 09:30`, `today`, `tomorrow`, `yesterday`, `+3d`, `-2w`, `+1m`, `+1y`,
  /// and weekdays (`mon`: the next one). `today` is midnight UTC of the local date.
  static func date(_ text: String, today: DateValue) -> DateValue? {
    let words = text.lowercased().split(separator: " ").map(String.init)
    guard let first = words.first, words.count <= 2 else { return nil }
    guard let day = day(first, today: today) else { return wholeText(text) }
    guard words.count == 2 else { return day }
    return time(words[1]).map { DateValue(milliseconds: day.milliseconds + $0) } ?? wholeText(text)
  }

  private static func day(_ word: String, today: DateValue) -> DateValue? {
    switch word {
    case "today", "now": return today
    case "tomorrow": return shifted(today, days: 1)
    case "yesterday": return shifted(today, days: -1)
    default: return relative(word, today) ?? weekday(word, today) ?? calendarDay(word)
    }
  }

  /// `+3d`, `-2w`, `+1m`, `+1y`.
  private static func relative(_ word: String, _ today: DateValue) -> DateValue? {
    guard let sign = word.first, sign == "+" || sign == "-",
      let unit = word.last, let count = Int(word.dropFirst().dropLast()), count <= 40_000,
      var fields = DateFields(milliseconds: today.milliseconds)
    else { return nil }
    let signed = sign == "-" ? -count : count
    switch unit {
    case "d": fields.day += signed
    case "w": fields.day += 7 * signed
    case "m": fields.month += signed
    case "y": fields.year += signed
    default: return nil
    }
    return valid(fields.universalMilliseconds)
  }

  private static func weekday(_ word: String, _ today: DateValue) -> DateValue? {
    guard word.count >= 3,
      let index = names.firstIndex(where: { $0.hasPrefix(word) }),
      let fields = DateFields(milliseconds: today.milliseconds)
    else { return nil }
    let days = (index - fields.weekday + 7) % 7
    return shifted(today, days: days == 0 ? 7 : days)
  }

  private static let names = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  private static func calendarDay(_ word: String) -> DateValue? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    let date = valid(DateFields(year: year, month: month - 1, day: day).universalMilliseconds)
    // The 31st of a short month is a mistake, not the next month's first.
    guard let date, let fields = DateFields(milliseconds: date.milliseconds),
      fields.month == month - 1, fields.day == day
    else { return nil }
    return date
  }

  /// `9:30` in milliseconds.
  private static func time(_ word: String) -> Double? {
    let words = word.split(separator: ":")
    let parts = words.map { Int($0) }
    guard (2...3).contains(parts.count), words.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      let hour = parts[0], let minute = parts[1],
      (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    let second = parts.count == 3 ? parts[2] ?? 60 : 0
    guard (0...59).contains(second) else { return nil }
    return Double(hour * 3600 + minute * 60 + second) * 1000
  }

  /// An ISO date with a time and zone.
  private static func wholeText(_ text: String) -> DateValue? {
    let isISO =
      text.utf8.count >= 16 && text.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
    return isISO ? valid(DateText.milliseconds(text, in: .utc)) : nil
  }

  private static func shifted(_ date: DateValue, days: Int) -> DateValue? {
    valid(date.milliseconds + Double(days) * 86_400_000)
  }

  private static func valid(_ milliseconds: Double) -> DateValue? {
    milliseconds.isNaN ? nil : DateValue(milliseconds: milliseconds)
  }

  /// The point in time that a site gets: `2025-01-04T00:00Z`.
  static func siteText(_ date: DateValue) -> String {
    let text = DateText.isoText(date.milliseconds)
    return text.hasSuffix(":00.000Z") ? String(text.dropLast(8)) + "Z" : text
  }

  /// What a site makes of `text`, as far as it does not depend on the clock of the machine.
  static func siteDate(_ text: String) -> DateValue? {
    valid(DateText.milliseconds(text, in: .utc))
  }

  /// `Sat`; empty for an invalid date.
  static func weekdayName(_ date: DateValue) -> String {
    DateFields(milliseconds: date.milliseconds).map { names[$0.weekday].prefix(3).capitalized }
      ?? ""
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
