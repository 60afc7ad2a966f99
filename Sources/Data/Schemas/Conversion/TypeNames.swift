import ECMAScript
import Values

extension Value {
  /// What Zod 4's messages call it: `typeof`, but for objects of a class the class's name
  /// (Zod v4, util.ts: parsedType).
  var zod4TypeName: String {
    switch self {
    case .undefined: "undefined"
    case .null: "null"
    case .boolean: "boolean"
    case .number(let number): number.isNaN ? "nan" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    case .date: "Date"
    case .bigint: "bigint"
    case .map: "Map"
    case .set: "Set"
    case .url: "URL"
    case .bytes: "Uint8Array"
    case .symbol: "symbol"
    case .foreign(let foreign): foreign.isFunction ? "function" : foreign.className
    }
  }

  /// What Zod 3 calls it (Zod v3, util.ts: getParsedType).
  var zod3TypeName: String {
    switch self {
    case .date: "date"
    case .map: "map"
    case .set: "set"
    case .url, .bytes: "object"
    case .foreign(let foreign):
      foreign.isFunction ? "function" : foreign.className == "Promise" ? "promise" : "object"
    default: zod4TypeName
    }
  }

  /// `Boolean(value)`.
  var isTruthy: Bool {
    switch self {
    case .undefined, .null: false
    case .boolean(let boolean): boolean
    case .number(let number): !number.isNaN && number != 0
    case .string(let text): !text.utf8.isEmpty
    case .bigint(let digits): digits != "0"
    default: true
    }
  }

  /// A value that is equal to others just when JavaScript's SameValueZero says so, for primitives.
  var sameValueZero: Value {
    if case .number(let number) = self, number == 0 { return .number(0) }
    return self
  }

  /// As the key of an object; dates are written in `zone`.
  func propertyKey(in zone: DateZone) -> String {
    if case .symbol(let name) = self { return name }
    return Coercion(zone: zone).text(self)
  }
}
