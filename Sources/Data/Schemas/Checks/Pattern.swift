import ECMAScript

/// A regular expression of a schema, compiled once.
final class Pattern: Sendable {
  let expression: RegularExpression

  var source: String { expression.source }
  /// `/source/flags`, as `RegExp.prototype.toString` writes it.
  var literal: String { "/\(expression.source)/\(expression.flags)" }

  init(source: String, flags: String) throws(SchemaError) {
    do {
      expression = try RegularExpression(source: source, flags: flags)
    } catch {
      throw .thrown("Invalid regular expression: /\(source)/\(flags): \(error.reason)")
    }
  }

  func matches(_ text: String) -> Bool { expression.isMatch(text) }
}
