/// A JavaScript regular expression, compiled once (ECMA-262 §22.2 and Annex B.1.2).
package struct RegularExpression: Sendable {
  package let source: String
  package let flags: String
  /// The named groups, each with its index in `Match.groups` plus 1.
  package let groupNames: [String: Int]
  private let program: PatternProgram
  private let isSticky: Bool

  /// Steps that one search may take, some nanoseconds each.
  package static let defaultBudget = 10_000_000

  /// Throws when the pattern or the flags are not valid.
  package init(source: String, flags: String = "") throws(RegularExpressionError) {
    guard let parsedFlags = PatternFlags(flags) else {
      throw RegularExpressionError(reason: "Invalid flags", offset: 0)
    }
    var reader = PatternReader(source, flags: parsedFlags)
    let node = try reader.read()
    self.source = source
    self.flags = flags
    groupNames = reader.names
    isSticky = parsedFlags.isSticky
    program = try ProgramBuilder.program(
      node,
      flags: parsedFlags,
      groupCount: reader.totalGroups,
      names: reader.names
    )
  }

  /// What came of looking for a match.
  package enum Outcome: Sendable, Equatable {
    case match(Match)
    case noMatch
    /// The pattern took more steps or more memory than allowed on this text.
    case budgetExceeded
  }

  /// A match, in UTF-16 offsets of the text.
  package struct Match: Sendable, Equatable {
    package var range: Range<Int>
    /// The groups from 1 on; nil for one that took no part.
    package var groups: [Range<Int>?]
  }
}

// MARK: - Matching

extension RegularExpression {
  /// The first match at or after `start`, a UTF-16 offset of `text`; with the `y` flag only at
  /// `start`.
  ///
  /// A search ends after `budget` steps, so that no pattern and no text can keep it for long.
  package func firstMatch(
    in text: String,
    from start: Int = 0,
    budget: Int = defaultBudget
  ) -> Outcome {
    search(text, from: start, budget: budget) { registers in
      let groups = (1..<(program.groupCount + 1)).map { index -> Range<Int>? in
        let (start, end) = (registers[index * 2], registers[index * 2 + 1])
        return start < 0 || end < start ? nil : start..<end
      }
      return .match(Match(range: registers[0]..<registers[1], groups: groups))
    }
  }

  /// Whether `text` has a match; nil when the budget is exceeded.
  package func isMatch(_ text: String) -> Bool? {
    if program.isStraight {
      let answer = text.utf8.withContiguousStorageIfAvailable { program.isMatch($0) }
      if let known = answer ?? nil { return known }
    }
    let found = Outcome.match(Match(range: 0..<0, groups: []))
    return switch search(text, from: 0, budget: Self.defaultBudget, found: { _ in found }) {
    case .match: true
    case .noMatch: false
    case .budgetExceeded: nil
    }
  }

  /// Looks through `text`, and makes the answer of a match's registers by `found`.
  private func search(
    _ text: String,
    from start: Int,
    budget: Int,
    found: ([Int]) -> Outcome
  ) -> Outcome {
    let ascii = text.utf8.withContiguousStorageIfAvailable { bytes -> Outcome? in
      guard TextMeasure.isASCII(bytes) else { return nil }
      return search(bytes, from: start, budget: budget, found: found)
    }
    if let ascii, let outcome = ascii { return outcome }
    return Array(text.utf16).withUnsafeBufferPointer {
      search($0, from: start, budget: budget, found: found)
    }
  }

  private func search<Unit: FixedWidthInteger & UnsignedInteger>(
    _ units: UnsafeBufferPointer<Unit>,
    from start: Int,
    budget: Int,
    found: ([Int]) -> Outcome
  ) -> Outcome {
    guard 0...units.count ~= start else { return .noMatch }
    var matcher = Matcher(program: program, units: units, budget: budget)
    switch matcher.search(from: start, isSticky: isSticky) {
    case .matched: return found(matcher.registers)
    case .failed: return .noMatch
    case .exhausted: return .budgetExceeded
    }
  }
}
