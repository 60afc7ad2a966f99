/// `!!binary` text as js-yaml takes it: the alphabet of base 64, `=` and line breaks.
enum YAMLBinary {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var digits = 0
    for byte in text where !byte.isBreak {
      guard value(byte) != nil || byte == UInt8(ascii: "=") else { return false }
      digits += 1
    }
    return digits * 6 % 8 == 0
  }

  static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for digit in text.lazy.compactMap(value) {
      bits = bits << 6 | UInt32(digit)
      count += 1
      if count % 4 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
      }
    }
    switch count % 4 {
    case 0 where count == 0:
      // js-yaml writes out its last group even when there was none.
      return [0, 0, 0]
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
    case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
    default: break
    }
    return bytes
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 0x41
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x61 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
