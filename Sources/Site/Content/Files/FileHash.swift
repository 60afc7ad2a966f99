/// xxHash64 with seed 0: fast, well spread, not for secrets.
///
/// Astro's own digests use it too.
package enum FileHash {
  /// The hash of `bytes`.
  package static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { hash($0) }
  }

  /// The hash of the bytes of `buffer` (xxHash fast digest algorithm, XXH64).
  package static func hash(_ buffer: UnsafeRawBufferPointer) -> UInt64 {
    var index = 0
    var hash: UInt64
    if buffer.count >= 32 {
      var lanes = (prime1 &+ prime2, prime2, UInt64(0), 0 &- prime1)
      while index + 32 <= buffer.count {
        lanes.0 = round(lanes.0, word(buffer, index))
        lanes.1 = round(lanes.1, word(buffer, index + 8))
        lanes.2 = round(lanes.2, word(buffer, index + 16))
        lanes.3 = round(lanes.3, word(buffer, index + 24))
        index += 32
      }
      hash = rotated(lanes.0, 1) &+ rotated(lanes.1, 7) &+ rotated(lanes.2, 12)
      hash &+= rotated(lanes.3, 18)
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
        hash = (hash ^ round(0, lane)) &* prime1 &+ prime4
      }
    } else {
      hash = prime5
    }
    hash &+= UInt64(buffer.count)
    while index + 8 <= buffer.count {
      hash = rotated(hash ^ round(0, word(buffer, index)), 27) &* prime1 &+ prime4
      index += 8
    }
    if index + 4 <= buffer.count {
      let half = UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      hash = rotated(hash ^ (UInt64(half) &* prime1), 23) &* prime2 &+ prime3
      index += 4
    }
    for byte in buffer[index...] {
      hash = rotated(hash ^ (UInt64(byte) &* prime5), 11) &* prime1
    }
    hash = (hash ^ (hash >> 33)) &* prime2
    hash = (hash ^ (hash >> 29)) &* prime3
    return hash ^ (hash >> 32)
  }

  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  @inline(__always)
  private static func word(_ buffer: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inline(__always)
  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
  }

  @inline(__always)
  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}
