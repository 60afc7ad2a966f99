import Diagnostics
import Values

/// What one file gave to one collection: its entries and what is wrong with them.
struct FileRecord: Sendable, Equatable {
  var entries: [EntryRecord] = []
  /// Problems of the file that belong to no entry: it cannot be parsed.
  var problems: [Problem] = []
}

/// One entry as the index keeps it.
struct EntryRecord: Sendable, Equatable {
  var summary: EntrySummary
  /// The references in the entry's output, looked up once every collection is known.
  var references: [ReferenceUse] = []
}

/// An entry that another entry names.
struct ReferenceUse: Sendable, Equatable {
  var path: ValuePath
  var collection: String
  var id: String
  var span: SourceSpan?
}

// MARK: - Bytes

extension FileRecord {
  /// The records of one file, by the names of the collections that it belongs to.
  static func encode(_ records: [(collection: String, record: FileRecord)]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(records) { writer, item in
      writer.write(item.collection)
      writer.write(item.record.entries) { $0.write($1) }
      writer.write(item.record.problems) { $0.write($1) }
    }
    return writer.bytes
  }

  /// The records that `encode` wrote for `file`; throws when the bytes are anything else.
  static func decode(_ bytes: [UInt8], file: String) throws -> [(
    collection: String, record: FileRecord
  )] {
    var reader = ByteReader(bytes)
    let records = try reader.array { reader in
      let collection = try reader.string()
      let place = Place(file: file, collection: collection)
      let entries = try reader.array { try $0.entry(at: place) }
      let problems = try reader.array { try $0.problem(at: place, entry: nil) }
      return (collection, FileRecord(entries: entries, problems: problems))
    }
    try reader.end()
    return records
  }

  /// What the bytes of a record leave out, since it is the same for all of a file's.
  fileprivate struct Place {
    var file: String
    var collection: String
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ entry: EntryRecord) {
    write(entry.summary.id)
    write(entry.summary.title)
    write(entry.summary.cells) { $0.write($1) }
    write(entry.summary.problems) { $0.write($1) }
    write(entry.references) { writer, reference in
      writer.write(reference.path)
      writer.write(reference.collection)
      writer.write(reference.id)
      writer.write(reference.span) { $0.write($1) }
    }
  }

  fileprivate mutating func write(_ problem: Problem) {
    write(problem.rule)
    write(problem.severity.rawValue)
    write(problem.message)
    write(problem.path)
    write(problem.span) { $0.write($1) }
    write(problem.issue) { $0.write($1) }
    write(problem.help) { $0.write($1) }
  }
}

extension ByteReader {
  fileprivate mutating func entry(at place: FileRecord.Place) throws -> EntryRecord {
    let id = try string()
    return EntryRecord(
      summary: EntrySummary(
        id: id,
        file: place.file,
        title: try string(),
        cells: try array { try $0.value() },
        problems: try array { try $0.problem(at: place, entry: id) }
      ),
      references: try array { reader in
        ReferenceUse(
          path: try reader.path(),
          collection: try reader.string(),
          id: try reader.string(),
          span: try reader.optional { try $0.span() }
        )
      }
    )
  }

  fileprivate mutating func problem(at place: FileRecord.Place, entry: String?) throws -> Problem {
    let rule = try string()
    guard let severity = Severity(rawValue: try string()) else { throw Malformed() }
    return Problem(
      rule: rule,
      severity: severity,
      message: try string(),
      collection: place.collection,
      entry: entry,
      path: try path(),
      file: place.file,
      span: try optional { try $0.span() },
      issue: try optional { try $0.value() },
      help: try optional { try $0.string() }
    )
  }
}
