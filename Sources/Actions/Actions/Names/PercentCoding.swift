/// Percent-encoding as JavaScript has it.
enum PercentCoding {
  /// `encodeURIComponent` (ECMA-262 §19.2.6.5).
  static func encodeComponent(_ text: String) -> String {
    encode(text) { isAlphanumeric($0) || marks.contains($0) }
  }

  /// One name or value of `application/x-www-form-urlencoded` (WHATWG URL §5.2).
  static func encodeForm(_ text: String) -> String {
    encode(text, spaceAsPlus: true) { isAlphanumeric($0) || formMarks.contains($0) }
  }

  /// `decodeURIComponent`; nil for what it throws on: a broken escape or bytes that are no UTF-8.
  static func decodeComponent(_ text: String) -> String? { decode(text) { _ in false } }

  /// `decodeURI`, which leaves the escapes of reserved characters; nil for what it throws on.
  static func decodeURI(_ text: String) -> String? { decode(text, keeping: reserved.contains) }

  /// One name or value of a form: `+` is a space, a broken escape stays, bytes that are no UTF-8
  /// become U+FFFD (WHATWG URL §5.1).
  static func decodeForm(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%"), let byte = escaped(bytes, position) {
        decoded.append(byte)
        position += 3
      } else {
        decoded.append(bytes[position] == UInt8(ascii: "+") ? 0x20 : bytes[position])
        position += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static let marks = Set("-_.!~*'()".utf8)
  private static let formMarks = Set("*-._".utf8)
  private static let reserved = Set(";/?:@&=+$,#".utf8)

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func encode(
    _ text: String,
    spaceAsPlus: Bool = false,
    keeping isKept: (UInt8) -> Bool
  ) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      if isKept(byte) {
        encoded.append(byte)
      } else if spaceAsPlus, byte == 0x20 {
        encoded.append(UInt8(ascii: "+"))
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(contentsOf: hexDigit(byte >> 4))
        encoded.append(contentsOf: hexDigit(byte & 15))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func hexDigit(_ value: UInt8) -> CollectionOfOne<UInt8> {
    CollectionOfOne(value + (value < 10 ? 0x30 : 0x37))
  }

  private static func decode(_ text: String, keeping isKept: (UInt8) -> Bool) -> String? {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "%") else {
        decoded.append(bytes[position])
        position += 1
        continue
      }
      guard let byte = escaped(bytes, position) else { return nil }
      if isKept(byte) {
        decoded.append(contentsOf: bytes[position..<position + 3])
      } else {
        decoded.append(byte)
      }
      position += 3
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func escaped(_ bytes: [UInt8], _ position: Int) -> UInt8? {
    guard position + 2 < bytes.count,
      let high = Character(Unicode.Scalar(bytes[position + 1])).hexDigitValue,
      let low = Character(Unicode.Scalar(bytes[position + 2])).hexDigitValue
    else { return nil }
    return UInt8(high << 4 | low)
  }
}
