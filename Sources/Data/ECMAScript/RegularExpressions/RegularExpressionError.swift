/// Why a pattern is not valid.
package struct RegularExpressionError: Error, Equatable {
  /// V8's wording without its `Invalid regular expression: /…/: `, as in `Unterminated group`.
  package var reason: String
  /// 0-based, in UTF-16 code units of the pattern (in code points with the `u` or `v` flag).
  package var offset: Int
}
