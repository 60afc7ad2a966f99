extension PathExpression {
  /// Whether the expression matches at the start of `units`; the picomatch forms anchor themselves.
  func matches<Unit: FixedWidthInteger & UnsignedInteger>(
    _ units: UnsafeBufferPointer<Unit>
  ) -> Bool {
    let cells = slotCount * (units.count + 1)
    guard cells <= Self.memoryLimit else { return false }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: cells) { marks in
      marks.initialize(repeating: 0)
      return withUnsafeTemporaryAllocation(of: Resumption.self, capacity: cells) { stack in
        steps.withUnsafeBufferPointer { steps in
          var matcher = PathMatcher(steps: steps, units: units, marks: marks, stack: stack)
          return matcher.run(from: 0, at: 0)
        }
      }
    }
  }

  /// Choices times path length beyond which nothing matches: 4 million, some 50 MB.
  private static let memoryLimit = 1 << 22
}

/// A choice not yet tried.
private struct Resumption {
  var step: Int32
  var position: Int32
}

/// Depth-first matching that never tries the same choice at the same place twice.
private struct PathMatcher<Unit: FixedWidthInteger & UnsignedInteger> {
  let steps: UnsafeBufferPointer<PathExpression.Step>
  let units: UnsafeBufferPointer<Unit>
  /// For each choice and position the last run that tried it.
  let marks: UnsafeMutableBufferPointer<UInt32>
  let stack: UnsafeMutableBufferPointer<Resumption>
  var stackCount = 0
  var runs: UInt32 = 0

  init(
    steps: UnsafeBufferPointer<PathExpression.Step>,
    units: UnsafeBufferPointer<Unit>,
    marks: UnsafeMutableBufferPointer<UInt32>,
    stack: UnsafeMutableBufferPointer<Resumption>
  ) {
    self.steps = steps
    self.units = units
    self.marks = marks
    self.stack = stack
  }

  /// Runs up to `.matched`; a lookahead is a run of its own, so its memory is never another's.
  mutating func run(from first: Int, at start: Int) -> Bool {
    runs += 1
    let run = runs
    let floor = stackCount
    defer { stackCount = floor }
    var step = first
    var position = start
    while true {
      if advance(&step, &position, run) {
        if case .matched = steps[step] { return true }
        continue
      }
      guard stackCount > floor else { return false }
      stackCount -= 1
      step = Int(stack[stackCount].step)
      position = Int(stack[stackCount].position)
    }
  }

  /// Takes one step; false when it fails.
  @inline(__always)
  private mutating func advance(_ step: inout Int, _ position: inout Int, _ run: UInt32) -> Bool {
    switch steps[step] {
    case .unit(let unit):
      guard position < units.count, units[position] == unit else { return false }
      position += 1
    case .set(let set):
      guard position < units.count, set.contains(UInt16(units[position])) else { return false }
      position += 1
    case .run(let set, let next, let slot):
      guard visit(slot, position, run) else { return false }
      if let next {
        while position < units.count, units[position] != next {
          guard set.contains(UInt16(units[position])) else { return false }
          position += 1
        }
      }
      if position < units.count, set.contains(UInt16(units[position])) {
        push(step, position + 1)
      }
    case .notHidden:
      if position < units.count {
        let isSlash = units[position] == 0x2F
        let dot = isSlash ? position + 1 : position
        if isSlash || position == 0, dot < units.count, units[dot] == 0x2E { return false }
      }
    case .start:
      guard position == 0 else { return false }
    case .end:
      guard position == units.count else { return false }
    case .wordBoundary(let isBoundary):
      guard (isWord(position - 1) != isWord(position)) == isBoundary else { return false }
    case .jump(let target):
      step = target
      return true
    case .choice(let first, let second, let slot):
      guard visit(slot, position, run) else { return false }
      push(second, position)
      step = first
      return true
    case .look(let isNegated, let then):
      guard self.run(from: step + 1, at: position) != isNegated else { return false }
      step = then
      return true
    case .matched: return true
    }
    step += 1
    return true
  }

  @inline(__always)
  private mutating func visit(_ slot: Int, _ position: Int, _ run: UInt32) -> Bool {
    let cell = slot * (units.count + 1) + position
    if marks[cell] == run { return false }
    marks[cell] = run
    return true
  }

  @inline(__always)
  private mutating func push(_ step: Int, _ position: Int) {
    stack[stackCount] = Resumption(step: Int32(step), position: Int32(position))
    stackCount += 1
  }

  private func isWord(_ position: Int) -> Bool {
    units.indices.contains(position) && UnitSet.words.contains(UInt16(units[position]))
  }
}
