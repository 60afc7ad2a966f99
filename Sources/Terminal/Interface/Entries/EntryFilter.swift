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
      case .text(let word):
        entry.withNames { id, title in
          title.contains(lowercased: word) || id.contains(lowercased: word)
        }
      case .cell(let column, let word):
        column < entry.cells.count
          && ValueText.short(entry.cells[column]).contains(lowercased: word)
      case .severity(let severity): entry.problems.contains { $0.severity == severity }
      case .sound: entry.problems.isEmpty
      }
    }
  }
}
