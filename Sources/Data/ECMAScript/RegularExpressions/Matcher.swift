/// Something to go back to: another way to go on, or a register's former content.
///
/// Not part of the matcher, which is generic: the runtime would have to look up what a list of these is.
private struct MatchChoice {
  /// An instruction's address, or -1 less the register to restore.
  var address: Int
  /// The place in the text, or the register's content.
  var value: Int
  /// For a run: the place up to which it can give back; else -1.
  var limit = -1
}

/// Runs a program over one text, with its own stack of choices.
struct Matcher<Unit: FixedWidthInteger & UnsignedInteger> {
  /// Where groups start and end, then counters and marks; -1 is unset.
  private(set) var registers: [Int]
  private let program: PatternProgram
  private let units: UnsafeBufferPointer<Unit>
  private var stack: [MatchChoice] = []
  private var budget: Int

  /// The most choices to keep: 24 bytes each.
  private static var stackLimit: Int { 1 << 20 }

  enum Result {
    case matched
    case failed
    /// The budget of steps or of memory is spent.
    case exhausted
  }

  init(program: PatternProgram, units: UnsafeBufferPointer<Unit>, budget: Int) {
    self.program = program
    self.units = units
    self.budget = budget
    registers = Array(repeating: -1, count: program.registerCount)
    if program.hasChoices { stack.reserveCapacity(24) }
  }

  /// The first match at or after `start`.
  mutating func search(from start: Int, isSticky: Bool) -> Result {
    var position = start
    while true {
      if let first = program.first, !isSticky {
        while position < units.count, !first.contains(point(at: position)) { position += 1 }
        budget -= position - start
        if position >= units.count { return .failed }
      }
      if program.isAnchored, position > 0 { return .failed }
      let result = run(from: position)
      guard case .failed = result, !isSticky else { return result }
      position += 1
      if position > units.count { return .failed }
      if program.isUnicode, position < units.count, isTrail(position), isLead(position - 1) {
        position += 1
      }
    }
  }
}

// MARK: - Reading the text

extension Matcher {
  @inline(__always)
  private func isLead(_ index: Int) -> Bool { UInt32(units[index]) & 0xFC00 == 0xD800 }

  @inline(__always)
  private func isTrail(_ index: Int) -> Bool { UInt32(units[index]) & 0xFC00 == 0xDC00 }

  /// The code unit, or with `u` the code point, that starts at `index`.
  @inline(__always)
  private func point(at index: Int) -> UInt32 {
    let unit = UInt32(units[index])
    guard Unit.bitWidth > 8, program.isUnicode, unit & 0xFC00 == 0xD800, index + 1 < units.count,
      isTrail(index + 1)
    else { return unit }
    return 0x10000 + (unit - 0xD800) << 10 + (UInt32(units[index + 1]) - 0xDC00)
  }

  /// Where the character before `index` starts.
  @inline(__always)
  private func start(before index: Int) -> Int {
    let isPair =
      Unit.bitWidth > 8 && program.isUnicode && index > 1 && isTrail(index - 1)
      && isLead(index - 2)
    return index - (isPair ? 2 : 1)
  }

  private func isWord(at index: Int) -> Bool {
    units.indices.contains(index) && program.word.contains(UInt32(units[index]))
  }

  private func isLineEnd(at index: Int) -> Bool {
    switch UInt32(units[index]) {
    case 0x0A, 0x0D, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether the text of a group stands at `start` again.
  private func repeats(_ group: Range<Int>, at start: Int) -> Bool {
    guard let folding = program.folding else {
      return (0..<group.count).allSatisfy { units[group.lowerBound + $0] == units[start + $0] }
    }
    var offset = 0
    while offset < group.count {
      let left = point(at: group.lowerBound + offset)
      guard folding.canonical(left) == folding.canonical(point(at: start + offset)) else {
        return false
      }
      offset += left > 0xFFFF ? 2 : 1
    }
    return true
  }
}

// MARK: - Running

extension Matcher {
  private mutating func run(from start: Int) -> Result {
    program.instructions.withUnsafeBufferPointer { instructions in
      program.sets.withUnsafeBufferPointer { sets in
        run(instructions, sets, from: start)
      }
    }
  }

  // One long switch: each case is an instruction, and a call for each would cost more than it does.
  private mutating func run(
    _ instructions: UnsafeBufferPointer<Instruction>,
    _ sets: UnsafeBufferPointer<MatchSet>,
    from start: Int
  ) -> Result {
    for index in registers.indices { registers[index] = -1 }
    stack.removeAll(keepingCapacity: true)
    var address = 0
    var position = start
    while true {
      budget -= 1
      if budget < 0 || stack.count > Self.stackLimit { return .exhausted }
      var goesOn = true
      switch instructions[address] {
      case .accept:
        registers[0] = start
        registers[1] = position
        return .matched
      case .fail: goesOn = false
      case .unit(let unit):
        goesOn = position < units.count && UInt32(units[position]) == UInt32(unit)
        position += 1
      case .unitBehind(let unit):
        position -= 1
        goesOn = position >= 0 && UInt32(units[position]) == UInt32(unit)
      case .set(let index):
        if position < units.count {
          let point = point(at: position)
          goesOn = sets[index].contains(point)
          position += point > 0xFFFF ? 2 : 1
        } else {
          goesOn = false
        }
      case .setBehind(let index):
        if position > 0 {
          position = self.start(before: position)
          goesOn = sets[index].contains(point(at: position))
        } else {
          goesOn = false
        }
      case .jump(let target):
        address = target
        continue
      case .split(let target, let other):
        stack.append(MatchChoice(address: other, value: position))
        address = target
        continue
      case .save(let register): set(register, position)
      case .clear(let range):
        for register in range where registers[register] >= 0 { set(register, -1) }
      case .lineStart: goesOn = position == 0 || isLineEnd(at: position - 1)
      case .lineEnd: goesOn = position == units.count || isLineEnd(at: position)
      case .textStart: goesOn = position == 0
      case .textEnd: goesOn = position == units.count
      case .wordBoundary(let isNegative):
        goesOn = (isWord(at: position - 1) != isWord(at: position)) != isNegative
      case .backreference(let group):
        if let range = range(of: group) {
          goesOn = position + range.count <= units.count && repeats(range, at: position)
          position += range.count
          budget -= range.count
        }
      case .backreferenceBehind(let group):
        if let range = range(of: group) {
          position -= range.count
          goesOn = position >= 0 && repeats(range, at: position)
          budget -= range.count
        }
      case .run(let index, let minimum, let maximum):
        let least = position
        if let (end, give) = take(sets[index], from: position, minimum, maximum) {
          position = end
          if give < end {
            stack.append(MatchChoice(address: address + 1, value: end, limit: give))
          }
          budget -= end - least
        } else {
          goesOn = false
        }
      case .wholeRun(let index, let minimum, let maximum):
        let least = position
        if let (end, _) = take(sets[index], from: position, minimum, maximum) {
          position = end
          budget -= end - least
        } else {
          goesOn = false
        }
      case .startCount(let register): set(register, 0)
      case .addCount(let register): set(register, registers[register] + 1)
      case .count(let register, let minimum, let maximum, let isGreedy, let exit):
        let count = registers[register]
        if count >= minimum {
          if count >= maximum {
            address = exit
            continue
          }
          stack.append(MatchChoice(address: isGreedy ? exit : address + 1, value: position))
          if !isGreedy {
            address = exit
            continue
          }
        }
      case .mark(let register): set(register, position)
      case .requireProgress(let mark, let counter, let minimum):
        let isRequired = counter < 0 || registers[counter] > minimum
        goesOn = !isRequired || registers[mark] != position
      case .look(let register):
        set(register, position)
        set(register + 1, stack.count)
      case .endLook(let register):
        position = registers[register]
        dropChoices(downTo: registers[register + 1])
      case .failLook(let register):
        let height = registers[register + 1]
        while stack.count > height, let choice = stack.popLast() {
          if choice.address < 0 { registers[-1 - choice.address] = choice.value }
        }
        goesOn = false
      }
      if goesOn {
        address += 1
      } else {
        guard let place = backtrack() else { return .failed }
        (address, position) = place
      }
    }
  }

  /// Sets a register so that going back restores it.
  @inline(__always)
  private mutating func set(_ register: Int, _ value: Int) {
    // With no choice to go back to, nobody can ask for the former content.
    if !stack.isEmpty {
      stack.append(MatchChoice(address: -1 - register, value: registers[register]))
    }
    registers[register] = value
  }

  /// The next way to go on, or nil when there is none.
  private mutating func backtrack() -> (address: Int, position: Int)? {
    while let choice = stack.popLast() {
      if choice.address < 0 {
        registers[-1 - choice.address] = choice.value
      } else if choice.limit < 0 {
        return (choice.address, choice.value)
      } else {
        let position = start(before: choice.value)
        if position > choice.limit {
          stack.append(MatchChoice(address: choice.address, value: position, limit: choice.limit))
        }
        return (choice.address, position)
      }
    }
    return nil
  }

  /// Forgets the choices above `height` but not what is to be restored.
  private mutating func dropChoices(downTo height: Int) {
    guard stack.count > height else { return }
    budget -= stack.count - height
    var end = height
    for index in height..<stack.count where stack[index].address < 0 {
      stack[end] = stack[index]
      end += 1
    }
    stack.removeLast(stack.count - end)
  }

  private func range(of group: Int) -> Range<Int>? {
    let (start, end) = (registers[group * 2], registers[group * 2 + 1])
    return start < 0 || end < start ? nil : start..<end
  }

  /// Takes as many characters of `set` as there are, up to `maximum`: where they end and where the
  /// least of them do; nil when there are fewer than `minimum`.
  @inline(__always)
  private func take(
    _ set: MatchSet,
    from start: Int,
    _ minimum: Int,
    _ maximum: Int
  ) -> (end: Int, least: Int)? {
    var position = start
    var least = start
    var count = 0
    while count < maximum, position < units.count {
      let point = point(at: position)
      guard set.contains(point) else { break }
      position += point > 0xFFFF ? 2 : 1
      count += 1
      if count == minimum { least = position }
    }
    return count >= minimum ? (position, least) : nil
  }
}
