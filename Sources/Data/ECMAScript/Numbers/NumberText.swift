/// Numbers as JavaScript writes and reads them.
package enum NumberText {
  /// `String(number)`: the shortest digits that read back as the same number (ECMA-262 §6.1.6.1.20).
  package static func text(_ number: Double) -> String {
    if let integer = Int64(exactly: number), integer.magnitude < 1 << 53 { return String(integer) }
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let decimal = Decimal(number.magnitude)
    var bytes: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    decimal.write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `Number(text)`: surrounding white space is skipped, nothing is 0, what is no number is NaN.
  package static func number(_ text: String) -> Double {
    let bytes = Array(TextMeasure.trimmed(text).utf8)
    guard let first = bytes.first else { return 0 }
    if first == 0x30, bytes.count > 1 {
      switch bytes[1] | 0x20 {
      case UInt8(ascii: "x"): return integer(bytes[2...], bitsPerDigit: 4)
      case UInt8(ascii: "o"): return integer(bytes[2...], bitsPerDigit: 3)
      case UInt8(ascii: "b"): return integer(bytes[2...], bitsPerDigit: 1)
      default: break
      }
    }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let unsigned = bytes[(isSigned ? 1 : 0)...]
    if unsigned.elementsEqual("Infinity".utf8) {
      return first == UInt8(ascii: "-") ? -.infinity : .infinity
    }
    guard isDecimalLiteral(unsigned) else { return .nan }
    var digits = String(decoding: unsigned, as: UTF8.self)
    // Swift's own reader wants a digit on both sides of the point.
    if unsigned.first == UInt8(ascii: ".") { digits = "0" + digits }
    let magnitude = Double(digits) ?? .nan
    return first == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}

// MARK: - Writing

/// The shortest decimal digits of a positive number: 0.DIGITS × 10^`exponent`.
private struct Decimal {
  var digits: [UInt8] = []
  var exponent = 0

  /// Swift's description has the shortest digits too, in another layout.
  init(_ number: Double) {
    var pointAt: Int?
    var isExponent = false
    var isSmall = false
    for byte in number.description.utf8 {
      switch byte {
      case UInt8(ascii: "."): pointAt = digits.count
      case UInt8(ascii: "e"): isExponent = true
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "-"): isSmall = true
      default:
        if isExponent {
          exponent = exponent * 10 + Int(byte - 0x30)
        } else {
          digits.append(byte)
        }
      }
    }
    if isSmall { exponent = -exponent }
    exponent += pointAt ?? digits.count
    let leading = digits.prefix { $0 == 0x30 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0x30 { digits.removeLast() }
  }

  // ECMA-262 §6.1.6.1.20 Number::toString: k digits, n = exponent
  func write(into bytes: inout [UInt8]) {
    switch exponent {
    case digits.count...21:
      bytes += digits
      bytes.append(contentsOf: repeatElement(0x30, count: exponent - digits.count))
    case 1...21:
      bytes += digits[..<exponent]
      bytes.append(UInt8(ascii: "."))
      bytes += digits[exponent...]
    case -5...0:
      bytes += [0x30, UInt8(ascii: ".")]
      bytes.append(contentsOf: repeatElement(0x30, count: -exponent))
      bytes += digits
    default:
      bytes.append(digits[0])
      if digits.count > 1 {
        bytes.append(UInt8(ascii: "."))
        bytes += digits[1...]
      }
      bytes.append(UInt8(ascii: "e"))
      bytes.append(UInt8(ascii: exponent > 0 ? "+" : "-"))
      bytes.append(contentsOf: String((exponent - 1).magnitude).utf8)
    }
  }
}

// MARK: - Reading

extension NumberText {
  /// ECMA-262 StrUnsignedDecimalLiteral, without `Infinity`.
  private static func isDecimalLiteral(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    var digits = dropDigits(&rest)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += dropDigits(&rest)
    }
    guard digits > 0 else { return false }
    guard let mark = rest.popFirst() else { return true }
    guard mark | 0x20 == UInt8(ascii: "e") else { return false }
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return dropDigits(&rest) > 0 && rest.isEmpty
  }

  private static func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
    let count = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    bytes.removeFirst(count)
    return count
  }

  /// The integer that digits of `bitsPerDigit` bits write, rounded half to even; NaN when one is
  /// no digit or there is none.
  private static func integer(_ digits: ArraySlice<UInt8>, bitsPerDigit: UInt64) -> Double {
    guard !digits.isEmpty else { return .nan }
    var leading: UInt64 = 0
    var dropped = 0
    var hasRest = false
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit >> bitsPerDigit == 0
      else { return .nan }
      if leading >> (60 - bitsPerDigit) == 0 {
        leading = leading << bitsPerDigit | UInt64(digit)
      } else {
        dropped += Int(bitsPerDigit)
        hasRest = hasRest || digit != 0
      }
    }
    // A set lowest bit stands for everything below it, so that the one rounding is right.
    if hasRest { leading |= 1 }
    return Double(sign: .plus, exponent: Swift.min(dropped, 2000), significand: Double(leading))
  }
}
