import ECMAScript
import Values

/// What an unquoted TOML value says: a boolean, a number, a date or a time.
enum TOMLLiteral {
  /// smol-toml's words for what is none.
  enum Problem: String, Error {
    case invalid = "invalid value"
    case invalidNumber = "invalid number"
    case leadingZero = "leading zeroes are not allowed"
    case unsafeInteger = "integer value cannot be represented losslessly"
  }

  typealias Text = UnsafeBufferPointer<UInt8>

  /// The value and its type, where TOML is read by `rules`; nil for a text that was read before.
  static func read(_ text: Text, _ rules: TOMLRules? = nil) -> Result<
    (type: NodeType, value: Value), Problem
  > {
    if text.elementsEqual("true".utf8) { return .success((.boolean, true)) }
    if text.elementsEqual("false".utf8) { return .success((.boolean, false)) }
    if let date = TOMLDate(text) {
      let isTaken = rules.map { date.isTaken(by: $0) } ?? true
      return isTaken ? .success((.timestamp, .date(date.value))) : .failure(.invalid)
    }
    return number(text)
  }

  private static func number(_ text: Text) -> Result<(type: NodeType, value: Value), Problem> {
    var rest = text[...]
    let sign = rest.first
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    if isSigned { rest.removeFirst() }
    let isNegative = sign == UInt8(ascii: "-")
    if rest.elementsEqual("inf".utf8) {
      return .success((.float, .number(isNegative ? -.infinity : .infinity)))
    }
    if rest.elementsEqual("nan".utf8) { return .success((.float, .number(.nan))) }
    if let radix = radix(rest) {
      guard !isSigned else { return .failure(.invalid) }
      return integer(rest.dropFirst(2), radix: radix, isNegative: false)
    }
    let whole = rest.prefix { isDigit($0) || $0 == underscore }
    guard isGrouped(whole) else { return .failure(.invalid) }
    let hasLeadingZero = whole.count > 1 && whole.first == UInt8(ascii: "0")
    if whole.count == rest.count {
      if hasLeadingZero { return .failure(.leadingZero) }
      return integer(whole, radix: 10, isNegative: isNegative)
    }
    guard isFraction(rest[whole.endIndex...]) else { return .failure(.invalid) }
    if hasLeadingZero { return .failure(.leadingZero) }
    let digits = String(decoding: text.filter { $0 != underscore }, as: UTF8.self)
    guard let number = Double(digits) else { return .failure(.invalid) }
    return .success((.float, .number(number)))
  }

  private static let underscore = UInt8(ascii: "_")

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func radix(_ text: Slice<Text>) -> Int? {
    guard text.count > 2, text.first == UInt8(ascii: "0") else { return nil }
    switch text[text.startIndex + 1] {
    case UInt8(ascii: "x"): return 16
    case UInt8(ascii: "o"): return 8
    case UInt8(ascii: "b"): return 2
    default: return nil
    }
  }

  /// Whether underscores stand only between digits, and there is a digit.
  private static func isGrouped(_ digits: Slice<Text>) -> Bool {
    guard let first = digits.first, let last = digits.last, first != underscore,
      last != underscore
    else { return false }
    return !zip(digits, digits.dropFirst()).contains { $0 == underscore && $1 == underscore }
  }

  private static func integer(
    _ digits: Slice<Text>,
    radix: Int,
    isNegative: Bool
  ) -> Result<(type: NodeType, value: Value), Problem> {
    guard isGrouped(digits) else { return .failure(.invalid) }
    var value = 0
    var isUnsafe = false
    for byte in digits where byte != underscore {
      guard let digit = JSONScalarText.hexadecimal(byte), Int(digit) < radix else {
        let areDigits = digits.allSatisfy { isDigit($0) || $0 == underscore }
        return .failure(areDigits ? .invalidNumber : .invalid)
      }
      value = min(value, 1 << 53) * radix + Int(digit)
      if value >= 1 << 53 { isUnsafe = true }
    }
    if isUnsafe { return .failure(.unsafeInteger) }
    return .success((.integer, .number(isNegative && value != 0 ? -Double(value) : Double(value))))
  }

  /// `.5`, `e9` or `.5e9`, with groups of digits.
  private static func isFraction(_ text: Slice<Text>) -> Bool {
    var rest = text
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let digits = rest.prefix { isDigit($0) || $0 == underscore }
      guard isGrouped(digits) else { return false }
      rest = rest[digits.endIndex...]
    }
    guard let mark = rest.popFirst() else { return true }
    guard mark | 0x20 == UInt8(ascii: "e") else { return false }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return isGrouped(rest) && rest.allSatisfy { isDigit($0) || $0 == underscore }
  }
}
