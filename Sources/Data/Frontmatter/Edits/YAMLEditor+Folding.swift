import Values

extension YAMLEditor {
  /// `text` in place of one that goes over several lines and is read as fewer: the lines that say the same
  /// stay, what is new between them is broken where it is longer than they are.
  ///
  /// Nil for what is on one line, and where a line says something else than it looks like.
  func refold(_ place: DocumentTree.Place, _ text: String) -> TextChange? {
    guard let old = FoldedLines(tree[place.value], in: layout) else { return nil }
    var text = Array(text.utf8)
    if old.isBlock { while text.last == 0x0A { text.removeLast() } }
    guard !text.isEmpty else { return nil }
    let lines = old.lines
    var first = 0
    var start = 0
    while first < lines.count - 1, text[start...].starts(with: lines[first].said) {
      start += lines[first].said.count
      first += 1
    }
    var last = lines.count
    var end = text.count
    while last > first, text[start..<end].hasSuffix(lines[last - 1].said) {
      let before = text[start..<(end - lines[last - 1].said.count)]
      guard before.isEmpty || before.last == 0x20 || before.last == 0x0A else { break }
      end = before.endIndex
      last -= 1
    }
    guard let middle = old.written(text[start..<end]) else { return nil }
    let kept = { (line: FoldedLines.Line) in (Array(bytes[line.range]), line.blankLines) }
    return TextChange(
      old.range,
      old.joined(lines[..<first].map(kept) + middle + lines[last...].map(kept), newline)
    )
  }
}

/// The lines of a YAML text that is folded: one break between two is read as a space, one more as a
/// break each.
private struct FoldedLines {
  let lines: [Line]
  let isBlock: Bool
  private let style: NodeStyle
  /// What stands before every line but the first, or before all of a block's.
  private let margin: [UInt8]

  struct Line {
    /// Without the white space around it, and without quotes.
    var range: Range<Int>
    /// How many blank lines come before the next.
    var blankLines: Int
    /// What it is read as, with the space or the breaks before the next line.
    var said: [UInt8]
  }

  /// From the beginning of the first line to the end of the last.
  var range: Range<Int> {
    let start = lines.first.map { $0.range.lowerBound - (isBlock ? margin.count : 0) } ?? 0
    return start..<Swift.max(start, lines.last?.range.upperBound ?? 0)
  }

  /// Nil for what does not go over several lines, and for lines that are not read as they stand.
  init?(_ node: DocumentNode, in layout: TextLayout) {
    guard node.kind == .scalar, node.type == .string else { return nil }
    style = node.style
    isBlock = style == .folded
    var content = node.range
    switch style {
    case .folded: content = layout.nextLine(after: Int(node.start))..<Int(node.end)
    case .singleQuoted, .doubleQuoted: content = content.dropFirst().dropLast()
    case .plain: break
    default: return nil
    }
    let bytes = layout.bytes
    var lines: [Line] = []
    var margin: [UInt8]?
    var place = content.lowerBound
    while place < content.upperBound {
      let end = Swift.min(layout.lineEnd(of: place), content.upperBound)
      var range = place..<end
      while let last = range.last, bytes[last].isBlank { range = range.dropLast() }
      while let first = range.first, bytes[first].isBlank { range = range.dropFirst() }
      let indent = Array(bytes[place..<range.lowerBound])
      place = layout.nextLine(after: end)
      guard !range.isEmpty else {
        if lines.isEmpty { return nil }
        lines[lines.count - 1].blankLines += 1
        continue
      }
      if isBlock || !lines.isEmpty {
        // Deeper lines of a block are not folded.
        if isBlock, let margin, margin != indent { return nil }
        margin = margin ?? indent
      }
      guard !isBlock || end == range.upperBound, let said = Self.read(bytes[range], style) else {
        return nil
      }
      lines.append(Line(range: range, blankLines: 0, said: said))
    }
    guard let margin, lines.count > 1 else { return nil }
    lines[lines.count - 1].blankLines = 0
    for index in lines.indices.dropLast() {
      let blank = lines[index].blankLines
      lines[index].said += blank == 0 ? [0x20] : [UInt8](repeating: 0x0A, count: blank)
    }
    self.lines = lines
    self.margin = margin
  }

  /// What `text`, which begins a line, is written as: lines no longer than those that are there, each
  /// with the blank lines after it; nil when it cannot be folded.
  func written(_ text: ArraySlice<UInt8>) -> [([UInt8], Int)]? {
    let width = Swift.max(72, lines.map(\.range.count).max() ?? 0)
    var written: [([UInt8], Int)] = []
    var rest = text
    while let first = rest.first {
      guard !first.isBlankOrBreak else { return nil }
      let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
      for line in Self.wrapped(rest[rest.startIndex..<end], at: width) {
        written.append((Self.text(line, style), 0))
      }
      let breaks = rest[end...].prefix { $0 == 0x0A }
      written[written.count - 1].1 = breaks.count
      rest = rest[breaks.endIndex...]
    }
    return written
  }

  /// The lines one below the other, without what comes after the last.
  func joined(_ lines: [([UInt8], Int)], _ newline: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, line) in lines.enumerated() {
      if index > 0 || isBlock { bytes += margin }
      bytes += line.0
      guard index + 1 < lines.count else { break }
      for _ in 0...line.1 { bytes += newline }
    }
    return bytes
  }

  /// Broken at single spaces, so that no line is longer than `width` bytes where that can be.
  private static func wrapped(_ text: ArraySlice<UInt8>, at width: Int) -> [ArraySlice<UInt8>] {
    var text = text
    if text.last == 0x20 { text.removeLast() }
    var lines: [ArraySlice<UInt8>] = []
    while text.count > width {
      let isSpace = { (place: Int) in
        text[place] == 0x20 && place > text.startIndex && place + 1 < text.endIndex
          && !text[place - 1].isBlank && !text[place + 1].isBlank
      }
      let limit = text.startIndex + width
      guard
        let space = text[...limit].indices.last(where: isSpace)
          ?? text[limit...].indices.first(where: isSpace)
      else { break }
      lines.append(text[..<space])
      text = text[(space + 1)...]
    }
    return lines + [text]
  }

  /// What a line is read as; nil when it has escapes.
  private static func read(_ line: ArraySlice<UInt8>, _ style: NodeStyle) -> [UInt8]? {
    switch style {
    case .singleQuoted:
      Array(String(decoding: line, as: UTF8.self).replacing("''", with: "'").utf8)
    case .doubleQuoted: line.contains(UInt8(ascii: "\\")) ? nil : Array(line)
    default: Array(line)
    }
  }

  /// What has to be written for a line to be read as `line`.
  private static func text(_ line: ArraySlice<UInt8>, _ style: NodeStyle) -> [UInt8] {
    let text = String(decoding: line, as: UTF8.self)
    return switch style {
    case .singleQuoted: Array(text.replacing("'", with: "''").utf8)
    case .doubleQuoted:
      Array(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").utf8)
    default: Array(line)
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(endIndex - suffix.count)...].elementsEqual(suffix)
  }
}
