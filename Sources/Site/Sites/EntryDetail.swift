package import Content
package import Frontmatter
package import Schemas
package import Values

/// One entry with its source: what the detail and the form work on.
package struct EntryDetail: Sendable {
  package var collection: String
  package var id: String
  /// Relative to the site's root.
  package var file: String
  /// Where in the file's document the entry's data stands: empty, or a key or index of a data
  /// file that holds many entries.
  package var base: ValuePath
  /// The file as it was read.
  package var document: FrontmatterDocument
  /// What the file was when it was read: a save is refused when it is another by then.
  package var stamp: FileStamp
  /// The schema, for the form; nil where the collection has none.
  package var field: FieldDescription?
  package var problems: [Problem]
  /// False where the file must not be written: a data file read through a parser of the site.
  package var isEditable: Bool
  let plan: CollectionPlan
}

extension EntryDetail {
  /// The keys at the top of the data in the schema's order: where a new key is put.
  var keyOrder: [String] {
    guard base.isEmpty, let field else { return [] }
    return Self.keys(of: field)
  }

  /// The entry's data as the file has it.
  package var data: Value { document.data[base] ?? .undefined }

  /// The same with `edits` made, those left out that cannot be.
  package func data(after edits: [Edit]) -> Value {
    edits.reduce(document.data) { $1.applied(to: $0) ?? $0 }[base] ?? .undefined
  }

  static func keys(of field: FieldDescription) -> [String] {
    switch field.kind {
    case .object(let fields, _): return fields.map(\.key)
    case .union(let members, _):
      var seen: Set<String> = []
      return members.flatMap(keys).filter { seen.insert($0).inserted }
    default: return []
    }
  }
}
