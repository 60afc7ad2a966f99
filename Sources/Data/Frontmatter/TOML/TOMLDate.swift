import ECMAScript
import Values

/// An offset date-time, local date-time, local date or local time (TOML 1.0, RFC 3339).
struct TOMLDate {
  private(set) var year = 0
  private(set) var month = 1
  private(set) var day = 1
  private(set) var hour = 0
  private(set) var minute = 0
  private(set) var second = 0
  private(set) var millisecond = 0
  /// Minutes east of UTC; nil for a local date or time.
  private(set) var offset: Int?

  /// What `text` says, or nil when it is no date and no time.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = Reader(text: text)
    if text.count >= 10, text[4] == UInt8(ascii: "-") {
      guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
        reader.take("-"), let day = reader.number(2),
        (1...12).contains(month), (1...31).contains(day)
      else { return nil }
      (self.year, self.month, self.day) = (year, month, day)
      if reader.isAtEnd { return }
      guard reader.take("T") || reader.take("t") || reader.take(" ") else { return nil }
      guard readTime(&reader) else { return nil }
      if reader.isAtEnd { return }
      guard readOffset(&reader), reader.isAtEnd else { return nil }
    } else {
      guard text.count >= 8, text[2] == UInt8(ascii: ":"), readTime(&reader), reader.isAtEnd
      else { return nil }
    }
  }

  /// Whether its month has no such day: the TOML specification forbids that, and JavaScript's dates, which
  /// smol-toml rests on, run over into the next month.
  var runsOver: Bool { day > Self.days(in: month, of: year) }

  /// The date, local ones as if in UTC.
  var value: DateValue {
    let fields = DateFields(
      year: year,
      month: month - 1,
      day: day,
      hour: hour,
      minute: minute - (offset ?? 0),
      second: second,
      millisecond: millisecond
    )
    return DateValue(milliseconds: fields.universalMilliseconds)
  }

  private mutating func readTime(_ reader: inout Reader) -> Bool {
    guard let hour = reader.number(2), hour < 24, reader.take(":"),
      let minute = reader.number(2), minute < 60, reader.take(":"),
      let second = reader.number(2), second < 60
    else { return false }
    (self.hour, self.minute, self.second) = (hour, minute, second)
    guard reader.take(".") else { return true }
    guard let fraction = reader.fraction() else { return false }
    millisecond = fraction
    return true
  }

  private mutating func readOffset(_ reader: inout Reader) -> Bool {
    if reader.take("Z") || reader.take("z") {
      offset = 0
      return true
    }
    let isWest = reader.take("-")
    guard isWest || reader.take("+"), let hours = reader.number(2), hours < 24,
      reader.take(":"), let minutes = reader.number(2), minutes < 60
    else { return false }
    offset = (hours * 60 + minutes) * (isWest ? -1 : 1)
    return true
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Takes digits and signs off a text.
  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    var index = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { index == text.count }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard index < text.count, text[index] == UInt8(ascii: sign) else { return false }
      index += 1
      return true
    }

    /// Exactly `count` digits.
    mutating func number(_ count: Int) -> Int? {
      guard index + count <= text.count else { return nil }
      var value = 0
      for byte in text[index..<index + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      index += count
      return value
    }

    /// One digit or more as milliseconds, what is finer dropped as JavaScript does.
    mutating func fraction() -> Int? {
      let start = index
      var value = 0
      while index < text.count, text[index] >= 0x30, text[index] <= 0x39 {
        if index - start < 3 { value = value * 10 + Int(text[index] - 0x30) }
        index += 1
      }
      guard index > start else { return nil }
      for _ in 0..<max(0, 3 - (index - start)) { value *= 10 }
      return value
    }
  }
}
