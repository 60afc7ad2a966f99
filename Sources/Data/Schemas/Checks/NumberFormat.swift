import Values

/// `int`, `int32`, `uint32`, `float32`, `float64`.
struct NumberFormat: Sendable {
  let name: String
  let isInteger: Bool
  let range: ClosedRange<Double>

  private static let largestSafe = 9_007_199_254_740_991.0

  /// nil for a name that Zod does not have.
  init?(_ name: String) {
    self.name = name
    isInteger = name != "float32" && name != "float64"
    switch name {
    case "safeint": range = -Self.largestSafe...Self.largestSafe
    case "int32": range = -2_147_483_648...2_147_483_647
    case "uint32": range = 0...4_294_967_295
    case "float32": range = -3.4028234663852886e38...3.4028234663852886e38
    case "float64": range = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    default: return nil
    }
  }

  /// The whole numbers that fit in both dialects.
  var certain: ClosedRange<Double> {
    max(range.lowerBound, -Self.largestSafe)...min(range.upperBound, Self.largestSafe)
  }

  func check(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    guard case .number(let number) = value else { return }
    let isWhole = number.isFinite && number.rounded(.towardZero) == number
    if parse.dialect == .zod3 {
      if isWhole { return }
      let fields: KeyValuePairs<String, Value> = ["expected": "integer", "received": "float"]
      return try parse.fail(check, node, "invalid_type", fields, value)
    }
    if isInteger {
      if !isWhole {
        return try parse.fail(
          check,
          node,
          "invalid_type",
          ["expected": "int", "format": .string(name)],
          value,
          continues: false
        )
      }
      if abs(number) > Self.largestSafe {
        return try tooFar(number, check, node, &parse, value)
      }
    }
    if number < range.lowerBound {
      try parse.fail(
        check,
        node,
        "too_small",
        ["origin": "number", "minimum": .number(range.lowerBound), "inclusive": true],
        value
      )
    }
    if number > range.upperBound {
      let fields: KeyValuePairs<String, Value> = [
        "origin": "number", "maximum": .number(range.upperBound), "inclusive": true,
      ]
      try parse.fail(check, node, "too_big", fields, value)
      parse.dropInclusion(.boundsLackInclusion, aborts: true)
    }
  }

  private func tooFar(
    _ number: Double,
    _ check: Check,
    _ node: Node,
    _ parse: inout Parse,
    _ value: Value
  ) throws(SchemaError) {
    let isBig = number > 0
    try parse.fail(
      check,
      node,
      isBig ? "too_big" : "too_small",
      [
        isBig ? "maximum" : "minimum": .number(isBig ? Self.largestSafe : -Self.largestSafe),
        "note": "Integers must be within the safe integer range.", "origin": "int",
        "inclusive": true,
      ],
      value
    )
    parse.dropInclusion(.boundsLackInclusion)
  }
}

extension Parse {
  /// Takes back that the bound itself is allowed where the site's version has the rule, and so does not say so;
  /// with `aborts`, the last issue stops other checks then.
  mutating func dropInclusion(_ rule: ZodRule, aborts: Bool = false) {
    guard graph.rules.contains(rule) else { return }
    issues[issues.count - 1].fields["inclusive"] = nil
    if aborts { issues[issues.count - 1].continues = nil }
  }
}
