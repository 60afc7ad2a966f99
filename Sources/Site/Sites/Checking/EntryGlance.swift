import Content
import Schemas
import Values

/// Tells the entries of one collection that there is nothing to say of: no problem, no entry that they name.
///
/// Each thread has its own, so that nothing is touched whose references other threads count as well.
final class EntryGlance {
  /// Whether the collection's files are those of Astro 2 to 4.
  let isLegacy: Bool
  /// Whether it has files, each of which is an entry.
  let hasFiles: Bool
  /// Whether several entries are parsed in less time together.
  let isQuickerTogether: Bool
  /// Nil where only a closer look tells.
  private let schema: SchemaGlance?
  private let collections: Set<String>
  /// Whether what the schema gives may name entries.
  private let mayName: Bool

  init(_ plan: CollectionPlan) {
    isLegacy = plan.loader == .legacy
    hasFiles = plan.isWhole
    isQuickerTogether = plan.check.isQuickerTogether
    // A copy.
    collections = Set(plan.check.collections.map { $0 })
    guard case .files(_, _, .slugged) = plan.source, !plan.check.hasImages else {
      schema = nil
      mayName = true
      return
    }
    schema = plan.check.schema.flatMap { SchemaGlance($0) }
    mayName = schema?.mayHold("collection") ?? true
  }

  /// Whether the file at `path` is one whose head is read for its data alone.
  func isMarkdown(_ path: [UInt8]) -> Bool {
    hasFiles
      && path.withUnsafeBufferPointer { ContentFormat.kind(of: $0, isLegacy: isLegacy) }
        == .markdown
  }

  /// Whether a file that holds `data` is such an entry, and has its id of its path.
  func isPlain(_ data: Value) -> Bool {
    guard let schema, case .object(let object) = data, object["slug"] == nil,
      let output = schema.output(of: data)
    else { return false }
    // What is empty may have become a date.
    let values = object.values.span
    for position in values.indices { if case .null = values[position] { return false } }
    return !mayName || !ReferenceUse.isAny(in: output, collections: collections)
  }
}
