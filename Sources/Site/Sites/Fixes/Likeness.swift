import Settings

/// The name that somebody probably meant.
struct Likeness {
  let name: String
  /// Whether they differ in case, blanks and hyphens, or in one slip of the hand.
  let isCertain: Bool

  /// The name of `names` most like `text`; nil when none is.
  static func nearest(to text: String, among names: [String]) -> Likeness? {
    let plain = letters(of: text)
    let same = names.filter { letters(of: $0) == plain }
    if same.count == 1 { return Likeness(name: same[0], isCertain: true) }
    guard same.isEmpty else { return nil }
    guard let near = EditDistance.nearest(to: text, among: names) else {
      return contained(plain, in: names)
    }
    let distance = EditDistance.between(text, near)
    let isAlone = names.count { EditDistance.between(text, $0) <= distance } == 1
    return Likeness(name: near, isCertain: isAlone && distance <= 1 && near.count > 3)
  }

  /// `tag` for `tags`, `date` for `pubDate`.
  private static func contained(_ plain: String, in names: [String]) -> Likeness? {
    guard plain.count > 2 else { return nil }
    let found = names.filter { name in
      let other = letters(of: name)
      return other.count > 2
        && (other.hasSuffix(plain) || other.hasPrefix(plain)
          || plain.hasSuffix(other) || plain.hasPrefix(other))
    }
    return found.count == 1 ? Likeness(name: found[0], isCertain: false) : nil
  }

  private static func letters(of text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
