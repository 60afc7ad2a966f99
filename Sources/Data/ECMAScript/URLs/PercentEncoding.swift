/// Which bytes a part of a URL writes as `%XX` (URL Standard §1.3).
enum PercentEncoding {
  case control
  case fragment
  case query
  case specialQuery
  case path
  case userinfo
  case form

  /// Whether an ASCII character is encoded; all others always are.
  private func includes(_ byte: UInt8) -> Bool {
    if byte <= 0x1F || byte > 0x7E { return true }
    let character = Unicode.Scalar(byte)
    switch self {
    case .control: return false
    case .fragment: return " \"<>`".unicodeScalars.contains(character)
    case .query: return " \"#<>".unicodeScalars.contains(character)
    case .specialQuery: return " \"#<>'".unicodeScalars.contains(character)
    case .path: return " \"#<>?`{}".unicodeScalars.contains(character)
    case .userinfo: return " \"#<>?`{}/:;=@[\\]^|".unicodeScalars.contains(character)
    case .form:
      let isPlain =
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF
        || "*-._".unicodeScalars.contains(character)
      return !isPlain
    }
  }

  /// Adds a scalar to `text`, encoded if this set has it.
  func append(_ scalar: Unicode.Scalar, to text: inout String) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      if byte >= 0x80 || includes(byte) {
        text.unicodeScalars.append("%")
        text.unicodeScalars.append(Self.digit(byte >> 4))
        text.unicodeScalars.append(Self.digit(byte & 15))
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }

  func encode(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  /// The bytes that `text` stands for; a `%` without two digits behind it stands for itself.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    let bytes = Array(text)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = value(of: bytes[index + 1]), let low = value(of: bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ value: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(value < 10 ? 0x30 + value : 0x37 + value)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46, 0x61...0x66: (digit | 0x20) - 0x57
    default: nil
    }
  }
}
