/// A pattern cut into the parts between its slashes, as picomatch's `scan` cuts it.
///
/// Slashes in braces, brackets and groups do not cut.
struct GlobParts {
  private(set) var parts: [[UInt16]] = []

  init(_ pattern: [UInt16]) {
    var slashes: [Int] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case Sign.backslash: index += 1
      case Sign.openBrace: index = Self.endOfBraces(pattern, index)
      case Sign.openBracket:
        index = Self.end(of: Sign.closeBracket, pattern, index)
      case Sign.openParenthesis:
        index = Self.end(of: Sign.closeParenthesis, pattern, index)
      case Sign.slash: slashes.append(index)
      default: break
      }
      index += 1
    }
    var start = 0
    for slash in slashes {
      if start > 0 || slash > 0 { parts.append(Array(pattern[start..<slash])) }
      start = slash + 1
    }
    if parts.isEmpty || start < pattern.count { parts.append(Array(pattern[start...])) }
  }

  /// Whether `part` is more than a literal name (tinyglobby, `isDynamicPattern`).
  static func isDynamic(_ part: [UInt16]) -> Bool {
    if part.first == Sign.exclamation { return true }
    var index = 0
    while index < part.count {
      switch part[index] {
      case Sign.backslash: index += 1
      case Sign.star, Sign.question, Sign.openParenthesis: return true
      case Sign.openBracket:
        let end = end(of: Sign.closeBracket, part, index)
        if end < part.count { return true }
      case Sign.openBrace:
        let end = endOfBraces(part, index)
        let inner = part[(index + 1)..<min(end, part.count)]
        if inner.contains(Sign.comma) || inner.contains([Sign.dot, Sign.dot]) { return true }
        index = end
      default: break
      }
      index += 1
    }
    return false
  }

  private static func end(of closing: UInt16, _ pattern: [UInt16], _ start: Int) -> Int {
    var index = start + 1
    while index < pattern.count, pattern[index] != closing {
      index += pattern[index] == Sign.backslash ? 2 : 1
    }
    return index
  }

  private static func endOfBraces(_ pattern: [UInt16], _ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < pattern.count {
      switch pattern[index] {
      case Sign.backslash: index += 1
      case Sign.openBrace: depth += 1
      case Sign.closeBrace:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return index
  }
}
