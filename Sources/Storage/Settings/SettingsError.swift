/// What is wrong with a settings file, and where.
package struct SettingsError: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// With the reason in lower case.
    case unreadable(String)
    /// Not TOML, in the reader's own words.
    case syntax(String)
    case wrongKind(expected: String, found: String)
    case outOfRange(lowest: Int, highest: Int)
    case notAChoice(String, choices: [String])
    /// With the known key that is most like it, if one is.
    case unknownKey(nearest: String?)
    /// Anything else, as a sentence without a full stop.
    case invalid(String)
  }

  package var file: String
  /// 1-based; nil when the whole file is meant.
  package var line: Int?
  /// With the tables that lead to it, joined by dots; nil when no key is meant.
  package var key: String?
  package var reason: Reason

  package init(file: String, line: Int? = nil, key: String? = nil, reason: Reason) {
    self.file = file
    self.line = line
    self.key = key
    self.reason = reason
  }
}

extension SettingsError: CustomStringConvertible {
  /// `file:line: key: what is wrong`.
  package var description: String {
    var parts = [line.map { "\(file):\($0)" } ?? file]
    if let key { parts.append(key) }
    parts.append(wording)
    return parts.joined(separator: ": ")
  }

  private var wording: String {
    switch reason {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .syntax(let message): message
    case .wrongKind(let expected, let found): "must be \(expected), not \(found)"
    case .outOfRange(let lowest, let highest): "must be between \(lowest) and \(highest)"
    case .notAChoice(let text, let choices):
      "\"\(text)\" is not one of \(choices.joined(separator: ", "))"
    case .unknownKey(let nearest):
      nearest.map { "unknown key; did you mean \"\($0)\"?" } ?? "unknown key"
    case .invalid(let sentence): sentence
    }
  }
}
