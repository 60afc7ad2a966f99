/// A pattern as it was read.
indirect enum PatternNode {
  case empty
  /// Never matches.
  case nothing
  case character(UInt32)
  case set(CodePointSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case group(PatternNode, index: Int)
  case repetition(PatternNode, Repetition)
  case lookaround(PatternNode, isBehind: Bool, isNegative: Bool)
  case backreference(Int)
  /// By name, where the group may come later.
  case namedBackreference(String)
  case lineStart
  case lineEnd
  case wordBoundary(isNegative: Bool)

  struct Repetition {
    var minimum: Int
    /// `Int.max` where there is no end.
    var maximum: Int
    var isGreedy: Bool
    /// The capture groups inside, which each round begins without.
    var groups: Range<Int>
  }

  /// Whether it can match without taking anything; true when unsure.
  var canBeEmpty: Bool {
    switch self {
    case .character, .set, .nothing: false
    case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
    case .alternatives(let parts): parts.contains(where: \.canBeEmpty)
    case .group(let part, _): part.canBeEmpty
    case .repetition(let part, let repetition): repetition.minimum == 0 || part.canBeEmpty
    default: true
    }
  }
}
