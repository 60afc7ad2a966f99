/// What type a plain scalar's text has (js-yaml, lib/type/*.js).
enum YAMLResolution {
  /// The first implicit type that takes `text`: null, bool, int, float, timestamp, merge.
  static func type(of text: UnsafeBufferPointer<UInt8>, _ rules: YAMLScalarRules) -> NodeType {
    guard let first = text.first else { return .string }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isNull(text) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return isBoolean(text) ? .boolean : .string
    case UInt8(ascii: "<"):
      return text.count == 2 && text[1] == first ? .merge : .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      if isInteger(text, rules) { return .integer }
      if isFloat(text, rules) { return .float }
      return YAMLTimestamp(text) == nil ? .string : .timestamp
    default:
      return .string
    }
  }

  static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 1: text[0] == UInt8(ascii: "~")
    case 4: equals(text, "null") || equals(text, "Null") || equals(text, "NULL")
    default: false
    }
  }

  static func isBoolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch text.count {
    case 4: equals(text, "true") || equals(text, "True") || equals(text, "TRUE")
    case 5: equals(text, "false") || equals(text, "False") || equals(text, "FALSE")
    default: false
    }
  }

  private static func equals(_ text: UnsafeBufferPointer<UInt8>, _ other: StaticString) -> Bool {
    for place in 0..<text.count where text[place] != other.utf8Start[place] { return false }
    return true
  }
}

// MARK: - Numbers

extension YAMLResolution {
  static func isInteger(_ text: UnsafeBufferPointer<UInt8>, _ rules: YAMLScalarRules) -> Bool {
    var place = 0
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { place = 1 }
    guard place < text.count else { return false }
    if text[place] == UInt8(ascii: "0") {
      if place + 1 == text.count { return true }
      switch text[place + 1] {
      case UInt8(ascii: "b"): return hasDigits(text, from: place + 2, rules) { $0 &- 0x30 < 2 }
      case UInt8(ascii: "x"): return hasDigits(text, from: place + 2, rules, \.isHexDigit)
      case UInt8(ascii: "o") where !rules.isVersion3:
        return hasDigits(text, from: place + 2, rules) { $0 &- 0x30 < 8 }
      default:
        place += 1
        if rules.isVersion3 { return hasDigits(text, from: place, rules) { $0 &- 0x30 < 8 } }
      }
    }
    guard text[place] != UInt8(ascii: "_") else { return false }
    if rules.isVersion3, let colon = text[place...].firstIndex(of: UInt8(ascii: ":")) {
      let whole = UnsafeBufferPointer(rebasing: text[place..<colon])
      return hasDigits(whole, from: 0, rules, allowsLastUnderscore: true, \.isDigit)
        && isSexagesimal(text[colon...])
    }
    return hasDigits(text, from: place, rules, \.isDigit)
  }

  private static func hasDigits(
    _ text: UnsafeBufferPointer<UInt8>,
    from start: Int,
    _ rules: YAMLScalarRules,
    allowsLastUnderscore: Bool = false,
    _ isDigit: (UInt8) -> Bool
  ) -> Bool {
    var found = false
    for place in start..<Swift.max(start, text.count) {
      if isDigit(text[place]) {
        found = true
      } else if text[place] != UInt8(ascii: "_") || !rules.allowsUnderscoresInNumbers {
        return false
      }
    }
    return found && (allowsLastUnderscore || text.last != UInt8(ascii: "_"))
  }

  /// Whether `text` is one or more of `:` and one or two digits below sixty.
  private static func isSexagesimal(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var place = text.startIndex
    while place < text.endIndex {
      guard text[place] == UInt8(ascii: ":") else { return false }
      let digits = text[(place + 1)...].prefix(2).prefix(while: \.isDigit)
      guard let first = digits.first else { return false }
      if digits.count == 2, first > UInt8(ascii: "5") { return false }
      place = digits.endIndex
    }
    return place > text.startIndex
  }

  static func isFloat(_ text: UnsafeBufferPointer<UInt8>, _ rules: YAMLScalarRules) -> Bool {
    guard let first = text.first else { return false }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    var place = isSigned ? 1 : 0
    guard place < text.count else { return false }
    if text[place] == UInt8(ascii: ".") {
      if let word = Word(text[(place + 1)...]) { return word == .infinity || !isSigned }
      guard !isSigned else { return false }
      place += 1
      let start = place
      skipDigits(text, &place, rules)
      guard place > start else { return false }
    } else {
      guard text[place].isDigit else { return false }
      let start = place
      skipDigits(text, &place, rules)
      if rules.isVersion3 {
        if place < text.count, text[place] == UInt8(ascii: ":") {
          return isSexagesimalFloat(text[place...], rules)
        }
        // A leading zero stands alone.
        if text[start] == UInt8(ascii: "0"), place > start + 1 { return false }
      }
      if place < text.count, text[place] == UInt8(ascii: ".") {
        place += 1
        skipDigits(text, &place, rules)
      }
    }
    if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
        place += 1
      }
      let start = place
      while place < text.count, text[place].isDigit { place += 1 }
      guard place > start else { return false }
    }
    return place == text.count && text.last != UInt8(ascii: "_")
  }

  private static func isSexagesimalFloat(
    _ text: Slice<UnsafeBufferPointer<UInt8>>,
    _ rules: YAMLScalarRules
  ) -> Bool {
    guard let point = text.firstIndex(of: UInt8(ascii: ".")), isSexagesimal(text[..<point]) else {
      return false
    }
    let rest = text[(point + 1)...]
    return rest.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "_") }
      && text.last != UInt8(ascii: "_")
  }

  private static func skipDigits(
    _ text: UnsafeBufferPointer<UInt8>,
    _ place: inout Int,
    _ rules: YAMLScalarRules
  ) {
    while place < text.count,
      text[place].isDigit
        || text[place] == UInt8(ascii: "_") && rules.allowsUnderscoresInNumbers
    {
      place += 1
    }
  }

  /// The words a float may be after its point.
  enum Word {
    case infinity, notANumber

    init?(_ text: Slice<UnsafeBufferPointer<UInt8>>) {
      guard text.count == 3 else { return nil }
      let word = UnsafeBufferPointer(rebasing: text)
      if equals(word, "inf") || equals(word, "Inf") || equals(word, "INF") {
        self = .infinity
      } else if equals(word, "nan") || equals(word, "NaN") || equals(word, "NAN") {
        self = .notANumber
      } else {
        return nil
      }
    }
  }
}
