import ECMAScript
import Values

/// An offset date-time, local date-time, local date or local time, as smol-toml takes one: what fits its pattern and
/// is a date for JavaScript.
struct TOMLDate {
  /// The date, local ones as if in UTC, a time alone on 0000-01-01.
  let value: DateValue
  /// Whether its month has no such day: the TOML specification forbids that, and JavaScript's dates
  /// run over into the next month.
  let runsOver: Bool
  /// Whether it has one of the forms of the specification (TOML 1.0, RFC 3339).
  private let isStandard: Bool
  /// Whether it has a time without seconds, as TOML 1.1 allows.
  private let lacksSeconds: Bool

  /// What `text` says, or nil when it is no date and no time.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = Reader(text: text)
    let day = reader.day()
    let hasMark = reader.take("T") || reader.take("t") || reader.take(" ")
    let time = reader.time()
    let hasOffset = reader.offset()
    guard reader.isAtEnd, time.map({ $0.hour < 24 }) ?? true else { return nil }
    var written = String(decoding: text, as: UTF8.self).uppercased()
    if day == nil { written = "0000-01-01T" + written }
    if time != nil, let space = written.firstIndex(of: " ") {
      written.replaceSubrange(space...space, with: "T")
    }
    if time != nil, !hasOffset { written += "Z" }
    let milliseconds = DateText.milliseconds(written, in: .utc)
    guard !milliseconds.isNaN else { return nil }
    value = DateValue(milliseconds: milliseconds)
    runsOver = day.map { $0.day > Self.days(in: $0.month, of: $0.year) } ?? false
    lacksSeconds = time?.hasSeconds == false
    isStandard =
      !lacksSeconds
      && (day == nil ? !hasMark && time != nil && !hasOffset : hasMark == (time != nil))
      && (time != nil || !hasOffset)
  }

  /// Whether it is one where TOML is read by `rules`.
  func isTaken(by rules: TOMLRules) -> Bool {
    if rules.isStrict { return isStandard && !runsOver }
    return rules.hasNewer || !lacksSeconds
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return days.indices.contains(month - 1) ? days[month - 1] : 31
  }

  /// Takes the parts of a date off a text; a part that is not there takes nothing.
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

    /// `2024-12-31`.
    mutating func day() -> (year: Int, month: Int, day: Int)? {
      attempt { reader in
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
          reader.take("-"), let day = reader.number(2)
        else { return nil }
        return (year, month, day)
      }
    }

    /// `07:32`, `07:32:00` or `07:32:00.999`.
    mutating func time() -> (hour: Int, hasSeconds: Bool)? {
      attempt { reader in
        guard let hour = reader.number(2), reader.take(":"), reader.number(2) != nil else {
          return nil
        }
        let seconds: Bool? = reader.attempt { $0.take(":") && $0.number(2) != nil ? true : nil }
        guard seconds != nil else { return (hour, false) }
        let _: Bool? = reader.attempt { $0.take(".") && $0.skipDigits() ? true : nil }
        return (hour, true)
      }
    }

    /// `Z` or `+01:00`; whether there is one.
    mutating func offset() -> Bool {
      let found: Bool? = attempt { reader in
        if reader.take("Z") || reader.take("z") { return true }
        let isSigned = reader.take("-") || reader.take("+")
        return isSigned && reader.number(2) != nil && reader.take(":") && reader.number(2) != nil
          ? true : nil
      }
      return found != nil
    }

    /// Goes back where `body` found nothing.
    private mutating func attempt<Part>(_ body: (inout Reader) -> Part?) -> Part? {
      let start = index
      let part = body(&self)
      if part == nil { index = start }
      return part
    }

    /// Exactly `count` digits.
    private mutating func number(_ count: Int) -> Int? {
      guard index + count <= text.count else { return nil }
      var value = 0
      for byte in text[index..<index + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      index += count
      return value
    }

    /// Whether there was a digit at least.
    private mutating func skipDigits() -> Bool {
      let start = index
      while index < text.count, text[index] >= 0x30, text[index] <= 0x39 { index += 1 }
      return index > start
    }
  }
}
