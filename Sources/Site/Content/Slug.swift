import ECMAScript

/// github-slugger's slug, which Astro makes entry ids of.
package enum Slug {
  /// What `slug(text)` of github-slugger 2 gives.
  ///
  /// Lower case; all but letters, marks, digits, `_`, `-` and spaces dropped; spaces turned into
  /// hyphens. Nothing is trimmed, collapsed or normalised.
  package static func text(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in CaseText.lowercased(text).unicodeScalars {
      if scalar == " " {
        result.append("-")
      } else if isKept(scalar) {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Unicode 13's letters, marks, digits, letter numbers and connectors; `-`; circled letters.
  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: return true
    case 0..<0x80: return scalar.value >= 0x41 && scalar.value <= 0x5A
    case 0x24B6...0x24E9, 0x1F130...0x1F149, 0x1F150...0x1F169, 0x1F170...0x1F189: return true
    default: break
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .connectorPunctuation:
      guard let age = properties.age else { return false }
      return age.major <= 13
    default: return false
    }
  }
}
