import ECMAScript
import Values

/// `min`, `max`, `length` of texts and arrays; `min`, `max`, `size` of sets, maps and files.
struct LengthRule: Sendable {
  enum Limit: Sendable {
    case minimum
    case maximum
    case exact
  }

  let limit: Limit
  /// As it stands in the issue; need not be whole.
  let count: Double

  func check(
    length: Int?,
    _ value: Value,
    _ check: Check,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) {
    guard let length else { return }
    let isSmall = Double(length) < count && limit != .maximum
    let isBig = Double(length) > count && limit != .minimum
    guard isSmall || isBig else { return }
    let code = isBig ? "too_big" : "too_small"
    let key = isBig ? "maximum" : "minimum"
    let isExact = limit == .exact
    switch parse.dialect {
    case .zod4:
      let origin = Value.string(value.sizeOrigin)
      if isExact {
        try parse.fail(
          check,
          node,
          code,
          ["origin": origin, key: .number(count), "inclusive": true, "exact": true],
          value
        )
      } else {
        try parse.fail(
          check,
          node,
          code,
          ["origin": origin, key: .number(count), "inclusive": true],
          value
        )
      }
    case .zod3:
      let type = Value.string(value.sizeOrigin)
      if isExact, value.arrayValue != nil {
        // Zod v3, types.ts: an exact array names both bounds, one of them undefined.
        try parse.fail(
          check,
          node,
          code,
          [
            "minimum": isBig ? .undefined : .number(count),
            "maximum": isBig ? .number(count) : .undefined, "type": type, "inclusive": true,
            "exact": true,
          ],
          value
        )
      } else {
        try parse.fail(
          check,
          node,
          code,
          [key: .number(count), "type": type, "inclusive": true, "exact": .boolean(isExact)],
          value
        )
      }
    }
  }
}

extension Value {
  /// What has the length or size, in an issue's words.
  fileprivate var sizeOrigin: String {
    switch self {
    case .string: "string"
    case .array: "array"
    case .set: "set"
    case .map: "map"
    case .foreign(let foreign) where foreign.className == "File": "file"
    default: "unknown"
    }
  }
}

extension String {
  /// `text.length` in JavaScript.
  var utf16Length: Int { TextMeasure.utf16Length(of: self) }
}
