import Diagnostics
import Sites
import Values

/// What was typed into an entry table's filter: words that must all be found, `key:value` in one
/// column, `is:error`, `is:warning` or `is:ok`.
struct EntryFilter: Sendable {
  private enum Term: Sendable {
    case text([UInt8])
    case cell(Int, [UInt8])
    case severity(Severity)
    case sound
  }

  private var terms: [Term] = []

  init(_ text: String, columns: [EntryColumn]) {
    for word in text.split(separator: " ") {
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let column = columns.firstIndex(where: { $0.key == parts[0] }) {
        terms.append(.cell(column, Array(parts[1].lowercased().utf8)))
      } else if parts.count == 2, parts[0] == "is",
        let severity = Severity(rawValue: String(parts[1]))
      {
        terms.append(.severity(severity))
      } else if word == "is:ok" {
        terms.append(.sound)
      } else {
        terms.append(.text(Array(word.lowercased().utf8)))
      }
    }
  }

  var isEmpty: Bool { terms.isEmpty }

  func matches(_ entry: EntrySummary) -> Bool {
    terms.allSatisfy { term in
      switch term {
      case .text(let word): Self.contains(entry.title, word) || Self.contains(entry.id, word)
      case .cell(let column, let word):
        column < entry.cells.count && Self.contains(ValueText.short(entry.cells[column]), word)
      case .severity(let severity): entry.problems.contains { $0.severity == severity }
      case .sound: entry.problems.isEmpty
      }
    }
  }

  /// Whether `word`, which is lower case, stands in `text` in any case.
  private static func contains(_ text: String, _ word: [UInt8]) -> Bool {
    guard !word.isEmpty else { return true }
    var text = text
    let isFound = text.withUTF8 { bytes -> Bool? in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      return contains(bytes, word)
    }
    if let isFound { return isFound }
    var lower = text.lowercased()
    return lower.withUTF8 { contains($0, word) }
  }

  private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ word: [UInt8]) -> Bool {
    guard bytes.count >= word.count else { return false }
    for start in 0...(bytes.count - word.count) {
      var length = 0
      while length < word.count, lower(bytes[start + length]) == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
