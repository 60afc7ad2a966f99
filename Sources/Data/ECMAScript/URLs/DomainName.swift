/// Domain names in ASCII, as the URL Standard wants them (§3.3; UTS 46 with CheckBidi and
/// CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength).
enum DomainName {
  /// `domain` in lower-case ASCII, or nil when it is no domain.
  static func ascii(_ domain: String) -> String? {
    if domain.isEmpty { return nil }
    if TextMeasure.isASCII(domain) {
      let lower = CaseText.lowercased(domain)
      if !hasEncodedLabel(lower) { return lower }
    }
    guard let labels = unicodeLabels(domain) else { return nil }
    var texts: [String] = []
    for label in labels {
      if label.allSatisfy(\.isASCII) {
        texts.append(String(String.UnicodeScalarView(label)))
      } else {
        guard let encoded = Punycode.encode(label) else { return nil }
        texts.append("xn--" + encoded)
      }
    }
    let text = texts.joined(separator: ".")
    return text.isEmpty ? nil : text
  }

  private static func hasEncodedLabel(_ domain: String) -> Bool {
    domain.utf8.split(separator: UInt8(ascii: ".")).contains { $0.starts(with: prefix) }
  }

  private static let prefix = Array("xn--".utf8)

  /// The longest name to look at: RFC 1035 allows 255 bytes, but nothing here enforces it.
  private static let lengthLimit = 8000

  // UTS 46 §4, Processing
  private static func unicodeLabels(_ domain: String) -> [[Unicode.Scalar]]? {
    guard domain.utf8.count <= lengthLimit else { return nil }
    var mapped = String.UnicodeScalarView()
    for scalar in domain.unicodeScalars {
      guard DomainMapping.shared.append(scalar, to: &mapped) else { return nil }
    }
    let normalized = Normalization.nfc.normalizing(String(mapped))
    let parts = normalized.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
    var labels: [[Unicode.Scalar]] = []
    for part in parts {
      guard let label = DomainLabel(Array(part)) else { return nil }
      labels.append(label.scalars)
    }
    // Node looks at labels that go from right to left only, not at their neighbours.
    let isOrdered = labels.allSatisfy { label in
      !DomainLabel.isRightToLeft(label) || DomainLabel.followsBidiRule(label)
    }
    return isOrdered ? labels : nil
  }
}

/// One label of a domain name that is valid by UTS 46 §4.1, but for the rule on directions.
private struct DomainLabel {
  let scalars: [Unicode.Scalar]

  init?(_ text: [Unicode.Scalar]) {
    guard text.starts(with: "xn--".unicodeScalars) else {
      guard Self.isValid(text) else { return nil }
      scalars = text
      return
    }
    guard text.allSatisfy(\.isASCII),
      let decoded = Punycode.decode(text.dropFirst(4).map { UInt8($0.value) }),
      !decoded.allSatisfy(\.isASCII), Self.isValid(decoded)
    else { return nil }
    let composed = Normalization.nfc.normalizing(String(String.UnicodeScalarView(decoded)))
    guard Array(composed.unicodeScalars) == decoded else { return nil }
    scalars = decoded
  }

  private static func isValid(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first else { return true }
    if label.allSatisfy(\.isASCII) { return label.allSatisfy { DomainMapping.shared.isValid($0) } }
    if label.starts(with: "xn--".unicodeScalars) { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.allSatisfy { $0 != "." && DomainMapping.shared.isValid($0) }
      && label.indices.allSatisfy { mayJoin(label, at: $0) }
  }

  // RFC 5892, appendix A.1 and A.2
  private static func mayJoin(_ label: [Unicode.Scalar], at index: Int) -> Bool {
    let value = label[index].value
    guard value == 0x200C || value == 0x200D else { return true }
    if index > 0, label[index - 1].properties.canonicalCombiningClass == .virama { return true }
    if value == 0x200D { return false }
    let data = DomainMapping.shared
    let before = label[..<index].last { data.joining($0) != .transparent }
    let after = label[(index + 1)...].first { data.joining($0) != .transparent }
    guard let before, let after else { return false }
    return [.left, .dual].contains(data.joining(before))
      && [.right, .dual].contains(data.joining(after))
  }

  static func isRightToLeft(_ label: [Unicode.Scalar]) -> Bool {
    label.contains {
      [.right, .arabicLetter, .arabicNumber].contains(DomainMapping.shared.bidi($0))
    }
  }

  // RFC 5893 §2
  static func followsBidiRule(_ label: [Unicode.Scalar]) -> Bool {
    let classes = label.map { DomainMapping.shared.bidi($0) }
    guard let first = classes.first,
      let last = classes.last(where: { $0 != .nonspacingMark })
    else { return true }
    let neutral: Set<BidiClass> = [
      .europeanSeparator, .commonSeparator, .europeanTerminator, .otherNeutral, .boundaryNeutral,
      .nonspacingMark, .europeanNumber,
    ]
    switch first {
    case .left:
      return classes.allSatisfy { neutral.contains($0) || $0 == .left }
        && (last == .left || last == .europeanNumber)
    default:
      let right: Set<BidiClass> = [.right, .arabicLetter, .arabicNumber]
      let mixesNumbers = classes.contains(.europeanNumber) && classes.contains(.arabicNumber)
      return classes.allSatisfy { neutral.contains($0) || right.contains($0) } && !mixesNumbers
        && (right.contains(last) || last == .europeanNumber)
    }
  }
}
