/// Turns a glob into the regular expression that picomatch 4 makes of it.
///
/// The rules are picomatch's own (lib/parse.js), quirks included, since a site's build rests on
/// them: what a token becomes depends on the tokens before it, and some repairs edit output that
/// is already there. Hence output is text, and tokens remember theirs.
struct GlobTranslation {
  typealias Text = [UInt16]

  enum Kind {
    case start, text, star, globstar, slash, dot, dots, questionMark, parenthesis, bracket, brace
    case comma, plus, at, negation, optionalSlash
  }

  struct Token {
    var kind: Kind
    var value: Text
    /// Nil when the value is also the output.
    var output: Text?
    var isExtglob = false
    /// `***` and longer: later stars are dropped.
    var absorbsStars = false
    var hasClassName = false
    var previous = 0
  }

  struct Brace {
    /// The brace's own token.
    var token: Int
    var outputLength: Int
    /// Where in `live` its token stands.
    var position: Int
    var hasComma = false
    var hasDots = false
  }

  struct Extglob {
    var operation: UInt16
    var inner: Text = []
    /// How many parentheses were open before it.
    var parentheses: Int
    /// The output before it.
    var output: Text
    var start: Int
    /// Where in `live` its token stands.
    var position: Int
  }

  let input: Text
  /// Whether `[!a]` means `[^a]`, as tinyglobby asks for.
  let negatesWithExclamation: Bool
  var index = -1
  var start = 0
  var output: Text = []
  /// Every token made, the start first; `live` says which still count, in order.
  var tokens = [Token(kind: .start, value: [], output: [])]
  var live = [0]
  /// The token that rules look back to; not always the last of `live`.
  var last = 0
  var isNegated = false
  var mustRebuild = false
  var openBrackets = 0
  var openParentheses = 0
  var openBraces = 0
  var isQuoted = false
  var braces: [Brace] = []
  var extglobs: [Extglob] = []
  /// What is open, innermost last: braces are true.
  var openings: [Bool] = []

  private init(_ input: Text, negatesWithExclamation: Bool) {
    self.input = input
    self.negatesWithExclamation = negatesWithExclamation
  }

  /// The source of the whole, anchored expression.
  static func expression(of pattern: Text, negatesWithExclamation: Bool) -> Text {
    let first = pattern.first
    if first == Sign.dot || first == Sign.star, let common = common(pattern) {
      return anchored(common)
    }
    let (translated, isNegated) = translate(
      pattern,
      negatesWithExclamation: negatesWithExclamation,
      isNested: false
    )
    let whole = anchored(translated)
    return isNegated ? Text("^(?!".utf16) + whole + ").*$".utf16 : whole
  }

  /// `isNested` is for the rest of a pattern after `!(…)`, where simple text gets no shortcut.
  static func translate(
    _ pattern: Text,
    negatesWithExclamation: Bool,
    isNested: Bool
  ) -> (output: Text, isNegated: Bool) {
    let pattern = withoutDotSlash(replacing(pattern))
    if !isNested, isSimple(pattern) { return (simple(pattern), false) }
    var translation = GlobTranslation(pattern, negatesWithExclamation: negatesWithExclamation)
    translation.run()
    return (translation.output, translation.isNegated)
  }
}

// MARK: - Pieces

extension GlobTranslation {
  static func anchored(_ source: Text) -> Text { Text("^(?:".utf16) + source + ")$".utf16 }

  static let oneUnit = Text("(?=.)".utf16)
  static let notDot = Text(#"(?!\.)"#.utf16)
  static let dot = Text(#"\."#.utf16)
  static let slash = Text(#"\/"#.utf16)
  static let anyUnit = Text("[^/]".utf16)
  static let anyUnitNotDot = Text(#"[^.\/]"#.utf16)
  static let star = Text("[^/]*?".utf16)
  static let globstar = Text(#"(?:(?:(?!(?:^|\/)\.).)*?)"#.utf16)
  static let notDotSlash = Text(#"(?!\.{0,1}(?:\/|$))"#.utf16)

  /// `text` with every unit that means something in a regular expression escaped.
  static func escaped(_ text: Text) -> Text {
    var result: Text = []
    for unit in text {
      if special.contains(unit) { result.append(Sign.backslash) }
      result.append(unit)
    }
    return result
  }

  static let special = Text("-*+?.^${}(|)[]".utf16)
}

// MARK: - Reading on

extension GlobTranslation {
  var isAtEnd: Bool { index == input.count - 1 }
  var rest: ArraySlice<UInt16> { input[min(index + 1, input.count)...] }

  func peek(_ count: Int = 1) -> UInt16? {
    let position = index + count
    return position < input.count ? input[position] : nil
  }

  var previous: Token { tokens[last] }

  /// Adds a token, or lengthens the one before when both are text.
  mutating func push(_ token: Token) {
    if previous.kind == .globstar {
      let endsBrace = openBraces > 0 && (token.kind == .comma || token.kind == .brace)
      let endsExtglob = token.isExtglob || (!extglobs.isEmpty && token.kind == .parenthesis)
      if token.kind != .slash, token.kind != .parenthesis, !endsBrace, !endsExtglob {
        output.removeLast(min(previous.output?.count ?? 0, output.count))
        tokens[last].kind = .star
        tokens[last].value = [Sign.star]
        tokens[last].output = Self.star
        output += Self.star
      }
    }
    if !extglobs.isEmpty, token.kind != .parenthesis {
      extglobs[extglobs.count - 1].inner += token.value
    }
    output += token.output ?? token.value
    if previous.kind == .text, token.kind == .text {
      let before = previous.output.flatMap { $0.isEmpty ? nil : $0 } ?? previous.value
      tokens[last].output = before + token.value
      tokens[last].value += token.value
      return
    }
    var token = token
    token.previous = last
    tokens.append(token)
    last = tokens.count - 1
    live.append(last)
  }

  mutating func push(_ kind: Kind, _ value: Text, _ output: Text? = nil) {
    push(Token(kind: kind, value: value, output: output))
  }

  mutating func open(isBrace: Bool) {
    openings.append(isBrace)
    if isBrace { openBraces += 1 } else { openParentheses += 1 }
  }

  mutating func close(isBrace: Bool) {
    _ = openings.popLast()
    if isBrace { openBraces -= 1 } else { openParentheses -= 1 }
  }
}

/// The UTF-16 units that globs give a meaning.
enum Sign {
  static let exclamation: UInt16 = 0x21
  static let quote: UInt16 = 0x22
  static let dollar: UInt16 = 0x24
  static let openParenthesis: UInt16 = 0x28
  static let closeParenthesis: UInt16 = 0x29
  static let star: UInt16 = 0x2A
  static let plus: UInt16 = 0x2B
  static let comma: UInt16 = 0x2C
  static let hyphen: UInt16 = 0x2D
  static let dot: UInt16 = 0x2E
  static let slash: UInt16 = 0x2F
  static let colon: UInt16 = 0x3A
  static let semicolon: UInt16 = 0x3B
  static let less: UInt16 = 0x3C
  static let equals: UInt16 = 0x3D
  static let question: UInt16 = 0x3F
  static let at: UInt16 = 0x40
  static let openBracket: UInt16 = 0x5B
  static let backslash: UInt16 = 0x5C
  static let closeBracket: UInt16 = 0x5D
  static let caret: UInt16 = 0x5E
  static let openBrace: UInt16 = 0x7B
  static let bar: UInt16 = 0x7C
  static let closeBrace: UInt16 = 0x7D
}
