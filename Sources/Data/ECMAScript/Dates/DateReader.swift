/// Reads a date's text as V8 does (src/date/dateparser-inl.h): ISO 8601 as far as it goes, then the
/// rules of old, which take nearly anything that has numbers.
struct DateReader {
  private var scanner: DateScanner
  private var day = DayParts()
  private var time = TimeParts()
  private var zone = ZoneParts()

  /// What a text says; `offset` is in seconds, nil when it names no zone.
  struct Date {
    var fields: DateFields
    var offset: Int?
  }

  init(_ text: String) { scanner = DateScanner(text) }

  mutating func read() -> Date? {
    guard let rest = readISO(), readFreely(from: rest) else { return nil }
    guard let date = day.date, let time = time.time, let offset = zone.offset else { return nil }
    let fields = DateFields(
      year: date.year,
      month: date.month - 1,
      day: date.day,
      hour: time.hour,
      minute: time.minute,
      second: time.second,
      millisecond: time.millisecond
    )
    return Date(fields: fields, offset: offset)
  }

  /// The first token that is not ISO 8601's; nil when the text is no date for certain.
  private mutating func readISO() -> DateToken? {
    if let token = readISODate() { return token }
    if case .word(.timeSeparator, _) = scanner.peek {
      _ = scanner.next()
      guard readISOTime(), readISOOffset(), scanner.peek == .end else { return nil }
    } else if scanner.peek != .end {
      return scanner.next()
    }
    // ECMA-262 §21.4.1.32: a date alone is in UTC, a date with a time is local.
    if zone.isEmpty, time.isEmpty { zone.set(hours: 0) }
    day.markISO()
    return .end
  }

  /// `yyyy`, `yyyy-MM` or `yyyy-MM-dd`, the year also with a sign and six digits; the first token
  /// that does not fit, nil when all did.
  private mutating func readISODate() -> DateToken? {
    if let sign = scanner.peek.sign {
      let token = scanner.next()
      guard case .number(let year, 6) = scanner.peek else { return token }
      _ = scanner.next()
      if sign < 0, year == 0 { return token }
      _ = day.add(sign * year)
    } else {
      guard case .number(let year, 4) = scanner.peek else { return scanner.next() }
      _ = scanner.next()
      _ = day.add(year)
    }
    for range in [1...12, 1...31] {
      guard scanner.skip("-") else { return nil }
      guard case .number(let number, 2) = scanner.peek, range ~= number else {
        return scanner.next()
      }
      _ = scanner.next()
      _ = day.add(number)
    }
    return nil
  }

  /// `HH:mm`, `HH:mm:ss` or `HH:mm:ss.s…`; 24:00:00 is midnight.
  private mutating func readISOTime() -> Bool {
    guard let hour = number(in: 0...24), time.add(hour), scanner.skip(":") else { return false }
    let sixty = hour == 24 ? 0...0 : 0...59
    guard let minute = number(in: sixty), time.add(minute) else { return false }
    guard scanner.skip(":") else { return true }
    guard let second = number(in: sixty), time.add(second) else { return false }
    guard scanner.skip(".") else { return true }
    guard case .number(let value, let length) = scanner.next(), hour < 24 || value == 0 else {
      return false
    }
    return time.add(Self.milliseconds(value, length: length))
  }

  /// `Z`, `+HH:mm`, `+HHmm` or nothing.
  private mutating func readISOOffset() -> Bool {
    if scanner.peek == .word(.zone(0), length: 1) {
      _ = scanner.next()
      zone.set(hours: 0)
      return true
    }
    guard let sign = scanner.peek.sign else { return true }
    _ = scanner.next()
    zone.sign = sign
    if case .number(let value, 4) = scanner.peek {
      _ = scanner.next()
      zone.hour = value / 100
      zone.minute = value % 100
      return value / 100 < 24 && value % 100 < 60
    }
    guard let hour = number(in: 0...23), scanner.skip(":"), let minute = number(in: 0...59) else {
      return false
    }
    zone.hour = hour
    zone.minute = minute
    return true
  }

  /// Takes a number of two digits if it lies in `range`.
  private mutating func number(in range: ClosedRange<Int>) -> Int? {
    guard case .number(let value, 2) = scanner.peek, range ~= value else { return nil }
    _ = scanner.next()
    return value
  }

  /// A fraction of a second by its first three digits.
  private static func milliseconds(_ value: Int, length: Int) -> Int {
    switch length {
    case 1: return value * 100
    case 2: return value * 10
    default:
      // The scanner keeps nine digits.
      var value = value
      for _ in 3..<Swift.min(length, 9) where length > 3 { value /= 10 }
      return value
    }
  }
}

// MARK: - The rules of old

extension DateReader {
  /// Words before the first number and parentheses mean nothing.
  ///
  /// A number before `:` or `.` is of
  /// the time, any other of the date; false when the text breaks a rule.
  private mutating func readFreely(from first: DateToken) -> Bool {
    var hasNumber = !day.isEmpty
    var token = first
    while token != .end {
      switch token {
      case .number(let value, _):
        hasNumber = true
        guard readNumber(value) else { return false }
      case .word(let word, _):
        guard readWord(word, hasNumber: hasNumber) else { return false }
      case .symbol(let symbol):
        if let sign = token.sign, zone.isUTC || !time.isEmpty {
          hasNumber = true
          guard readOffset(sign: sign) else { return false }
        } else if hasNumber, token.sign != nil || symbol == UInt8(ascii: ")") {
          return false
        }
      case .whiteSpace, .other, .end: break
      }
      token = scanner.next()
    }
    return true
  }

  private mutating func readNumber(_ value: Int) -> Bool {
    if scanner.skip(":") {
      if scanner.skip(":") {
        guard time.isEmpty else { return false }
        return time.add(value) && time.add(0)
      }
      guard time.add(value) else { return false }
      _ = scanner.skip(".")
      return true
    }
    if scanner.skip("."), time.expects(value) {
      _ = time.add(value)
      guard case .number(let fraction, let length) = scanner.next() else { return false }
      time.addLast(Self.milliseconds(fraction, length: length))
    } else if zone.expects(value) {
      zone.minute = value
    } else if time.expects(value) {
      time.addLast(value)
      return endsTime(scanner.peek)
    } else {
      guard day.add(value) else { return false }
      _ = scanner.skip("-")
    }
    return true
  }

  /// Whether `token` may stand right behind a time.
  private func endsTime(_ token: DateToken) -> Bool {
    switch token {
    case .end, .whiteSpace, .word(.zone(0), length: 1): true
    default: token.sign != nil
    }
  }

  private mutating func readWord(_ word: DateToken.Word, hasNumber: Bool) -> Bool {
    switch word {
    case .halfDay(let hours) where !time.isEmpty: time.halfDay = hours
    case .month(let month):
      day.namedMonth = month
      _ = scanner.skip("-")
    case .zone(let hours) where hasNumber: zone.set(hours: hours)
    default:
      if hasNumber { return false }
      if case .number = scanner.peek { return false }
    }
    return true
  }

  /// `+H`, `+HH`, `+HMM`, `+HHMM` or `+HH:MM`, in hours and minutes of any size.
  private mutating func readOffset(sign: Int) -> Bool {
    zone.sign = sign
    var (value, length) = (0, 0)
    if case .number(let number, let digits) = scanner.peek {
      (value, length) = (number, digits)
      _ = scanner.next()
    }
    if scanner.peek == .symbol(UInt8(ascii: ":")) {
      zone.hour = value
      zone.minute = nil
    } else if length == 1 || length == 2 {
      zone.hour = value
      zone.minute = 0
    } else if length == 3 || length == 4 {
      zone.hour = value / 100
      zone.minute = value % 100
    } else {
      return false
    }
    return true
  }
}
