/// A regular expression over a path, as picomatch makes one of every glob.
///
/// Only what such expressions hold is understood: units, classes, groups, alternatives, repeats,
/// anchors and lookahead. It answers yes or no, in time bounded by its own size times the path's
/// length, never exponential. Units are UTF-16, since JavaScript counts `?` and `.` in those.
struct PathExpression: Sendable {
  /// One step of the compiled form; `first` is where matching starts, steps follow one another.
  enum Step: Sendable, Equatable {
    case unit(UInt16)
    case set(UnitSet)
    /// Any number of units of a set, fewest first; `next` is the unit that must follow, if known.
    case run(UnitSet, next: UInt16?, slot: Int)
    /// Not (start or `/`) followed by a dot: the guard picomatch puts before each unit of `**`.
    case notHidden
    case start
    case end
    case wordBoundary(Bool)
    case jump(Int)
    /// Try `first`, then `second`; `slot` numbers the choices for the matcher's memory.
    case choice(first: Int, second: Int, slot: Int)
    /// The steps after this one up to `.matched` must (or must not) match here; go on at `then`.
    case look(isNegated: Bool, then: Int)
    case matched
  }

  private(set) var steps: [Step] = []
  /// How many steps the matcher has to remember.
  private(set) var slotCount = 0

  /// Compiles `source`; nil when it is no regular expression, or one beyond `sizeLimit` steps.
  init?(_ source: [UInt16]) {
    var parser = PathExpressionParser(source)
    guard let node = parser.parse() else { return nil }
    guard emit(node) else { return nil }
    steps.append(.matched)
    fillNextUnits()
  }

  /// More steps than any glob a person writes; a hostile one stops here.
  private static let sizeLimit = 20_000
}

// MARK: - Compiling

extension PathExpression {
  /// Appends the steps of `node`; false when there are too many.
  private mutating func emit(_ node: PathExpressionNode) -> Bool {
    guard steps.count < Self.sizeLimit else { return false }
    switch node {
    case .empty: break
    case .unit(let unit): steps.append(.unit(unit))
    case .set(let set): steps.append(.set(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordBoundary(let isBoundary): steps.append(.wordBoundary(isBoundary))
    case .sequence(let nodes):
      for node in nodes { guard emit(node) else { return false } }
    case .choice(let nodes): return emit(choice: nodes[...])
    case .repeated(let node, let least, let most): return emit(node, least, most)
    case .look(let body, let isNegated):
      if isNegated, body == Self.hiddenAhead {
        steps.append(.notHidden)
        break
      }
      let look = steps.count
      steps.append(.look(isNegated: isNegated, then: 0))
      guard emit(body) else { return false }
      steps.append(.matched)
      steps[look] = .look(isNegated: isNegated, then: steps.count)
    }
    return true
  }

  private mutating func emit(choice nodes: ArraySlice<PathExpressionNode>) -> Bool {
    var exits: [Int] = []
    for (position, node) in nodes.enumerated() {
      guard position < nodes.count - 1 else {
        guard emit(node) else { return false }
        break
      }
      let choice = steps.count
      steps.append(.jump(0))
      guard emit(node) else { return false }
      exits.append(steps.count)
      steps.append(.jump(0))
      steps[choice] = .choice(first: choice + 1, second: steps.count, slot: nextSlot())
    }
    for exit in exits { steps[exit] = .jump(steps.count) }
    return true
  }

  private mutating func emit(_ node: PathExpressionNode, _ least: Int, _ most: Int?) -> Bool {
    for _ in 0..<least { guard emit(node) else { return false } }
    if let most {
      for _ in least..<max(least, most) { guard emitOptional(node) else { return false } }
      return true
    }
    if case .set(let set) = node {
      steps.append(.run(set, next: nil, slot: nextSlot()))
      return true
    }
    let loop = steps.count
    steps.append(.jump(0))
    guard emit(node) else { return false }
    steps.append(.jump(loop))
    steps[loop] = .choice(first: steps.count, second: loop + 1, slot: nextSlot())
    return true
  }

  private mutating func emitOptional(_ node: PathExpressionNode) -> Bool {
    let choice = steps.count
    steps.append(.jump(0))
    guard emit(node) else { return false }
    steps[choice] = .choice(first: choice + 1, second: steps.count, slot: nextSlot())
    return true
  }

  private mutating func nextSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  /// Tells every run which unit has to follow it, so that it can skip to there.
  private mutating func fillNextUnits() {
    for index in steps.indices {
      guard case .run(let set, _, let slot) = steps[index] else { continue }
      if case .unit(let unit) = steps[index + 1] {
        steps[index] = .run(set, next: unit, slot: slot)
      }
    }
  }

  /// The expression `(?:^|\/)\.`, as a tree.
  private static let hiddenAhead = PathExpressionNode.sequence([
    .choice([.start, .unit(0x2F)]), .unit(0x2E),
  ])
}
