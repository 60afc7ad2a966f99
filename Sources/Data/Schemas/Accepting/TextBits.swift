/// A text as it stands in memory: a short one is its own bytes, a long one says where they are.
///
/// Where the bits are the same, so is the text; the same text may have other bits.
struct TextBits: Sendable {
  private let first: UInt64
  private let second: UInt64

  init(_ text: borrowing String) {
    // A bitwise look, which outlives the text as numbers only.
    (first, second) = unsafeBitCast(copy text, to: (UInt64, UInt64).self)
  }

  /// 0 when both are the same.
  func difference(from other: TextBits) -> UInt64 {
    (first ^ other.first) | (second ^ other.second)
  }
}
