/// A text as it stands in memory: a short one is its own bytes, a long one says where they are.
///
/// Where the bits are the same, so is the text; the same text may have other bits.
struct TextBits: Equatable, Sendable {
  private let first: UInt64
  private let second: UInt64

  /// The bits of no text.
  static let none = TextBits(first: 0, second: 0)

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init(_ text: borrowing String) {
    // A bitwise look, which outlives the text as numbers only.
    (first, second) = unsafeBitCast(copy text, to: (UInt64, UInt64).self)
  }

  @inline(__always)
  static func == (left: TextBits, right: TextBits) -> Bool {
    (left.first ^ right.first) | (left.second ^ right.second) == 0
  }

  /// A number below 2 to the power of 64 - `shift`, spread by Fibonacci hashing (Knuth, volume 3, 6.4).
  @inline(__always)
  func slot(shift: UInt64) -> Int {
    let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    return Int(((first ^ second &* golden) &* golden) &>> shift)
  }

  /// Whether the text's bytes stand elsewhere, and where about.
  @inline(__always)
  var storage: UInt? {
    second >> 61 & 1 == 0 ? UInt(second & 0xFF_FFFF_FFFF_FFFF) : nil
  }
}
