/// Some hundred files in one blob: reading and writing them one row each would cost many times more.
///
/// Layout, all integers little-endian: a checksum of all that follows (8 bytes), then for each file
/// size, modification time, inode and hash (8 bytes each), the lengths of path and payload (4 bytes
/// each), the path in UTF-8, the payload.
enum Shard {
  static let count = 256

  /// The shard that holds the file at `path`: the same one in every process (FNV-1a).
  static func number(of path: String) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in path.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(hash % UInt32(count))
  }

  static func encode(_ files: [IndexedFile]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 8)
    bytes.reserveCapacity(8 + files.reduce(0) { $0 + 40 + $1.path.utf8.count + $1.payload.count })
    for file in files {
      append(UInt64(bitPattern: file.size), to: &bytes)
      append(UInt64(bitPattern: file.mtimeNanoseconds), to: &bytes)
      append(file.inode, to: &bytes)
      append(file.hash, to: &bytes)
      append(UInt32(file.path.utf8.count), to: &bytes)
      append(UInt32(file.payload.count), to: &bytes)
      bytes.append(contentsOf: file.path.utf8)
      bytes.append(contentsOf: file.payload)
    }
    let sum = bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[8...])) }
    for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * place)) }
    return bytes
  }

  /// Adds the files of `bytes` to `files`; false, with nothing added, when `bytes` are damaged.
  static func decode(_ bytes: UnsafeRawBufferPointer, into files: inout [IndexedFile]) -> Bool {
    guard bytes.count >= 8 else { return false }
    let body = UnsafeRawBufferPointer(rebasing: bytes[8...])
    guard UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) == checksum(body) else {
      return false
    }
    let countBefore = files.count
    var position = 0
    while position < body.count {
      guard let file = file(in: body, at: &position) else {
        files.removeSubrange(countBefore...)
        return false
      }
      files.append(file)
    }
    return true
  }

  private static func file(
    in body: UnsafeRawBufferPointer,
    at position: inout Int
  ) -> IndexedFile? {
    guard body.count - position >= 40 else { return nil }
    func number<T: FixedWidthInteger>(_ offset: Int, as type: T.Type) -> T {
      T(littleEndian: body.loadUnaligned(fromByteOffset: position + offset, as: type))
    }
    let pathEnd = position + 40 + Int(number(32, as: UInt32.self))
    let payloadEnd = pathEnd + Int(number(36, as: UInt32.self))
    guard payloadEnd <= body.count else { return nil }
    let file = IndexedFile(
      path: String(decoding: body[position + 40..<pathEnd], as: UTF8.self),
      size: number(0, as: Int64.self),
      mtimeNanoseconds: number(8, as: Int64.self),
      inode: number(16, as: UInt64.self),
      hash: number(24, as: UInt64.self),
      payload: Array(body[pathEnd..<payloadEnd])
    )
    position = payloadEnd
    return file
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
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
