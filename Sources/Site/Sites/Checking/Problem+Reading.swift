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
    let help = failure.origin.map { origin in
      let start = source.position(at: origin)
      return "it begins on line \(start.line), column \(start.column)"
    }
    self.init(
      rule: "parse/\(failure.kind.rawValue)",
      severity: .error,
      message: failure.reason,
      collection: collection,
      file: file,
      span: SourceSpan(offset..<end, in: source),
      help: help
    )
  }
}
