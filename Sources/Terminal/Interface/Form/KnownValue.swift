package import Sites
import Values

/// A text that entries of the site have for a key, and how many of them.
package struct KnownValue: Sendable, Equatable {
  package var text: String
  package var count: Int

  package init(_ text: String, count: Int) {
    self.text = text
    self.count = count
  }

  /// More than a person looks through.
  private static let greatestCount = 5000

  /// What entries of any collection have for `key`, the most used first; O(entries).
  package static func values(of key: String, in snapshot: SiteSnapshot) -> [KnownValue] {
    var counts: [String: Int] = [:]
    for collection in snapshot.collections {
      guard let column = collection.columns.firstIndex(where: { $0.key == key }),
        [.text, .list].contains(collection.columns[column].kind)
      else { continue }
      for entry in collection.entries {
        let cells = entry.cells
        guard column < cells.count else { continue }
        switch cells[column] {
        case .string(let text): counts[text, default: 0] += 1
        case .array(let items):
          for text in Set(items.compactMap(\.stringValue)) { counts[text, default: 0] += 1 }
        default: break
        }
      }
    }
    return counts.map { KnownValue($0.key, count: $0.value) }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
      .prefix(greatestCount).map { $0 }
  }
}
