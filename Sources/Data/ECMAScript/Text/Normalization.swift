import Foundation

/// Unicode's normalization forms, as `String.prototype.normalize` names them.
package enum Normalization: String, Sendable, CaseIterable {
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"

  /// `text.normalize(form)`.
  package func normalizing(_ text: String) -> String {
    if TextMeasure.isASCII(text) { return text }
    return switch self {
    case .nfc: text.precomposedStringWithCanonicalMapping
    case .nfd: text.decomposedStringWithCanonicalMapping
    case .nfkc: text.precomposedStringWithCompatibilityMapping
    case .nfkd: text.decomposedStringWithCompatibilityMapping
    }
  }
}
