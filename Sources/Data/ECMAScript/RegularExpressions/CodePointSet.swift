/// A set of code points (or of UTF-16 code units) as ascending ranges that do not touch.
struct CodePointSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  static let all = CodePointSet([0...0x10FFFF])

  var isEmpty: Bool { ranges.isEmpty }

  /// Any ranges, in any order.
  init(_ ranges: [ClosedRange<UInt32>] = []) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound &+ 1 {
        let end = Swift.max(last.upperBound, range.upperBound)
        self.ranges[self.ranges.count - 1] = last.lowerBound...end
      } else {
        self.ranges.append(range)
      }
    }
  }

  func contains(_ point: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < point { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= point
  }

  func union(_ other: CodePointSet) -> CodePointSet { CodePointSet(ranges + other.ranges) }

  var inverted: CodePointSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return CodePointSet(result)
  }

  func intersection(_ other: CodePointSet) -> CodePointSet {
    inverted.union(other.inverted).inverted
  }

  func subtracting(_ other: CodePointSet) -> CodePointSet { intersection(other.inverted) }

  func isDisjoint(with other: CodePointSet) -> Bool { intersection(other).isEmpty }
}

// MARK: - The sets of escapes

extension CodePointSet {
  static let digits = CodePointSet([0x30...0x39])
  static let word = CodePointSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let lineEnds = CodePointSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  static let whiteSpace = CodePointSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
}
