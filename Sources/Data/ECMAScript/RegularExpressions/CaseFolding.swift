/// Which code points a pattern with the `i` flag holds for the same (ECMA-262 §22.2.2.7.3
/// Canonicalize).
enum CaseFolding {
  /// UTF-16 code units by `toUppercase`, for patterns without `u` and `v`.
  case units
  /// Code points by simple case folding, for patterns with `u` or `v`.
  case points

  /// One representative for all code points that are the same.
  func canonical(_ point: UInt32) -> UInt32 {
    if point < 0x80 {
      let isLower = point >= 0x61 && point <= 0x7A
      return isLower ? point & 0xDF : point
    }
    return table.representative[point] ?? point
  }

  /// `set` with everything that is the same as one of its members.
  func closure(of set: CodePointSet) -> CodePointSet {
    var extra: [ClosedRange<UInt32>] = []
    for range in set.ranges where range.lowerBound < 0x80 { addASCII(range, to: &extra) }
    if let last = set.ranges.last, last.upperBound >= 0x80 {
      for members in table.classes where members.contains(where: set.contains) {
        extra += members.map { $0...$0 }
      }
    }
    return extra.isEmpty ? set : set.union(CodePointSet(extra))
  }

  private func addASCII(_ range: ClosedRange<UInt32>, to extra: inout [ClosedRange<UInt32>]) {
    let upper = range.clamped(to: 0x41...0x5A)
    if range.overlaps(0x41...0x5A) { extra.append(upper.lowerBound + 32...upper.upperBound + 32) }
    let lower = range.clamped(to: 0x61...0x7A)
    if range.overlaps(0x61...0x7A) { extra.append(lower.lowerBound - 32...lower.upperBound - 32) }
    guard case .points = self else { return }
    if range.contains(0x4B) || range.contains(0x6B) { extra.append(0x212A...0x212A) }
    if range.contains(0x53) || range.contains(0x73) { extra.append(0x17F...0x17F) }
  }

  private var table: FoldingTable {
    switch self {
    case .units: FoldingTable.units
    case .points: FoldingTable.points
    }
  }
}

/// The classes of two and more code points that are the same.
private struct FoldingTable: Sendable {
  private(set) var representative: [UInt32: UInt32] = [:]
  private(set) var classes: [[UInt32]] = []

  static let units = FoldingTable(upTo: 0xFFFF) { scalar in
    guard let upper = single(scalar.properties.uppercaseMapping), upper.value <= 0xFFFF,
      scalar.isASCII || !upper.isASCII
    else { return [] }
    return [upper.value]
  }

  static let points = FoldingTable(upTo: 0x1EFFF) { scalar in
    // CaseFolding.txt, status C and S: İ and ı fold to nothing but themselves.
    if scalar.value == 0x130 || scalar.value == 0x131 { return [] }
    let properties = scalar.properties
    var others = [properties.lowercaseMapping, properties.uppercaseMapping]
      .compactMap { single($0)?.value }
    switch scalar.value {
    case 0x1FD3: others.append(0x390)
    case 0x1FE3: others.append(0x3B0)
    case 0xFB05: others.append(0xFB06)
    default: break
    }
    return others
  }

  /// Joins every scalar with those that `same` gives for it.
  private init(upTo last: UInt32, same: (Unicode.Scalar) -> [UInt32]) {
    var members: [UInt32: [UInt32]] = [:]
    for value in 0...last {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isCased = scalar.properties.changesWhenCaseMapped || value == 0xFB05
      guard isCased else { continue }
      for other in same(scalar) where other != value {
        let (a, b) = (representative[value] ?? value, representative[other] ?? other)
        guard a != b else { continue }
        let joined = members.removeValue(forKey: b) ?? [b]
        for member in joined { representative[member] = a }
        representative[a] = a
        members[a, default: [a]] += joined
      }
    }
    // ASCII letters are canonical in upper case everywhere else.
    for (key, group) in members {
      classes.append(group.sorted())
      let best = group.first { 0x41...0x5A ~= $0 } ?? key
      for member in group { representative[member] = best }
    }
  }

  private static func single(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
    return first
  }
}
