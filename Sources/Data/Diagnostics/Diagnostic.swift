/// Something a person should know about a place in a file.
package struct Diagnostic: Sendable, Hashable {
  /// What it is about, as `group/name`: `schema/invalid_type`, `parse/yaml`.
  package var rule: String
  package var severity: Severity
  /// One sentence, lower case start unless it quotes a library's own words, no full stop.
  package var message: String
  /// Relative to the site's root, `/` separated.
  package var file: String
  /// Nil when the whole file is meant.
  package var range: SourceRange?
  /// What to do about it, when there is one thing to do.
  package var help: String?

  package init(
    rule: String,
    severity: Severity,
    message: String,
    file: String,
    range: SourceRange? = nil,
    help: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.file = file
    self.range = range
    self.help = help
  }
}

/// How much a diagnostic matters, least first.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case hint
  /// What the site's build only logs.
  case warning
  /// What fails the site's build.
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .hint: 0
    case .warning: 1
    case .error: 2
    }
  }
}
