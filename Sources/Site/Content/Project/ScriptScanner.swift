/// Steps through JavaScript or TypeScript source: comments, strings and brackets, no grammar.
struct ScriptScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }

  /// Moves behind the `{` of the object exported by default, or handed to a call that is.
  mutating func findDefaultExport() -> Bool {
    while !isAtEnd {
      skipSpace()
      if take(word: "export"), take(word: "default") {
        if take("{") { return true }
        guard takeName() != nil, take("(") else { return false }
        return take("{")
      }
      skipToken()
    }
    return false
  }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    skipSpace()
    let end = index + word.utf8.count
    guard bytes[index...].starts(with: word.utf8), end >= bytes.count || !Self.isName(bytes[end])
    else { return false }
    index = end
    return true
  }

  /// A property's name, quoted or not.
  mutating func takeName() -> String? {
    skipSpace()
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") {
      return takeString()
    }
    let name = bytes[index...].prefix(while: Self.isName)
    index = name.endIndex
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// A string without escapes, a template without substitutions, a number, `true` or `false`.
  mutating func takeLiteral() -> AstroConfigSource.Setting? {
    skipSpace()
    if take(word: "true") { return .boolean(true) }
    if take(word: "false") { return .boolean(false) }
    if let text = takeString() { return .text(text) }
    let digits = bytes[index...].prefix { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    guard let number = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
    index = digits.endIndex
    return .number(number)
  }

  private mutating func takeString() -> String? {
    guard index < bytes.count, Self.quotes.contains(bytes[index]) else { return nil }
    let start = index
    skipQuoted()
    let text = bytes[(start + 1)..<max(start + 1, index - 1)]
    let isPlain =
      !text.contains(UInt8(ascii: "\\"))
      && (bytes[start] != UInt8(ascii: "`") || text.firstRange(of: "${".utf8) == nil)
    return isPlain ? String(decoding: text, as: UTF8.self) : nil
  }

  /// Whether a comma or the end of an object comes next.
  var endsExpression: Bool {
    mutating get {
      skipSpace()
      return isAtEnd || bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "}")
    }
  }

  /// Moves to the comma or the bracket that ends the expression here.
  mutating func skipExpression() {
    var depth = 0
    while !isAtEnd {
      skipSpace()
      guard index < bytes.count else { return }
      switch bytes[index] {
      case UInt8(ascii: ",") where depth == 0: return
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return stepOverStray() }
        depth -= 1
      default: break
      }
      skipToken()
    }
  }

  /// A closing brace ends the object; any other closing bracket here is a mistake to step over.
  private mutating func stepOverStray() {
    if bytes[index] != UInt8(ascii: "}") { index += 1 }
  }
}

// MARK: - Tokens

extension ScriptScanner {
  private static let quotes = Array("'\"`".utf8)

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      if bytes[index] <= 0x20 {
        index += 1
      } else if bytes[index...].starts(with: "//".utf8) {
        index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      } else if bytes[index...].starts(with: "/*".utf8) {
        index = bytes[(index + 2)...].firstRange(of: "*/".utf8)?.upperBound ?? bytes.count
      } else {
        return
      }
    }
  }

  private mutating func skipToken() {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    if Self.quotes.contains(byte) { return skipQuoted() }
    if byte == UInt8(ascii: "/"), startsExpression { return skipPattern() }
    if Self.isName(byte) {
      index = bytes[index...].firstIndex { !Self.isName($0) } ?? bytes.count
    } else {
      index += 1
    }
  }

  /// Whether a slash here begins a regular expression and is no division.
  private var startsExpression: Bool {
    let before = bytes[..<index].last { $0 > 0x20 }
    guard let before else { return true }
    return Array("(,=:[!&|?{};+-*%<>~^".utf8).contains(before)
  }

  private mutating func skipPattern() {
    index += 1
    var isClass = false
    while index < bytes.count, bytes[index] != 0x0A {
      let byte = bytes[index]
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "[") { isClass = true }
      if byte == UInt8(ascii: "]") { isClass = false }
      if byte == UInt8(ascii: "/"), !isClass { return }
    }
  }

  /// Skips a string or template, whose substitutions are taken for text.
  private mutating func skipQuoted() {
    let quote = bytes[index]
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index = min(index + (byte == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
      if byte == quote || byte == 0x0A && quote != UInt8(ascii: "`") { return }
    }
  }
}
