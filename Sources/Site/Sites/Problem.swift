package import Diagnostics
package import Values

/// One thing that is wrong with a site, at its exact place.
package struct Problem: Sendable, Hashable {
  /// `group/name`, as `frontis explain` takes it: `schema/invalid_type`, `parse/yaml`.
  package var rule: String
  package var severity: Severity
  /// The words that the real Zod or parser uses.
  package var message: String
  /// The collection's name; nil for a problem of the site itself.
  package var collection: String?
  /// The entry's id; nil where there is none, as in a file that cannot be parsed.
  package var entry: String?
  /// Where in the entry's data; empty for the whole entry.
  package var path: ValuePath
  /// Relative to the site's root, `/` separated.
  package var file: String
  /// Where in the file; nil when the whole file is meant.
  package var span: SourceSpan?
  /// The issue as Zod gives it, every field; nil for a problem of another kind.
  package var issue: Value?
  /// What to do about it, when there is one thing to do.
  package var help: String?
  /// Other places that have to do with it: where what breaks begins, the other of two entries.
  package var related: [RelatedPlace]

  package init(
    rule: String,
    severity: Severity,
    message: String,
    collection: String? = nil,
    entry: String? = nil,
    path: ValuePath = [],
    file: String,
    span: SourceSpan? = nil,
    issue: Value? = nil,
    help: String? = nil,
    related: [RelatedPlace] = []
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.collection = collection
    self.entry = entry
    self.path = path
    self.file = file
    self.span = span
    self.issue = issue
    self.help = help
    self.related = related
  }
}

extension Problem {
  /// The path as people write it: `tags[0].name`; empty for the whole entry.
  package var pathText: String { path.dottedText }

  /// The path and the message in one line.
  package var summary: String { path.isEmpty ? message : "\(pathText): \(message)" }
}

/// A place that helps to understand a problem which stands elsewhere.
package struct RelatedPlace: Sendable, Hashable {
  /// What is there, in a few words.
  package var message: String
  /// Relative to the site's root, `/` separated.
  package var file: String
  /// Where in the file; nil when the whole file is meant.
  package var span: SourceSpan?

  package init(message: String, file: String, span: SourceSpan? = nil) {
    self.message = message
    self.file = file
    self.span = span
  }
}

/// The start and end of a range as lines and columns.
package struct SourceSpan: Sendable, Hashable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// The positions of `range` in `text`.
  package init(_ range: SourceRange, in text: SourceText) {
    (start, end) = text.positions(of: range)
  }
}

extension ValuePath {
  /// The path as people write it: `author`, `tags[0].name`.
  package var dottedText: String {
    var text = ""
    for segment in self {
      switch segment {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      case .other: text += "[\(segment)]"
      }
    }
    return text
  }
}
