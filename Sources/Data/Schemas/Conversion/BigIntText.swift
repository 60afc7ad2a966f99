import ECMAScript

/// Whole numbers of any size as decimal digits.
enum BigIntText {
  /// Below, at or above 0 as `left` is smaller, equal or bigger.
  static func compare(_ left: String, _ right: String) -> Int {
    let isLeftNegative = left.utf8.first == minus
    let isRightNegative = right.utf8.first == minus
    if isLeftNegative != isRightNegative { return isLeftNegative ? -1 : 1 }
    let order = compareMagnitudes(magnitude(left), magnitude(right))
    return isLeftNegative ? -order : order
  }

  /// Whether `digits % step` is 0; never when the step is 0.
  static func isMultiple(_ digits: String, of step: String) -> Bool {
    let divisor = magnitude(step)
    guard divisor != [0] else { return false }
    // Long division, digit by digit.
    var remainder: [UInt8] = []
    for digit in magnitude(digits) {
      if remainder != [] || digit != 0 { remainder.append(digit) }
      while compareMagnitudes(remainder, divisor) >= 0 { subtract(divisor, from: &remainder) }
    }
    return remainder.isEmpty
  }

  /// `BigInt(number)`, or nil where it throws: only for whole numbers.
  static func digits(of number: Double) -> String? {
    guard number.isFinite, number.rounded(.towardZero) == number else { return nil }
    if let small = Int64(exactly: number) { return String(small) }
    var digits = magnitude(String(UInt64(number.significandBitPattern) | 1 << 52))
    for _ in 0..<(Int(number.exponent) - 52) { double(&digits) }
    let text = String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
    return number < 0 ? "-" + text : text
  }

  /// `BigInt(text)`, or nil where it throws.
  static func parse(_ text: String) -> String? {
    var bytes = Array(TextMeasure.trimmed(text).utf8)
    if bytes.isEmpty { return "0" }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where bytes.count > 2 && Array(prefix.utf8) == [bytes[0], bytes[1] | 0x20] {
      return parse(bytes[2...], radix: radix)
    }
    let isNegative = bytes.first == minus
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    let digits = String(decoding: bytes.drop { $0 == 0x30 }, as: UTF8.self)
    if digits.isEmpty { return "0" }
    return isNegative ? "-" + digits : digits
  }

  private static func parse(_ bytes: ArraySlice<UInt8>, radix: Int) -> String? {
    var digits: [UInt8] = [0]
    let bitCount = radix.trailingZeroBitCount
    for byte in bytes {
      guard var value = Character(UnicodeScalar(byte)).hexDigitValue, value < radix else {
        return nil
      }
      for _ in 0..<bitCount { double(&digits) }
      var place = digits.count - 1
      while value > 0 {
        if place < 0 {
          digits.insert(0, at: 0)
          place = 0
        }
        value += Int(digits[place])
        digits[place] = UInt8(value % 10)
        value /= 10
        place -= 1
      }
    }
    return String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }

  private static let minus = UInt8(ascii: "-")

  private static func magnitude(_ text: String) -> [UInt8] {
    text.utf8.filter { $0 != minus }.map { $0 &- 0x30 }
  }

  private static func compareMagnitudes(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.count != right.count { return left.count < right.count ? -1 : 1 }
    for (a, b) in zip(left, right) where a != b { return a < b ? -1 : 1 }
    return 0
  }

  /// Leaves no leading zeros; the result of equal numbers is empty.
  private static func subtract(_ right: [UInt8], from left: inout [UInt8]) {
    var borrow: Int = 0
    for offset in 1...left.count {
      let place = left.count - offset
      let other = offset <= right.count ? Int(right[right.count - offset]) : 0
      var digit = Int(left[place]) - other - borrow
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      left[place] = UInt8(digit)
    }
    left = Array(left.drop { $0 == 0 })
  }

  private static func double(_ digits: inout [UInt8]) {
    var carry: UInt8 = 0
    for place in digits.indices.reversed() {
      let doubled = digits[place] * 2 + carry
      digits[place] = doubled % 10
      carry = doubled / 10
    }
    if carry > 0 { digits.insert(carry, at: 0) }
  }
}
