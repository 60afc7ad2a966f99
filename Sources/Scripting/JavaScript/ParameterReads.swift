/// What a function reads of the object that it is called with, as far as its text tells for sure.
///
/// It is told of arrow functions that take their only parameter apart (`({ title }) => …`), or use it for
/// nothing but members (`entry => entry.title`) and, in what they return, for all of them
/// (`entry => ({ ...entry, url: … })`). Such a function notices nothing when the object has no other
/// members than these.
package struct ParameterReads: Equatable, Sendable {
  /// The members that are looked at, which need not be there.
  package private(set) var keys: Set<String> = []
  /// Whether it returns a new object that begins with all members there are.
  package private(set) var spreads = false

  private let tokens: [FunctionTokens.Token]
  private var parameter = ""
  /// The first token after the arrow.
  private var start = 0

  package static func == (left: Self, right: Self) -> Bool {
    left.keys == right.keys && left.spreads == right.spreads
  }

  /// Nil when the function may do something else with the object.
  package init?(functionText text: String) {
    guard let tokens = FunctionTokens.read(text) else { return nil }
    self.tokens = tokens
    for case .word(let word) in tokens where Self.farReaching.contains(word) { return nil }
    let isAsynchronous = tokens.first == .word("async") && token(1) != .mark("=>")
    guard readHead(at: isAsynchronous ? 1 : 0) else { return nil }
    if parameter.isEmpty { return }
    guard tokens.indices.allSatisfy({ isHarmless(at: $0) }) else { return nil }
    for index in start..<tokens.count where tokens[index] == .word(parameter) {
      guard readUse(at: index) else { return nil }
    }
    guard keys.isDisjoint(with: Self.inherited), !spreads || !isAsynchronous else { return nil }
  }

  private func token(_ index: Int) -> FunctionTokens.Token? {
    tokens.indices.contains(index) ? tokens[index] : nil
  }

  private func isMark(_ marks: Set<String>, at index: Int) -> Bool {
    if case .mark(let mark)? = token(index) { marks.contains(mark) } else { false }
  }

  private func word(at index: Int) -> String? {
    if case .word(let word)? = token(index) { word } else { nil }
  }

  /// Words by which a function may get at more than it says.
  private static let farReaching: Set = [
    "eval", "arguments", "this", "super", "with", "delete", "__proto__", "class", "function",
  ]
  /// What every object has without having it, and might tell of the others.
  private static let inherited: Set = [
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString",
    "toString", "valueOf", "__defineGetter__", "__defineSetter__", "__lookupGetter__",
    "__lookupSetter__",
  ]
  private static let assignments: Set = [
    "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=",
    "??=", "++", "--",
  ]
}

// MARK: - Reading

extension ParameterReads {
  /// Reads `entry =>`, `(entry) =>` or `({ title }) =>`.
  private mutating func readHead(at index: Int) -> Bool {
    if let name = word(at: index), token(index + 1) == .mark("=>") {
      (parameter, start) = (name, index + 2)
      return true
    }
    guard token(index) == .mark("(") else { return false }
    if let name = word(at: index + 1), token(index + 2) == .mark(")"),
      token(index + 3) == .mark("=>")
    {
      (parameter, start) = (name, index + 4)
      return true
    }
    guard let (names, end) = pattern(at: index + 1) else { return false }
    keys = names
    return token(end) == .mark(")") && token(end + 1) == .mark("=>")
  }

  /// The keys of `{ title, author: name }`, and the place after it.
  private func pattern(at start: Int) -> (keys: Set<String>, end: Int)? {
    guard token(start) == .mark("{") else { return nil }
    var (keys, index) = (Set<String>(), start + 1)
    while token(index) != .mark("}") {
      guard let key = word(at: index) else { return nil }
      keys.insert(key)
      index += 1
      if token(index) == .mark(":") {
        guard word(at: index + 1) != nil else { return nil }
        index += 2
      }
      if token(index) == .mark(",") { index += 1 } else if token(index) != .mark("}") { return nil }
    }
    return (keys, index + 1)
  }

  /// Whether a token cannot be part of a pattern that sets members.
  private func isHarmless(at index: Int) -> Bool {
    switch tokens[index] {
    case .mark("="): word(at: index - 1) != nil || isParameter(at: index + 1)
    case .word("of"), .word("in"): !isMark(["]", "}"], at: index - 1)
    default: true
    }
  }

  private func isParameter(at index: Int) -> Bool { token(index) == .word(parameter) }

  /// Reads one use of the parameter.
  private mutating func readUse(at index: Int) -> Bool {
    if isMark([".", "?."], at: index - 1) { return true }
    if let key = member(at: index + 1) {
      keys.insert(key.name)
      let isSet =
        isMark(Self.assignments, at: key.end) || isMark(["++", "--"], at: index - 1)
        || ["of", "in"].contains(word(at: key.end)) || word(at: index - 1) == "new"
      // The function that a member is called as gets the object.
      let isCalled =
        isMark(["(", "`"], at: key.end)
        || (token(key.end) == .mark("?.") && isMark(["(", "`"], at: key.end + 1))
      return !isSet && !isCalled
    }
    if token(index - 1) == .mark("="), token(index - 2) == .mark("}"),
      token(index + 1) == .mark(";")
    {
      return readDeclaration(before: index - 1)
    }
    return readSpread(at: index - 1)
  }

  /// `.title`, `?.title` or `["title"]`, and the place after it.
  private func member(at index: Int) -> (name: String, end: Int)? {
    if isMark([".", "?."], at: index), let name = word(at: index + 1) { return (name, index + 2) }
    if token(index) == .mark("["), case .text(let name?)? = token(index + 1),
      token(index + 2) == .mark("]")
    {
      return (name, index + 3)
    }
    return nil
  }

  /// Reads `const { title } = entry;`, whose `=` stands at `index`.
  private mutating func readDeclaration(before index: Int) -> Bool {
    guard let open = tokens[..<index].lastIndex(of: .mark("{")),
      ["const", "let", "var"].contains(word(at: open - 1)),
      let (names, end) = pattern(at: open), end == index
    else { return false }
    keys.formUnion(names)
    return true
  }

  /// Reads the `...entry` with which the object that is returned begins.
  private mutating func readSpread(at index: Int) -> Bool {
    guard !spreads, token(index) == .mark("..."), token(index - 1) == .mark("{"),
      isMark([",", "}"], at: index + 2)
    else { return false }
    spreads = true
    let isBracketed = token(index - 2) == .mark("(")
    let before = index - (isBracketed ? 3 : 2)
    guard var end = closing(of: index - 1) else { return false }
    if isBracketed {
      guard token(end + 1) == .mark(")") else { return false }
      end += 1
    }
    if isBracketed, before == start - 1 { return end == tokens.count - 1 }
    guard token(start) == .mark("{"), token(before) == .word("return"),
      tokens.count(where: { $0 == .word("return") }) == 1
    else { return false }
    if token(end + 1) == .mark(";") { end += 1 }
    return token(end + 1) == .mark("}") && end + 1 == tokens.count - 1
  }

  /// Where the brace at `index` is closed.
  private func closing(of index: Int) -> Int? {
    var depth = 0
    for place in index..<tokens.count {
      if isMark(["{", "${"], at: place) { depth += 1 }
      if token(place) == .mark("}") {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }
}
