import Content
import EntryIndex

/// What is known of every content file, in memory and in the index, so that only changed files are
/// read again.
struct EntryRecords: Sendable {
  /// In the order in which the walks found the files.
  private(set) var rows: [RecordRow] = []
  /// A hash table of places in `rows`, plus one; 0 where nothing is, and its size a power of two.
  private var slots: [UInt32] = []
  /// What the records depend on beside the files: the configuration and frontis's version.
  private(set) var fingerprint: String?
  private let store: IndexStore?

  /// Records kept in `store`, or in memory alone.
  init(store: IndexStore?) { self.store = store }

  /// The hash of the file at `path` as one of the collection at `plan`.
  static func hash(_ path: UnsafeRawBufferPointer, plan: Int) -> UInt64 {
    FileHash.hash(path) &+ UInt64(plan) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The record of the file at `path` for the collection at `plan`; nil when there is none.
  func row(_ hash: UInt64, _ path: UnsafeRawBufferPointer, plan: Int) -> RecordRow? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(truncatingIfNeeded: hash >> 8) & (slots.count - 1)
    while slots[slot] != 0 {
      let row = rows[Int(slots[slot]) - 1]
      if row.hash == hash, row.plan == plan, row.hasPath(path) { return row }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Takes `row` in place of what is known of its file, not yet in the index; false when nothing is.
  mutating func replace(_ row: RecordRow) -> Bool {
    row.withPath { path in
      guard !slots.isEmpty else { return false }
      var slot = Int(truncatingIfNeeded: row.hash >> 8) & (slots.count - 1)
      while slots[slot] != 0 {
        let place = Int(slots[slot]) - 1
        let old = rows[place]
        if old.hash == row.hash, old.plan == row.plan, old.hasPath(path) {
          rows[place] = row
          return true
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return false
    }
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
  /// Makes the records those of `fingerprint`, from the index when they are of another; whether they
  /// were.
  mutating func use(_ fingerprint: String) -> Bool {
    guard self.fingerprint != fingerprint else { return false }
    self.fingerprint = fingerprint
    rows = []
    // Without an index every file is read: slower, and nothing else.
    for shard in (try? store?.load(fingerprint: fingerprint)) ?? [] {
      add(RecordChunk(shard.bytes))
    }
    index()
    return true
  }

  private mutating func add(_ chunk: RecordChunk) {
    chunk.bytes.withUnsafeBytes { bytes in
      var offset = 0
      while let header = RecordHeader(bytes, at: offset) {
        rows.append(
          RecordRow(
            chunk: chunk,
            offset: UInt32(offset),
            plan: header.plan,
            hash: header.hash
          )
        )
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
    guard let store, let fingerprint else { return }
    var touched: Set<Int> = []
    for row in old where !isKept(row) { touched.insert(row.shard) }
    let oldChunks = Set(old.lazy.map { ObjectIdentifier($0.chunk) })
    for row in rows where !oldChunks.contains(ObjectIdentifier(row.chunk)) {
      touched.insert(row.shard)
    }
    // An index that cannot be written costs time at the next start, nothing else.
    try? store.store(shards(touched), fingerprint: fingerprint)
  }

  /// Whether `row`, which was known before, is still the file's record.
  private func isKept(_ row: RecordRow) -> Bool {
    row.withPath { self.row(row.hash, $0, plan: Int(row.plan))?.chunk === row.chunk }
  }

  private func shards(_ numbers: Set<Int>) -> [IndexShard] {
    var shards: [Int: [UInt8]] = [:]
    for number in numbers { shards[number] = [] }
    for row in rows where numbers.contains(row.shard) {
      row.withBytes { shards[row.shard]?.append(contentsOf: $0) }
    }
    return shards.map { IndexShard(number: $0.key, bytes: $0.value) }
  }
}

// MARK: - Looking at a row

extension RecordRow {
  /// The part of the index that it is kept in.
  var shard: Int { Int(hash & 255) }

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

  /// Calls `body` with the bytes of the file's path.
  func withPath<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    chunk.bytes.withUnsafeBytes { bytes in
      let count = RecordHeader(bytes, at: Int(offset))?.pathCount ?? 0
      let start = Int(offset) + RecordHeader.size
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + count]))
    }
  }

  fileprivate func hasPath(_ path: UnsafeRawBufferPointer) -> Bool {
    withPath { $0.count == path.count && $0.elementsEqual(path) }
  }

  /// The file's path, relative to the site's root.
  var path: String { withPath { String(decoding: $0, as: UTF8.self) } }
}
