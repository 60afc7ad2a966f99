/// One token of a date's text, as V8's scanner cuts them (src/date/dateparser-inl.h).
enum DateToken: Equatable {
  /// The value of the first nine digits after leading zeros, and how many digits there are.
  case number(Int, length: Int)
  /// One of `: - + . )`.
  case symbol(UInt8)
  case word(Word, length: Int)
  case whiteSpace
  /// Anything else, a whole parenthesis among it.
  case other
  case end

  enum Word: Equatable {
    /// 1 for January.
    case month(Int)
    /// What to add to the hours of a twelve-hour clock.
    case halfDay(Int)
    /// Hours ahead of UTC.
    case zone(Int)
    /// The `T` between date and time.
    case timeSeparator
    case unknown
  }

  func isNumber(length: Int) -> Bool {
    if case .number(_, length) = self { true } else { false }
  }

  /// 1 for `+`, -1 for `-`, nil for other tokens.
  var sign: Int? {
    switch self {
    case .symbol(UInt8(ascii: "+")): 1
    case .symbol(UInt8(ascii: "-")): -1
    default: nil
    }
  }
}

/// Cuts a date's text into tokens, one token ahead.
struct DateScanner {
  private let bytes: [UInt8]
  private var position = 0
  /// The token that `next` takes.
  private(set) var peek = DateToken.end

  /// A NUL ends the text, as it does in V8.
  init(_ text: String) {
    let content = text.utf8.prefix { $0 != 0 }
    bytes = TextMeasure.isASCII(text) ? Array(content) : Self.plainSpaces(content)
    peek = scan()
  }

  /// The bytes of `text` with all white space beyond ASCII made plain spaces; the two line separators are
  /// none here.
  private static func plainSpaces(_ text: Substring.UTF8View) -> [UInt8] {
    var result = String.UnicodeScalarView()
    for scalar in Substring(text).unicodeScalars {
      let isSpace = !scalar.isASCII && TextMeasure.isWhiteSpace(scalar)
      let isSeparator = scalar == "\u{2028}" || scalar == "\u{2029}"
      result.append(isSpace && !isSeparator ? " " : scalar)
    }
    return Array(String(result).utf8)
  }

  mutating func next() -> DateToken {
    let token = peek
    peek = scan()
    return token
  }

  /// Takes the next token if it is `symbol`.
  mutating func skip(_ symbol: Unicode.Scalar) -> Bool {
    guard peek == .symbol(UInt8(ascii: symbol)) else { return false }
    peek = scan()
    return true
  }

  private mutating func scan() -> DateToken {
    guard position < bytes.count else { return .end }
    let byte = bytes[position]
    switch byte {
    case 0x30...0x39: return number()
    case UInt8(ascii: "A")...: return word()
    case UInt8(ascii: "("):
      skipParentheses()
      return .other
    default:
      position += 1
      switch byte {
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: ")"):
        return .symbol(byte)
      case 0x09...0x0D, 0x20: return .whiteSpace
      default: return .other
      }
    }
  }

  private mutating func number() -> DateToken {
    let start = position
    while position < bytes.count, bytes[position] == 0x30 { position += 1 }
    let significant = position
    var value = 0
    while position < bytes.count, 0x30...0x39 ~= bytes[position] {
      if position - significant < 9 { value = value * 10 + Int(bytes[position] - 0x30) }
      position += 1
    }
    return .number(value, length: position - start)
  }

  /// A run of letters and of everything from `A` up, beyond ASCII too; its first three tell which.
  private mutating func word() -> DateToken {
    let start = position
    while position < bytes.count, bytes[position] >= UInt8(ascii: "A") { position += 1 }
    let length = position - start
    var prefix: UInt32 = 0
    for offset in 0..<3 {
      prefix = prefix << 8 | (offset < length ? UInt32(bytes[start + offset] | 0x20) : 0)
    }
    let word = Self.words.first { $0.prefix == prefix }?.word ?? .unknown
    if length > 3 {
      if case .month = word { return .word(word, length: length) }
      return .word(.unknown, length: length)
    }
    return .word(word, length: length)
  }

  private mutating func skipParentheses() {
    var depth = 0
    repeat {
      if bytes[position] == UInt8(ascii: "(") { depth += 1 }
      if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
      position += 1
    } while depth > 0 && position < bytes.count
  }

  private static let words: [(prefix: UInt32, word: DateToken.Word)] = {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let zones = [
      "ut": 0, "utc": 0, "z": 0, "gmt": 0, "cdt": -5, "cst": -6, "edt": -4, "est": -5, "mdt": -6,
      "mst": -7, "pdt": -7, "pst": -8,
    ]
    var words: [(prefix: UInt32, word: DateToken.Word)] = []
    func add(_ name: String, _ word: DateToken.Word) {
      let padded = Array(name.utf8) + [0, 0]
      words.append((padded[..<3].reduce(0) { $0 << 8 | UInt32($1) }, word))
    }
    for (index, name) in months.enumerated() { add(name, .month(index + 1)) }
    for (name, hours) in zones { add(name, .zone(hours)) }
    add("am", .halfDay(0))
    add("pm", .halfDay(12))
    add("t", .timeSeparator)
    return words
  }()
}
