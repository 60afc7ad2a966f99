package import Diagnostics
package import Values

/// A content file: its bytes, where its data stands in them, and what that data says.
package struct FrontmatterDocument: Sendable {
  package let source: SourceText
  package let kind: DocumentKind
  package let rules: DocumentRules
  /// What the data is written in; nil for a Markdown file without frontmatter.
  package let format: DocumentFormat?
  /// The opening fence's three bytes; nil without frontmatter and for a data file.
  package let openingFence: Range<Int>?
  /// The bytes that are parsed; empty without frontmatter.
  package let content: Range<Int>
  /// The closing fence's three bytes.
  package let closingFence: Range<Int>?
  /// Where a Markdown file's body begins; the end of a data file.
  package let bodyStart: Int
  /// Whether the bytes are only a file's head and its frontmatter does not end in them.
  package let needsMoreBytes: Bool
  /// What the data says; nil when it could not be read and when there is none.
  package let tree: DocumentTree?
  /// Why the data could not be read.
  package let failure: ReadFailure?

  /// Reads a whole file, or its first bytes with `isWhole` false: the body is not looked at, so the
  /// head is enough unless `needsMoreBytes` says otherwise.
  package init(_ bytes: [UInt8], kind: DocumentKind, rules: DocumentRules, isWhole: Bool = true) {
    var reader = DocumentReader(rules)
    self = reader.read(bytes, kind: kind, isWhole: isWhole)
  }

  init(
    source: SourceText,
    kind: DocumentKind,
    rules: DocumentRules,
    block: FrontmatterBlock?,
    needsMoreBytes: Bool,
    reading: Result<DocumentTree, ReadFailure>?
  ) {
    self.source = source
    self.kind = kind
    self.rules = rules
    self.needsMoreBytes = needsMoreBytes
    let count = source.bytes.count
    if case .data(let format) = kind {
      self.format = format
      content = 0..<count
      bodyStart = count
    } else {
      format = block?.format
      content = block?.content ?? 0..<0
      bodyStart = block?.bodyStart ?? 0
    }
    openingFence = block?.opening
    closingFence = block?.closing
    switch reading {
    case .success(let tree): (self.tree, failure) = (tree, nil)
    case .failure(let failure): (tree, self.failure) = (nil, failure)
    case nil: (tree, failure) = (nil, nil)
    }
  }

  /// What Astro hands to the schema.
  ///
  /// A Markdown file's data that is no object or array is `{}`; a data file's is what it says,
  /// `undefined` when it says nothing. Worked out at each call; `undefined` after a failure.
  package var value: Value {
    let value = tree?.value ?? .undefined
    guard kind == .markdown, failure == nil else { return value }
    switch value {
    case .object, .array, .date, .bytes: return value
    default: return .object(ObjectValue())
    }
  }
}
