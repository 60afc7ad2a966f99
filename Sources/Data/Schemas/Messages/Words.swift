import ECMAScript
import Values

/// Sentences and lists that both dialects' messages are made of.
enum Words {
  static let zod4Promise =
    "Encountered Promise during synchronous parse. Use .parseAsync() instead."
  static let zod3RefinementPromise =
    "Async refinement encountered during synchronous parse operation. Use .parseAsync instead."
  static let zod3TransformPromise =
    "Asynchronous transform encountered during synchronous parse operation. Use .parseAsync instead."

  /// What V8 says of a value, which it writes as `text`, that no bigint can be made of.
  static func noBigInt(_ value: Value, _ text: String) -> String {
    let number: String
    switch value {
    case .number: number = text
    case .date: number = "NaN"
    default: return "Cannot convert \(text) to a BigInt"
    }
    return "The number \(number) cannot be converted to a BigInt because it is not an integer"
  }

  /// `'a' | 'b'`, texts in single quotes, null and undefined empty as `Array.join` has them
  /// (Zod v3, util.ts: joinValues).
  static func zod3List(_ values: [Value], separator: String = " | ") -> String {
    values
      .map { value in
        switch value {
        case .string(let text): "'\(text)'"
        case .undefined, .null: ""
        default: plain(value)
        }
      }
      .joined(separator: separator)
  }

  /// `"a"|"b"`, texts in double quotes, bigints with their n (Zod v4, util.ts: joinValues).
  static func zod4List(_ values: [Value], separator: String) -> String {
    values.map(zod4Literal).joined(separator: separator)
  }

  static func zod4Literal(_ value: Value) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .bigint(let digits): digits + "n"
    default: plain(value)
    }
  }

  /// `${value}`.
  static func plain(_ value: Value?) -> String {
    Coercion(zone: .utc).text(value ?? .undefined)
  }
}
