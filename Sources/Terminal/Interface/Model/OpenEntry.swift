import Diagnostics
package import Schemas
package import Sites
package import Values

/// Which entry is meant.
package struct EntryReference: Sendable, Hashable {
  package var collection: String
  /// Nil for a file that gave no entry: it can be looked at, not edited.
  package var id: String?
  /// Relative to the site's root.
  package var file: String

  package init(collection: String, id: String?, file: String) {
    self.collection = collection
    self.id = id
    self.file = file
  }
}

/// One entry with its source: what the detail shows and the form edits.
package struct OpenEntry: Sendable, Equatable {
  package var reference: EntryReference
  /// The whole file as it was read.
  package var bytes: [UInt8]
  /// Names what was read: another one on disk means that the file changed since.
  package var hash: String
  /// Where the entry's data stands in the file's document.
  package var base: ValuePath
  /// The entry's data as the file has it.
  package var data: Value
  /// Nil where the collection has no schema.
  package var field: FieldDescription?
  package var problems: [Problem]
  package var isEditable: Bool
  /// Offset of the first byte of the body; the file's length where it has none.
  package var bodyStart: Int
  /// What the site itself needs to check and save; nil only in tests.
  package var detail: EntryDetail?

  package init(
    reference: EntryReference,
    bytes: [UInt8],
    hash: String,
    base: ValuePath = [],
    data: Value,
    field: FieldDescription?,
    problems: [Problem] = [],
    isEditable: Bool = true,
    bodyStart: Int? = nil,
    detail: EntryDetail? = nil
  ) {
    self.reference = reference
    self.bytes = bytes
    self.hash = hash
    self.base = base
    self.data = data
    self.field = field
    self.problems = problems
    self.isEditable = isEditable
    self.bodyStart = bodyStart ?? bytes.count
    self.detail = detail
  }

  package static func == (left: OpenEntry, right: OpenEntry) -> Bool {
    left.reference == right.reference && left.hash == right.hash && left.problems == right.problems
  }
}

extension OpenEntry {
  package init(_ detail: EntryDetail) {
    self.init(
      reference: EntryReference(collection: detail.collection, id: detail.id, file: detail.file),
      bytes: detail.document.source.bytes,
      hash: String(detail.stamp.hash, radix: 16),
      base: detail.base,
      data: detail.document.value[detail.base] ?? .undefined,
      field: detail.field,
      problems: detail.problems,
      isEditable: detail.isEditable && detail.document.failure == nil,
      bodyStart: detail.document.bodyStart,
      detail: detail
    )
  }

  /// `collection/id`, or the file where there is no id.
  var title: String { reference.id.map { "\(reference.collection)/\($0)" } ?? reference.file }
}
