package import Values

/// A place that leads to an entry.
package struct EntryUse: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A reference in the data of the entry `by`.
    case reference(by: EntryAddress, path: ValuePath)
    /// A link in a body.
    case link
  }

  package var kind: Kind
  /// Relative to the site's root.
  package var file: String
  package var span: SourceSpan?
  /// The id or the target as it is written.
  package var text: String
  /// A link's target in the file.
  var range: Range<Int>?
}
