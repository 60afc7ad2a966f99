import Values

/// The values of TOML's scalars.
enum TOMLScalarText {
  /// The value of a scalar node of a TOML tree.
  static func value(_ node: DocumentNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let text = UnsafeBufferPointer(rebasing: bytes[node.range])
    let quotes: Int
    switch node.style {
    case .plain:
      guard !node.flags.contains(.isKey), case .success(let literal) = TOMLLiteral.read(text) else {
        return .string(String(decoding: text, as: UTF8.self))
      }
      return literal.value
    case .singleQuoted, .doubleQuoted: quotes = 1
    default: quotes = 3
    }
    var inner = UnsafeBufferPointer(rebasing: text[quotes..<text.count - quotes])
    guard node.flags.contains(.needsDecoding) else {
      return .string(String(decoding: inner, as: UTF8.self))
    }
    if quotes == 3 {
      // The line end right after the opening quotes does not count.
      let skipped = inner.first == 0x0A ? 1 : inner.starts(with: [0x0D, 0x0A]) ? 2 : 0
      inner = UnsafeBufferPointer(rebasing: inner[skipped...])
    }
    let isLiteral = node.style == .multilineSingleQuoted
    return .string(isLiteral ? String(decoding: inner, as: UTF8.self) : unescaped(inner))
  }

  /// What a single letter after a backslash stands for.
  static func meaning(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "e"): 0x1B
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// How many digits follow a letter that a character's number comes after; nil for any other letter.
  static func digitCount(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "x"): 2
    case UInt8(ascii: "u"): 4
    case UInt8(ascii: "U"): 8
    default: nil
    }
  }

  private static func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    // The first half of a character, when that was the last thing.
    var half: UInt32?
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        result.append(text[index])
        index += 1
        half = nil
        continue
      }
      let escape = text[index + 1]
      index += 2
      if let byte = meaning(escape) {
        result.append(byte)
        half = nil
      } else if let count = digitCount(of: escape) {
        var value: UInt32 = 0
        for byte in text[index..<index + count] {
          value = value << 4 | UInt32(JSONScalarText.hexadecimal(byte) ?? 0)
        }
        index += count
        if let first = half, 0xDC00...0xDFFF ~= value {
          // What stood for the first half goes.
          result.removeLast(3)
          value = 0x10000 + (first - 0xD800) << 10 + (value - 0xDC00)
        }
        half = 0xD800...0xDBFF ~= value ? value : nil
        result += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
      } else {
        // A backslash at a line's end: all space up to the next text is dropped.
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
