/// A date as js-yaml's timestamp type reads it.
///
/// `2001-12-14`, `2001-12-14t21:59:43.10-05:00`, `2001-12-14 21:59:43.10 -5`. Days and months that do not exist run over into the next.
struct YAMLTimestamp {
  /// Milliseconds since 1970-01-01 UTC.
  let milliseconds: Double
  /// Whether it names a day or a time that does not exist, as 2024-02-30 does.
  let runsOver: Bool

  /// The timestamp that `text` is, or nil when it is none.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    // The shortest is 2001-1-1 1:00:00 or 2001-12-14.
    guard text.count >= 10, text[4] == UInt8(ascii: "-") else { return nil }
    var reader = Reader(text: text)
    guard let year = reader.digits(4...4), reader.skip("-"), let month = reader.digits(1...2),
      reader.skip("-"), let day = reader.digits(1...2)
    else { return nil }
    let isDay = 1...12 ~= month && 1...Self.dayCount(year, month) ~= day
    if reader.isAtEnd {
      guard text.count == 10 else { return nil }
      runsOver = !isDay
      milliseconds = Self.utc(year, month, day) * 86_400_000
      return
    }
    guard reader.skipDateEnd(), let hour = reader.digits(1...2), reader.skip(":"),
      let minute = reader.digits(2...2), reader.skip(":"), let second = reader.digits(2...2)
    else { return nil }
    let fraction = reader.fraction()
    guard let offset = reader.offset() else { return nil }
    runsOver = !(isDay && hour < 24 && minute < 60 && second < 60)
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offset
    milliseconds = Self.utc(year, month, day) * 86_400_000 + Double(time)
  }

  private static func dayCount(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to a date; JavaScript takes years below 100 for the twentieth century's.
  private static func utc(_ year: Int, _ month: Int, _ day: Int) -> Double {
    var year = year < 100 ? year + 1900 : year
    var month = month - 1
    year += month >= 0 ? month / 12 : -1
    month = (month + 12) % 12
    // Days from civil, counting years from March.
    let shifted = month < 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Double(era * 146_097 + dayOfEra - 719_468 + day - 1)
  }

  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    var place = 0

    var isAtEnd: Bool { place == text.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
      place += 1
      return true
    }

    mutating func digits(_ count: ClosedRange<Int>) -> Int? {
      let start = place
      var value = 0
      while place < text.count, place - start < count.upperBound, text[place].isDigit {
        value = value * 10 + Int(text[place] - 0x30)
        place += 1
      }
      return place - start >= count.lowerBound ? value : nil
    }

    /// `T`, `t` or blanks.
    mutating func skipDateEnd() -> Bool {
      if skip("T") || skip("t") { return true }
      let start = place
      skipBlanks()
      return place > start
    }

    mutating func skipBlanks() {
      while place < text.count, text[place].isBlank { place += 1 }
    }

    /// Milliseconds after a point; further digits do not count.
    mutating func fraction() -> Int {
      guard skip(".") else { return 0 }
      var value = 0
      var scale = 100
      while place < text.count, text[place].isDigit {
        value += Int(text[place] - 0x30) * scale
        scale /= 10
        place += 1
      }
      return value
    }

    /// Milliseconds east of UTC up to the end of the text, or nil when something else stands there.
    mutating func offset() -> Int? {
      if isAtEnd { return 0 }
      skipBlanks()
      if skip("Z") { return isAtEnd ? 0 : nil }
      let isWest = skip("-")
      guard isWest || skip("+"), let hours = digits(1...2) else { return nil }
      var minutes = 0
      if skip(":") {
        guard let read = digits(2...2) else { return nil }
        minutes = read
      }
      guard isAtEnd else { return nil }
      let offset = (hours * 60 + minutes) * 60_000
      return isWest ? -offset : offset
    }
  }
}
