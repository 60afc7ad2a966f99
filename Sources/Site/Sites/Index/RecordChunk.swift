/// The records of some files, as bytes: what the index keeps and what the screen's rows are read from.
///
/// Records stand one after the other. Each is a header of fixed size, the file's path in UTF-8, and
/// the payload that `FileRecord` writes.
final class RecordChunk: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static let empty = RecordChunk([])
}

/// Where the record of a file stands, and for which collection.
struct RecordRow: Sendable {
  var chunk: RecordChunk
  /// Of the record's first byte in the chunk.
  var offset: UInt32
  /// The collection, by its place in the plan.
  var plan: UInt16
  /// Of path and collection.
  var hash: UInt64
}

/// What a record begins with; all numbers are little-endian.
struct RecordHeader {
  var hash: UInt64
  var status: RecordStatus
  var plan: UInt16
  /// Whether there is more to the record than one entry without problems and references.
  var isPlain: Bool
  var entryCount: Int
  var pathCount: Int
  var payloadCount: Int

  static let size = 56

  /// How many bytes the record has.
  var count: Int { Self.size + pathCount + payloadCount }
}

/// The state of a file when its record was made.
struct RecordStatus: Sendable, Equatable {
  var size: Int64
  var modified: Int64
  var changed: Int64
  var inode: UInt64
}

extension RecordHeader {
  /// Reads the header at `offset` of `bytes`; nil when the record does not fit into them.
  init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.size else { return nil }
    func number<T: FixedWidthInteger>(_ place: Int, as type: T.Type) -> T {
      T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + place, as: type))
    }
    hash = number(0, as: UInt64.self)
    status = RecordStatus(
      size: number(8, as: Int64.self),
      modified: number(16, as: Int64.self),
      changed: number(24, as: Int64.self),
      inode: number(32, as: UInt64.self)
    )
    pathCount = Int(number(40, as: UInt32.self))
    payloadCount = Int(number(44, as: UInt32.self))
    plan = number(48, as: UInt16.self)
    isPlain = number(50, as: UInt16.self) != 0
    entryCount = Int(number(52, as: UInt32.self))
    guard bytes.count - offset - Self.size >= pathCount + payloadCount else { return nil }
  }
}

extension ByteWriter {
  /// Writes a whole record.
  mutating func writeRecord(
    hash: UInt64,
    _ status: RecordStatus,
    plan: Int,
    path: [UInt8],
    _ record: FileRecord
  ) {
    let start = bytes.count
    reserve(RecordHeader.size)
    writeRaw(path)
    let payload = bytes.count
    write(record)
    let isPlain =
      record.problems.isEmpty && record.entries.count == 1 && record.entries[0].references.isEmpty
      && record.entries[0].problems.isEmpty
    set(hash, at: start)
    set(status.size, at: start + 8)
    set(status.modified, at: start + 16)
    set(status.changed, at: start + 24)
    set(status.inode, at: start + 32)
    set(UInt32(path.count), at: start + 40)
    set(UInt32(bytes.count - payload), at: start + 44)
    set(UInt16(plan), at: start + 48)
    set(UInt16(isPlain ? 1 : 0), at: start + 50)
    set(UInt32(record.entries.count), at: start + 52)
  }
}
