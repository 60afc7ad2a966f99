/// One part of the index: the records of some of the files in one blob, in the caller's own encoding.
///
/// Reading and writing them one row each would cost many times more.
package struct IndexShard: Sendable, Equatable {
  package var number: Int
  package var bytes: [UInt8]

  package init(number: Int, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }
}

extension IndexShard {
  /// A checksum, then the bytes.
  var stored: [UInt8] {
    let sum = bytes.withUnsafeBytes { Self.checksum($0) }
    return (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) } + bytes
  }

  /// The bytes of the shard that was stored as `stored`; nil when it is damaged.
  static func body(of stored: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard stored.count >= 8 else { return nil }
    let body = UnsafeRawBufferPointer(rebasing: stored[8...])
    let sum = UInt64(littleEndian: stored.loadUnaligned(as: UInt64.self))
    return sum == checksum(body) ? body : nil
  }

  /// Tells a damaged blob from a sound one; runs over the whole index at every start.
  ///
  /// Four sums beside each other, since each has to wait for its multiplications.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sums = (start, start &+ 1, start &+ 2, start &+ 3)
    var position = 0
    while position + 32 <= bytes.count {
      sums.0 = mixed(sums.0, word(bytes, position))
      sums.1 = mixed(sums.1, word(bytes, position + 8))
      sums.2 = mixed(sums.2, word(bytes, position + 16))
      sums.3 = mixed(sums.3, word(bytes, position + 24))
      position += 32
    }
    var sum = mixed(mixed(mixed(sums.0, sums.1), sums.2), sums.3) ^ UInt64(bytes.count)
    while position < bytes.count {
      sum = mixed(sum, UInt64(bytes[position]))
      position += 1
    }
    return sum
  }

  private static let start: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let (high, low) = (sum ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (high ^ low) &+ start
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}
