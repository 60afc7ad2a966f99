import ECMAScript
import Values

/// `multipleOf`, `step`.
struct MultipleRule: Sendable {
  let step: Value

  func check(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    let origin: Value
    let isMultiple: Bool
    switch (value, step) {
    case (.number(let number), .number(let step)):
      origin = "number"
      isMultiple =
        switch parse.dialect {
        case .zod4 where parse.graph.rules.contains(.countsDecimals):
          Self.remainder(number, step, Self.stepDecimals(step)) == 0
        case .zod4: Self.isMultiple(number, of: step)
        case .zod3: Self.remainder(number, step, Self.decimals(step)) == 0
        }
    case (.bigint(let digits), .bigint(let step)):
      origin = "bigint"
      isMultiple = BigIntText.isMultiple(digits, of: step)
    default: throw .thrown("Cannot mix number and bigint in multiple_of check.")
    }
    if isMultiple { return }
    switch parse.dialect {
    case .zod4:
      try parse.fail(check, node, "not_multiple_of", ["origin": origin, "divisor": step], value)
    case .zod3:
      try parse.fail(check, node, "not_multiple_of", ["multipleOf": step], value)
    }
  }

  /// Zod v4, util.ts: the ratio is whole within a relative epsilon.
  static func isMultiple(_ number: Double, of step: Double) -> Bool {
    let ratio = number / step
    let nearest = (ratio + 0.5).rounded(.down)
    let difference = abs(ratio - nearest)
    return difference == 0 || difference < Double.ulpOfOne * max(abs(ratio), 1)
  }

  /// Zod v3, types.ts: the remainder of both as integers, with as many decimals as either has.
  private static func remainder(_ number: Double, _ step: Double, _ stepDecimals: Int) -> Double {
    let decimals = max(decimals(number), stepDecimals)
    let whole = scaled(step, decimals)
    guard whole != 0 else { return .nan }
    return scaled(number, decimals).truncatingRemainder(dividingBy: whole) / power(decimals)
  }

  /// How many digits `toString` writes after the point.
  private static func decimals(_ number: Double) -> Int {
    let text = NumberText.text(number).utf8
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    return text.distance(from: point, to: text.endIndex) - 1
  }

  /// Zod v4.3, util.ts: the first digit of a negative exponent counts where there is no point.
  private static func stepDecimals(_ step: Double) -> Int {
    let parts = NumberText.text(step).utf8.split(separator: UInt8(ascii: "e"))
    guard parts.count == 2, !parts[0].contains(UInt8(ascii: ".")),
      parts[1].first == UInt8(ascii: "-"), let digit = parts[1].dropFirst().first
    else { return decimals(step) }
    return Int(digit) - 0x30
  }

  /// `parseInt(number.toFixed(decimals).replace(".", ""))`.
  private static func scaled(_ number: Double, _ decimals: Int) -> Double {
    let text = NumberText.text(number)
    // From 1e21 on, `toFixed` writes an exponent, at which `parseInt` stops.
    if let digits = text.utf8.split(separator: UInt8(ascii: "e")).first, text.contains("e+") {
      return Double(String(decoding: digits.filter { $0 != 0x2E }, as: UTF8.self)) ?? .nan
    }
    if text.utf8.contains(UInt8(ascii: "e")) {
      return (number * power(decimals)).rounded(.toNearestOrAwayFromZero)
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "."))
    let fraction = parts.count > 1 ? parts[1].count : 0
    let digits = parts.map { String(decoding: $0, as: UTF8.self) }.joined()
    let zeros = String(repeating: "0", count: max(0, decimals - fraction))
    return Double(digits + zeros) ?? .nan
  }

  private static func power(_ exponent: Int) -> Double {
    NumberText.number("1e\(exponent)")
  }
}
