import Values

/// `min`, `max`, `gt`, `lt` and their like for numbers, bigints and dates.
struct BoundRule: Sendable {
  let isMinimum: Bool
  let isInclusive: Bool
  let bound: Value

  func check(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    if holds(value, isZod3: parse.dialect == .zod3) { return }
    let code = isMinimum ? "too_small" : "too_big"
    let key = isMinimum ? "minimum" : "maximum"
    let limit: Value
    let origin: String
    switch bound {
    case .date(let date):
      limit =
        parse.graph.rules.contains(.boundsAreDates) ? bound : .number(date.milliseconds)
      origin = "date"
    case .bigint: (limit, origin) = (bound, "bigint")
    default: (limit, origin) = (bound, "number")
    }
    switch (parse.dialect, bound) {
    case (.zod4, _):
      try parse.fail(
        check,
        node,
        code,
        ["origin": .string(origin), key: limit, "inclusive": .boolean(isInclusive)],
        value
      )
    case (.zod3, .bigint):
      try parse.fail(
        check,
        node,
        code,
        ["type": .string(origin), key: limit, "inclusive": .boolean(isInclusive)],
        value
      )
    case (.zod3, .date):
      // Zod v3, types.ts: the order is its own.
      try parse.fail(
        check,
        node,
        code,
        ["inclusive": .boolean(isInclusive), "exact": false, key: limit, "type": .string(origin)],
        value,
        order: .given(["code", "message", "inclusive", "exact", key, "type"])
      )
    case (.zod3, _):
      try parse.fail(
        check,
        node,
        code,
        [
          key: limit, "type": .string(origin), "inclusive": .boolean(isInclusive), "exact": false,
        ],
        value
      )
    }
  }

  /// The bound as a number.
  var limit: Double? { bound.magnitude }

  private func holds(_ value: Value, isZod3: Bool) -> Bool {
    if case .bigint(let digits) = value, case .bigint(let limit) = bound {
      let order = BigIntText.compare(digits, limit)
      return isMinimum
        ? (isInclusive ? order >= 0 : order > 0) : (isInclusive ? order <= 0 : order < 0)
    }
    guard let number = value.magnitude, let limit = bound.magnitude else { return false }
    // Zod 3 asks whether it is broken, which nothing does to a bound that is no number.
    if limit.isNaN { return isZod3 }
    return isMinimum
      ? (isInclusive ? number >= limit : number > limit)
      : (isInclusive ? number <= limit : number < limit)
  }
}

extension Value {
  /// As a number to compare with.
  fileprivate var magnitude: Double? {
    switch self {
    case .number(let number): number
    case .date(let date): date.milliseconds
    case .bigint(let digits): Double(digits)
    default: nil
    }
  }
}

/// `z.int64()`, `z.uint64()`.
struct BigIntRange: Sendable {
  let minimum: String
  let maximum: String

  func check(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    guard case .bigint(let digits) = value else { return }
    if BigIntText.compare(digits, minimum) < 0 {
      try parse.fail(
        check,
        node,
        "too_small",
        ["origin": "bigint", "minimum": .bigint(minimum), "inclusive": true],
        value
      )
    }
    if BigIntText.compare(digits, maximum) > 0 {
      try parse.fail(
        check,
        node,
        "too_big",
        ["origin": "bigint", "maximum": .bigint(maximum), "inclusive": true],
        value
      )
      parse.dropInclusion(.boundsLackInclusion, aborts: true)
    }
  }
}
