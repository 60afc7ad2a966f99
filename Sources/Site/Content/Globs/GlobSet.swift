/// The patterns of one loader: what they match together, and which folders are worth entering.
///
/// The rules are tinyglobby's, which Astro's `glob()` hands its patterns to: a leading `!` subtracts
/// (also whole folders), `./` and a trailing slash do not count, a folder is entered only if its
/// path can lead to a match.
package struct GlobSet: Sendable {
  private let matching: [Pattern]
  private let subtracting: [Glob]
  /// The literal folders that all patterns start with, `/` separated; empty for none.
  package let base: String
  private let baseDepth: Int

  /// One positive pattern, whole and by parts.
  private struct Pattern: Sendable {
    var whole: Glob
    var parts: [Part]
  }

  private struct Part: Sendable {
    var glob: Glob
    /// Has a slash inside a group: what it leads to cannot be told by parts.
    var spansFolders: Bool
    var isGlobstar: Bool
  }

  /// Compiles `patterns`.
  ///
  /// Throws when one of them is too long; an empty one counts for nothing.
  package init(_ patterns: [String]) throws(GlobError) {
    var matching: [Pattern] = []
    var subtracting: [Glob] = []
    var common: [[UInt16]]?
    for pattern in patterns where !pattern.isEmpty {
      let units = Array(pattern.utf16)
      if units[0] != Sign.exclamation || units.dropFirst().first == Sign.openParenthesis {
        let normal = Self.normalized(units)
        let parts = GlobParts(normal).parts
        Self.narrow(&common, parts)
        matching.append(try Self.pattern(normal, parts))
      } else if units.dropFirst().first != Sign.exclamation
        || units.dropFirst(2).first == Sign.openParenthesis
      {
        let normal = Self.normalized(Array(units.dropFirst()))
        if !normal.isEmpty { subtracting.append(try Self.glob(normal)) }
      }
    }
    self.matching = matching
    self.subtracting = subtracting
    base = Self.text(Array((common ?? []).joined(separator: [Sign.slash])))
    baseDepth = common?.count ?? 0
  }

  /// Whether a walk that starts at the patterns' folder finds the file `path`.
  ///
  /// Relative, `/` separated, no leading `./`. Counts that its folders must be entered.
  package func matches(_ path: String) -> Bool {
    guard matchesFile(path) else { return false }
    var depth = 0
    for slash in path.utf8.indices where path.utf8[slash] == UInt8(ascii: "/") {
      depth += 1
      if depth > baseDepth, !enters(String(path[..<slash])) { return false }
    }
    return true
  }

  /// Whether the file `path` matches, given that its folders were entered.
  package func matchesFile(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { matchesFile($0) }
  }

  /// The same for the path's UTF-8 bytes.
  package func matchesFile(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    matching.contains { $0.whole.matches(path) } && !subtracting.contains { $0.matches(path) }
  }

  /// Whether files below the folder `path` can match; the folders of `base` always can.
  package func enters(_ path: String) -> Bool {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if segments.count <= baseDepth {
      return base == path || base.utf8.starts(with: path.utf8 + [UInt8(ascii: "/")])
    }
    return matching.contains { Self.leads($0.parts, through: segments) }
      && !subtracting.contains { $0.matches(path) }
  }
}

// MARK: - Building

extension GlobSet {
  private static func pattern(
    _ units: [UInt16],
    _ parts: [[UInt16]]
  ) throws(GlobError) -> Pattern {
    var compiled: [Part] = []
    for part in parts where !part.isEmpty {
      compiled.append(
        Part(
          glob: try glob(part),
          spansFolders: part.contains(Sign.slash),
          isGlobstar: part == [Sign.star, Sign.star]
        )
      )
    }
    return Pattern(whole: try glob(units), parts: compiled)
  }

  private static func glob(_ units: [UInt16]) throws(GlobError) -> Glob {
    try Glob(text(units), negatesWithExclamation: true)
  }

  /// Mostly ASCII, of which a text is sooner made.
  private static func text(_ units: [UInt16]) -> String {
    units.allSatisfy { $0 < 0x80 }
      ? String(decoding: units.map { UInt8($0) }, as: UTF8.self)
      : String(decoding: units, as: UTF16.self)
  }

  /// No trailing slash, and what Node's `path.posix.normalize` leaves.
  private static func normalized(_ units: [UInt16]) -> [UInt16] {
    let isAbsolute = units.first == Sign.slash
    var segments: [ArraySlice<UInt16>] = []
    for segment in units.split(separator: Sign.slash) {
      if segment.elementsEqual([Sign.dot]) { continue }
      let isParent = segment.elementsEqual([Sign.dot, Sign.dot])
      let canLeave = segments.last.map { !$0.elementsEqual([Sign.dot, Sign.dot]) } ?? isAbsolute
      guard isParent, canLeave else {
        segments.append(segment)
        continue
      }
      _ = segments.popLast()
    }
    let path = Array(segments.joined(separator: [Sign.slash]))
    return isAbsolute ? [Sign.slash] + path : path.isEmpty ? [Sign.dot] : path
  }

  /// Cuts `common` down to the literal folders it shares with `parts`.
  private static func narrow(_ common: inout [[UInt16]]?, _ parts: [[UInt16]]) {
    let known = common ?? parts
    var shared: [[UInt16]] = []
    for (position, part) in parts.dropLast().enumerated() {
      guard position < known.count, known[position] == part, !GlobParts.isDynamic(part) else {
        break
      }
      shared.append(part)
    }
    let endsInGlobstar = parts.last == [Sign.star, Sign.star]
    if endsInGlobstar, shared.count == parts.count - 1 { _ = shared.popLast() }
    common = shared
  }

  /// Whether the folder of `segments` can hold, at any depth, what `parts` match.
  private static func leads(_ parts: [Part], through segments: [String]) -> Bool {
    for (part, segment) in zip(parts, segments) {
      if part.spansFolders { return true }
      guard part.glob.matches(segment) else { return false }
      if part.isGlobstar { return true }
    }
    return segments.count <= parts.count
  }
}
