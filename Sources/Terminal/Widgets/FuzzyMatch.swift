/// What was typed into a filter, made ready to be looked for in many texts.
package struct FuzzyPattern: Sendable, Hashable {
  /// The letters wanted, in lower case unless case counts.
  private let letters: [UInt32]
  private let isExact: Bool

  /// Case counts only when the pattern has capitals; spaces are left out.
  package init(_ text: String) {
    let wanted = text.filter { $0 != " " }
    isExact = wanted.contains { $0.isUppercase }
    letters = Self.letters(of: wanted, folded: !isExact)
  }

  package var isEmpty: Bool { letters.isEmpty }

  /// Only so many characters of a text are looked at.
  private static let longestText = 512

  /// How well `text` answers; nil when not all letters are in it, in their order.
  ///
  /// Hits at the start of words and next to each other count for more. O(text²) at worst, O(text)
  /// where nothing is found.
  package func match(in text: String) -> FuzzyMatch? {
    guard !letters.isEmpty else { return FuzzyMatch(score: 0, positions: []) }
    let original = Self.letters(of: text, folded: false)
    let folded = isExact ? original : original.map(Self.folded)
    guard letters.count <= folded.count else { return nil }
    var best: FuzzyMatch?
    for start in folded.indices where folded[start] == letters[0] {
      guard let positions = positions(from: start, in: folded) else { break }
      let score = Self.score(of: positions, in: original)
      if score > best?.score ?? Int.min { best = FuzzyMatch(score: score, positions: positions) }
    }
    return best
  }

  /// The first place of each letter after the one before it.
  private func positions(from start: Int, in text: [UInt32]) -> [Int]? {
    var positions = [start]
    var index = start + 1
    for letter in letters.dropFirst() {
      while index < text.count, text[index] != letter { index += 1 }
      guard index < text.count else { return nil }
      positions.append(index)
      index += 1
    }
    return positions
  }
}

// MARK: - Letters

extension FuzzyPattern {
  /// The first scalar of each character.
  private static func letters(of text: String, folded: Bool) -> [UInt32] {
    var letters: [UInt32] = []
    if text.utf8.prefix(longestText).allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
      letters = text.utf8.prefix(longestText).map(UInt32.init)
    } else {
      letters = text.prefix(longestText).compactMap { $0.unicodeScalars.first?.value }
    }
    return folded ? letters.map(Self.folded) : letters
  }

  private static func folded(_ letter: UInt32) -> UInt32 {
    if letter < 0x80 { return letter >= 0x41 && letter <= 0x5A ? letter + 0x20 : letter }
    let scalar = Unicode.Scalar(letter)
    return scalar?.properties.lowercaseMapping.unicodeScalars.first?.value ?? letter
  }

  private static func isWordPart(_ letter: UInt32) -> Bool {
    switch letter {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default: Unicode.Scalar(letter)?.properties.isAlphabetic ?? false
    }
  }

  private static func isCapital(_ letter: UInt32) -> Bool { folded(letter) != letter }

  private static func score(of positions: [Int], in letters: [UInt32]) -> Int {
    var score = -letters.count / 8
    for (index, position) in positions.enumerated() {
      score += 8
      let isWordStart =
        position == 0 || !isWordPart(letters[position - 1])
        || (isCapital(letters[position]) && !isCapital(letters[position - 1]))
      if isWordStart { score += 8 }
      if index > 0 {
        let gap = position - positions[index - 1] - 1
        score += gap == 0 ? 10 : -Swift.min(gap, 8)
      }
    }
    return score
  }
}

/// How well a text answers what was typed into a filter.
package struct FuzzyMatch: Sendable, Hashable {
  /// Greater is better.
  package let score: Int
  /// The characters found, as 0-based positions in the text.
  package let positions: [Int]
}
