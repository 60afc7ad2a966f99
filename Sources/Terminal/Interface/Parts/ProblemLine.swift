import Diagnostics
import Screen
import Sites

extension Severity {
  /// The letter that stands for it where there is no room for the word.
  var sign: Span {
    switch self {
    case .error: Span("E", .error)
    case .warning: Span("W", .warning)
    case .hint: Span("i", .hint)
    }
  }

  var role: Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .hint: .hint
    }
  }
}

extension Problem {
  /// `3:10`; empty where the whole file is meant.
  var placeText: String { span.map { "\($0.start.line):\($0.start.column)" } ?? "" }

  /// `path:line:col`, as editors and compilers write it.
  var position: String { span == nil ? file : "\(file):\(placeText)" }

  /// The place, how bad it is, and what is wrong, in columns.
  func line(placeWidth: Int = 6) -> Line {
    let place = placeText
    let padding = String(repeating: " ", count: max(0, placeWidth - place.utf8.count))
    return [
      Span(padding + place, .muted), Span("  "), Span(severity.word, severity.role), Span("  "),
      Span(pathText, .codeKey), Span(path.isEmpty ? message : ": \(message)"),
    ]
  }
}

extension Severity {
  /// Padded, so that what follows stands in a column.
  fileprivate var word: String {
    switch self {
    case .error: "error  "
    case .warning: "warning"
    case .hint: "hint   "
    }
  }
}
