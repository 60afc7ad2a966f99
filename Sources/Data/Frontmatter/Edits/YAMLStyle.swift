/// How a document's author writes YAML, so that what is added looks like what is there.
struct YAMLStyle: Sendable {
  /// LF or CR LF.
  var newline: [UInt8] = [0x0A]
  /// How much deeper a mapping stands than its key.
  var mappingIndent = 2
  /// How much deeper a sequence's dashes stand than its key.
  var sequenceIndent = 2
  /// The quotes to use where quotes are needed.
  var quote = NodeStyle.doubleQuoted
  /// Whether strings are quoted even where they need not be.
  var alwaysQuotes = false
  /// Whether lists of scalars are written `[a, b]`.
  var usesFlowSequences = false
  /// Whether there is a list with dashes.
  var usesBlockSequences = false
  /// What stands for null after a key.
  var null: [UInt8] = Array("null".utf8)

  /// The style of `document`.
  init(of document: FrontmatterDocument) {
    let bytes = document.source.bytes
    if let firstBreak = bytes.firstIndex(where: \.isBreak), bytes[firstBreak] == 0x0D,
      firstBreak + 1 < bytes.count, bytes[firstBreak + 1] == 0x0A
    {
      newline = [0x0D, 0x0A]
    }
    guard let tree = document.tree else { return }
    let layout = TextLayout(document)
    var count = (single: 0, double: 0, plain: 0, flow: 0, block: 0)
    var hasMappingIndent = false
    var hasSequenceIndent = false
    var hasNull = false
    for index in tree.nodes.indices where tree[index].kind == .mapping {
      for pair in tree.pairs(of: index) {
        let value = tree[pair.value]
        switch (value.kind, value.style) {
        case (.scalar, .singleQuoted): count.single += 1
        case (.scalar, .doubleQuoted): count.double += 1
        case (.scalar, .plain) where value.type == .string: count.plain += 1
        case (.sequence, .flow): count.flow += 1
        case (.sequence, .block):
          count.block += 1
          if !hasSequenceIndent, tree[index].style == .block {
            hasSequenceIndent = true
            let key = Int(tree[pair.key].start)
            sequenceIndent = layout.column(of: Int(value.start)) - layout.column(of: key)
          }
        case (.mapping, .block):
          let key = Int(tree[pair.key].start)
          let indent = layout.column(of: Int(value.start)) - layout.column(of: key)
          if !hasMappingIndent, indent > 0 {
            hasMappingIndent = true
            mappingIndent = indent
          }
        case (.absent, _) where !hasNull:
          hasNull = true
          null = []
        case (.scalar, .plain) where value.type == .null && !hasNull:
          hasNull = true
          null = Array(bytes[value.range])
        default: break
        }
      }
    }
    if count.single > count.double { quote = .singleQuoted }
    alwaysQuotes = count.single + count.double > 1 && count.plain == 0
    usesFlowSequences = count.flow > count.block
    usesBlockSequences = count.block > 0
  }
}

/// Lines and columns of a document's data, in bytes.
struct TextLayout: Sendable {
  let bytes: [UInt8]
  /// Where the data begins and ends.
  let content: Range<Int>

  init(_ document: FrontmatterDocument) {
    bytes = document.source.bytes
    let isMarked = document.kind != .markdown && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = document.content.lowerBound + (isMarked ? 3 : 0)
    content = start..<Swift.max(start, document.content.upperBound)
  }

  /// Where the line of `place` begins; the text after an opening fence is a line of its own.
  func lineStart(of place: Int) -> Int {
    var start = place
    while start > content.lowerBound, !bytes[start - 1].isBreak { start -= 1 }
    return start
  }

  /// Where the line of `place` ends, before its line break.
  func lineEnd(of place: Int) -> Int {
    var end = place
    while end < content.upperBound, !bytes[end].isBreak { end += 1 }
    return end
  }

  /// Where the next line begins.
  func nextLine(after place: Int) -> Int {
    var next = lineEnd(of: place)
    if next < content.upperBound, bytes[next] == 0x0D { next += 1 }
    if next < content.upperBound, bytes[next] == 0x0A { next += 1 }
    return next
  }

  func column(of place: Int) -> Int { place - lineStart(of: place) }

  /// Whether only blanks stand before `place` on its line.
  func isFirstOnLine(_ place: Int) -> Bool {
    bytes[lineStart(of: place)..<place].allSatisfy(\.isBlank)
  }

  /// `end` without the blank lines and the line break before it, but not before `start`.
  func trimmedEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1].isBlankOrBreak { end -= 1 }
    return end
  }
}
