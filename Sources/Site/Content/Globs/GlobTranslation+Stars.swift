extension GlobTranslation {
  mutating func readStar() {
    let value = [Sign.star]
    if previous.kind == .globstar || previous.absorbsStars {
      tokens[last].kind = .star
      tokens[last].absorbsStars = true
      tokens[last].value += value
      tokens[last].output = Self.star
      mustRebuild = true
      return
    }
    if peek() == Sign.openParenthesis, let next = peek(2), next != Sign.question {
      return openExtglob(.star, Sign.star)
    }
    if previous.kind == .star { return readSecondStar() }
    if index == start || previous.kind == .slash || previous.kind == .dot {
      var guarding = previous.kind == .dot ? Self.notDotSlash : Self.notDot
      if peek() != Sign.star { guarding += Self.oneUnit }
      output += guarding
      tokens[last].output = (previous.output ?? []) + guarding
    }
    push(.star, value, Self.star)
  }

  /// `**`: a globstar where it stands alone between slashes, else one more star.
  private mutating func readSecondStar() {
    let prior = previous.previous
    let before = tokens[prior].previous
    let priorKind = tokens[prior].kind
    let isFirst = priorKind == .start
    let isAfterSlash = priorKind == .slash
    let startsBrace = openBraces > 0 && (priorKind == .comma || priorKind == .brace)
    guard isFirst || isAfterSlash || priorKind == .parenthesis || startsBrace else {
      return push(.star, [Sign.star], [])
    }
    skipRepeatedGlobstars()
    let next = peek()
    let isAfterName = isAfterSlash && tokens[prior].previous != 0
    let isAfterStar =
      prior != 0 && (tokens[before].kind == .star || tokens[before].kind == .globstar)
    if isFirst, isAtEnd {
      becomeGlobstar(Self.globstar)
      output = Self.globstar
    } else if isAfterName, !isAfterStar, isAtEnd {
      joinSlash(prior, Self.globstar + "|$)".utf16)
    } else if isAfterName, next == Sign.slash {
      let end = peek(2) != nil ? "|$" : ""
      joinSlash(prior, Self.globstar + Self.slash + [Sign.bar] + Self.slash + "\(end))".utf16)
      takeSlash()
    } else if isFirst, next == Sign.slash {
      let folders = Text("(?:^|".utf16) + Self.slash + [Sign.bar] + Self.globstar + Self.slash
      becomeGlobstar(folders + ")".utf16)
      output = previous.output ?? []
      takeSlash()
    } else {
      output.removeLast(min(Self.star.count, output.count))
      becomeGlobstar(Self.globstar)
      output += Self.globstar
    }
  }

  /// `/**` said again says nothing new.
  private mutating func skipRepeatedGlobstars() {
    while peek() == Sign.slash, peek(2) == Sign.star, peek(3) == Sign.star {
      if let after = peek(4), after != Sign.slash { break }
      index += 3
    }
  }

  private mutating func becomeGlobstar(_ output: Text) {
    tokens[last].kind = .globstar
    tokens[last].value.append(Sign.star)
    tokens[last].output = output
  }

  /// Makes the slash before a globstar part of its group.
  private mutating func joinSlash(_ slash: Int, _ globstar: Text) {
    let before = tokens[slash].output ?? []
    output.removeLast(min(before.count + Self.star.count, output.count))
    tokens[slash].output = Text("(?:".utf16) + before
    becomeGlobstar(globstar)
    output += (tokens[slash].output ?? []) + globstar
  }

  private mutating func takeSlash() {
    index += 1
    push(.slash, [Sign.slash], [])
  }
}
