/// How well a text answers what was typed into a filter.
package struct FuzzyMatch: Sendable, Hashable {
  /// Greater is better.
  package let score: Int
  /// The characters found, as 0-based positions in the text.
  package let positions: [Int]

  /// Nil when not all characters of `pattern` are in `text`, in their order.
  ///
  /// Case counts only when the pattern has capitals. Spaces in the pattern are left out. Hits at the
  /// start of words and next to each other count for more; O(pattern x text).
  package init?(_ pattern: String, in text: String) {
    let isExact = pattern.contains { $0.isUppercase }
    let wanted = pattern.filter { $0 != " " }.map { $0 }
    guard !wanted.isEmpty else {
      score = 0
      positions = []
      return
    }
    let original = Array(text.prefix(Self.longestText))
    let letters = isExact ? original : original.map { $0.lowercased().first ?? $0 }
    guard wanted.count <= letters.count else { return nil }
    let pattern = isExact ? wanted : wanted.map { $0.lowercased().first ?? $0 }
    guard let found = Self.best(pattern, letters, original) else { return nil }
    (score, positions) = found
  }

  /// Only so many characters of a text are looked at.
  private static let longestText = 512

  /// The hits that follow each possible first one, the best of them.
  private static func best(
    _ pattern: [Character],
    _ letters: [Character],
    _ original: [Character]
  ) -> (Int, [Int])? {
    var best: (score: Int, positions: [Int])?
    for start in letters.indices where letters[start] == pattern[0] {
      var positions = [start]
      var index = start + 1
      for wanted in pattern.dropFirst() {
        while index < letters.count, letters[index] != wanted { index += 1 }
        guard index < letters.count else { break }
        positions.append(index)
        index += 1
      }
      guard positions.count == pattern.count else { break }
      let score = score(of: positions, in: original)
      if score > best?.score ?? Int.min { best = (score, positions) }
    }
    return best
  }

  private static func score(of positions: [Int], in letters: [Character]) -> Int {
    var score = -letters.count / 8
    for (index, position) in positions.enumerated() {
      score += 8
      let isWordStart =
        position == 0 || !(letters[position - 1].isLetter || letters[position - 1].isNumber)
        || (letters[position].isUppercase && letters[position - 1].isLowercase)
      if isWordStart { score += 8 }
      if index > 0 {
        let gap = position - positions[index - 1] - 1
        score += gap == 0 ? 10 : -Swift.min(gap, 8)
      }
    }
    return score
  }
}
