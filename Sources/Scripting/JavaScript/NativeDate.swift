import ECMAScript
import Values

/// What `Date` asks of Swift.
enum NativeDate {
  static func parse(_ arguments: [Value]) throws -> Value {
    .number(DateText.milliseconds(try NativeText.first(arguments), in: .current))
  }

  static func text(_ arguments: [Value]) -> Value {
    let milliseconds = arguments.first?.numberValue ?? .nan
    return .string(
      milliseconds.isNaN ? "Invalid Date" : DateText.text(milliseconds, in: .current)
    )
  }
}
