import Foundation

/// The numbers that scalars resolved to.
enum YAMLNumber {
  /// The value of an integer's text.
  static func integer(_ text: UnsafeBufferPointer<UInt8>, _ rules: YAMLScalarRules) -> Double {
    var value: UInt64 = 0
    if text.count < 16, text.allSatisfy(\.isDigit), text[0] != UInt8(ascii: "0") {
      for byte in text { value = value * 10 + UInt64(byte - 0x30) }
      return Double(value)
    }
    var digits = text.filter { $0 != UInt8(ascii: "_") }
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    if digits == [UInt8(ascii: "0")] { return 0 }
    let magnitude = magnitude(digits[...], rules)
    return isNegative ? -magnitude : magnitude
  }

  private static func magnitude(_ digits: ArraySlice<UInt8>, _ rules: YAMLScalarRules) -> Double {
    if digits.first == UInt8(ascii: "0"), digits.count > 1 {
      switch digits[digits.startIndex + 1] {
      case UInt8(ascii: "b"): return powerOfTwo(digits.dropFirst(2), bits: 1)
      case UInt8(ascii: "x"): return powerOfTwo(digits.dropFirst(2), bits: 4)
      case UInt8(ascii: "o"): return powerOfTwo(digits.dropFirst(2), bits: 3)
      default: if rules.isVersion3 { return powerOfTwo(digits.dropFirst(), bits: 3) }
      }
    }
    guard rules.isVersion3, digits.contains(UInt8(ascii: ":")) else {
      return Double(String(decoding: digits, as: UTF8.self)) ?? .nan
    }
    return sexagesimal(digits)
  }

  /// The value of digits of `bits` bits each, rounded once at the end.
  private static func powerOfTwo(_ digits: ArraySlice<UInt8>, bits: Int) -> Double {
    var value: UInt64 = 0
    var exponent = 0
    var isInexact = false
    for byte in digits {
      let digit = UInt64(byte.hexValue ?? 0)
      for bit in (0..<bits).reversed() {
        let isSet = digit >> UInt64(bit) & 1
        if value >> 62 == 0 {
          value = value << 1 | isSet
        } else {
          exponent += 1
          isInexact = isInexact || isSet == 1
        }
      }
    }
    // A sticky bit far below the mantissa makes the one rounding come out right.
    if isInexact { value |= 1 }
    return scalbn(Double(value), exponent)
  }

  /// The value of a float's text.
  static func float(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var digits = text.filter { $0 != UInt8(ascii: "_") }
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    if digits.first == UInt8(ascii: "."), digits.count > 1, !digits[1].isDigit {
      let isInfinite = digits[1] | 0x20 == UInt8(ascii: "i")
      return isInfinite ? (isNegative ? -.infinity : .infinity) : .nan
    }
    if digits.contains(UInt8(ascii: ":")) {
      let value = sexagesimal(digits[...])
      return isNegative ? -value : value
    }
    let value = decimal(digits)
    return isNegative ? -value : value
  }

  /// Parts that count sixty times what the next one does.
  private static func sexagesimal(_ digits: ArraySlice<UInt8>) -> Double {
    var value = 0.0
    var base = 1.0
    for part in digits.split(separator: UInt8(ascii: ":")).reversed() {
      value += decimal(Array(part)) * base
      base *= 60
    }
    return value
  }

  /// The number of fifteen digits at most, with a point among them or not: both it and the power of ten are exact,
  /// so that their quotient is the nearest; nil for any other.
  private static func simple(_ digits: [UInt8]) -> Double? {
    guard !digits.isEmpty, digits.count <= 15 else { return nil }
    var number = 0
    var power: Double?
    for byte in digits {
      if byte == UInt8(ascii: "."), power == nil {
        power = 1
      } else {
        guard byte.isDigit else { return nil }
        number = number * 10 + Int(byte - UInt8(ascii: "0"))
        power = power.map { $0 * 10 }
      }
    }
    return Double(number) / (power ?? 1)
  }

  /// JavaScript's `parseFloat` of digits, point and exponent.
  private static func decimal(_ digits: [UInt8]) -> Double {
    if let simple = simple(digits) { return simple }
    // Swift's own reader wants a digit on both sides of the point.
    var text: [UInt8] = digits.first == UInt8(ascii: ".") ? [UInt8(ascii: "0")] : []
    for (place, byte) in digits.enumerated() {
      text.append(byte)
      let isLast = place + 1 == digits.count
      if byte == UInt8(ascii: "."), isLast || !digits[place + 1].isDigit {
        text.append(UInt8(ascii: "0"))
      }
    }
    return Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }
}
