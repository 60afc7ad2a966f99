/// A JavaScript regular expression, compiled once (ECMA-262 §22.2 and Annex B.1.2).
package struct RegularExpression: Sendable {
  package let source: String
  package let flags: String

  /// Throws when the pattern or the flags are not valid.
  package init(source: String, flags: String = "") throws(RegularExpressionError) {
    self.source = source
    self.flags = flags
  }

  /// What came of looking for a match.
  package enum Outcome: Sendable, Equatable {
    case match(Match)
    case noMatch
    /// The pattern took more steps or more memory than allowed on this text.
    case budgetExceeded
  }

  /// A match, in UTF-16 offsets of the text.
  package struct Match: Sendable, Equatable {
    package var range: Range<Int>
    /// The groups from 1 on; nil for one that took no part.
    package var groups: [Range<Int>?]
  }
}

/// Why a pattern is not valid.
package struct RegularExpressionError: Error, Equatable {
  /// V8's wording without its `Invalid regular expression: /…/: `, as in `Unterminated group`.
  package var reason: String
  /// 0-based, in UTF-16 code units of the pattern.
  package var offset: Int
}

extension RegularExpression {
  /// The first match at or after `start`, a UTF-16 offset of `text`.
  package func firstMatch(in text: String, from start: Int = 0) -> Outcome { .noMatch }

  /// Whether `text` has a match; false too when the budget is exceeded.
  package func isMatch(_ text: String) -> Bool {
    if case .match = firstMatch(in: text) { true } else { false }
  }
}
