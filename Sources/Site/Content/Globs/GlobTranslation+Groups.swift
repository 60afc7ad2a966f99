extension GlobTranslation {
  // MARK: Brackets

  mutating func readOpeningBracket() {
    guard rest.contains(Sign.closeBracket) else {
      return push(.bracket, [Sign.backslash, Sign.openBracket])
    }
    openBrackets += 1
    push(.bracket, [Sign.openBracket])
  }

  mutating func readInsideBracket(_ value: Text) {
    if value == [Sign.colon], readClassName() { return }
    var value = value
    if value == [Sign.openBracket], peek() != Sign.colon { value.insert(Sign.backslash, at: 0) }
    if value == [Sign.hyphen], peek() == Sign.closeBracket { value.insert(Sign.backslash, at: 0) }
    if value == [Sign.closeBracket] { value.insert(Sign.backslash, at: 0) }
    if negatesWithExclamation, value == [Sign.exclamation], previous.value == [Sign.openBracket] {
      value = [Sign.caret]
    }
    tokens[last].value += value
    output += value
  }

  /// At a colon: whether it ended the name of a POSIX class, which then stands in its place.
  private mutating func readClassName() -> Bool {
    let value = previous.value
    guard value.dropFirst().contains(Sign.openBracket) else { return false }
    tokens[last].hasClassName = true
    guard value.dropFirst().contains(Sign.colon),
      let opening = value.lastIndex(of: Sign.openBracket),
      let members = Self.classes[String(decoding: value.dropFirst(opening + 2), as: UTF16.self)]
    else { return false }
    tokens[last].value = Text(value[..<opening]) + members.utf16
    mustRebuild = true
    index += 1
    if tokens[0].output?.isEmpty ?? true, live.count > 1, live[1] == last {
      tokens[0].output = Self.oneUnit
    }
    return true
  }

  /// picomatch, lib/constants.js: POSIX_REGEX_SOURCE.
  private static let classes = [
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "ascii": #"\x00-\x7F"#, "blank": #" \t"#,
    "cntrl": #"\x00-\x1F\x7F"#, "digit": "0-9", "graph": #"\x21-\x7E"#, "lower": "a-z",
    "print": #"\x20-\x7E "#, "punct": ##"\-!"#$%&'()\*+,./:;<=>?@[\]^_`{|}~"##,
    "space": #" \t\r\n\v\f"#, "upper": "A-Z", "word": "A-Za-z0-9_", "xdigit": "A-Fa-f0-9",
  ]

  mutating func readClosingBracket() {
    guard openBrackets > 0, !(previous.kind == .bracket && previous.value.count == 1) else {
      return push(.text, [Sign.closeBracket], [Sign.backslash, Sign.closeBracket])
    }
    openBrackets -= 1
    let inner = previous.value.dropFirst()
    var closing = [Sign.closeBracket]
    if !previous.hasClassName, inner.first == Sign.caret, !inner.contains(Sign.slash) {
      closing.insert(Sign.slash, at: 0)
    }
    tokens[last].value += closing
    output += closing
    guard !inner.contains(where: { Self.special.contains($0) }) else { return }
    // A plain list of characters may also be meant literally: `[slug].md`.
    let list = previous.value
    output.removeLast(min(list.count, output.count))
    tokens[last].value =
      Text("(?:".utf16) + Self.escaped(list) + [Sign.bar] + list + [Sign.closeParenthesis]
    output += tokens[last].value
  }

  // MARK: Braces

  mutating func readOpeningBrace() {
    let brace = Brace(token: tokens.count, outputLength: output.count, position: live.count)
    open(isBrace: true)
    push(.brace, [Sign.openBrace], [Sign.openParenthesis])
    braces.append(brace)
  }

  mutating func readComma() {
    var output: Text = [Sign.comma]
    if !braces.isEmpty, openings.last == true {
      braces[braces.count - 1].hasComma = true
      output = [Sign.bar]
    }
    push(.comma, [Sign.comma], output)
  }

  mutating func readClosingBrace() {
    guard let brace = braces.last else { return push(.text, [Sign.closeBrace]) }
    var value: Text = [Sign.closeBrace]
    var closing: Text = [Sign.closeParenthesis]
    if brace.hasDots {
      closing = range(takeBraceTokens())
      mustRebuild = true
    } else if !brace.hasComma {
      // `{a}` is literal.
      tokens[brace.token].value = [Sign.backslash, Sign.openBrace]
      tokens[brace.token].output = [Sign.backslash, Sign.openBrace]
      value = [Sign.backslash, Sign.closeBrace]
      closing = value
      output.removeLast(max(0, output.count - brace.outputLength))
      for token in live[min(brace.position, live.count)...] {
        let text = tokens[token].output.flatMap { $0.isEmpty ? nil : $0 } ?? tokens[token].value
        output += text
      }
    }
    push(.brace, value, closing)
    close(isBrace: true)
    braces.removeLast()
  }

  /// Removes the tokens back to the opening brace; the values of all but the dots, in order.
  private mutating func takeBraceTokens() -> [Text] {
    var values: [Text] = []
    while let token = live.popLast(), tokens[token].kind != .brace {
      if tokens[token].kind != .dots { values.insert(tokens[token].value, at: 0) }
    }
    return values
  }

  /// `{a..c}` becomes a class of characters; `{1..10}` too, which is what picomatch does.
  private func range(_ values: [Text]) -> Text {
    let values = values.sorted { $0.lexicographicallyPrecedes($1) }
    let members = Text(values.joined(separator: [Sign.hyphen]))
    let list = [Sign.openBracket] + members + [Sign.closeBracket]
    if PathExpression(list) != nil { return list }
    return Text(values.map(Self.escaped).joined(separator: [Sign.dot, Sign.dot]))
  }
}
