/// Reads a pattern (ECMA-262 §22.2.1, without the `u` flag with Annex B.1.2).
struct PatternReader {
  var points: [UInt32]
  var position = 0
  let flags: PatternFlags
  /// Capture groups begun so far.
  private(set) var groupCount = 0
  /// All capture groups of the pattern, which tells `\3` from an octal escape.
  private(set) var totalGroups = 0
  private(set) var names: [String: Int] = [:]
  /// Whether the pattern has a named group anywhere, which makes `\k` a reference.
  private(set) var hasNames = false
  private var depth = 0

  private static let depthLimit = 200

  init(_ source: String, flags: PatternFlags) {
    points =
      flags.isUnicode ? source.unicodeScalars.map(\.value) : source.utf16.map { UInt32($0) }
    self.flags = flags
  }

  mutating func read() throws(RegularExpressionError) -> PatternNode {
    countGroups()
    let node = try alternatives()
    if !isAtEnd { throw error("Unmatched ')'") }
    try resolveNames(in: node)
    return node
  }

  // MARK: - Tokens

  var isAtEnd: Bool { position >= points.count }
  var isUnicode: Bool { flags.isUnicode }
  var current: UInt32? { isAtEnd ? nil : points[position] }

  func peek(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool {
    position + ahead < points.count && points[position + ahead] == character.value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard peek(character) else { return false }
    position += 1
    return true
  }

  mutating func skip(text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard scalars.indices.allSatisfy({ peek(scalars[$0], ahead: $0) }) else { return false }
    position += scalars.count
    return true
  }

  func error(_ reason: String) -> RegularExpressionError {
    RegularExpressionError(reason: reason, offset: position)
  }

  /// Counts the groups and looks for names without reading the rest.
  private mutating func countGroups() {
    var inClass = false
    var index = 0
    while index < points.count {
      switch points[index] {
      case 0x5C: index += 1
      case 0x5B: inClass = true
      case 0x5D: inClass = false
      case 0x28 where !inClass:
        position = index + 1
        if !peek("?") {
          totalGroups += 1
        } else if peek("<", ahead: 1), !peek("=", ahead: 2), !peek("!", ahead: 2) {
          totalGroups += 1
          hasNames = true
        }
      default: break
      }
      index += 1
    }
    position = 0
  }

  private func resolveNames(in node: PatternNode) throws(RegularExpressionError) {
    switch node {
    case .namedBackreference(let name):
      if names[name] == nil { throw error("Invalid named capture referenced") }
    case .sequence(let parts), .alternatives(let parts):
      for part in parts { try resolveNames(in: part) }
    case .group(let part, _), .repetition(let part, _), .lookaround(let part, _, _):
      try resolveNames(in: part)
    default: break
    }
  }
}

// MARK: - Terms

extension PatternReader {
  private mutating func alternatives() throws(RegularExpressionError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("Regular expression too large") }
    var choices = [try sequence()]
    while skip("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence() throws(RegularExpressionError) -> PatternNode {
    var parts: [PatternNode] = []
    while !isAtEnd, !peek("|"), !peek(")") {
      let groupsBefore = groupCount
      let (node, isQuantifiable) = try term()
      let quantified = try quantifier(
        node,
        groups: groupsBefore + 1..<groupCount + 1,
        isQuantifiable
      )
      parts.append(quantified)
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func term() throws(RegularExpressionError) -> (PatternNode, Bool) {
    guard let point = current else { return (.empty, false) }
    switch Unicode.Scalar(point) {
    case "^":
      position += 1
      return (.lineStart, false)
    case "$":
      position += 1
      return (.lineEnd, false)
    case "(": return try parenthesis()
    case ".":
      position += 1
      return (.set(flags.dotAll ? .all : CodePointSet.lineEnds.inverted), true)
    case "[": return (try characterClass(), true)
    case "\\": return try escape()
    case "*", "+", "?": throw error("Nothing to repeat")
    case "{":
      if isUnicode { throw error("Nothing to repeat") }
      if braces() != nil { throw error("Nothing to repeat") }
    case "}", "]":
      if isUnicode { throw error("Lone quantifier brackets") }
    default: break
    }
    position += 1
    return (literal(point), true)
  }

  /// A group or a lookaround; whether a quantifier may follow.
  private mutating func parenthesis() throws(RegularExpressionError) -> (PatternNode, Bool) {
    position += 1
    if skip(text: "?:") { return (try closed(), true) }
    for (mark, isNegative) in [("?=", false), ("?!", true)] where skip(text: mark) {
      let body = try closed()
      return (.lookaround(body, isBehind: false, isNegative: isNegative), !isUnicode)
    }
    for (mark, isNegative) in [("?<=", false), ("?<!", true)] where skip(text: mark) {
      let body = try closed()
      return (.lookaround(body, isBehind: true, isNegative: isNegative), false)
    }
    groupCount += 1
    let index = groupCount
    if skip(text: "?<") {
      guard let name = groupName() else { throw error("Invalid capture group name") }
      if names[name] != nil { throw error("Duplicate capture group name") }
      names[name] = index
    } else if peek("?") {
      throw error("Invalid group")
    }
    return (.group(try closed(), index: index), true)
  }

  private mutating func closed() throws(RegularExpressionError) -> PatternNode {
    let node = try alternatives()
    guard skip(")") else { throw error("Unterminated group") }
    return node
  }

  /// The name up to `>`, or nil when it is no identifier.
  mutating func groupName() -> String? {
    var name = String.UnicodeScalarView()
    while let point = current {
      position += 1
      if point == 0x3E { return name.isEmpty ? nil : String(name) }
      var value = point
      if point == 0x5C {
        guard skip("u"), let escaped = unicodeEscape(asUnicode: true) else { return nil }
        value = escaped
      } else if 0xD800...0xDBFF ~= point, let low = current, 0xDC00...0xDFFF ~= low {
        position += 1
        value = 0x10000 + (point - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { return nil }
      let isPart =
        scalar == "$" || scalar == "_" || scalar.properties.isIDStart
        || (!name.isEmpty
          && (scalar.properties.isIDContinue || value == 0x200C || value == 0x200D))
      guard isPart else { return nil }
      name.append(scalar)
    }
    return nil
  }
}

// MARK: - Quantifiers

extension PatternReader {
  private mutating func quantifier(
    _ node: PatternNode,
    groups: Range<Int>,
    _ isQuantifiable: Bool
  ) throws(RegularExpressionError) -> PatternNode {
    var minimum = 0
    var maximum = Int.max
    let start = position
    if skip("*") {
    } else if skip("+") {
      minimum = 1
    } else if skip("?") {
      maximum = 1
    } else if peek("{") {
      guard let bounds = braces() else {
        if isUnicode { throw error("Incomplete quantifier") }
        return node
      }
      (minimum, maximum) = (bounds.minimum, bounds.maximum)
      position = bounds.end
      if minimum > maximum { throw error("numbers out of order in {} quantifier") }
    } else {
      return node
    }
    if !isQuantifiable {
      position = start
      throw error("Nothing to repeat")
    }
    let isGreedy = !skip("?")
    return .repetition(
      node,
      .init(minimum: minimum, maximum: maximum, isGreedy: isGreedy, groups: groups)
    )
  }

  /// `{3}`, `{3,}` or `{3,5}` from here, without taking it.
  private func braces() -> (minimum: Int, maximum: Int, end: Int)? {
    var reader = self
    reader.position += 1
    guard let minimum = reader.number() else { return nil }
    var maximum = minimum
    if reader.skip(",") { maximum = reader.number() ?? .max }
    return reader.skip("}") ? (minimum, maximum, reader.position) : nil
  }

  /// Decimal digits; what would not fit is as good as endless.
  private mutating func number() -> Int? {
    var value: Int?
    while let point = current, 0x30...0x39 ~= point {
      position += 1
      value = Swift.min((value ?? 0) * 10 + Int(point - 0x30), 1 << 40)
    }
    return value.map { $0 > Int(Int32.max) ? .max : $0 }
  }
}
