import Values

/// The keys of the mappings that were read so far, found by the bytes in which they stand in the file: most
/// mappings of a collection have the keys of another one.
final class KnownKeys {
  // By the hash of the text; the newer of two takes the place. Each by itself, since a copy of all three would
  // count references. Nothing that is called while one is written could read it, so nobody need watch that.
  @exclusivity(unchecked)
  private var hashes = [UInt64](repeating: 0, count: count)
  @exclusivity(unchecked)
  private var texts = [[UInt8]](repeating: [], count: count)
  @exclusivity(unchecked)
  private var known = [ObjectKeys?](repeating: nil, count: count)

  /// The keys of all mappings that are open, one after the other, each with a line break after it.
  private let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)

  deinit { memory.deallocate() }

  private static let capacity = 8192
  private static let count = 512
  /// Longer ones are rare, and not kept.
  private static let limit = 2048

  /// Where the next `count` bytes of keys go, `used` of which are there; nil when there are too many.
  @inline(__always)
  func room(for count: Int, after used: Int) -> UnsafeMutablePointer<UInt8>? {
    count <= Self.capacity - used ? memory + used : nil
  }

  /// The keys in this part of the memory, each with a line break after it; nil when two are the same or one is
  /// not `sound`.
  func keys(
    _ range: Range<Int>,
    where isSound: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> ObjectKeys? {
    let text = UnsafeBufferPointer(start: memory + range.lowerBound, count: range.count)
    let hash = Self.hash(text)
    let slot = Int(truncatingIfNeeded: hash) & (Self.count - 1)
    if hashes[slot] == hash, Self.isSame(texts[slot], text), let keys = known[slot] { return keys }
    var names: [String] = []
    for name in text.dropLast().split(separator: 0x0A) {
      guard isSound(UnsafeBufferPointer(rebasing: name)) else { return nil }
      names.append(String(decoding: name, as: UTF8.self))
    }
    guard Set(names).count == names.count else { return nil }
    let keys = ObjectKeys.shared(names).forOneThread()
    if text.count <= Self.limit {
      (hashes[slot], texts[slot], known[slot]) = (hash, Array(text), keys)
    }
    return keys
  }

  private static func isSame(_ known: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == text.count else { return false }
    return known.withUnsafeBytes { known in
      let text = UnsafeRawBufferPointer(text)
      var place = 0
      while place + 8 <= text.count {
        let (one, other) = (word(known, place), word(text, place))
        guard one == other else { return false }
        place += 8
      }
      return known[place...].elementsEqual(text[place...])
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var hash = UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = (hash ^ word(bytes, place)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      place += 8
    }
    for byte in bytes[place...] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 32
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }
}
