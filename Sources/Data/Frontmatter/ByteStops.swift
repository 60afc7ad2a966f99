/// Up to three bytes, looked for in eight bytes at a time.
struct ByteStops {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64

  // Made where they are used, so that the compiler knows the bytes.
  @inline(__always)
  static var lineBreak: ByteStops { ByteStops("\n", "\n", "\n") }
  @inline(__always)
  static var plainEnd: ByteStops { ByteStops("\n", ":", "#") }
  @inline(__always)
  static var fence: ByteStops { ByteStops("-", "+", "+") }
  @inline(__always)
  static var singleQuotedEnd: ByteStops { ByteStops("\n", "'", "'") }
  @inline(__always)
  static var doubleQuotedEnd: ByteStops { ByteStops("\n", "\"", "\\") }

  @inline(__always)
  private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) {
    self.first = 0x0101_0101_0101_0101 &* UInt64(first.value)
    self.second = 0x0101_0101_0101_0101 &* UInt64(second.value)
    self.third = 0x0101_0101_0101_0101 &* UInt64(third.value)
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

  /// The highest bit of the lowest byte that is zero, and of some above it; 0 when there is none.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
