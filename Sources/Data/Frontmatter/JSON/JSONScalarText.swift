import Values

/// The values of JSON's scalars.
enum JSONScalarText {
  /// The value of a scalar node of a JSON tree.
  static func value(_ node: DocumentNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let text = UnsafeBufferPointer(rebasing: bytes[node.range])
    switch node.type {
    case .null: return .null
    case .boolean: return .boolean(text.first == UInt8(ascii: "t"))
    case .integer: return .number(integer(text) ?? number(text))
    case .float: return .number(number(text))
    default:
      let inner = UnsafeBufferPointer(rebasing: text[1..<text.count - 1])
      guard node.flags.contains(.needsDecoding), inner.contains(UInt8(ascii: "\\")) else {
        return .string(String(decoding: inner, as: UTF8.self))
      }
      return .string(unescaped(inner))
    }
  }

  static func isEscape(_ byte: UInt8) -> Bool { meaning(byte) != nil }

  static func hexadecimal(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46, 0x61...0x66: UInt16((byte | 0x20) - 0x57)
    default: nil
    }
  }

  /// What a single letter after a backslash stands for.
  private static func meaning(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// Up to 15 digits, which a double holds exactly; nil for more.
  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let isNegative = text.first == UInt8(ascii: "-")
    guard text.count <= (isNegative ? 16 : 15) else { return nil }
    var value = 0
    for byte in text.dropFirst(isNegative ? 1 : 0) { value = value * 10 + Int(byte - 0x30) }
    return isNegative ? -Double(value) : Double(value)
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    // Swift's reader rounds to nearest even and gives infinity and zero where JavaScript does.
    Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  /// Escapes resolved; a surrogate without its other half, which a Swift string cannot hold, is
  /// U+FFFD.
  private static func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\") else {
        result.append(text[index])
        index += 1
        continue
      }
      let escape = text[index + 1]
      index += 2
      if let byte = meaning(escape) {
        result.append(byte)
      } else {
        let scalar = scalar(text, &index)
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The code point of the four digits at `index`, and of a second escape that belongs to it.
  private static func scalar(
    _ text: UnsafeBufferPointer<UInt8>,
    _ index: inout Int
  ) -> Unicode.Scalar {
    let first = unit(text, index)
    index += 4
    if first & 0xFC00 == 0xD800, index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    {
      let second = unit(text, index + 2)
      if second & 0xFC00 == 0xDC00 {
        index += 6
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        return Unicode.Scalar(value) ?? "\u{FFFD}"
      }
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private static func unit(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
    var value: UInt16 = 0
    for byte in text[index..<index + 4] { value = value << 4 | (hexadecimal(byte) ?? 0) }
    return value
  }
}
