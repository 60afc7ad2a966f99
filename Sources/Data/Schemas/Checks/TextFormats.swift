import ECMAScript
import Values

/// Formats that are more than a pattern (Zod v4, schemas.ts).
enum TextFormats {
  static func isIPv6(_ text: String) -> Bool {
    WebURL("http://[\(text)]") != nil
  }

  static func isCIDRv6(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return false }
    let prefix = NumberText.number(String(parts[1]))
    guard NumberText.text(prefix) == parts[1], prefix >= 0, prefix <= 128 else { return false }
    return isIPv6(String(parts[0]))
  }

  static func isBase64(_ text: String, skipsSpaces: Bool = false) -> Bool {
    let bytes = text.utf8
    if bytes.isEmpty { return true }
    if !skipsSpaces, text.unicodeScalars.contains(where: TextMeasure.isWhiteSpace) { return false }
    return text.utf16Length % 4 == 0 && decoded(text) != nil
  }

  static func isBase64URL(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ isWordCharacter($0) || $0 == UInt8(ascii: "-") }) else {
      return false
    }
    var standard = String(decoding: text.utf8.map(standardDigit), as: UTF8.self)
    while standard.utf8.count % 4 != 0 { standard += "=" }
    return isBase64(standard)
  }

  /// Three parts, the first of which is a JSON object with `alg`.
  ///
  /// `needsType` is `ZodRule.tokensNeedTypes`.
  static func isJWT(
    _ text: String,
    algorithm: String?,
    dialect: ZodDialect,
    needsType: Bool
  ) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let head = parts.first, !head.isEmpty else { return false }
    var header = String(head)
    if dialect == .zod3 {
      header = String(decoding: header.utf8.map(standardDigit), as: UTF8.self)
      while header.utf8.count % 4 != 0 { header += "=" }
    }
    // `atob` gives one character for each byte; JSON reads those.
    guard let bytes = decoded(header),
      case .object(let object)? = HeaderJSON(
        bytes.flatMap { Array(String(UnicodeScalar($0)).utf8) }
      ).value
    else { return false }
    let type = object["typ"]
    guard needsType ? type?.isTruthy == true : type == nil || type == "JWT" else { return false }
    guard let named = object["alg"], named.isTruthy else { return false }
    return algorithm == nil || named == algorithm.map(Value.string)
  }

  /// `atob(text)`, or nil where that throws: white space is skipped, padding may lack.
  private static func decoded(_ text: String) -> [UInt8]? {
    var digits = text.utf8.filter { ![0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
    if digits.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1, digits.allSatisfy(isBase64Digit) else { return nil }
    // Bits beyond the last whole byte are dropped.
    while digits.count % 4 != 0 { digits.append(UInt8(ascii: "=")) }
    return Base64.decode(String(decoding: digits, as: UTF8.self))
  }

  private static func isBase64Digit(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "_") && isWordCharacter(byte)
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func standardDigit(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "-"): UInt8(ascii: "+")
    case UInt8(ascii: "_"): UInt8(ascii: "/")
    default: byte
    }
  }
}
