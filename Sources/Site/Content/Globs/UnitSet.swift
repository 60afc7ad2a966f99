/// A set of UTF-16 units: a bit for each of ASCII, ranges for the rest.
struct UnitSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var ranges: [ClosedRange<UInt16>] = []
  /// Whether units outside ASCII and outside `ranges` belong to the set.
  private var isNegated = false

  init() {}

  init(_ ranges: [ClosedRange<UInt16>]) {
    for range in ranges { insert(range) }
  }

  mutating func insert(_ range: ClosedRange<UInt16>) {
    for unit in range.lowerBound...max(range.lowerBound, min(range.upperBound, 0x7F)) {
      if unit < 64 {
        low |= 1 << UInt64(unit)
      } else if unit < 128 {
        high |= 1 << UInt64(unit - 64)
      }
    }
    if range.upperBound >= 0x80 { ranges.append(max(range.lowerBound, 0x80)...range.upperBound) }
  }

  mutating func formUnion(_ other: UnitSet) {
    low |= other.low
    high |= other.high
    if other.isNegated {
      // Only `\D`, `\S` and `\W` are negated, and they hold all that is not ASCII (`\S` nearly).
      ranges.append(0x80...0xFFFF)
    } else {
      ranges += other.ranges
    }
  }

  func inverted() -> UnitSet {
    var result = self
    result.low = ~low
    result.high = ~high
    result.isNegated.toggle()
    return result
  }

  @inline(__always)
  func contains(_ unit: UInt16) -> Bool {
    if unit < 64 { return low & (1 << UInt64(unit)) != 0 }
    if unit < 128 { return high & (1 << UInt64(unit - 64)) != 0 }
    if ranges.isEmpty { return isNegated }
    return ranges.contains { $0.contains(unit) } != isNegated
  }

  /// What `\d` matches.
  static let digits = UnitSet([0x30...0x39])
  /// What `\w` matches.
  static let words = UnitSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// What `\s` matches (ECMA-262, WhiteSpace and LineTerminator).
  static let spaces = UnitSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What `.` matches: all but line terminators.
  static let anything = UnitSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]).inverted()
}
