import Diagnostics
import Testing
import Values

@testable import Sites

@Suite struct FileRecordTests {
  /// SplitMix64: the same numbers in every run.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }

    mutating func text() -> String {
      String(
        (0..<Int.random(in: 0...6, using: &self)).map { _ in
          "aé漢🛶\u{0}\n".randomElement(using: &self) ?? "x"
        }
      )
    }

    mutating func list<Element>(_ each: (inout Self) -> Element) -> [Element] {
      (0..<Int.random(in: 0...3, using: &self)).map { _ in each(&self) }
    }

    mutating func maybe<Element>(_ each: (inout Self) -> Element) -> Element? {
      Bool.random(using: &self) ? each(&self) : nil
    }
  }

  private func value(_ random: inout Seeded, depth: Int = 0) -> Value {
    switch Int.random(in: 0...(depth < 3 ? 10 : 8), using: &random) {
    case 0: .undefined
    case 1: .null
    case 2: .boolean(.random(using: &random))
    case 3: .number(.random(in: -1e9...1e9, using: &random))
    case 4: .number(.nan)
    case 5: .date(DateValue(milliseconds: .random(in: 0...1e12, using: &random)))
    case 6: .bigint("-90071992547409931")
    case 7: .url("https://slipway.example/")
    case 8: .string(random.text())
    case 9: .array(random.list { value(&$0, depth: depth + 1) })
    default: .object(ObjectValue(random.list { ($0.text(), value(&$0, depth: depth + 1)) }))
    }
  }

  private func span(_ random: inout Seeded) -> SourceSpan {
    let start = SourcePosition(line: 3, column: 1, offset: .random(in: 0...9999, using: &random))
    return SourceSpan(start: start, end: SourcePosition(line: 300, column: 9, offset: 1 << 40))
  }

  private func path(_ random: inout Seeded) -> ValuePath {
    random.list {
      Bool.random(using: &$0) ? .key($0.text()) : .index(Int.random(in: 0...500, using: &$0))
    }
  }

  private func problem(_ random: inout Seeded, entry: String?) -> Problem {
    Problem(
      rule: "schema/\(random.text())",
      severity: Severity.allCases.randomElement(using: &random) ?? .error,
      message: random.text(),
      collection: "blog",
      entry: entry,
      path: path(&random),
      file: "a.md",
      span: random.maybe(span),
      issue: random.maybe { value(&$0) },
      help: random.maybe { $0.text() }
    )
  }

  private func entry(_ random: inout Seeded) -> EntryRecord {
    let id = random.text()
    return EntryRecord(
      id: id,
      title: random.text(),
      cells: random.list { value(&$0) },
      problems: random.list { problem(&$0, entry: id) },
      references: random.list {
        ReferenceUse(
          path: path(&$0),
          collection: $0.text(),
          id: $0.text(),
          span: $0.maybe(span)
        )
      }
    )
  }

  private func record(_ random: inout Seeded) -> FileRecord {
    FileRecord(entries: random.list(entry), problems: random.list { problem(&$0, entry: nil) })
  }

  private func encoded(_ record: FileRecord) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(record)
    return writer.bytes
  }

  private func decoded(_ bytes: [UInt8]) throws -> FileRecord {
    var reader = ByteReader(bytes)
    let record = try reader.record(at: FileRecord.Place(file: "a.md", collection: "blog"))
    try reader.end()
    return record
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what is written is read as it was`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let record = record(&random)

    #expect(try decoded(encoded(record)) == record)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `damaged bytes are refused or read as something, and nothing breaks`(seed: UInt64) {
    var random = Seeded(state: seed)
    var bytes = encoded(record(&random))
    for _ in 0..<3 {
      guard let index = bytes.indices.randomElement(using: &random) else { break }
      bytes[index] = .random(in: 0...255, using: &random)
    }
    _ = try? decoded(bytes)
  }

  @Test func `bytes that end early or go on are refused`() {
    var random = Seeded(state: 5)
    let bytes = encoded(record(&random))
    for count in bytes.indices {
      #expect(throws: (any Error).self) {
        try decoded(Array(bytes[..<count]))
      }
    }
    #expect(throws: (any Error).self) { try decoded(bytes + [0]) }
  }

  @Test func `a depth that no file has is refused`() {
    // One entry without id and title, one cell of arrays.
    let bytes: [UInt8] = [1, 0, 0, 1] + (0..<500_000).flatMap { _ in [6, 1] as [UInt8] }
    #expect(throws: (any Error).self) { try decoded(bytes) }
  }

  @Test func `a count that the bytes cannot hold is refused`() {
    let bytes: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(throws: (any Error).self) { try decoded(bytes) }
  }
}
