import Synchronization

/// A pattern for paths, compiled: picomatch's language with its default options.
///
/// `*`, `**`, `?`, classes (also POSIX ones), `{a,b}`, `{1..3}`, `@(…)` and its kin, a leading `!`.
/// A name that starts with a dot is matched only by a pattern that says so. Case matters.
package struct Glob: Sendable {
  /// The pattern as written.
  package let pattern: String
  private let expression: LaterExpression
  private let ending: EndingGlob?

  /// Compiles `pattern`.
  ///
  /// `negatesWithExclamation` lets `[!a]` mean `[^a]`; tinyglobby asks for it, plain picomatch does
  /// not. Throws for an empty pattern, and for one longer than 4,096 UTF-16 units.
  package init(
    _ pattern: String,
    negatesWithExclamation: Bool = false
  ) throws(GlobError) {
    let units = Array(pattern.utf16)
    guard !units.isEmpty else { throw .empty }
    guard units.count <= Self.lengthLimit else { throw .tooLong(limit: Self.lengthLimit) }
    self.pattern = pattern
    ending = EndingGlob(pattern)
    expression = LaterExpression(units, negatesWithExclamation: negatesWithExclamation)
  }

  /// Whether `path`, relative and `/` separated, matches.
  package func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { matches($0) }
  }

  /// Whether the path of these UTF-8 bytes matches; invalid UTF-8 never does.
  package func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !path.isEmpty else { return false }
    if let answer = ending?.matches(path) { return answer }
    if path.elementsEqual(pattern.utf8) { return true }
    guard let expression = expression.value else { return false }
    if path.allSatisfy({ $0 < 0x80 }) { return expression.matches(path) }
    guard let text = String(validating: path, as: UTF8.self) else { return false }
    return Array(text.utf16).withUnsafeBufferPointer { expression.matches($0) }
  }

  private static let lengthLimit = 4096
}

/// The expression of a pattern, made when it is first asked for: of most patterns it never is.
private final class LaterExpression: Sendable {
  private let units: [UInt16]
  private let negatesWithExclamation: Bool
  private let made = Mutex<PathExpression??>(nil)

  init(_ units: [UInt16], negatesWithExclamation: Bool) {
    (self.units, self.negatesWithExclamation) = (units, negatesWithExclamation)
  }

  /// Nil when the pattern makes no regular expression: then it matches only itself.
  var value: PathExpression? {
    made.withLock { made in
      if let made { return made }
      let expression = PathExpression(
        GlobTranslation.expression(of: units, negatesWithExclamation: negatesWithExclamation)
      )
      made = .some(expression)
      return expression
    }
  }
}

/// Why a pattern is none.
package enum GlobError: Error, Equatable, CustomStringConvertible {
  case empty
  case tooLong(limit: Int)

  package var description: String {
    switch self {
    case .empty: "expected pattern to be a non-empty string"
    case .tooLong(let limit): "the pattern is longer than \(limit) characters"
    }
  }
}
