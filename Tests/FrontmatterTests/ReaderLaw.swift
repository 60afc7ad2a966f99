import Diagnostics
import ECMAScript
import Testing
import Values

@testable import Frontmatter

/// What holds for every file that is read, whatever its bytes are.
///
/// Printing a document is writing its scalars and, between them, the bytes that no scalar has: the
/// same bytes come out because scalars stand in order and never overlap. What is between them is
/// syntax, so no scalar was missed.
struct ReaderLaw {
  let bytes: [UInt8]
  let kind: DocumentKind
  let rules: DocumentRules

  /// Reads the file and gives the first thing that is wrong with what came out, or nil.
  func violation(head: Int) -> String? {
    var reader = DocumentReader(rules)
    let document = reader.read(bytes, kind: kind)
    if let violation = layout(document) ?? shortcut(document) { return violation }
    if let failure = document.failure {
      return failure.offset.map { 0...bytes.count ~= $0 } == false ? "failure at \(failure)" : nil
    }
    if let tree = document.tree, let violation = places(tree, in: document) { return violation }
    if document.value != reader.read(bytes, kind: kind).value { return "a second reading differs" }
    return headViolation(document, head, &reader)
  }

  /// Fences, data and body follow each other and are the whole file.
  private func layout(_ document: FrontmatterDocument) -> String? {
    guard kind == .markdown, let opening = document.openingFence else { return nil }
    let content = document.content
    guard opening.upperBound <= content.lowerBound, content.upperBound <= bytes.count else {
      return "data outside the file: \(opening) \(content)"
    }
    guard let closing = document.closingFence else { return nil }
    guard content.upperBound <= closing.lowerBound, closing.upperBound <= bytes.count else {
      return "closing fence inside the data: \(content) \(closing)"
    }
    return 0...bytes.count ~= document.bodyStart ? nil : "body at \(document.bodyStart)"
  }

  /// Whatever the reader without places takes, it reads as the one with places does.
  private func shortcut(_ document: FrontmatterDocument) -> String? {
    guard kind == .markdown else { return nil }
    let value = bytes.withUnsafeBufferPointer {
      YAMLValueReader(rules.yaml).value(ofMarkdown: $0, fences: rules.fences)
    }
    guard let value else { return nil }
    if let failure = document.failure { return "the value reader takes what is \(failure)" }
    if value == document.value, Self.text(value) == Self.text(document.value) { return nil }
    return "the value reader reads \(value)"
  }

  /// A value as text, in which the order of keys counts.
  private static func text(_ value: Value) -> String {
    JSONText.write(TypedCoder.standard.encode(value))
  }

  private func places(_ tree: DocumentTree, in document: FrontmatterDocument) -> String? {
    let content = document.content
    var leaves: [Range<Int>] = []
    for (index, node) in tree.nodes.enumerated() {
      guard content.lowerBound <= node.range.lowerBound, node.range.upperBound <= content.upperBound
      else { return "node \(index) outside the data: \(node.range)" }
      guard index < Int(node.next), Int(node.next) <= tree.nodes.count else {
        return "node \(index) is followed by \(node.next)"
      }
      switch node.kind {
      case .scalar, .alias: leaves.append(node.range)
      case .absent: if !node.range.isEmpty { return "an absent node has bytes: \(node.range)" }
      case .mapping, .sequence:
        if let violation = children(of: index, tree) { return violation }
      }
    }
    for properties in tree.properties {
      leaves += [properties.tag, properties.anchor].compactMap(\.self)
    }
    // The tables of TOML stand in the file as they like.
    leaves.sort { $0.lowerBound < $1.lowerBound }
    var printed = content.lowerBound
    for leaf in leaves {
      if leaf.lowerBound < printed { return "two scalars share bytes at \(leaf)" }
      if let violation = gap(printed..<leaf.lowerBound, document.format) { return violation }
      printed = leaf.upperBound
    }
    return gap(printed..<content.upperBound, document.format)
  }

  private func children(of index: Int, _ tree: DocumentTree) -> String? {
    let node = tree[index]
    let items = Array(tree.items(of: index))
    let expected = Int(node.count) * (node.kind == .mapping ? 2 : 1)
    guard items.count == expected else { return "node \(index) has \(items.count) of \(expected)" }
    guard node.style == .flow || node.style == .block else { return nil }
    for item in items where tree[item].kind != .absent {
      let range = tree[item].range
      guard node.range.lowerBound <= range.lowerBound, range.upperBound <= node.range.upperBound
      else { return "node \(item) \(range) outside its parent \(node.range)" }
    }
    return nil
  }

  /// The first byte between scalars that is neither white space nor syntax.
  private func gap(_ range: Range<Int>, _ format: DocumentFormat?) -> String? {
    let syntax: Set<UInt8>
    switch format {
    case .json: syntax = Set("{}[]:,".utf8)
    case .yaml: syntax = Set("{}[]:,-?.".utf8)
    // A header names again what has its node elsewhere.
    case .toml, nil: return nil
    }
    var place = range.lowerBound
    if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { place += 3 }
    var isBlankLine = true
    while place < range.upperBound {
      let byte = bytes[place]
      defer { isBlankLine = byte.isBreak || (isBlankLine && byte.isBlankOrBreak) }
      if format == .yaml, byte == UInt8(ascii: "#") || (byte == UInt8(ascii: "%") && isBlankLine) {
        while place < range.upperBound, !bytes[place].isBreak { place += 1 }
        continue
      }
      // js-yaml reads a tag or an anchor on a line of its own and forgets it in some places.
      if format == .yaml, byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&") {
        while place < range.upperBound, !bytes[place].isBlankOrBreak { place += 1 }
        continue
      }
      guard byte.isBlankOrBreak || syntax.contains(byte) else {
        return "byte \(byte) at \(place) belongs to no scalar"
      }
      place += 1
    }
    return nil
  }

  /// The file's head says the same as all of it, unless it says that more is needed.
  private func headViolation(
    _ document: FrontmatterDocument,
    _ head: Int,
    _ reader: inout DocumentReader
  ) -> String? {
    guard kind == .markdown else { return nil }
    let part = reader.read(Array(bytes.prefix(head)), kind: kind, isWhole: false)
    if part.needsMoreBytes { return nil }
    guard part.failure == nil, part.value == document.value, part.content == document.content else {
      return "the first \(head) bytes say something else"
    }
    return nil
  }
}
