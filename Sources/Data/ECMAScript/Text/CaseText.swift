/// JavaScript's `toLowerCase` and `toUpperCase`: Unicode's full mappings, in no language.
package enum CaseText {
  /// `text.toLowerCase()`; a sigma that ends a word becomes `ς` (SpecialCasing.txt, Final_Sigma).
  package static func lowercased(_ text: String) -> String {
    if let ascii = mappingASCII(text, { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }) {
      return ascii
    }
    let scalars = text.unicodeScalars
    var result = String.UnicodeScalarView()
    var followsCased = false
    var index = scalars.startIndex
    while index != scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      if scalar == "\u{3A3}" {
        let isFinal = followsCased && !startsWithCased(scalars[index...])
        result.append(isFinal ? "\u{3C2}" : "\u{3C3}")
        followsCased = true
        continue
      }
      if scalar.isASCII {
        let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
        result.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
      if !scalar.properties.isCaseIgnorable { followsCased = scalar.properties.isCased }
    }
    return String(result)
  }

  /// `text.toUpperCase()`.
  package static func uppercased(_ text: String) -> String {
    if let ascii = mappingASCII(text, { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 }) {
      return ascii
    }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(contentsOf: scalar.properties.uppercaseMapping.unicodeScalars)
    }
    return String(result)
  }

  /// Whether the first scalar that is not case-ignorable is cased.
  private static func startsWithCased(_ scalars: String.UnicodeScalarView.SubSequence) -> Bool {
    scalars.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
  }

  /// `text` with `map` applied to each byte, or nil when it is not all ASCII.
  private static func mappingASCII(_ text: String, _ map: (UInt8) -> UInt8) -> String? {
    guard TextMeasure.isASCII(text) else { return nil }
    return String(unsafeUninitializedCapacity: text.utf8.count) { buffer in
      var count = 0
      for byte in text.utf8 {
        buffer[count] = map(byte)
        count += 1
      }
      return count
    }
  }
}
