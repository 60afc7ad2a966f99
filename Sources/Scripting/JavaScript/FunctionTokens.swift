/// The tokens of a function's text; nil where that needs more than a glance: comments, escapes and
/// letters beyond ASCII outside of texts, or a slash that may begin a regular expression or not.
struct FunctionTokens {
  enum Token: Equatable {
    case word(String)
    /// The content of a text without escapes, nil of one with them.
    case text(String?)
    case number
    case expression
    /// An operator or a bracket. A template is a `` ` `` at each end, with `${` and `}` about its parts.
    case mark(String)
  }

  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var place = 0
  /// What the open brackets are: true for the `${` of a template.
  private var brackets: [Bool] = []

  /// Longer functions are not looked at.
  private static let longest = 8_192

  static func read(_ text: String) -> [Token]? {
    guard text.utf8.count <= longest else { return nil }
    var reader = FunctionTokens(bytes: Array(text.utf8))
    while reader.place < reader.bytes.count {
      guard reader.readToken() else { return nil }
    }
    return reader.brackets.isEmpty ? reader.tokens : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readToken() -> Bool {
    let byte = bytes[place]
    switch byte {
    case 0x09, 0x0A, 0x0D, 0x20:
      place += 1
      return true
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return readText(until: byte)
    case UInt8(ascii: "`"):
      tokens.append(.mark("`"))
      place += 1
      return readTemplate()
    case UInt8(ascii: "/"): return readSlash()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      place =
        bytes[place...].firstIndex { !Self.isWord($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
      tokens.append(.number)
      return true
    default:
      if Self.isWord(byte) {
        let end = bytes[place...].firstIndex { !Self.isWord($0) } ?? bytes.count
        tokens.append(.word(String(decoding: bytes[place..<end], as: UTF8.self)))
        place = end
        return true
      }
      return readMark(byte)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}

// MARK: - Texts

extension FunctionTokens {
  private mutating func readText(until quote: UInt8) -> Bool {
    let start = place + 1
    var hasEscapes = false
    var end = start
    while end < bytes.count, bytes[end] != quote {
      if bytes[end] == UInt8(ascii: "\\") {
        hasEscapes = true
        end += 1
      }
      end += 1
    }
    guard end < bytes.count else { return false }
    tokens.append(.text(hasEscapes ? nil : String(decoding: bytes[start..<end], as: UTF8.self)))
    place = end + 1
    return true
  }

  /// Reads the text of a template up to its end or its next part.
  private mutating func readTemplate() -> Bool {
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "`"):
        tokens.append(.mark("`"))
        place += 1
        return true
      case UInt8(ascii: "$") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "{"):
        tokens.append(.mark("${"))
        brackets.append(true)
        place += 2
        return true
      default: place += 1
      }
    }
    return false
  }

  /// A division, or a regular expression where one value cannot follow another.
  private mutating func readSlash() -> Bool {
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    guard next != UInt8(ascii: "/"), next != UInt8(ascii: "*") else { return false }
    switch tokens.last {
    case .word("return"): return readExpression()
    case .word(let word) where !Self.wordsBeforeValues.contains(word): return readMark(bytes[place])
    case .number, .mark("]"): return readMark(bytes[place])
    case .mark(")"):
      let isSure = tokens.allSatisfy { !Self.wordsBeforeBrackets.contains($0) }
      return isSure && readMark(bytes[place])
    case .mark(let mark) where Self.marksBeforeValues.contains(mark): return readExpression()
    default: return false
    }
  }

  private static let wordsBeforeValues: Set = [
    "typeof", "case", "do", "else", "in", "of", "void", "await", "throw", "instanceof", "new",
    "yield", "delete",
  ]
  private static let wordsBeforeBrackets = ["if", "while", "for"].map(Token.word)
  private static let marksBeforeValues: Set = [
    "(", ",", "=", "==", "===", "!=", "!==", "!", ":", "?", "[", "{", ";", "&&", "||", "??", "=>",
    "+", "<", ">", "${",
  ]

  private mutating func readExpression() -> Bool {
    var isInClass = false
    place += 1
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "\n"): return false
      case UInt8(ascii: "/") where !isInClass:
        place = bytes[(place + 1)...].firstIndex { !Self.isWord($0) } ?? bytes.count
        tokens.append(.expression)
        return true
      default: break
      }
      place += 1
    }
    return false
  }
}

// MARK: - Marks

extension FunctionTokens {
  private static let longMarks = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=",
    "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    "<<", ">>", "**",
  ].map { (text: $0, bytes: Array($0.utf8)) }

  private mutating func readMark(_ byte: UInt8) -> Bool {
    if let mark = Self.longMarks.first(where: { bytes[place...].starts(with: $0.bytes) }) {
      tokens.append(.mark(mark.text))
      place += mark.bytes.count
      return true
    }
    place += 1
    switch byte {
    case UInt8(ascii: "{"): brackets.append(false)
    case UInt8(ascii: "}"):
      guard let isPart = brackets.popLast() else { return false }
      tokens.append(.mark("}"))
      return isPart ? readTemplate() : true
    default:
      guard "()[];,<>+-*%&|^!~?:=./".utf8.contains(byte) else { return false }
    }
    tokens.append(.mark(String(decoding: [byte], as: UTF8.self)))
    return true
  }
}
