/// Finds what a match of a pattern can start with.
struct FirstSet {
  let isUnicode: Bool

  /// Nil when a match can start with anything or can be empty.
  func set(of node: PatternNode) -> CodePointSet? {
    let first = first(of: node)
    return first.canBeEmpty ? nil : first.set
  }

  private struct First {
    var set: CodePointSet
    /// Whether what comes after the node counts too.
    var canBeEmpty: Bool
  }

  private func first(of node: PatternNode) -> First {
    switch node {
    case .nothing: return First(set: CodePointSet(), canBeEmpty: false)
    case .character(let point): return First(set: CodePointSet([point...point]), canBeEmpty: false)
    case .set(let set): return First(set: set, canBeEmpty: false)
    case .group(let part, _): return first(of: part)
    case .sequence(let parts):
      var set = CodePointSet()
      for part in parts {
        let next = first(of: part)
        set = set.union(next.set)
        if !next.canBeEmpty { return First(set: set, canBeEmpty: false) }
        // So large a set tells little, and joining more to it takes long.
        if set.ranges.count > 200 { break }
      }
      return First(set: set, canBeEmpty: true)
    case .alternatives(let parts):
      let all = parts.map(first)
      return First(
        set: CodePointSet(all.flatMap(\.set.ranges)),
        canBeEmpty: all.contains(where: \.canBeEmpty)
      )
    case .repetition(let part, let repetition):
      guard repetition.maximum > 0 else { return First(set: CodePointSet(), canBeEmpty: true) }
      let next = first(of: part)
      return First(set: next.set, canBeEmpty: next.canBeEmpty || repetition.minimum == 0)
    case .backreference, .namedBackreference: return First(set: .all, canBeEmpty: true)
    case .empty, .lookaround, .lineStart, .lineEnd, .wordBoundary:
      return First(set: CodePointSet(), canBeEmpty: true)
    }
  }
}
