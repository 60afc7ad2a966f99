extension GlobTranslation {
  /// Reads the whole pattern.
  mutating func run() {
    while !isAtEnd {
      index += 1
      let unit = input[index]
      if unit != 0 { read(unit) }
    }
    closeOpenings()
    if previous.kind == .star || previous.kind == .bracket {
      push(.optionalSlash, [], Self.slash + [Sign.question])
    }
    if mustRebuild { output = live.flatMap { tokens[$0].output ?? tokens[$0].value } }
  }

  /// What was opened and never closed is literal.
  private mutating func closeOpenings() {
    while openBrackets > 0 {
      escapeLast(Sign.openBracket)
      openBrackets -= 1
    }
    while openParentheses > 0 {
      escapeLast(Sign.openParenthesis)
      openParentheses -= 1
    }
    while openBraces > 0 {
      escapeLast(Sign.openBrace)
      openBraces -= 1
    }
  }

  private mutating func escapeLast(_ sign: UInt16) {
    var end = output.count
    while let position = output[..<end].lastIndex(of: sign) {
      guard position > 0, output[position - 1] == Sign.backslash else {
        output.insert(Sign.backslash, at: position)
        return
      }
      end = position
    }
  }

  private mutating func read(_ unit: UInt16) {
    var value = [unit]
    if unit == Sign.backslash {
      guard let escaped = readEscape() else { return }
      value = escaped
    }
    if openBrackets > 0,
      value != [Sign.closeBracket] || previous.value == [Sign.openBracket]
        || previous.value == [Sign.openBracket, Sign.caret]
    {
      return readInsideBracket(value)
    }
    if isQuoted, value != [Sign.quote] {
      tokens[last].value += Self.escaped(value)
      output += Self.escaped(value)
      return
    }
    guard value.count == 1 else { return readText(value) }
    switch unit {
    case Sign.quote: isQuoted.toggle()
    case Sign.openParenthesis:
      open(isBrace: false)
      push(.parenthesis, value)
    case Sign.closeParenthesis: readClosingParenthesis()
    case Sign.openBracket: readOpeningBracket()
    case Sign.closeBracket: readClosingBracket()
    case Sign.openBrace: readOpeningBrace()
    case Sign.closeBrace: readClosingBrace()
    case Sign.bar: push(.text, value)
    case Sign.comma: readComma()
    case Sign.slash: readSlash()
    case Sign.dot: readDot()
    case Sign.question: readQuestionMark()
    case Sign.exclamation: readExclamation()
    case Sign.plus: readPlus()
    case Sign.at: readAt()
    case Sign.star: readStar()
    default: readText(value)
    }
  }
}

// MARK: - Text

extension GlobTranslation {
  /// The escape as it goes on through the rules, or nil when it is dealt with.
  private mutating func readEscape() -> Text? {
    guard let next = peek() else {
      push(.text, [Sign.backslash, Sign.backslash])
      return nil
    }
    if next == Sign.slash || next == Sign.dot || next == Sign.semicolon { return nil }
    var value = [Sign.backslash]
    let count = rest.prefix { $0 == Sign.backslash }.count
    if count > 2 {
      index += count
      if !count.isMultiple(of: 2) { value.append(Sign.backslash) }
    }
    if let unit = peek() { value.append(unit) }
    index += 1
    guard openBrackets == 0 else { return value }
    push(.text, value)
    return nil
  }

  private mutating func readText(_ value: Text) {
    var value = value
    if value == [Sign.dollar] || value == [Sign.caret] { value.insert(Sign.backslash, at: 0) }
    let plain = rest.prefix { !Self.notPlain.contains($0) }
    value += plain
    index += plain.count
    push(.text, value)
  }

  private static let notPlain = Text("@![].,$*+?^{}()|\\/".utf16)

  private mutating func readSlash() {
    if previous.kind == .dot, index == start + 1 {
      // A leading `./` counts for nothing.
      start = index + 1
      output = []
      live.removeLast()
      last = 0
      return
    }
    push(.slash, [Sign.slash], Self.slash)
  }

  private mutating func readDot() {
    if openBraces > 0, previous.kind == .dot, !braces.isEmpty {
      if previous.value == [Sign.dot] { tokens[last].output = Self.dot }
      tokens[last].kind = .dots
      tokens[last].output = (previous.output ?? []) + [Sign.dot]
      tokens[last].value.append(Sign.dot)
      braces[braces.count - 1].hasDots = true
      return
    }
    let isPlain =
      openBraces + openParentheses == 0 && previous.kind != .start && previous.kind != .slash
    push(isPlain ? .text : .dot, [Sign.dot], Self.dot)
  }

  private mutating func readQuestionMark() {
    let value = [Sign.question]
    let isGroup = previous.value == [Sign.openParenthesis]
    if !isGroup, peek() == Sign.openParenthesis, peek(2) != Sign.question {
      return openExtglob(.questionMark, Sign.question)
    }
    if previous.kind == .parenthesis {
      let isLiteral =
        (isGroup && !(peek().map(Self.startsGroup.contains) ?? false))
        || (peek() == Sign.less && !restNamesGroup)
      return push(.text, value, isLiteral ? [Sign.backslash] + value : value)
    }
    let isFirst = previous.kind == .slash || previous.kind == .start
    push(.questionMark, value, isFirst ? Self.anyUnitNotDot : Self.anyUnit)
  }

  private static let startsGroup = Text("!=<:".utf16)

  /// Whether `<=`, `<!` or `<name>` comes next.
  private var restNamesGroup: Bool {
    guard let next = peek(2) else { return false }
    if next == Sign.equals || next == Sign.exclamation { return true }
    let name = rest.dropFirst().prefix { UnitSet.words.contains($0) }
    return !name.isEmpty && name.endIndex < input.count && input[name.endIndex] == 0x3E
  }

  private mutating func readExclamation() {
    if peek() == Sign.openParenthesis,
      peek(2) != Sign.question || !(peek(3).map(Self.startsGroup.contains) ?? false)
    {
      return openExtglob(.negation, Sign.exclamation)
    }
    guard index == 0 else { return readText([Sign.exclamation]) }
    var count = 1
    while peek() == Sign.exclamation,
      peek(2) != Sign.openParenthesis || peek(3) == Sign.question
    {
      index += 1
      start += 1
      count += 1
    }
    guard !count.isMultiple(of: 2) else { return }
    isNegated = true
    start += 1
  }

  private mutating func readPlus() {
    if peek() == Sign.openParenthesis, peek(2) != Sign.question {
      return openExtglob(.plus, Sign.plus)
    }
    let literal = [Sign.backslash, Sign.plus]
    if previous.value == [Sign.openParenthesis] { return push(.plus, [Sign.plus], literal) }
    switch previous.kind {
    case .bracket, .parenthesis, .brace: push(.plus, [Sign.plus])
    default: push(.plus, openParentheses > 0 ? [Sign.plus] : literal)
    }
  }

  private mutating func readAt() {
    if peek() == Sign.openParenthesis, peek(2) != Sign.question {
      return push(Token(kind: .at, value: [Sign.at], output: [], isExtglob: true))
    }
    push(.text, [Sign.at])
  }
}
