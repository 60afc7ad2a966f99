/// The flags of a regular expression.
struct PatternFlags: Sendable {
  private(set) var hasIndices = false
  private(set) var isGlobal = false
  private(set) var ignoresCase = false
  private(set) var isMultiline = false
  private(set) var dotAll = false
  private(set) var hasSets = false
  private(set) var isSticky = false
  private var hasUnicode = false

  /// Whether the pattern is of code points, not of UTF-16 code units.
  var isUnicode: Bool { hasUnicode || hasSets }

  /// Nil when a letter is no flag or stands twice, or `u` stands with `v`.
  init?(_ text: String) {
    var seen: Set<Character> = []
    for letter in text {
      guard seen.insert(letter).inserted else { return nil }
      switch letter {
      case "d": hasIndices = true
      case "g": isGlobal = true
      case "i": ignoresCase = true
      case "m": isMultiline = true
      case "s": dotAll = true
      case "u": hasUnicode = true
      case "v": hasSets = true
      case "y": isSticky = true
      default: return nil
      }
    }
    if hasUnicode, hasSets { return nil }
  }
}
