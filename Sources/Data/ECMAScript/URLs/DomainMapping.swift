/// What a character's direction is, where domain names ask for it (UAX 9).
enum BidiClass: UInt32 {
  case left
  case right
  case arabicLetter
  case arabicNumber
  case europeanNumber
  case europeanSeparator
  case europeanTerminator
  case commonSeparator
  case nonspacingMark
  case boundaryNeutral
  case otherNeutral
  case other
}

/// How a character joins its neighbours (ArabicShaping.txt).
enum JoiningType: UInt32 {
  case none
  case left
  case right
  case dual
  case transparent
}

/// The tables of UTS 46 and of the rules beside it, decoded from text when first asked.
struct DomainMapping: Sendable {
  static let shared = DomainMapping()

  private let statuses = RangeTable(DomainTable.mapping, hasContent: true)
  private let directions = RangeTable(DomainTable.bidi, hasContent: false)
  private let joinings = RangeTable(DomainTable.joining, hasContent: false)

  /// What becomes of a character, as the table's text has it.
  private enum Kind {
    static let valid: UInt32 = 0
    static let refused: UInt32 = 1
    static let ignored: UInt32 = 2
    /// Each character of the range is its place further on in another range.
    static let shifted: UInt32 = 3
    /// This and as many more as there are characters instead.
    static let replaced: UInt32 = 4
  }

  /// Adds what `scalar` is mapped to; false when a domain cannot hold it.
  func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) -> Bool {
    let range = statuses.range(of: scalar.value)
    switch range.kind {
    case Kind.valid: text.append(scalar)
    case Kind.refused: return false
    case Kind.ignored: break
    case Kind.shifted:
      let point = statuses.content[range.content] + scalar.value - range.start
      if let mapped = Unicode.Scalar(point) { text.append(mapped) }
    default:
      let count = Int(range.kind - Kind.replaced)
      text.append(
        contentsOf: statuses.content[range.content..<range.content + count]
          .compactMap { Unicode.Scalar($0) }
      )
    }
    return true
  }

  func isValid(_ scalar: Unicode.Scalar) -> Bool {
    statuses.range(of: scalar.value).kind == Kind.valid
  }

  func bidi(_ scalar: Unicode.Scalar) -> BidiClass {
    BidiClass(rawValue: directions.range(of: scalar.value).kind) ?? .other
  }

  func joining(_ scalar: Unicode.Scalar) -> JoiningType {
    JoiningType(rawValue: joinings.range(of: scalar.value).kind) ?? .none
  }
}

/// Ranges from 0 on without gaps, each with a kind and some with more.
private struct RangeTable: Sendable {
  private var starts: [UInt32] = []
  private var kinds: [UInt32] = []
  private var offsets: [Int] = []
  private(set) var content: [UInt32] = []

  /// For each range its length, its kind, and with content the numbers that the kind asks for.
  init(_ text: String, hasContent: Bool) {
    var numbers = PackedNumbers(text.utf8[...])
    var start: UInt32 = 0
    while let length = numbers.next(), let kind = numbers.next() {
      starts.append(start)
      kinds.append(kind)
      offsets.append(content.count)
      start += length
      guard hasContent, kind >= 3 else { continue }
      for _ in 0..<(kind == 3 ? 1 : kind - 4) { content.append(numbers.next() ?? 0) }
    }
  }

  func range(of point: UInt32) -> (start: UInt32, kind: UInt32, content: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= point { low = middle } else { high = middle }
    }
    return (starts[low], kinds[low], offsets[low])
  }
}
