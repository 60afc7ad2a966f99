/// One step of a compiled pattern.
///
/// Addresses are indices of the program's instructions.
enum Instruction: Sendable {
  case accept
  case fail
  /// One code unit, forward or backward.
  case unit(UInt16)
  case unitBehind(UInt16)
  /// One code unit, or with `u` one code point, of the program's set.
  case set(Int)
  case setBehind(Int)
  case jump(Int)
  /// Goes to the first, and to the second when that fails.
  case split(Int, Int)
  case save(Int)
  case clear(Range<Int>)
  case lineStart
  case lineEnd
  case textStart
  case textEnd
  case wordBoundary(isNegative: Bool)
  case backreference(Int)
  case backreferenceBehind(Int)
  /// As many of the set as there are, giving back one at a time.
  case run(set: Int, minimum: Int, maximum: Int)
  /// As many of the set as there are, giving nothing back.
  case wholeRun(set: Int, minimum: Int, maximum: Int)
  /// Sets the counter in a register to 0.
  case startCount(Int)
  /// Counts a round of a loop, or leaves it to `exit`.
  case count(register: Int, minimum: Int, maximum: Int, isGreedy: Bool, exit: Int)
  case addCount(Int)
  case mark(Int)
  /// Fails when nothing was taken since the mark; not before the counter in `register`, when there
  /// is one, is past `minimum`.
  case requireProgress(mark: Int, counter: Int, minimum: Int)
  /// Begins to look ahead or behind, remembering place and choices in two registers.
  case look(Int)
  /// The look found what it should: goes back, keeping the groups but no choice.
  case endLook(Int)
  /// The look found what it should not: goes back and fails.
  case failLook(Int)
}

/// A compiled pattern.
struct PatternProgram: Sendable {
  var instructions: [Instruction] = []
  var sets: [MatchSet] = []
  /// The first two of each group's registers hold where it starts and ends; then come counters.
  var registerCount = 0
  var groupCount = 0
  var isUnicode = false
  var isMultiline = false
  var folding: CaseFolding?
  var word = CodePointSet.word
  /// Whether there is ever a choice to go back to.
  var hasChoices = false
  /// Whether a match can only start at the text's start.
  var isAnchored = false
  /// Whether it goes through the text once, from its start, with nothing to remember.
  var isStraight = false
  /// All there is to it, when that is a run of one set from the text's start to its end.
  var onlyRun: OnlyRun?
  /// What a match can start with; nil when it can start with anything, or with nothing.
  var first: MatchSet?
}

/// So many of a set, and nothing else.
struct OnlyRun: Sendable {
  let set: ASCIISet
  let counts: ClosedRange<Int>

  /// Whether a text is so; nil when it is not ASCII as far as that matters.
  func isMatch(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    for byte in bytes {
      guard byte < 0x80 else { return nil }
      guard set.contains(UInt32(byte)) else { return false }
    }
    return counts.contains(bytes.count)
  }
}

/// A set made for quick questions: a bit for each of ASCII, ranges for the rest.
struct MatchSet: Sendable {
  let ascii: ASCIISet
  private let rest: CodePointSet
  let source: CodePointSet

  init(_ set: CodePointSet) {
    ascii = ASCIISet(set)
    rest = set.intersection(CodePointSet([0x80...0x10FFFF]))
    source = set
  }

  @inline(__always)
  func contains(_ point: UInt32) -> Bool {
    point < 0x80 ? ascii.contains(point) : rest.contains(point)
  }
}

/// A bit for each of ASCII.
struct ASCIISet: Sendable {
  private let low: UInt64
  private let high: UInt64

  init(_ set: CodePointSet) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for range in set.ranges where range.lowerBound < 0x80 {
      for point in range.lowerBound...Swift.min(range.upperBound, 0x7F) {
        if point < 64 { low |= 1 << UInt64(point) } else { high |= 1 << UInt64(point - 64) }
      }
    }
    self.low = low
    self.high = high
  }

  /// Whether the set has a point below 0x80.
  @inline(__always)
  func contains(_ point: UInt32) -> Bool {
    (point < 64 ? low : high) &>> UInt64(point) & 1 == 1
  }
}
