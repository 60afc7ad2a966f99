/// Up to three bytes, looked for in eight bytes at a time.
struct ByteStops {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64

  static let lineBreak = ByteStops("\n", "\n", "\n")
  static let plainEnd = ByteStops("\n", ":", "#")
  static let fence = ByteStops("-", "+", "+")
  static let singleQuotedEnd = ByteStops("\n", "'", "'")
  static let doubleQuotedEnd = ByteStops("\n", "\"", "\\")

  private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) {
    self.first = Self.ones &* UInt64(first.value)
    self.second = Self.ones &* UInt64(second.value)
    self.third = Self.ones &* UInt64(third.value)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte == UInt8(truncatingIfNeeded: first) || byte == UInt8(truncatingIfNeeded: second)
      || byte == UInt8(truncatingIfNeeded: third)
  }

  /// How many bytes of `word`, as they stand in memory, come before the first of them; 8 when there is none.
  @inline(__always)
  func first(in word: UInt64) -> Int {
    marks(in: word).trailingZeroBitCount >> 3
  }

  /// The highest bit of each byte of `word` that is one of them, the first byte lowest; some above the lowest
  /// of those may be wrong.
  @inline(__always)
  func marks(in word: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: word)
    return Self.zeros(word ^ first) | Self.zeros(word ^ second) | Self.zeros(word ^ third)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of the lowest byte that is zero, and of some above it; 0 when there is none.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
