package import Diagnostics
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
  package var stamp: FileVersion
  /// The schema, for the form; nil where the collection has none.
  package var field: FieldDescription?
  package var problems: [Problem]
  /// False where the file must not be written: a data file read through a parser of the site.
  package var isEditable: Bool
}

/// What a file was at the moment it was read.
package struct FileVersion: Sendable, Hashable {
  /// A 64-bit hash of all its bytes.
  package var hash: UInt64

  package init(hash: UInt64) { self.hash = hash }
}
