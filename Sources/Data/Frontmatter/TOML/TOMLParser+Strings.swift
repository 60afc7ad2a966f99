extension TOMLParser {
  /// Reads a string of any of the four kinds.
  mutating func readString() throws(ReadFailure) -> DocumentNode {
    let start = index
    let quote = bytes[index]
    let isLiteral = quote == UInt8(ascii: "'")
    let isMultiline = peek(1) == quote && peek(2) == quote
    var flags: NodeFlags = []
    index += isMultiline ? 3 : 1
    if isMultiline, skipLineEnd() { flags.formUnion([.needsDecoding, .isMultiline]) }
    while true {
      guard let byte else { throw failure("unfinished string encountered", at: start) }
      if byte == quote {
        guard isMultiline else {
          index += 1
          break
        }
        if endMultiline(quote) { break }
        continue
      }
      if byte == UInt8(ascii: "\\"), !isLiteral {
        flags.insert(.needsDecoding)
        try readEscape(isMultiline: isMultiline, &flags)
      } else if byte == 0x0A || byte == 0x0D && peek(1) == 0x0A {
        guard isMultiline else { throw failure("newlines are not allowed in strings") }
        flags.insert(.isMultiline)
        _ = skipLineEnd()
      } else {
        guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
          throw failure("control characters are not allowed in strings")
        }
        index += 1
      }
    }
    let style: NodeStyle =
      isLiteral
      ? (isMultiline ? .multilineSingleQuoted : .singleQuoted)
      : (isMultiline ? .multilineDoubleQuoted : .doubleQuoted)
    return DocumentNode(kind: .scalar, style: style, flags: flags, range: start..<index)
  }

  /// At a quote inside a multiline string: whether the string ended.
  ///
  /// Up to two quotes may stand before the three that end it.
  private mutating func endMultiline(_ quote: UInt8) -> Bool {
    var count = 0
    while count < 5, peek(count) == quote { count += 1 }
    index += count
    return count >= 3
  }

  private mutating func readEscape(
    isMultiline: Bool,
    _ flags: inout NodeFlags
  ) throws(ReadFailure) {
    let start = index
    index += 1
    switch byte {
    case UInt8(ascii: "x")? where !rules.hasNewer, UInt8(ascii: "e")? where !rules.hasNewer:
      throw failure("unrecognized escape sequence", at: start)
    case UInt8(ascii: "x")?, UInt8(ascii: "u")?, UInt8(ascii: "U")?:
      let count = byte.flatMap(TOMLScalarText.digitCount) ?? 0
      index += 1
      var value: UInt32 = 0
      for _ in 0..<count {
        guard let byte, let digit = JSONScalarText.hexadecimal(byte) else {
          throw failure("invalid unicode escape", at: start)
        }
        value = value << 4 | UInt32(digit)
        index += 1
      }
      // JavaScript's texts may hold half a character.
      let isHalf = 0xD800...0xDFFF ~= value && !rules.isStrict
      guard isHalf || Unicode.Scalar(value) != nil else {
        throw failure("invalid unicode escape", at: start)
      }
    case 0x20?, 0x09?, 0x0A?, 0x0D?:
      guard isMultiline else { throw failure("unrecognized escape sequence", at: start) }
      skipBlanks()
      guard skipLineEnd() else {
        throw failure("invalid escape: only line-ending whitespace may be escaped", at: start)
      }
      flags.insert(.isMultiline)
    case let escape?:
      guard TOMLScalarText.meaning(escape) != nil else {
        throw failure("unrecognized escape sequence", at: start)
      }
      index += 1
    case nil: break
    }
  }
}
