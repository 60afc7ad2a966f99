/// A pattern like `**/*.md` or `**/*.{md,mdx}`, as most loaders have it, answered from the path's bytes.
///
/// The same answer as the pattern's expression, in a tenth of the time; that one decides about
/// paths that are not plain.
struct EndingGlob: Sendable {
  /// Each with what stands before the braces, as `.md`.
  private let endings: [[UInt8]]

  /// Nil for a pattern of another form.
  init?(_ pattern: String) {
    let start = "**/*"
    guard pattern.utf8.starts(with: start.utf8) else { return nil }
    let rest = pattern.utf8.dropFirst(start.utf8.count)
    let name = rest.prefix { Self.isPlain($0) }
    let braces = rest.dropFirst(name.count)
    if braces.isEmpty {
      endings = [Array(name)]
    } else {
      guard braces.first == UInt8(ascii: "{"), braces.last == UInt8(ascii: "}") else { return nil }
      let choices = braces.dropFirst().dropLast()
        .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard choices.count > 1, choices.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isPlain) })
      else { return nil }
      endings = choices.map { Array(name) + $0 }
    }
    // Without the dot an ending may be all of a name, where picomatch has rules of its own.
    guard endings.allSatisfy({ $0.count > 1 && $0[0] == UInt8(ascii: ".") }) else { return nil }
  }

  /// A letter, a digit or a dot.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".")
  }

  /// Whether `path` matches; nil where only the expression can tell.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool? {
    var nameStart = 0
    var isHidden = false
    for (place, byte) in path.enumerated() {
      guard byte >= 0x20, byte < 0x7F else { return nil }
      if byte == UInt8(ascii: "/") {
        guard place > nameStart else { return nil }
        nameStart = place + 1
      } else if byte == UInt8(ascii: "."), place == nameStart {
        isHidden = true
      }
    }
    guard nameStart < path.count else { return nil }
    if isHidden { return false }
    return endings.contains { ending in
      path.count - nameStart > ending.count && path.suffix(ending.count).elementsEqual(ending)
    }
  }
}
