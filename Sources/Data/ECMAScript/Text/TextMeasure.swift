/// Lengths and ends of text as JavaScript counts them.
package enum TextMeasure {
  /// `text.length`: UTF-16 code units.
  ///
  /// O(bytes), without allocating.
  package static func utf16Length(of text: String) -> Int {
    let bytes = text.utf8
    if let length = bytes.withContiguousStorageIfAvailable(utf16Length) { return length }
    return text.utf16.count
  }

  /// Whether every byte of `text` is below 0x80.
  package static func isASCII(_ text: String) -> Bool {
    let bytes = text.utf8
    if let answer = bytes.withContiguousStorageIfAvailable(isASCII) { return answer }
    return bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether every byte is below 0x80.
  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var union: UInt8 = 0
    for byte in bytes { union |= byte }
    return union < 0x80
  }

  /// `text.trim()`: without JavaScript's white space and line ends, U+FEFF among them.
  package static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last else { return text }
    // A byte above space and below 0x80 is never part of white space.
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isWhiteSpace($0) }),
      let end = scalars.lastIndex(where: { !isWhiteSpace($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  /// ECMA-262 WhiteSpace or LineTerminator.
  package static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }

  /// Every byte but continuation bytes is one code unit; a four-byte lead is two.
  private static func utf16Length(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var length = 0
    for byte in bytes {
      length += (byte & 0xC0 != 0x80 ? 1 : 0) + (byte >= 0xF0 ? 1 : 0)
    }
    return length
  }
}
