extension PatternReader {
  /// `[…]` from its bracket on.
  mutating func characterClass() throws(RegularExpressionError) -> PatternNode {
    position += 1
    let isNegative = skip("^")
    if flags.hasSets {
      let content = try setClass(depth: 0)
      if content.strings.isEmpty {
        return .set(isNegative ? content.set.inverted : content.set)
      }
      if isNegative { throw error("Negated character class may contain strings") }
      return content.node
    }
    var ranges: [ClosedRange<UInt32>] = []
    while !skip("]") {
      if isAtEnd { throw error("Unterminated character class") }
      let first = try classAtom()
      guard peek("-"), !peek("]", ahead: 1), position + 1 < points.count else {
        ranges += first.set.ranges
        continue
      }
      position += 1
      let last = try classAtom()
      if let low = first.point, let high = last.point {
        if low > high { throw error("Range out of order in character class") }
        ranges.append(low...high)
      } else {
        if isUnicode { throw error("Invalid character class") }
        ranges += first.set.ranges + last.set.ranges + [0x2D...0x2D]
      }
    }
    let set = CodePointSet(ranges)
    let closed = folding?.closure(of: set) ?? set
    return .set(isNegative ? closed.inverted : closed)
  }

  /// One character or an escape that stands for many.
  private struct ClassAtom {
    var set: CodePointSet
    /// Nil for an escape that stands for many.
    var point: UInt32?

    init(_ point: UInt32) {
      self.point = point
      set = CodePointSet([point...point])
    }

    init(set: CodePointSet) { self.set = set }
  }

  private mutating func classAtom() throws(RegularExpressionError) -> ClassAtom {
    guard let point = current else { throw error("Unterminated character class") }
    position += 1
    guard point == 0x5C else { return ClassAtom(point) }
    if isAtEnd { throw error("\\ at end of pattern") }
    if let set = try setEscape() { return ClassAtom(set: set) }
    return ClassAtom(try characterEscape(inClass: true))
  }
}

// MARK: - Classes of the v flag

extension PatternReader {
  /// What a class of the `v` flag holds: characters, and texts of none or several.
  struct SetContent {
    var set = CodePointSet()
    var strings: [[UInt32]] = []
    /// A range can only be joined to others.
    var isRange = false

    /// The longest first.
    var node: PatternNode {
      let longest = strings.sorted { $0.count > $1.count }
      let texts = longest.map { text in
        PatternNode.sequence(text.map { PatternNode.character($0) })
      }
      let firstEmpty = longest.firstIndex(where: \.isEmpty) ?? longest.count
      return .alternatives(texts[..<firstEmpty] + [.set(set)] + texts[firstEmpty...])
    }
  }

  private enum SetOperator {
    case union
    case intersection
    case difference
  }

  /// From behind `[` or `[^` to behind `]` (ECMA-262 §22.2.1 ClassSetExpression).
  private mutating func setClass(depth: Int) throws(RegularExpressionError) -> SetContent {
    guard depth < 50 else { throw error("Regular expression too large") }
    var content = SetContent()
    var chosen: SetOperator?
    var isFirst = true
    while !skip("]") {
      if isAtEnd { throw error("Unterminated character class") }
      let found: SetOperator =
        isFirst
        ? .union : skip(text: "&&") ? .intersection : skip(text: "--") ? .difference : .union
      if !isFirst, let chosen, chosen != found {
        throw error("Invalid set operation in character class")
      }
      if !isFirst { chosen = found }
      let operand = try setOperand(depth: depth, allowsRange: found == .union)
      if isFirst {
        content = operand
        if operand.isRange { chosen = .union }
      } else {
        combine(&content, operand, found)
      }
      isFirst = false
    }
    return content
  }

  private func combine(_ content: inout SetContent, _ other: SetContent, _ kind: SetOperator) {
    switch kind {
    case .union:
      content.set = content.set.union(other.set)
      content.strings += other.strings.filter { !content.strings.contains($0) }
    case .intersection:
      content.set = content.set.intersection(other.set)
      content.strings.removeAll { !other.strings.contains($0) }
    case .difference:
      content.set = content.set.subtracting(other.set)
      content.strings.removeAll { other.strings.contains($0) }
    }
  }

  private mutating func setOperand(
    depth: Int,
    allowsRange: Bool
  ) throws(RegularExpressionError) -> SetContent {
    if skip("[") {
      let isNegative = skip("^")
      var content = try setClass(depth: depth + 1)
      guard isNegative else { return content }
      guard content.strings.isEmpty else {
        throw error("Negated character class may contain strings")
      }
      content.set = content.set.inverted
      return content
    }
    if skip(text: "\\q{") { return try setStrings() }
    let isEscaped = peek("\\")
    if isEscaped {
      position += 1
      if isAtEnd { throw error("\\ at end of pattern") }
      if let set = try setEscape() { return SetContent(set: closed(set)) }
      position -= 1
    }
    let low = try setCharacter()
    guard allowsRange, peek("-"), !peek("-", ahead: 1) else {
      return SetContent(set: closed(CodePointSet([low...low])))
    }
    position += 1
    let high = try setCharacter()
    if low > high { throw error("Range out of order in character class") }
    return SetContent(set: closed(CodePointSet([low...high])), isRange: true)
  }

  private func closed(_ set: CodePointSet) -> CodePointSet { folding?.closure(of: set) ?? set }

  private mutating func setCharacter() throws(RegularExpressionError) -> UInt32 {
    guard let point = current else { throw error("Unterminated character class") }
    if point < 0x80 {
      let isSyntax = "()[]{}/-|".utf8.contains(UInt8(point))
      let isDouble =
        "&!#$%*+,.:;<=>?@^`~".utf8.contains(UInt8(point))
        && position + 1 < points.count && points[position + 1] == point
      if isSyntax { throw error("Invalid character in character class") }
      if isDouble { throw error("Invalid set operation in character class") }
    }
    position += 1
    guard point == 0x5C else { return point }
    if isAtEnd { throw error("\\ at end of pattern") }
    return try characterEscape(inClass: true)
  }

  /// `\q{ab|c}` from behind its brace.
  private mutating func setStrings() throws(RegularExpressionError) -> SetContent {
    var content = SetContent()
    var text: [UInt32] = []
    while true {
      if isAtEnd { throw error("Invalid escape") }
      let isEnd = peek("}")
      guard isEnd || peek("|") else {
        text.append(try setCharacter())
        continue
      }
      position += 1
      if text.count == 1 {
        content.set = content.set.union(closed(CodePointSet([text[0]...text[0]])))
      } else if !content.strings.contains(text) {
        content.strings.append(text)
      }
      text = []
      if isEnd { return content }
    }
  }
}
