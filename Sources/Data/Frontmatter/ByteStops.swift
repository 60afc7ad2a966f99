/// Up to three bytes that end a run of others, looked for in sixteen at a time.
struct ByteStops {
  private let first: Sixteen
  private let second: Sixteen
  private let third: Sixteen

  typealias Sixteen = SIMD16<UInt8>

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
    self.first = Sixteen(repeating: UInt8(ascii: first))
    self.second = Sixteen(repeating: UInt8(ascii: second))
    self.third = Sixteen(repeating: UInt8(ascii: third))
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { byte == first[0] || byte == second[0] || byte == third[0] }

  /// How many of `bytes` come before the first that is one of them; 16 when there is none.
  @inline(__always)
  func first(in bytes: Sixteen) -> Int {
    let marks = marks(in: bytes)
    let low = UInt64(littleEndian: marks.x).trailingZeroBitCount >> 3
    return low < 8 ? low : 8 + UInt64(littleEndian: marks.y).trailingZeroBitCount >> 3
  }

  /// All bits of each byte that is one of them, as the bytes stand in memory.
  @inline(__always)
  func marks(in bytes: Sixteen) -> SIMD2<UInt64> {
    // Looked at as two words, for `any(_:)` is called for each byte (Swift 6.3.1).
    unsafeBitCast(
      (bytes .== first) .| (bytes .== second) .| (bytes .== third),
      to: SIMD2<UInt64>.self
    )
  }
}
