/// How many terminal cells text takes.
package enum CellWidth {
  /// The cells of `text` as a `Canvas` shows it, stand-ins for control characters included.
  package static func of(_ text: String) -> Int {
    var width = 0
    Glyph.each(in: text) { glyph in
      width += Int(glyph.width)
      return true
    }
    return width
  }

  /// The cells of one character as a `Canvas` shows it.
  package static func of(_ character: Character) -> Int { of(String(character)) }

  /// 0 for what joins the character before it, 2 for wide scalars, else 1.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    guard value >= 0x300 else { return 1 }
    if isZeroWidth(scalar) { return 0 }
    guard value >= 0x1100 else { return 1 }
    // Two of these letters are a flag of two cells.
    if (0x1F1E6...0x1F1FF).contains(value) { return 1 }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].first <= value ? 2 : 1
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    // Vowels and final consonants of a decomposed Hangul syllable join the first consonant.
    if (0x1160...0x11FF).contains(scalar.value) { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    case .format: return true
    default: return false
    }
  }
}
