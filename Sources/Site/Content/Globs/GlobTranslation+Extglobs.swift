// `@(a|b)`, `?(a)`, `+(a)`, `*(a)`, `!(a)`.

extension GlobTranslation {
  mutating func openExtglob(_ kind: Kind, _ sign: UInt16) {
    let extglob = Extglob(
      operation: sign,
      parentheses: openParentheses,
      output: output,
      start: index,
      position: live.count
    )
    open(isBrace: false)
    push(kind, [sign], output.isEmpty ? Self.oneUnit : [])
    index += 1
    let opening = sign == Sign.exclamation ? "(?:(?!(?:" : "(?:"
    push(
      Token(
        kind: .parenthesis,
        value: [Sign.openParenthesis],
        output: Text(opening.utf16),
        isExtglob: true
      )
    )
    extglobs.append(extglob)
  }

  mutating func readClosingParenthesis() {
    if let extglob = extglobs.last, openParentheses == extglob.parentheses + 1 {
      extglobs.removeLast()
      return close(extglob)
    }
    let closing = [Sign.closeParenthesis]
    push(.parenthesis, closing, openParentheses != 0 ? closing : [Sign.backslash] + closing)
    close(isBrace: false)
  }

  private mutating func close(_ extglob: Extglob) {
    let isRepeated = extglob.operation == Sign.plus || extglob.operation == Sign.star
    if isRepeated {
      let risk = ExtglobRisk(body: input[(extglob.start + 2)..<index])
      if risk.isRisky { return flatten(extglob, risk.safeOutput) }
    }
    let closing: Text
    switch extglob.operation {
    case Sign.exclamation: closing = negationClosing(extglob)
    case Sign.at: closing = Text(")".utf16)
    default: closing = [Sign.closeParenthesis, extglob.operation]
    }
    push(
      Token(
        kind: .parenthesis,
        value: [Sign.closeParenthesis],
        output: closing,
        isExtglob: true
      )
    )
    close(isBrace: false)
  }

  /// What ends `!(…)`: it looks ahead to the end of the path where nothing follows it.
  private func negationClosing(_ extglob: Extglob) -> Text {
    let spansFolders = extglob.inner.count > 1 && extglob.inner.contains(Sign.slash)
    let star = spansFolders ? Self.globstar : Self.star
    var closing = Text("))".utf16) + Self.star + ")".utf16
    let restCloses = !rest.isEmpty && rest.allSatisfy { $0 == Sign.closeParenthesis }
    if spansFolders || isAtEnd || restCloses { closing = Text(")$))".utf16) + star }
    if extglob.inner.contains(Sign.star), isExtension(rest) {
      let following = Self.translate(
        Text(rest),
        negatesWithExclamation: negatesWithExclamation,
        isNested: true
      )
      closing = Text(")".utf16) + following.output + ")".utf16 + star + ")".utf16
    }
    return closing
  }

  /// A dot and then neither dots nor slashes.
  private func isExtension(_ text: ArraySlice<UInt16>) -> Bool {
    guard text.first == Sign.dot, text.count > 1 else { return false }
    return text.dropFirst().allSatisfy {
      $0 != Sign.dot && $0 != Sign.slash && $0 != Sign.backslash
    }
  }

  /// Replaces a repeat that could take forever elsewhere by what picomatch puts in its place.
  private mutating func flatten(_ extglob: Extglob, _ safeOutput: Text?) {
    let literal = Text(input[extglob.start...index])
    let guarding = extglob.output.isEmpty ? Self.oneUnit : []
    let opening = live[extglob.position]
    tokens[opening].kind = .text
    tokens[opening].value = literal
    tokens[opening].output = safeOutput.map { guarding + $0 } ?? Self.escaped(literal)
    for token in live[(extglob.position + 1)...] {
      tokens[token].value = []
      tokens[token].output = []
    }
    output = extglob.output + (tokens[opening].output ?? [])
    mustRebuild = true
    push(
      Token(kind: .parenthesis, value: [Sign.closeParenthesis], output: [], isExtglob: true)
    )
    close(isBrace: false)
  }
}
