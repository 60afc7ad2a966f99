// Patterns that picomatch translates without reading them token by token.

extension GlobTranslation {
  /// picomatch, lib/constants.js: REPLACEMENTS.
  static func replacing(_ pattern: Text) -> Text {
    if pattern.elementsEqual("***".utf16) { return [Sign.star] }
    let isDoubled = pattern.elementsEqual("**/**".utf16)
    if isDoubled || pattern.elementsEqual("**/**/**".utf16) { return [Sign.star, Sign.star] }
    return pattern
  }

  static func withoutDotSlash(_ pattern: Text) -> Text {
    pattern.starts(with: [Sign.dot, Sign.slash]) ? Text(pattern.dropFirst(2)) : pattern
  }

  /// The expression of `*`, `**/*` and such, with word-like extensions; nil for all others
  /// (picomatch, lib/parse.js: parse.fastpaths).
  static func common(_ pattern: Text) -> Text? {
    guard let source = commonSource(withoutDotSlash(replacing(pattern))[...]) else { return nil }
    return source + slash + [Sign.question]
  }

  private static func commonSource(_ pattern: ArraySlice<UInt16>) -> Text? {
    if pattern.count <= 6,
      let common = commonSources.first(where: { $0.pattern.elementsEqual(pattern) })
    {
      return common.source
    }
    guard let lastDot = pattern.lastIndex(of: Sign.dot), lastDot + 1 < pattern.endIndex,
      pattern[(lastDot + 1)...].allSatisfy(UnitSet.words.contains),
      pattern[..<lastDot].allSatisfy(UnitSet.anything.contains),
      let source = commonSource(pattern[..<lastDot])
    else { return nil }
    return source + dot + pattern[(lastDot + 1)...]
  }

  private static let commonSources: [(pattern: Text, source: Text)] = {
    let anyFolders = Text("(?:".utf16) + notDot + globstar + slash + ")?".utf16
    let sources: [(String, Text)] = [
      ("*", notDot + oneUnit + star),
      (".*", dot + oneUnit + star),
      ("*.*", notDot + star + dot + oneUnit + star),
      ("*/*", notDot + star + slash + oneUnit + notDot + star),
      ("**", notDot + globstar),
      ("**/*", anyFolders + notDot + oneUnit + star),
      ("**/*.*", anyFolders + notDot + star + dot + oneUnit + star),
      ("**/.*", anyFolders + dot + oneUnit + star),
    ]
    return sources.map { (Text($0.utf16), $1) }
  }()
}

// MARK: - Simple patterns

extension GlobTranslation {
  /// Whether `pattern` has neither folders nor groups and does not start with a star or a `!`.
  static func isSimple(_ pattern: Text) -> Bool {
    guard pattern.first != Sign.star, pattern.first != Sign.exclamation else { return false }
    return !pattern.contains { grouping.contains($0) }
  }

  private static let grouping = Text("/()[]{}\"".utf16)

  /// The expression of a simple pattern, each run of one sign read at once.
  static func simple(_ pattern: Text) -> Text {
    var result: Text = []
    var hasBackslashes = false
    var index = 0
    while index < pattern.count {
      let start = index
      var sign = pattern[index]
      var isEscaped = false
      if sign == Sign.backslash, index + 1 < pattern.count,
        !UnitSet.words.contains(pattern[index + 1])
      {
        isEscaped = true
        index += 1
        sign = pattern[index]
      }
      guard !UnitSet.words.contains(sign) else {
        result.append(sign)
        index += 1
        continue
      }
      let first = index
      while index < pattern.count, pattern[index] == sign { index += 1 }
      let count = index - first
      switch sign {
      case Sign.backslash:
        hasBackslashes = true
        result += pattern[start..<index]
      case Sign.question where isEscaped:
        result += [Sign.backslash, sign] + repeated(anyUnit, count - 1)
      case Sign.question where start == 0:
        result += anyUnitNotDot + repeated(anyUnit, count - 1)
      case Sign.question: result += repeated(anyUnit, count)
      case Sign.dot: result += repeated(dot, count)
      case Sign.star where isEscaped:
        result += [Sign.backslash, sign] + (count > 1 ? star : [])
      case Sign.star: result += star
      default: result += [Sign.backslash] + pattern[first..<index]
      }
    }
    return anchored(hasBackslashes ? evenBackslashes(result) : result)
  }

  /// Runs of backslashes cut down to one when odd, two when even.
  private static func evenBackslashes(_ text: Text) -> Text {
    var result: Text = []
    var count = 0
    for unit in text {
      if unit == Sign.backslash {
        count += 1
        continue
      }
      appendBackslashes(count, to: &result)
      count = 0
      result.append(unit)
    }
    appendBackslashes(count, to: &result)
    return result
  }

  private static func appendBackslashes(_ count: Int, to text: inout Text) {
    guard count > 0 else { return }
    text += Text(repeating: Sign.backslash, count: count.isMultiple(of: 2) ? 2 : 1)
  }

  private static func repeated(_ text: Text, _ count: Int) -> Text {
    Text(repeatElement(text, count: max(0, count)).joined())
  }
}
