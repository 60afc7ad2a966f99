/// Compiles a pattern's tree into a program.
struct ProgramBuilder {
  private var program = PatternProgram()
  private let flags: PatternFlags
  private let names: [String: Int]
  private var setIndices: [CodePointSet: Int] = [:]
  /// Inside a lookbehind everything is read from right to left.
  private var isBehind = false

  /// The most instructions a program may have.
  private static let sizeLimit = 200_000

  static func program(
    _ node: PatternNode,
    flags: PatternFlags,
    groupCount: Int,
    names: [String: Int]
  ) throws(RegularExpressionError) -> PatternProgram {
    var builder = ProgramBuilder(flags: flags, names: names)
    builder.program.groupCount = groupCount
    builder.program.registerCount = groupCount * 2 + 2
    try builder.emit(node)
    builder.append(.accept)
    builder.keepWholeRuns()
    builder.program.hasChoices = builder.program.instructions.contains { instruction in
      switch instruction {
      case .split, .run, .count: true
      default: false
      }
    }
    builder.program.isAnchored = !flags.isMultiline && Self.startsWithAnchor(node)
    builder.program.isStraight =
      builder.program.isAnchored
      && builder.program.instructions.allSatisfy { instruction in
        switch instruction {
        case .accept, .fail, .unit, .set, .wholeRun, .save, .textStart, .textEnd: true
        default: false
        }
      }
    if builder.program.isStraight { builder.program.onlyRun = builder.program.findOnlyRun() }
    builder.program.first = FirstSet(isUnicode: flags.isUnicode).set(of: node).map { MatchSet($0) }
    return builder.program
  }

  private init(flags: PatternFlags, names: [String: Int]) {
    self.flags = flags
    self.names = names
    program.isUnicode = flags.isUnicode
    program.isMultiline = flags.isMultiline
    if flags.ignoresCase {
      let folding: CaseFolding = flags.isUnicode ? .points : .units
      program.folding = folding
      if flags.isUnicode { program.word = folding.closure(of: .word) }
    }
  }

  private static func startsWithAnchor(_ node: PatternNode) -> Bool {
    switch node {
    case .lineStart: true
    case .sequence(let parts): parts.first.map(startsWithAnchor) ?? false
    case .alternatives(let parts): parts.allSatisfy(startsWithAnchor)
    case .group(let part, _): startsWithAnchor(part)
    default: false
    }
  }

  // MARK: - Emitting

  private mutating func append(_ instruction: Instruction) {
    program.instructions.append(instruction)
  }

  private var here: Int { program.instructions.count }

  /// Leaves room for an instruction that is known later.
  private mutating func hole() -> Int {
    append(.fail)
    return here - 1
  }

  private mutating func register(_ count: Int = 1) -> Int {
    program.registerCount += count
    return program.registerCount - count
  }

  private mutating func emit(_ node: PatternNode) throws(RegularExpressionError) {
    guard here < Self.sizeLimit else {
      throw RegularExpressionError(reason: "Regular expression too large", offset: 0)
    }
    switch node {
    case .empty: break
    case .nothing: append(.fail)
    case .character(let point): emit(character: point)
    case .set(let set):
      let index = add(set)
      append(isBehind ? .setBehind(index) : .set(index))
    case .sequence(let parts):
      for index in parts.indices {
        try emit(parts[isBehind ? parts.count - 1 - index : index])
      }
    case .alternatives(let parts): try emit(alternatives: parts)
    case .group(let part, let index):
      append(.save(index * 2 + (isBehind ? 1 : 0)))
      try emit(part)
      append(.save(index * 2 + (isBehind ? 0 : 1)))
    case .repetition(let part, let repetition): try emit(part, repetition)
    case .lookaround(let part, let isBehind, let isNegative):
      try emit(look: part, isBehind: isBehind, isNegative: isNegative)
    case .backreference(let group):
      append(isBehind ? .backreferenceBehind(group) : .backreference(group))
    case .namedBackreference(let name):
      let group = names[name] ?? 0
      append(isBehind ? .backreferenceBehind(group) : .backreference(group))
    case .lineStart: append(flags.isMultiline ? .lineStart : .textStart)
    case .lineEnd: append(flags.isMultiline ? .lineEnd : .textEnd)
    case .wordBoundary(let isNegative): append(.wordBoundary(isNegative: isNegative))
    }
  }

  private mutating func emit(character point: UInt32) {
    if flags.isUnicode, 0xD800...0xDFFF ~= point {
      // Half of a surrogate pair is never a code point of well-formed text.
      append(.fail)
    } else if point <= 0xFFFF {
      append(isBehind ? .unitBehind(UInt16(point)) : .unit(UInt16(point)))
    } else {
      let units = [0xD800 + (point - 0x10000) >> 10, 0xDC00 + (point - 0x10000) & 0x3FF]
      for unit in isBehind ? units.reversed() : units {
        append(isBehind ? .unitBehind(UInt16(unit)) : .unit(UInt16(unit)))
      }
    }
  }

  private mutating func add(_ set: CodePointSet) -> Int {
    if let index = setIndices[set] { return index }
    setIndices[set] = program.sets.count
    program.sets.append(MatchSet(set))
    return program.sets.count - 1
  }

  private mutating func emit(alternatives parts: [PatternNode]) throws(RegularExpressionError) {
    var exits: [Int] = []
    for part in parts.dropLast() {
      let split = hole()
      try emit(part)
      exits.append(hole())
      program.instructions[split] = .split(split + 1, here)
    }
    if let last = parts.last { try emit(last) }
    for exit in exits { program.instructions[exit] = .jump(here) }
  }

  private mutating func emit(
    look part: PatternNode,
    isBehind: Bool,
    isNegative: Bool
  ) throws(RegularExpressionError) {
    let outer = self.isBehind
    self.isBehind = isBehind
    defer { self.isBehind = outer }
    let registers = register(2)
    append(.look(registers))
    if isNegative {
      let split = hole()
      try emit(part)
      append(.failLook(registers))
      program.instructions[split] = .split(split + 1, here)
    } else {
      try emit(part)
      append(.endLook(registers))
    }
  }
}

// MARK: - Repetition

extension ProgramBuilder {
  private mutating func emit(
    _ part: PatternNode,
    _ repetition: PatternNode.Repetition
  ) throws(RegularExpressionError) {
    let (minimum, maximum) = (repetition.minimum, repetition.maximum)
    guard maximum > 0 else { return }
    if repetition.isGreedy, !isBehind, let set = single(part), maximum > 1 {
      append(.run(set: add(set), minimum: minimum, maximum: maximum))
      return
    }
    if minimum == 1, maximum == 1 {
      try emit(part)
    } else if minimum == 0, maximum == 1 || maximum == .max {
      try emitLoop(part, repetition, isRepeated: maximum == .max)
    } else {
      try emitCounted(part, repetition)
    }
  }

  /// The set that a part of one character is of.
  private func single(_ part: PatternNode) -> CodePointSet? {
    switch part {
    case .set(let set): set
    case .character(let point): CodePointSet([point...point])
    default: nil
    }
  }

  /// `?` and `*`.
  private mutating func emitLoop(
    _ part: PatternNode,
    _ repetition: PatternNode.Repetition,
    isRepeated: Bool
  ) throws(RegularExpressionError) {
    let split = hole()
    try emitRound(part, repetition, counter: -1)
    if isRepeated { append(.jump(split)) }
    program.instructions[split] =
      repetition.isGreedy ? .split(split + 1, here) : .split(here, split + 1)
  }

  private mutating func emitCounted(
    _ part: PatternNode,
    _ repetition: PatternNode.Repetition
  ) throws(RegularExpressionError) {
    let counter = register()
    append(.startCount(counter))
    let count = hole()
    append(.addCount(counter))
    try emitRound(part, repetition, counter: counter)
    append(.jump(count))
    program.instructions[count] = .count(
      register: counter,
      minimum: repetition.minimum,
      maximum: repetition.maximum,
      isGreedy: repetition.isGreedy,
      exit: here
    )
  }

  /// One round of a loop; `counter` is negative when rounds are not counted.
  private mutating func emitRound(
    _ part: PatternNode,
    _ repetition: PatternNode.Repetition,
    counter: Int
  ) throws(RegularExpressionError) {
    if !repetition.groups.isEmpty {
      append(.clear(repetition.groups.lowerBound * 2..<repetition.groups.upperBound * 2))
    }
    guard part.canBeEmpty else { return try emit(part) }
    let mark = register()
    append(.mark(mark))
    try emit(part)
    append(.requireProgress(mark: mark, counter: counter, minimum: repetition.minimum))
  }

  /// A run need not give back what the next instruction could not take anyway.
  private mutating func keepWholeRuns() {
    for index in program.instructions.indices {
      guard case .run(let set, let minimum, let maximum) = program.instructions[index] else {
        continue
      }
      let taken = program.sets[set].source
      let isWhole =
        switch program.instructions[index + 1] {
        case .accept, .fail: true
        case .textEnd: true
        case .unit(let unit):
          !taken.contains(UInt32(unit)) && !(flags.isUnicode && 0xD800...0xDFFF ~= unit)
        case .set(let next): taken.isDisjoint(with: program.sets[next].source)
        case .run(let next, let least, _), .wholeRun(let next, let least, _):
          least > 0 && taken.isDisjoint(with: program.sets[next].source)
        default: false
        }
      if isWhole {
        program.instructions[index] = .wholeRun(set: set, minimum: minimum, maximum: maximum)
      }
    }
  }
}
