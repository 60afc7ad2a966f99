import Diagnostics
import Frontmatter

extension Problem {
  /// The problem of a file of `collection` that cannot be read as what it is.
  init(
    _ failure: ReadFailure,
    in document: FrontmatterDocument,
    file: String,
    collection: String
  ) {
    let source = document.source
    let offset = failure.offset ?? 0
    let end = min(offset + 1, max(offset, source.bytes.count))
    let origin = failure.origin.map { SourceSpan($0..<min($0 + 1, source.bytes.count), in: source) }
    self.init(
      rule: "parse/\(failure.kind.rawValue)",
      severity: .error,
      message: failure.reason,
      collection: collection,
      file: file,
      span: SourceSpan(offset..<end, in: source),
      help: origin.map { "it begins on line \($0.start.line), column \($0.start.column)" },
      related: origin.map { [RelatedPlace(message: "it begins here", file: file, span: $0)] } ?? []
    )
  }
}
