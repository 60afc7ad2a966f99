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

  /// Tells a damaged blob from a sound one; eight bytes at a step, since it runs over the whole index
  /// at every start.
  private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var position = 0
    while position + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      )
      let (high, low) = (sum ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      sum = (high ^ low) &+ 0x9E37_79B9_7F4A_7C15
      position += 8
    }
    while position < bytes.count {
      sum = (sum ^ UInt64(bytes[position])) &* 0x0000_0100_0000_01B3
      position += 1
    }
    return sum
  }
}
