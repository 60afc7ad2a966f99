package import Screen

/// One line of a difference between two texts.
package enum DiffLine: Sendable, Hashable {
  /// The same in both.
  case same(String)
  case added(String)
  case removed(String)
  /// A place or file between parts.
  case heading(String)

  /// As it is shown, the sign before the text; draw with `TextView`.
  package var line: Line {
    switch self {
    case .same(let text): Line("  " + text, .code)
    case .added(let text): Line("+ " + text, .added)
    case .removed(let text): Line("- " + text, .removed)
    case .heading(let text): Line(text, .header)
    }
  }
}
