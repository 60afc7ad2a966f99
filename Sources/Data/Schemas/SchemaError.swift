package import Values

/// Why a schema could not be built, or a value not be parsed at all.
///
/// A value that does not fit is not an error: it comes back as issues.
package enum SchemaError: Error, Sendable, Equatable {
  /// The description is not one that the recorder writes; the text says where.
  case malformed(String)
  /// What Zod itself throws in this place, in its own words.
  case thrown(String)
  /// A callback of the site threw or did not end; the text is the exception's message.
  case callbackFailed(String, at: CodePlace? = nil)
  /// Whether the text at a path matches `pattern` takes more steps than are allowed: nobody knows.
  case tooManySteps(pattern: String, at: ValuePath)
}

/// A place in a site's code.
package struct CodePlace: Sendable, Hashable {
  package var file: String
  /// 1-based.
  package var line: Int
  /// 1-based, in UTF-16 units.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension CodePlace: CustomStringConvertible {
  package var description: String { "\(file):\(line):\(column)" }
}

extension SchemaError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let place): "malformed schema description: \(place)"
    case .thrown(let message), .callbackFailed(let message, _): message
    case .tooManySteps(let pattern, _): "the pattern \(pattern) takes too many steps"
    }
  }
}
