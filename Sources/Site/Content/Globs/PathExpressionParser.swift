/// A regular expression as a tree.
indirect enum PathExpressionNode: Equatable, Sendable {
  case empty
  case unit(UInt16)
  case set(UnitSet)
  case start
  case end
  /// `\b` when true, `\B` when false.
  case wordBoundary(Bool)
  case sequence([PathExpressionNode])
  case choice([PathExpressionNode])
  /// `most` nil is no limit. Greedy or not makes no difference to a yes or no.
  case repeated(PathExpressionNode, least: Int, most: Int?)
  case look(PathExpressionNode, isNegated: Bool)
}

/// Reads the source of a regular expression (ECMA-262 Annex B, without flags).
///
/// Lookbehind and references to groups are not read: no glob needs them.
struct PathExpressionParser {
  private let source: [UInt16]
  private var index = 0
  private var depth = 0

  init(_ source: [UInt16]) { self.source = source }

  /// The whole source, or nil when it is not a regular expression.
  mutating func parse() -> PathExpressionNode? {
    guard let node = alternatives(), index == source.count else { return nil }
    return node
  }

  /// Deeper groups are refused.
  private static let depthLimit = 250

  private var next: UInt16? { index < source.count ? source[index] : nil }

  private mutating func take(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      guard index + text.count <= source.count else { return false }
      for offset in 0..<text.count where source[index + offset] != UInt16(text[offset]) {
        return false
      }
      index += text.count
      return true
    }
  }
}

// MARK: - Groups

extension PathExpressionParser {
  private mutating func alternatives() -> PathExpressionNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit, let first = sequence() else { return nil }
    var nodes = [first]
    while take("|") {
      guard let node = sequence() else { return nil }
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() -> PathExpressionNode? {
    var nodes: [PathExpressionNode] = []
    while let unit = next, unit != 0x7C, unit != 0x29 {
      guard let node = term() else { return nil }
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func term() -> PathExpressionNode? {
    guard let atom = atom() else { return nil }
    guard let (least, most) = quantifier() else { return atom }
    switch atom {
    case .start, .end, .wordBoundary: return nil
    default: return .repeated(atom, least: least, most: most)
    }
  }

  private mutating func atom() -> PathExpressionNode? {
    guard let unit = next else { return nil }
    switch unit {
    case 0x28: return group()
    case 0x5B: return bracket()
    case 0x5C: return escape()
    case 0x2A, 0x2B, 0x3F: return nil
    default: break
    }
    let start = index
    if unit == 0x7B, quantifier() != nil { return nil }
    index = start + 1
    switch unit {
    case 0x5E: return .start
    case 0x24: return .end
    case 0x2E: return .set(.anything)
    default: return .unit(unit)
    }
  }

  private mutating func group() -> PathExpressionNode? {
    let isLook: Bool
    var isNegated = false
    if take("(?:") {
      isLook = false
    } else if take("(?=") {
      isLook = true
    } else if take("(?!") {
      isLook = true
      isNegated = true
    } else {
      index += 1
      isLook = false
      if next == 0x3F { guard skipName() else { return nil } }
    }
    guard let body = alternatives(), take(")") else { return nil }
    return isLook ? .look(body, isNegated: isNegated) : body
  }

  /// Reads `?<name>`.
  private mutating func skipName() -> Bool {
    guard take("?<") else { return false }
    let start = index
    while let unit = next, UnitSet.words.contains(unit) { index += 1 }
    return index > start && !UnitSet.digits.contains(source[start]) && take(">")
  }

  /// The repeat that stands here, or nil when none does.
  private mutating func quantifier() -> (least: Int, most: Int?)? {
    let start = index
    var result: (least: Int, most: Int?)?
    if take("*") {
      result = (0, nil)
    } else if take("+") {
      result = (1, nil)
    } else if take("?") {
      result = (0, 1)
    } else if take("{"), let least = number() {
      if take("}") {
        result = (least, least)
      } else if take(",}") {
        result = (least, nil)
      } else if take(","), let most = number(), take("}"), most >= least {
        result = (least, most)
      }
    }
    guard let result else {
      index = start
      return nil
    }
    _ = take("?")
    return result
  }

  /// Decimal digits, at most four.
  private mutating func number() -> Int? {
    let start = index
    var value = 0
    while let unit = next, UnitSet.digits.contains(unit), index - start < 4 {
      value = value * 10 + Int(unit - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }
}

// MARK: - Escapes and classes

extension PathExpressionParser {
  private mutating func escape() -> PathExpressionNode? {
    index += 1
    guard let unit = next else { return nil }
    switch unit {
    case 0x62, 0x42:  // b B
      index += 1
      return .wordBoundary(unit == 0x62)
    case 0x31...0x39: return nil
    default: break
    }
    if let set = classEscape() { return .set(set) }
    return .unit(unitEscape())
  }

  /// `\d \D \s \S \w \W`, after the backslash.
  private mutating func classEscape() -> UnitSet? {
    let set: UnitSet
    switch next {
    case 0x64: set = .digits
    case 0x44: set = UnitSet.digits.inverted()
    case 0x73: set = .spaces
    case 0x53: set = UnitSet.spaces.inverted()
    case 0x77: set = .words
    case 0x57: set = UnitSet.words.inverted()
    default: return nil
    }
    index += 1
    return set
  }

  /// The unit an escape stands for, after the backslash; itself when it means nothing else.
  private mutating func unitEscape() -> UInt16 {
    let unit = source[index]
    index += 1
    switch unit {
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x76: return 0x0B
    case 0x30: return 0x00
    case 0x78: return hexadecimal(2) ?? unit
    case 0x75: return hexadecimal(4) ?? unit
    case 0x63:
      if let letter = next, letter | 0x20 >= 0x61, letter | 0x20 <= 0x7A {
        index += 1
        return letter & 0x1F
      }
      index -= 1
      return 0x5C
    default: return unit
    }
  }

  private mutating func hexadecimal(_ count: Int) -> UInt16? {
    guard index + count <= source.count else { return nil }
    var value: UInt16 = 0
    for unit in source[index..<index + count] {
      switch unit {
      case 0x30...0x39: value = value << 4 | (unit - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | ((unit | 0x20) - 0x57)
      default: return nil
      }
    }
    index += count
    return value
  }

  private mutating func bracket() -> PathExpressionNode? {
    index += 1
    let isNegated = take("^")
    var set = UnitSet()
    while let unit = next, unit != 0x5D {
      guard let first = classAtom() else { return nil }
      guard next == 0x2D, index + 1 < source.count, source[index + 1] != 0x5D else {
        add(first, to: &set)
        continue
      }
      index += 1
      guard let last = classAtom() else { return nil }
      if case .unit(let low) = first, case .unit(let high) = last {
        guard low <= high else { return nil }
        set.insert(low...high)
      } else {
        add(first, to: &set)
        add(last, to: &set)
        set.insert(0x2D...0x2D)
      }
      _ = unit
    }
    guard take("]") else { return nil }
    return .set(isNegated ? set.inverted() : set)
  }

  private mutating func classAtom() -> PathExpressionNode? {
    guard let unit = next else { return nil }
    index += 1
    guard unit == 0x5C else { return .unit(unit) }
    guard let escaped = next else { return nil }
    if let set = classEscape() { return .set(set) }
    if escaped == 0x62 {
      index += 1
      return .unit(0x08)
    }
    return .unit(unitEscape())
  }

  private func add(_ node: PathExpressionNode, to set: inout UnitSet) {
    if case .unit(let unit) = node { set.insert(unit...unit) }
    if case .set(let other) = node { set.formUnion(other) }
  }
}
