import Content
import Foundation
package import Values

/// What the entry table shows of one entry.
///
/// A few words in memory: all but its problems is read from the bytes of the index when it is asked
/// for, since a site may have a hundred thousand entries and a screen shows forty.
package struct EntrySummary: Sendable {
  private let chunk: RecordChunk
  /// Of the record of the entry's file.
  private let record: UInt32
  /// Of the entry in it.
  private let entry: UInt32
  package var problems: [Problem]

  /// The entry at `entry` of the record at `record`.
  init(_ chunk: RecordChunk, record: UInt32, entry: UInt32, problems: [Problem]) {
    self.chunk = chunk
    self.record = record
    self.entry = entry
    self.problems = problems
  }

  package init(
    id: String,
    file: String,
    title: String,
    cells: [Value] = [],
    problems: [Problem] = []
  ) {
    self.init(EntryRecord(id: id, title: title, cells: cells, problems: problems), file: file)
  }

  init(_ entry: EntryRecord, file: String) {
    var writer = ByteWriter()
    let status = RecordStatus(size: 0, modified: 0, changed: 0, inode: 0)
    let place = writer.writeRecord(
      status,
      plan: 0,
      path: Array(file.utf8),
      FileRecord(entries: [EntryRecord(id: entry.id, title: entry.title, cells: entry.cells)])
    )
    self.init(
      RecordChunk(writer.bytes),
      record: place.offset,
      entry: place.plainEntry ?? 0,
      problems: entry.problems
    )
  }
}

// MARK: - Reading

extension EntrySummary {
  /// The id that Astro gives.
  package var id: String { read { try $0.string() } ?? "" }

  /// The entry's title, or its id where it has none.
  package var title: String {
    let title = read { reader in
      try reader.skipString()
      return try reader.string()
    }
    return title ?? ""
  }

  /// The slug by which entries of Astro 2 to 4 name it.
  var slug: String {
    let own = read { reader in
      try reader.skipString()
      try reader.skipString()
      return try reader.string()
    }
    return own.flatMap { $0.isEmpty ? nil : $0 } ?? EntryID.slugged(id)
  }

  /// The value of each of the collection's columns, in their order; undefined where absent.
  package var cells: [Value] {
    let cells = read { reader in
      for _ in 0..<3 { try reader.skipString() }
      return try reader.array { try $0.value() }
    }
    return cells ?? []
  }

  /// Relative to the site's root.
  package var file: String {
    chunk.bytes.withUnsafeBytes { bytes in
      guard let header = RecordHeader(bytes, at: Int(record)) else { return "" }
      let start = Int(record) + RecordHeader.size
      return String(decoding: bytes[start..<start + header.pathCount], as: UTF8.self)
    }
  }

  /// What `body` reads from the entry's first byte on; nil for a damaged index.
  private func read<Result>(_ body: (inout ByteReader) throws -> Result) -> Result? {
    var reader = ByteReader(chunk.bytes, at: Int(entry))
    do { return try body(&reader) } catch { return nil }
  }

  /// Calls `body` with the bytes of the id.
  func withID<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    chunk.bytes.withUnsafeBufferPointer { bytes in
      var place = Int(entry)
      return body(Self.text(in: bytes, at: &place))
    }
  }

  /// Calls `body` with the bytes of the id and of the title, in UTF-8: far cheaper than either as a text.
  package func withNames<Result>(
    _ body: (_ id: UnsafeBufferPointer<UInt8>, _ title: UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    chunk.bytes.withUnsafeBufferPointer { bytes in
      var place = Int(entry)
      let id = Self.text(in: bytes, at: &place)
      return body(id, Self.text(in: bytes, at: &place))
    }
  }

  /// The text at `place`, and on to just after it; cut where a damaged index ends.
  @inline(__always)
  private static func text(
    in bytes: UnsafeBufferPointer<UInt8>,
    at place: inout Int
  ) -> UnsafeBufferPointer<UInt8> {
    var count = 0
    var shift = 0
    while place < bytes.count, shift < 32 {
      count |= Int(bytes[place] & 0x7F) << shift
      place += 1
      if bytes[place - 1] < 0x80 { break }
      shift += 7
    }
    let start = min(place, bytes.count)
    place = min(start + count, bytes.count)
    return UnsafeBufferPointer(rebasing: bytes[start..<place])
  }
}

extension EntrySummary: Equatable {
  package static func == (left: EntrySummary, right: EntrySummary) -> Bool {
    if left.chunk === right.chunk, left.record == right.record, left.entry == right.entry {
      return left.problems == right.problems
    }
    return left.id == right.id && left.file == right.file && left.title == right.title
      && left.cells == right.cells && left.problems == right.problems
  }
}

// MARK: - Order

extension EntrySummary {
  /// Whether the id comes before another one's, byte by byte.
  func precedes(_ other: EntrySummary) -> Bool {
    withID { own in other.withID { Self.order(own, $0) < 0 } }
  }

  /// Whether its id is `id`, byte by byte.
  package func hasID(_ id: String) -> Bool {
    var id = id
    return id.withUTF8 { id in withID { Self.order($0, id) == 0 } }
  }

  func hasSameID(as other: EntrySummary) -> Bool {
    withID { own in other.withID { Self.order(own, $0) == 0 } }
  }

  /// Less than 0, 0, more than 0: the order of two texts by their bytes.
  static func order(
    _ left: UnsafeBufferPointer<UInt8>,
    _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard let one = left.baseAddress, let other = right.baseAddress else {
      return left.count - right.count
    }
    let order = memcmp(one, other, min(left.count, right.count))
    return order == 0 ? left.count - right.count : Int(order)
  }
}

extension [EntrySummary] {
  /// Whether an entry has `id`; the entries are in the order of theirs.
  func contains(id: String) -> Bool {
    var id = id
    return id.withUTF8 { id in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        let order = self[middle].withID { EntrySummary.order($0, id) }
        if order == 0 { return true }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return false
    }
  }
}
