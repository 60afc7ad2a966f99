extension PatternReader {
  /// What stands behind a backslash outside classes; whether a quantifier may follow.
  mutating func escape() throws(RegularExpressionError) -> (PatternNode, Bool) {
    position += 1
    guard let point = current else { throw error("\\ at end of pattern") }
    switch point {
    case 0x62, 0x42:
      position += 1
      return (.wordBoundary(isNegative: point == 0x42), false)
    case 0x31...0x39:
      if let node = try numberedReference() { return (node, true) }
    case 0x6B where isUnicode || hasNames:
      position += 1
      guard skip("<"), let name = groupName() else { throw error("Invalid named reference") }
      return (.namedBackreference(name), true)
    default: break
    }
    if let set = try setEscape() { return (.set(folding?.closure(of: set) ?? set), true) }
    return (literal(try characterEscape(inClass: false)), true)
  }

  /// A character, or all those that the `i` flag holds for the same.
  func literal(_ point: UInt32) -> PatternNode {
    guard let folding else { return .character(point) }
    let set = folding.closure(of: CodePointSet([point...point]))
    return set.ranges == [point...point] ? .character(point) : .set(set)
  }

  /// Nil without the `i` flag.
  var folding: CaseFolding? {
    flags.ignoresCase ? (isUnicode ? .points : .units) : nil
  }

  /// `\3` when there are as many groups; nil, with nothing taken, when it is an octal escape.
  private mutating func numberedReference() throws(RegularExpressionError) -> PatternNode? {
    let start = position
    var number = 0
    while let point = current, 0x30...0x39 ~= point {
      number = Swift.min(number * 10 + Int(point - 0x30), 1 << 20)
      position += 1
    }
    if number <= totalGroups { return .backreference(number) }
    position = start
    if isUnicode { throw error("Invalid escape") }
    return nil
  }

  /// `\d`, `\p{…}` and their like; nil, with nothing taken, for all else.
  mutating func setEscape() throws(RegularExpressionError) -> CodePointSet? {
    guard let point = current, let scalar = Unicode.Scalar(point) else { return nil }
    var set: CodePointSet
    switch scalar {
    case "d", "D": set = .digits
    case "s", "S": set = .whiteSpace
    case "w", "W": set = isUnicode ? folding?.closure(of: .word) ?? .word : .word
    case "p" where isUnicode, "P" where isUnicode:
      position += 1
      set = try property()
      if point == 0x50, flags.hasSets, let folding { set = folding.closure(of: set) }
      return point == 0x50 ? set.inverted : set
    default: return nil
    }
    position += 1
    return point < 0x60 ? set.inverted : set
  }

  /// `{Lu}` or `{Script=Greek}`.
  private mutating func property() throws(RegularExpressionError) -> CodePointSet {
    var text = ""
    if skip("{") {
      while let point = current, point != 0x7D, let scalar = Unicode.Scalar(point) {
        text.unicodeScalars.append(scalar)
        position += 1
      }
      if skip("}"), let set = UnicodeProperty.set(named: text) { return set }
    }
    throw error("Invalid property name")
  }

  /// One character behind a backslash.
  mutating func characterEscape(inClass: Bool) throws(RegularExpressionError) -> UInt32 {
    guard let point = current, let scalar = Unicode.Scalar(point) else {
      // Half of a surrogate pair stands for itself.
      position += 1
      return points[position - 1]
    }
    position += 1
    switch scalar {
    case "f": return 0x0C
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "v": return 0x0B
    case "b" where inClass: return 0x08
    case "-" where inClass && isUnicode: return point
    case "c": return try controlEscape(inClass: inClass)
    case "0"..."7": return try octalEscape(first: point, inClass: inClass)
    case "x":
      if let value = hex(digits: 2) { return value }
      if isUnicode { throw error("Invalid escape") }
    case "u":
      if let value = unicodeEscape(asUnicode: isUnicode) { return value }
      if isUnicode { throw error("Invalid Unicode escape") }
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/": break
    default:
      let isReference = point == 0x6B && hasNames
      let isSetPunctuation =
        flags.hasSets && inClass && "&-!#%,:;<=>@`~".utf8.contains { $0 == point }
      if isUnicode && !isSetPunctuation || isReference { throw error("Invalid escape") }
    }
    return point
  }

  private mutating func controlEscape(inClass: Bool) throws(RegularExpressionError) -> UInt32 {
    if let letter = current {
      let isLetter = 0x41...0x5A ~= letter & ~0x20 && letter < 0x80
      let isOther = inClass && !isUnicode && (0x30...0x39 ~= letter || letter == 0x5F)
      if isLetter || isOther {
        position += 1
        return letter & 31
      }
    }
    if isUnicode { throw error("Invalid unicode escape") }
    // The backslash stands for itself, the `c` comes after it.
    position -= 1
    return 0x5C
  }

  private mutating func octalEscape(
    first: UInt32,
    inClass: Bool
  ) throws(RegularExpressionError) -> UInt32 {
    if isUnicode {
      let isNull = first == 0x30 && !(current.map { 0x30...0x39 ~= $0 } ?? false)
      guard isNull else { throw error(inClass ? "Invalid class escape" : "Invalid decimal escape") }
      return 0
    }
    var value = first - 0x30
    for _ in 0..<2 {
      guard let digit = current, 0x30...0x37 ~= digit, value * 8 + digit - 0x30 <= 255 else {
        break
      }
      value = value * 8 + digit - 0x30
      position += 1
    }
    return value
  }

  /// What stands behind `\u`; nil, with nothing taken, when it is no escape.
  mutating func unicodeEscape(asUnicode: Bool) -> UInt32? {
    let start = position
    if asUnicode, skip("{") {
      var value: UInt32?
      while let digit = hexDigit() { value = Swift.min((value ?? 0) << 4 | digit, 0x110000) }
      if let value, value <= 0x10FFFF, skip("}") { return value }
      position = start
      return nil
    }
    guard let high = hex(digits: 4) else { return nil }
    let afterHigh = position
    if asUnicode, 0xD800...0xDBFF ~= high {
      if skip(text: "\\u"), let low = hex(digits: 4), 0xDC00...0xDFFF ~= low {
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
      }
      position = afterHigh
    }
    return high
  }

  private mutating func hex(digits: Int) -> UInt32? {
    let start = position
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = hexDigit() else {
        position = start
        return nil
      }
      value = value << 4 | digit
    }
    return value
  }

  private mutating func hexDigit() -> UInt32? {
    guard let point = current, let scalar = Unicode.Scalar(point), scalar.isASCII,
      let digit = Character(scalar).hexDigitValue
    else { return nil }
    position += 1
    return UInt32(digit)
  }
}
