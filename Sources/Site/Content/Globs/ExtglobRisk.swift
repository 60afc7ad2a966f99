/// Whether picomatch takes a repeated extglob's body for one that backtracks forever.
///
/// Our matcher does not, but what such a pattern matches changes with the answer
/// (picomatch 4.0.5, lib/parse.js: analyzeRepeatedExtglob).
struct ExtglobRisk {
  typealias Text = [UInt16]

  private(set) var isRisky = false
  /// A class of characters that stands in for the whole, when one can.
  private(set) var safeOutput: Text?

  init(body: ArraySlice<UInt16>) {
    let branches = Self.branches(Text(body)).map(Self.trimmed)
    if branches.count > 1 {
      let onlyWildcards = branches.contains { branch in
        branch.allSatisfy { $0 == Sign.star || $0 == Sign.question }
      }
      if onlyWildcards || Self.hasOverlap(branches) {
        isRisky = true
        return
      }
    }
    judge(branches)
  }

  private mutating func judge(_ branches: [Text]) {
    var characters: Text = []
    var hasStars = false
    var isCombinable = true
    for branch in branches {
      if let starred = Self.starredCharacters(branch) {
        hasStars = true
        characters += starred
      } else if let literal = Self.literal(branch), literal.count == 1 {
        characters += literal
      } else {
        isCombinable = false
        if Self.isRepeated(branch) {
          isRisky = true
          return
        }
      }
    }
    guard hasStars else { return }
    isRisky = true
    guard isCombinable else { return }
    var unique: Text = []
    for unit in characters where !unique.contains(unit) { unique.append(unit) }
    let members = GlobTranslation.escaped(unique)
    let list = unique.count == 1 ? members : [Sign.openBracket] + members + [Sign.closeBracket]
    safeOutput = list + [Sign.star]
  }

  /// `body` cut at the bars that are in no group.
  private static func branches(_ body: Text) -> [Text] {
    var scan = GroupScan()
    var branches: [Text] = [[]]
    for unit in body {
      if scan.isTopLevel(unit), unit == Sign.bar {
        branches.append([])
      } else {
        branches[branches.count - 1].append(unit)
      }
    }
    return branches
  }

  private static func trimmed(_ text: Text) -> Text {
    let start = text.drop { UnitSet.spaces.contains($0) }
    guard let end = start.lastIndex(where: { !UnitSet.spaces.contains($0) }) else { return [] }
    return Text(start[...end])
  }

  /// The text of a branch without wildcards, `@(x)` unwrapped; nil when it has some.
  private static func literal(_ branch: Text) -> Text? {
    var branch = branch
    while branch.count > 3, branch.starts(with: [Sign.at, Sign.openParenthesis]),
      branch.last == Sign.closeParenthesis,
      !branch[2..<branch.count - 1].contains(where: { nesting.contains($0) })
    {
      branch = Text(branch[2..<branch.count - 1])
    }
    var result: Text = []
    var isEscaped = false
    for unit in branch {
      if isEscaped {
        isEscaped = false
        if !UnitSet.anything.contains(unit) { result.append(Sign.backslash) }
        result.append(unit)
      } else if unit == Sign.backslash {
        isEscaped = true
      } else if wildcards.contains(unit) {
        return nil
      } else {
        result.append(unit)
      }
    }
    if isEscaped { result.append(Sign.backslash) }
    return result
  }

  private static let nesting = Text("\\()[]{}|".utf16)
  private static let wildcards = Text("?*+@!()[]{}".utf16)

  /// Whether two branches are runs of one and the same character.
  private static func hasOverlap(_ branches: [Text]) -> Bool {
    let runs = branches.compactMap(literal).filter { run in
      !run.isEmpty && run.allSatisfy { $0 == run[0] }
    }
    return Set(runs.map { $0[0] }).count < runs.count
  }

  /// The characters of `*(a)*(b)…`; nil when `branch` is anything else.
  private static func starredCharacters(_ branch: Text) -> Text? {
    var rest = branch[...]
    var characters: Text = []
    while !rest.isEmpty {
      guard rest.first == Sign.star, let body = repeatedBody(rest) else { return nil }
      let inner = branches(Text(body)).map(trimmed)
      guard inner.count == 1, let character = literal(inner[0]), character.count == 1 else {
        return nil
      }
      characters += character
      rest = rest[(body.endIndex + 1)...]
    }
    return characters.isEmpty ? nil : characters
  }

  /// Whether the whole branch is `+(…)` or `*(…)`.
  private static func isRepeated(_ branch: Text) -> Bool {
    repeatedBody(branch[...])?.endIndex == branch.count - 1
  }

  private static func repeatedBody(_ text: ArraySlice<UInt16>) -> ArraySlice<UInt16>? {
    guard text.count > 1, text.first == Sign.plus || text.first == Sign.star,
      text[text.startIndex + 1] == Sign.openParenthesis
    else { return nil }
    var scan = GroupScan()
    for index in text.indices.dropFirst() {
      if scan.isTopLevel(text[index]), text[index] == Sign.closeParenthesis {
        return text[(text.startIndex + 2)..<index]
      }
    }
    return nil
  }
}

/// Follows brackets, parentheses, quotes and escapes along a pattern.
private struct GroupScan {
  private var brackets = 0
  private var parentheses = 0
  private var isQuoted = false
  private var isEscaped = false

  /// Whether `unit`, the next one, is in no group (once it is read itself).
  mutating func isTopLevel(_ unit: UInt16) -> Bool {
    if isEscaped {
      isEscaped = false
      return false
    }
    switch unit {
    case Sign.backslash: isEscaped = true
    case Sign.quote: isQuoted.toggle()
    case _ where isQuoted: break
    case Sign.openBracket: brackets += 1
    case Sign.closeBracket where brackets > 0: brackets -= 1
    case _ where brackets > 0: break
    case Sign.openParenthesis: parentheses += 1
    case Sign.closeParenthesis where parentheses > 0:
      parentheses -= 1
      return parentheses == 0
    default: return parentheses == 0
    }
    return false
  }
}
