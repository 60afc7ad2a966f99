import Content
import Diagnostics
import Frontmatter
import JavaScript
import Values

extension FileCheck {
  /// The items of a file that the site's own parser reads.
  func parsedItems(in file: String, _ plan: CollectionPlan, _ bytes: [UInt8]) -> FileRecord {
    let kind = ContentFormat.kind(of: file)
    let document = FrontmatterDocument(kind == nil ? [] : bytes, kind: kind ?? .json, rules: rules)
    do {
      let text = String(decoding: bytes, as: UTF8.self)
      switch try functions?.parse(collection: plan.name, text: text) ?? .value(.null) {
      case .unresolved(let package):
        return FileRecord(problems: [.unresolved(plan.name, package, file: file)])
      case .value(let value):
        let places = ParsedPlaces(of: value, in: document)
        var record = items(of: value, file: file, plan, document, places: places)
        if kind == nil { Self.place(&record.entries, onLinesOf: SourceText(bytes)) }
        return record
      }
    } catch {
      return FileRecord(problems: [parserProblem(error, file: file, plan, document)])
    }
  }

  /// What the site's own parser makes of the file at `path`; nil when that fails.
  func parsedValue(in path: String, _ plan: CollectionPlan) -> Value? {
    do {
      let text = String(decoding: try FileReading.whole(path).bytes, as: UTF8.self)
      guard case .value(let value)? = try functions?.parse(collection: plan.name, text: text) else {
        return nil
      }
      return value
    } catch {
      // Checking the file said so.
      return nil
    }
  }

  /// Astro only logs it, and the site is built without any of these entries.
  private func parserProblem(
    _ error: JavaScriptError,
    file: String,
    _ plan: CollectionPlan,
    _ document: FrontmatterDocument
  ) -> Problem {
    // Our reader says best where a file is not what its name says, as most parsers then find.
    if error.kind == .thrown, !document.content.isEmpty, let failure = document.failure {
      return Problem(failure, in: document, file: file, collection: plan.name)
    }
    // Code that asks for what only Node has fails here with a TypeError.
    let isOfFile = error.kind == .thrown && !["TypeError", "ReferenceError"].contains(error.name)
    return Problem(
      rule: "parse/parser",
      severity: isOfFile ? .error : .warning,
      message: "the site's parser failed: \(error.message)",
      collection: plan.name,
      file: file
    )
  }

  /// Shows what is wrong with entries of a text of lines, such as CSV, on their lines: one for each, and
  /// maybe one more at the top for the names of the columns.
  private static func place(_ entries: inout [EntryRecord], onLinesOf source: SourceText) {
    let starts = source.lineStarts() + [source.bytes.count]
    let lines = zip(starts, starts.dropFirst())
      .map { start, next in
        start..<((start..<next).last { !source.bytes[$0].isLineBreak } ?? start - 1) + 1
      }
      .filter { !$0.isEmpty }
    let first = lines.count - entries.count
    guard first == 0 || first == 1 else { return }
    for (index, line) in lines.dropFirst(first).enumerated() {
      for problem in entries[index].problems.indices {
        entries[index].problems[problem].span = SourceSpan(line, in: source)
      }
    }
  }
}

extension UInt8 {
  fileprivate var isLineBreak: Bool { self == 0x0A || self == 0x0D }
}
