import FrontisTestSupport

@testable import Frontmatter

/// A document written in another way: what people do to files by hand and a reader must pass over.
extension SeededGenerator {
  /// The same data with a few comments, blank lines, spaces, anchors or other line ends around it.
  mutating func dressed(_ document: FrontmatterDocument) -> FrontmatterDocument {
    guard document.format != nil, document.source.bytes.count < 20_000 else { return document }
    var dressed = document
    for _ in 0..<Int.random(in: 1...4, using: &self) {
      guard let bytes = change(of: dressed) else { continue }
      let other = FrontmatterDocument(bytes, kind: document.kind, rules: document.rules)
      if other.failure == nil, other.value == document.value { dressed = other }
    }
    return dressed
  }

  private mutating func change(of document: FrontmatterDocument) -> [UInt8]? {
    let text = document.text
    switch Int.random(in: 0..<10, using: &self) {
    case 0: return Array(text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
    case 1: return [0xEF, 0xBB, 0xBF] + document.source.bytes
    case 2 where document.kind != .markdown:
      return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? Array(text.dropLast().utf8) : nil
    default: return changedLine(of: document)
    }
  }

  private mutating func changedLine(of document: FrontmatterDocument) -> [UInt8]? {
    var lines = document.source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let head = document.source.bytes[..<document.content.lowerBound].count { $0 == 0x0A }
    let count = document.source.bytes[document.content].count { $0 == 0x0A }
    let end = min(lines.count, head + count + (document.kind == .markdown ? 0 : 1))
    guard head < end else { return nil }
    let index = Int.random(in: head..<end, using: &self)
    let isCRLF = lines[index].utf8.last == 0x0D
    let line = isCRLF ? String(lines[index].dropLast()) : lines[index]
    let changed = changed(line, index, in: document.format)
    lines[index] = changed.map { isCRLF ? $0 + "\r" : $0 }.joined(separator: "\n")
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// The line, and others above and below it.
  private mutating func changed(
    _ line: String,
    _ index: Int,
    in format: DocumentFormat?
  ) -> [String] {
    let indent = String(line.prefix { $0 == " " })
    switch (format, Int.random(in: 0..<12, using: &self)) {
    case (.json, 0..<4): return [line.replacing(": ", with: ":", maxReplacements: 1)]
    case (.json, 4..<6): return [line.replacing("  ", with: "\t")]
    case (.json, 6..<9): return [line.replacing(",", with: " , ")]
    case (.json, _): return [line, ""]
    case (_, 0), (_, 1): return [line + " # why"]
    case (_, 2): return [indent + "# above", line]
    case (_, 3): return ["# far left", line]
    case (_, 4): return ["", line]
    case (.toml, 5..<8): return [line.replacing("=", with: "  =\t", maxReplacements: 1)]
    case (.toml, _): return ["   ", line + "\t# tab"]
    case (_, 5): return [line + "\t# tab"]
    case (_, 6): return [indent + "    # far right", line]
    case (_, 7): return ["   ", line + "  "]
    case (_, 8): return [line.replacing(": ", with: ":   ", maxReplacements: 1)]
    case (_, 9): return [line.replacing(": ", with: ": &a\(index) ", maxReplacements: 1)]
    default:
      guard let colon = line.firstRange(of: ": ") else { return [line] }
      return [line[..<colon.lowerBound] + ":", indent + "      " + line[colon.upperBound...]]
    }
  }
}
