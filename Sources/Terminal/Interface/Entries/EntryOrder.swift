import Sessions
import Sites
import Values

/// The order of an entry table by one of its columns.
struct EntryOrder {
  /// The names that sort beside the columns' keys.
  static let titleKey = "title"
  static let problemsKey = "problems"

  private enum Key {
    case number(Double)
    case text(String)
    /// Always last.
    case none
  }

  private let collection: CollectionSnapshot
  private let sort: Place.Sort

  init(_ sort: Place.Sort, in collection: CollectionSnapshot) {
    self.sort = sort
    self.collection = collection
  }

  /// `rows` in this order; equal ones stay as they were.
  func sorted(_ rows: [Int]) -> [Int] {
    let column = collection.columns.firstIndex { $0.key == sort.field }
    let keyed = rows.map { ($0, key(of: collection.entries[$0], column)) }
    return keyed.sorted { left, right in
      switch Self.compare(left.1, right.1, isDescending: sort.isDescending) {
      case .some(let isBefore): isBefore
      case nil: left.0 < right.0
      }
    }.map(\.0)
  }

  private func key(of entry: EntrySummary, _ column: Int?) -> Key {
    if sort.field == Self.problemsKey {
      return .number(Double(entry.errorCount * 1000 + entry.warningCount))
    }
    guard let column, column < entry.cells.count else { return .text(entry.title.lowercased()) }
    switch entry.cells[column] {
    case .undefined, .null: return .none
    case .number(let number): return .number(number)
    case .date(let date): return date.isValid ? .number(date.milliseconds) : .none
    case .boolean(let flag): return .number(flag ? 1 : 0)
    case let other: return .text(ValueText.short(other).lowercased())
    }
  }

  /// Nil when they are equal; numbers come before text.
  private static func compare(_ left: Key, _ right: Key, isDescending: Bool) -> Bool? {
    switch (left, right) {
    case (.none, .none): nil
    case (.none, _): false
    case (_, .none): true
    case (.number(let a), .number(let b)): a == b ? nil : (a < b) != isDescending
    case (.text(let a), .text(let b)): a == b ? nil : (a < b) != isDescending
    case (.number, .text): !isDescending
    case (.text, .number): isDescending
    }
  }
}
