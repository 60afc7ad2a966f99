/// Reads a compiled zone file (RFC 8536, TZif version 2 and later).
struct ZoneFile {
  private let bytes: [UInt8]
  private var position = 0

  /// The rules in `bytes`, or nil when they are no zone file or a broken one.
  static func rules(_ bytes: [UInt8]) -> ZoneRules? {
    var file = ZoneFile(bytes: bytes)
    return file.rules()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The counts of a block's header, in the file's order.
  private struct Header {
    var version: UInt8
    var universalCount: Int
    var standardCount: Int
    var leapCount: Int
    var changeCount: Int
    var typeCount: Int
    var characterCount: Int

    func size(timeSize: Int) -> Int {
      changeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4)
        + standardCount + universalCount
    }
  }

  private mutating func rules() -> ZoneRules? {
    guard let old = header(), old.version >= UInt8(ascii: "2") else { return nil }
    position += old.size(timeSize: 4)
    guard let header = header() else { return nil }
    let end = position + header.size(timeSize: 8)
    guard end <= bytes.count, header.typeCount > 0 else { return nil }

    let changes = (0..<header.changeCount).map { _ in integer(size: 8) }
    let types = (0..<header.changeCount).map { _ in integer(size: 1) & 0xFF }
    let offsets = (0..<header.typeCount).map { _ in
      let offset = integer(size: 4)
      position += 2
      return offset
    }
    guard types.allSatisfy({ $0 < offsets.count }) else { return nil }
    let footer = bytes[end...].dropFirst().prefix { $0 != 0x0A }
    return ZoneRules(
      first: offsets[0],
      changes: changes,
      offsets: types.map { offsets[$0] },
      yearly: YearlyRuleReader.rule(footer)
    )
  }

  private mutating func header() -> Header? {
    guard position + 44 <= bytes.count,
      bytes[position..<position + 4].elementsEqual("TZif".utf8)
    else { return nil }
    let version = bytes[position + 4]
    position += 20
    let counts = (0..<6).map { _ in integer(size: 4) }
    guard counts.allSatisfy({ 0...1_000_000 ~= $0 }) else { return nil }
    return Header(
      version: version,
      universalCount: counts[0],
      standardCount: counts[1],
      leapCount: counts[2],
      changeCount: counts[3],
      typeCount: counts[4],
      characterCount: counts[5]
    )
  }

  /// A signed big-endian integer; the caller has checked that it is there.
  private mutating func integer(size: Int) -> Int {
    var value = Int(Int8(bitPattern: bytes[position]))
    for byte in bytes[position + 1..<position + size] { value = value << 8 | Int(byte) }
    position += size
    return value
  }
}

/// Reads a rule as the `TZ` variable has it (POSIX.1-2017 §8.3, with RFC 8536's wider hours).
struct YearlyRuleReader {
  private var rest: ArraySlice<UInt8>

  /// The rule in `bytes`, or nil when there is none or it is broken.
  static func rule(_ bytes: ArraySlice<UInt8>) -> YearlyRule? {
    var reader = YearlyRuleReader(rest: bytes)
    return reader.rule()
  }

  private mutating func rule() -> YearlyRule? {
    guard skipName(), let west = time() else { return nil }
    let standard = -west
    guard !rest.isEmpty else { return YearlyRule(standard: standard) }
    guard skipName() else { return nil }
    var offset = standard + 3600
    if rest.first != UInt8(ascii: ",") {
      guard let west = time() else { return nil }
      offset = -west
    }
    guard let start = day(), let end = day(), rest.isEmpty else { return nil }
    return YearlyRule(standard: standard, summer: .init(offset: offset, start: start, end: end))
  }

  /// `EST` or `<+0330>`.
  private mutating func skipName() -> Bool {
    if skip("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let name = rest.prefix { 0x41...0x5A ~= $0 & 0xDF }
    rest = rest[name.endIndex...]
    return !name.isEmpty
  }

  /// `h`, `h:mm` or `h:mm:ss` with an optional sign, in seconds.
  private mutating func time() -> Int? {
    let isNegative = skip("-")
    if !isNegative { _ = skip("+") }
    guard let hours = number() else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where skip(":") {
      guard let count = number() else { return nil }
      seconds += count * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `,M3.2.0/2`, `,J60` or `,59`.
  private mutating func day() -> YearlyDay? {
    guard skip(",") else { return nil }
    let day: YearlyDay.Day
    if skip("M") {
      guard let month = number(), skip("."), let week = number(), skip("."), let weekday = number(),
        1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
      else { return nil }
      day = .weekday(month: month, week: week, day: weekday)
    } else if skip("J") {
      guard let number = number() else { return nil }
      day = .julian(number)
    } else {
      guard let number = number() else { return nil }
      day = .zeroBased(number)
    }
    guard skip("/") else { return YearlyDay(day: day, time: 7200) }
    guard let time = time() else { return nil }
    return YearlyDay(day: day, time: time)
  }

  /// At most six digits.
  private mutating func number() -> Int? {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    guard 1...6 ~= digits.count else { return nil }
    rest = rest[digits.endIndex...]
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func skip(_ symbol: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: symbol) else { return false }
    rest.removeFirst()
    return true
  }
}
