import Content
import EntryIndex
import Foundation

/// What is known of every content file, in memory and in the index, so that only changed files are
/// read again.
struct EntryRecords: Sendable {
  /// In the order in which the walks found the files.
  private(set) var rows: [RecordRow] = []
  /// A hash table of places in `rows`, plus one; 0 where nothing is, and its size a power of two.
  private var slots: [UInt32] = []
  /// What the records depend on beside the files: the configuration and frontis's version.
  private(set) var fingerprint: String?
  /// How many problems of all records `frontis fix` fixes; nil while nobody counted, or since a record
  /// changed.
  private(set) var fixableCount: Int?
  /// Of the index that the records are; nil while they are of none.
  private var revision: Int64?
  private let store: IndexStore?

  /// Whether they are of use to another run of the program.
  var areKept: Bool { store != nil }

  /// Records kept in `store`, or in memory alone.
  init(store: IndexStore?) { self.store = store }

  /// The hash of the file at `path` as one of the collection at `plan`.
  static func hash(_ path: UnsafeRawBufferPointer, plan: Int) -> UInt64 {
    FileHash.hash(path) &+ UInt64(plan) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The record of the file at `path` for the collection at `plan`; nil when there is none.
  func row(_ hash: UInt64, _ path: UnsafeRawBufferPointer, plan: Int) -> RecordRow? {
    place(hash, path, plan: plan).map { rows[$0] }
  }

  /// Where in `rows` that record is.
  ///
  /// Nothing is copied on the way: threads would wait for each other to count references.
  func place(_ hash: UInt64, _ path: UnsafeRawBufferPointer, plan: Int) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(truncatingIfNeeded: hash >> 8) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if rows[place].hash == hash, rows[place].plan == plan, rows[place].hasPath(path) {
        return place
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The place after `last`, when the record there is that of the file at `path`.
  ///
  /// Files are mostly looked at in the order of their records, where the next one is already in the
  /// processor's cache and a hash would lead anywhere.
  func place(after last: Int, _ path: UnsafeRawBufferPointer, plan: Int) -> Int? {
    let next = last + 1
    guard next < rows.count, rows[next].plan == plan, rows[next].hasPath(path) else { return nil }
    return next
  }

  /// Whether the file whose record is at `place` was in the state `status`.
  func has(_ status: RecordStatus, at place: Int) -> Bool {
    // Where it stands: a copy would count references, for which threads wait.
    let rows = rows.span
    return rows[place].has(status)
  }

  /// Takes `row` in place of what is known of its file, not yet in the index; false when nothing is.
  mutating func replace(_ row: RecordRow) -> Bool {
    guard let place = row.withPath({ place(row.hash, $0, plan: Int(row.plan)) }) else {
      return false
    }
    rows[place] = row
    forget()
    return true
  }

  private mutating func index() {
    var size = 16
    while size < rows.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: rows.isEmpty ? 0 : size)
    for (index, row) in rows.enumerated() {
      var slot = Int(truncatingIfNeeded: row.hash >> 8) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }
}

// MARK: - The index

extension EntryRecords {
  /// What the index holds; nil without one: then every file is read, which is slower and nothing else.
  func stored() -> IndexContent? { try? store?.load() }

  /// Makes the records those of `fingerprint`, from the index when they are of another.
  ///
  /// The index is read unless that was done before, and came to `stored`.
  mutating func use(_ fingerprint: String, _ stored: IndexContent?) {
    guard self.fingerprint != fingerprint else { return }
    self.fingerprint = fingerprint
    rows = []
    forget()
    if let known = stored ?? self.stored(), known.fingerprint == fingerprint {
      add(RecordChunk(known.bytes))
      revision = known.revision
      fixableCount = known.digest.map { Int($0) }
    }
    index()
  }

  /// Nothing that was worked out of all records holds any more.
  private mutating func forget() {
    revision = nil
    fixableCount = nil
  }

  /// Remembers what was worked out of the records as they are.
  mutating func keep(fixableCount: Int) {
    self.fixableCount = fixableCount
    guard let revision else { return }
    // An index that cannot be written costs time at the next start, nothing else.
    try? store?.store(digest: Int64(fixableCount), of: revision)
  }

  private mutating func add(_ chunk: RecordChunk) {
    chunk.bytes.withUnsafeBytes { bytes in
      var offset = 0
      while let header = RecordHeader(bytes, at: offset) {
        rows.append(RecordRow(RecordPlace(header, at: offset), in: chunk))
        offset += header.count
      }
    }
  }

  /// Takes `rows` in place of all that was known; `readCount` of them are new or changed.
  mutating func replace(_ rows: [RecordRow], readCount: Int) {
    let old = self.rows
    let reused = rows.count - readCount
    // The same rows in another order: the table leads to those that are there.
    guard readCount > 0 || reused < old.count else { return }
    self.rows = rows
    index()
    let base = revision
    forget()
    guard let store, let fingerprint else { return }
    var touched: Set<Int> = []
    for row in old where !isKept(row) { touched.insert(row.shard) }
    let oldChunks = Set(old.lazy.map { ObjectIdentifier($0.chunk) })
    for row in rows where !oldChunks.contains(ObjectIdentifier(row.chunk)) {
      touched.insert(row.shard)
    }
    // An index that cannot be written costs time at the next start, nothing else.
    revision = try? store.store(shards(touched), fingerprint: fingerprint, over: base)
  }

  /// Whether `row`, which was known before, is still the file's record.
  private func isKept(_ row: RecordRow) -> Bool {
    row.withPath { self.row(row.hash, $0, plan: Int(row.plan))?.chunk === row.chunk }
  }

  private func shards(_ numbers: Set<Int>) -> [IndexShard] {
    var shards: [Int: [UInt8]] = [:]
    for number in numbers { shards[number] = [] }
    for row in rows {
      let number = row.shard
      if numbers.contains(number) {
        row.withBytes { shards[number]?.append(contentsOf: $0) }
      }
    }
    return shards.map { IndexShard(number: $0.key, bytes: $0.value) }
  }
}

// MARK: - Looking at a row

extension RecordRow {
  /// The part of the index that it is kept in: that of the files in its folder whose names begin with one of
  /// eight bytes, so that what is asked for one after the other stands in one place.
  var shard: Int {
    withPath { path in
      let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      let folder = FileHash.hash(UnsafeRawBufferPointer(rebasing: path[..<start]))
      let group = start < path.count ? UInt64(path[start] >> 3) : 0
      return Int(truncatingIfNeeded: (folder &+ group &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }
  }

  var header: RecordHeader? {
    chunk.bytes.withUnsafeBytes { RecordHeader($0, at: Int(offset)) }
  }

  /// Calls `body` with all bytes of the record.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    chunk.bytes.withUnsafeBytes { bytes in
      let count = RecordHeader(bytes, at: Int(offset))?.count ?? 0
      return body(UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(offset) + count]))
    }
  }

  /// Whether the file was in the state `status`.
  func has(_ status: RecordStatus) -> Bool {
    chunk.bytes.withUnsafeBytes { RecordHeader.status(of: $0, at: Int(offset)) == status }
  }

  /// Calls `body` with the bytes of the file's path.
  func withPath<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    chunk.bytes.withUnsafeBytes { bytes in
      let count = RecordHeader.pathCount(of: bytes, at: Int(offset))
      let start = Int(offset) + RecordHeader.size
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
    }
  }

  fileprivate func hasPath(_ path: UnsafeRawBufferPointer) -> Bool {
    withPath { own in
      guard own.count == path.count, let first = own.baseAddress, let other = path.baseAddress
      else { return own.count == path.count }
      return memcmp(first, other, path.count) == 0
    }
  }

  /// The record, of the file at `place`; nil for a damaged one.
  func record(at place: FileRecord.Place) -> FileRecord? {
    guard let header else { return nil }
    var reader = ByteReader(
      chunk.bytes,
      at: Int(offset) + RecordHeader.size + header.pathCount
    )
    do { return try reader.record(at: place) } catch { return nil }
  }

  /// The file's path, relative to the site's root.
  var path: String { withPath { String(decoding: $0, as: UTF8.self) } }
}
