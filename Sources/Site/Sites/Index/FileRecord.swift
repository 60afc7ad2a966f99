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
  var id: String
  /// The entry's title, or its id where it has none.
  var title: String
  /// The slug that an entry of Astro 2 to 4 gives itself; empty for others.
  var slug = ""
  /// The value of each of the collection's columns, in their order.
  var cells: [Value] = []
  var problems: [Problem] = []
  /// The references in the entry's output, looked up once every collection is known.
  var references: [ReferenceUse] = []
}

extension EntryRecord {
  /// Whether nothing but its path is known of it: its file cannot be read, or its id not be made.
  var isUnread: Bool {
    problems.contains { $0.rule.hasPrefix("parse/") || $0.rule.hasPrefix("entry/") }
  }
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
  /// What the bytes of a record leave out, since it is the same for all of a file's.
  struct Place {
    var file: String
    var collection: String
  }
}

extension ByteWriter {
  mutating func write(_ record: FileRecord) {
    write(record.entries) { $0.write($1) }
    write(record.problems) { $0.write($1) }
  }
}

extension ByteReader {
  /// The record that was written for the file at `place`.
  mutating func record(at place: FileRecord.Place) throws -> FileRecord {
    FileRecord(
      entries: try array { try $0.entry(at: place) },
      problems: try array { try $0.problem(at: place, entry: nil) }
    )
  }
}

extension ByteWriter {
  /// What `write` does of a record with one entry without problems and references, whose id in UTF-8 is `id`.
  mutating func writePlain(
    _ id: [UInt8],
    title: String?,
    cells: [Value]
  ) {
    write(1)
    write(id)
    if let title { write(title) } else { write(id) }
    write("")
    write(cells) { $0.write($1) }
    // No problems, no references; no problems of the file.
    for _ in 0..<3 { write(0) }
  }

  fileprivate mutating func write(_ entry: EntryRecord) {
    write(entry.id)
    write(entry.title)
    write(entry.slug)
    write(entry.cells) { $0.write($1) }
    write(entry.problems) { $0.write($1) }
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
    write(problem.related) { writer, place in
      writer.write(place.message)
      writer.write(place.file)
      writer.write(place.span) { $0.write($1) }
    }
  }
}

extension ByteReader {
  mutating func entry(at place: FileRecord.Place) throws -> EntryRecord {
    let id = try string()
    return EntryRecord(
      id: id,
      title: try string(),
      slug: try string(),
      cells: try array { try $0.value() },
      problems: try array { try $0.problem(at: place, entry: id) },
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

  mutating func problem(at place: FileRecord.Place, entry: String?) throws -> Problem {
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
      help: try optional { try $0.string() },
      related: try array { reader in
        RelatedPlace(
          message: try reader.string(),
          file: try reader.string(),
          span: try reader.optional { try $0.span() }
        )
      }
    )
  }
}
