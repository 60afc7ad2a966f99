extension NumberText {
  /// `number.toString(radix)` for a radix of 2 to 36, as V8 writes fractions: as few digits as tell
  /// the number from its neighbours.
  package static func text(_ number: Double, radix: Int) -> String {
    precondition((2...36).contains(radix), "a radix is 2 to 36")
    guard radix != 10, number.isFinite else { return text(number) }
    let value = number.magnitude
    var whole = value.rounded(.down)
    var fraction = fractionDigits(of: value - whole, beside: value, radix: radix)
    if fraction.first == radix {
      whole += 1
      fraction = []
    }
    var digits = wholeDigits(of: whole, radix: radix)
    if !fraction.isEmpty {
      digits.append(UInt8(ascii: "."))
      digits += fraction.map(digit)
    }
    return (number < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }

  /// The digits after the point; a single digit equal to `radix` when they round up to one.
  private static func fractionDigits(of part: Double, beside value: Double, radix: Int) -> [Int] {
    var fraction = part
    var delta = Swift.max(0.5 * (value.nextUp - value), Double.leastNonzeroMagnitude)
    var digits: [Int] = []
    while fraction >= delta {
      fraction *= Double(radix)
      delta *= Double(radix)
      let digit = Int(fraction)
      digits.append(digit)
      fraction -= Double(digit)
      let roundsUp = fraction > 0.5 || (fraction == 0.5 && digit & 1 == 1)
      guard roundsUp, fraction + delta > 1 else { continue }
      while digits.last == radix - 1 { digits.removeLast() }
      guard let last = digits.popLast() else { return [radix] }
      digits.append(last + 1)
      break
    }
    return digits
  }

  private static func wholeDigits(of whole: Double, radix: Int) -> [UInt8] {
    var rest = whole
    var digits: [UInt8] = []
    while rest >= 0x1p53 {
      rest /= Double(radix)
      digits.append(0x30)
    }
    repeat {
      let remainder = rest.truncatingRemainder(dividingBy: Double(radix))
      digits.append(digit(Int(remainder)))
      rest = (rest - remainder) / Double(radix)
    } while rest > 0
    return digits.reversed()
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 10 ? 0x30 + value : 0x57 + value)
  }
}
