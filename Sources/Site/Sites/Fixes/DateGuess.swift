import ECMAScript

/// A day that a text written by a person may mean.
struct DateGuess {
  /// Of midnight UTC, since 1970.
  let milliseconds: Double
  /// Whether the text can mean no other day.
  let isCertain: Bool

  /// As ISO 8601 has it: `2025-01-04`.
  var text: String { Self.day(milliseconds) }

  /// The day, and the time where it is not midnight, as ISO 8601 has it.
  static func text(_ milliseconds: Double) -> String {
    DateText.isoText(milliseconds).replacing("T00:00:00.000Z", with: "")
  }

  static func day(_ milliseconds: Double) -> String {
    String(DateText.isoText(milliseconds).prefix { $0 != "T" })
  }

  /// The days that `text` may mean, the likeliest first; a time behind the day is dropped only
  /// where there is none.
  static func all(in text: String) -> [DateGuess] {
    let parts = parts(of: text)
    guard parts.count == 3 else { return [] }
    let numbers = parts.map { Int($0) }
    if let place = parts.firstIndex(where: { month(named: $0) != nil }) {
      guard let month = month(named: parts[place]) else { return [] }
      let rest = parts.indices.filter { $0 != place }.map { numbers[$0] }
      guard let first = rest[0], let second = rest[1] else { return [] }
      if first > 31 { return guess(first, month, second, isCertain: true) }
      return guess(second, month, first, isCertain: second > 31)
    }
    guard let a = numbers[0], let b = numbers[1], let c = numbers[2] else { return [] }
    if parts[0].count == 4 { return guess(a, b, c, isCertain: true) }
    guard parts[2].count == 4 else { return [] }
    // Day and month stand in either order; only a number over 12 tells.
    let dayFirst = guess(c, b, a, isCertain: a > 12 || text.contains("."))
    let monthFirst = guess(c, a, b, isCertain: b > 12)
    return text.contains("/") && a <= 12 && b <= 12 && a != b
      ? monthFirst + dayFirst : dayFirst.isEmpty ? monthFirst : dayFirst
  }

  private static func guess(
    _ year: Int,
    _ month: Int,
    _ day: Int,
    isCertain: Bool
  ) -> [DateGuess] {
    guard year >= 1000, year <= 9999, 1...12 ~= month, day >= 1, day <= days(in: month, of: year)
    else { return [] }
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let text = "\(year)-\(padded(month))-\(padded(day))"
    let milliseconds = DateText.milliseconds(text, in: .utc)
    return milliseconds.isNaN ? [] : [DateGuess(milliseconds: milliseconds, isCertain: isCertain)]
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The numbers and the month's name, without the day of the week, ordinals and small words.
  private static func parts(of text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return words.compactMap { word in
      if Int(word) != nil || month(named: word) != nil { return word }
      for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) {
        let number = String(word.dropLast(2))
        if Int(number) != nil { return number }
      }
      return isDropped(word) ? nil : "?"
    }
  }

  private static func isDropped(_ word: String) -> Bool {
    let days = [
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    return word == "of" || word == "the" || word == "on"
      || days.contains { $0 == word || word.count >= 3 && $0.hasPrefix(word) }
  }

  private static func month(named word: String) -> Int? {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    guard word.count >= 3, !word.allSatisfy(\.isNumber) else { return nil }
    return names.firstIndex { $0.hasPrefix(word) || word == "sept" && $0 == "september" }
      .map { $0 + 1 }
  }
}
