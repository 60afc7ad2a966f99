import Values

/// The records of some files, as bytes: what the index keeps and what the screen's rows are read from.
///
/// Records stand one after the other. Each is a header of fixed size, the file's path in UTF-8, and
/// the payload that `FileRecord` writes.
final class RecordChunk: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// Where in its chunk the record of a file stands, and what of its header is asked for often.
struct RecordPlace: Sendable {
  /// Of the record's first byte.
  let offset: UInt32
  /// The collection, by its place in the plan.
  let plan: UInt16
  /// Bytes of the file's path; more than fit into fifteen bits make a row that is not plain.
  private let shape: UInt16
  /// Of path and collection.
  let hash: UInt64

  /// The place of the record at `offset` that begins with `header`.
  init(_ header: RecordHeader, at offset: Int) {
    self.offset = UInt32(offset)
    plan = header.plan
    hash = header.hash
    let isPlain = header.isPlain && header.pathCount < 0x8000
    shape = UInt16(truncatingIfNeeded: header.pathCount & 0x7FFF) | (isPlain ? 0x8000 : 0)
  }

  /// Where its one entry stands in the chunk, when it has no problems and no references; nil for any other.
  var plainEntry: UInt32? {
    guard shape & 0x8000 != 0 else { return nil }
    // Before the entry stands how many there are, in one byte.
    return offset + UInt32(RecordHeader.size) + UInt32(shape & 0x7FFF) + 1
  }
}

/// The record of a file.
struct RecordRow: Sendable {
  let chunk: RecordChunk
  let place: RecordPlace

  init(_ place: RecordPlace, in chunk: RecordChunk) { (self.place, self.chunk) = (place, chunk) }

  var offset: UInt32 { place.offset }
  var plan: UInt16 { place.plan }
  var hash: UInt64 { place.hash }
  var plainEntry: UInt32? { place.plainEntry }
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
  /// The header at `offset` of `bytes`; nil when the record does not fit into them.
  init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard offset >= 0, bytes.count - offset >= Self.size else { return nil }
    hash = Self.number(bytes, offset, as: UInt64.self)
    status = Self.status(of: bytes, at: offset)
    pathCount = Self.pathCount(of: bytes, at: offset)
    payloadCount = Int(Self.number(bytes, offset + 44, as: UInt32.self))
    plan = Self.number(bytes, offset + 48, as: UInt16.self)
    isPlain = Self.number(bytes, offset + 50, as: UInt16.self) != 0
    entryCount = Int(Self.number(bytes, offset + 52, as: UInt32.self))
    guard bytes.count - offset - Self.size >= pathCount + payloadCount else { return nil }
  }

  /// Writes it over `bytes`, as many as it has.
  func write(to bytes: UnsafeMutableRawBufferPointer) {
    func set<T: FixedWidthInteger>(_ number: T, at place: Int) {
      bytes.storeBytes(of: number.littleEndian, toByteOffset: place, as: T.self)
    }
    set(hash, at: 0)
    set(status.size, at: 8)
    set(status.modified, at: 16)
    set(status.changed, at: 24)
    set(status.inode, at: 32)
    set(UInt32(pathCount), at: 40)
    set(UInt32(payloadCount), at: 44)
    set(plan, at: 48)
    set(UInt16(isPlain ? 1 : 0), at: 50)
    set(UInt32(entryCount), at: 52)
  }

  /// Only the status of the header at `offset`, which is whole.
  static func status(of bytes: UnsafeRawBufferPointer, at offset: Int) -> RecordStatus {
    RecordStatus(
      size: number(bytes, offset + 8, as: Int64.self),
      modified: number(bytes, offset + 16, as: Int64.self),
      changed: number(bytes, offset + 24, as: Int64.self),
      inode: number(bytes, offset + 32, as: UInt64.self)
    )
  }

  /// Only the length of the path of the header at `offset`, which is whole.
  static func pathCount(of bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    Int(number(bytes, offset + 40, as: UInt32.self))
  }

  private static func number<T: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer,
    _ place: Int,
    as type: T.Type
  ) -> T {
    T(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: type))
  }
}

extension ByteWriter {
  /// Writes a whole record; it stands in the chunk that the bytes will be.
  mutating func writeRecord(
    _ status: RecordStatus,
    plan: Int,
    path: [UInt8],
    _ record: FileRecord
  ) -> RecordPlace {
    let isPlain =
      record.problems.isEmpty && record.entries.count == 1 && record.entries[0].references.isEmpty
      && record.entries[0].problems.isEmpty
    return writeRecord(status, plan: plan, path: path, record.entries.count, isPlain) {
      $0.write(record)
    }
  }

  /// Writes the record of a file that is one entry without problems and references, whose id in UTF-8 is `id`; its title
  /// too when there is none.
  mutating func writePlainRecord(
    _ status: RecordStatus,
    plan: Int,
    path: [UInt8],
    id: [UInt8],
    title: String?,
    cells: [Value]
  ) -> RecordPlace {
    writeRecord(status, plan: plan, path: path, 1, true) {
      $0.writePlain(id, title: title, cells: cells)
    }
  }

  @inline(__always)
  private mutating func writeRecord(
    _ status: RecordStatus,
    plan: Int,
    path: [UInt8],
    _ entryCount: Int,
    _ isPlain: Bool,
    _ payload: (inout ByteWriter) -> Void
  ) -> RecordPlace {
    let hash = path.withUnsafeBytes { EntryRecords.hash($0, plan: plan) }
    let start = bytes.count
    writeZeros(RecordHeader.size)
    writeRaw(path)
    let payloadStart = bytes.count
    payload(&self)
    let header = RecordHeader(
      hash: hash,
      status: status,
      plan: UInt16(plan),
      isPlain: isPlain,
      entryCount: entryCount,
      pathCount: path.count,
      payloadCount: bytes.count - payloadStart
    )
    overwrite(start..<start + RecordHeader.size) { header.write(to: $0) }
    return RecordPlace(header, at: start)
  }
}
