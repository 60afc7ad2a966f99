import Diagnostics

/// Reads many files one after the other, keeping its buffers.
package struct DocumentReader: Sendable {
  package let rules: DocumentRules
  private var yaml: YAMLReader

  package init(_ rules: DocumentRules) {
    self.rules = rules
    yaml = YAMLReader(rules.yaml)
  }

  /// Reads a file, or with `isWhole` false its first bytes.
  package mutating func read(
    _ bytes: [UInt8],
    kind: DocumentKind,
    isWhole: Bool = true
  ) -> FrontmatterDocument {
    var block: FrontmatterBlock?
    var needsMoreBytes = false
    var reading: Result<DocumentTree, ReadFailure>?
    switch kind {
    case .data(let format):
      needsMoreBytes = !isWhole
      reading = read(bytes, in: 0..<bytes.count, as: format)
    case .markdown:
      switch FrontmatterBlock.find(in: bytes, rules: rules.fences) {
      case .none: break
      case .open: needsMoreBytes = !isWhole
      case .found(let found) where found.closing == nil && !isWhole: needsMoreBytes = true
      case .found(let found):
        block = found
        reading =
          found.unknownLanguage.map { .failure(unknownLanguage($0, in: found)) }
          ?? read(bytes, in: found.content, as: found.format)
      }
    }
    return FrontmatterDocument(
      source: SourceText(bytes),
      kind: kind,
      rules: rules,
      block: block,
      needsMoreBytes: needsMoreBytes,
      reading: reading
    )
  }

  private mutating func read(
    _ bytes: [UInt8],
    in range: Range<Int>,
    as format: DocumentFormat
  ) -> Result<DocumentTree, ReadFailure> {
    switch format {
    case .yaml: yaml.read(bytes, in: range)
    case .json: JSONReader.read(bytes, in: range)
    case .toml: TOMLReader.read(bytes, in: range, rules.toml)
    }
  }

  private func unknownLanguage(_ language: String, in block: FrontmatterBlock) -> ReadFailure {
    // gray-matter, lib/engine.js
    ReadFailure(
      kind: .yaml,
      reason: "gray-matter engine \"\(language)\" is not registered",
      offset: block.opening.upperBound
    )
  }
}
