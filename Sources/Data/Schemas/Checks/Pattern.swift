import ECMAScript
import Values

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

  /// Nil when nobody knows: the search took more steps than it may.
  func isMatch(_ text: String) -> Bool? { expression.isMatch(text) }

  /// The same for a text at `path` of what is parsed, where that must be known.
  func matches(_ text: String, at path: ValuePath) throws(SchemaError) -> Bool {
    guard let isMatch = isMatch(text) else { throw .tooManySteps(pattern: literal, at: path) }
    return isMatch
  }
}
