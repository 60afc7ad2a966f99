import Synchronization

/// What several threads found out, each item at its own place.
final class Gathered: Sendable {
  private struct Items {
    var all: [EntryRecords.Known?]
    var count = 0
  }

  private let items: Mutex<Items>

  init(count: Int) { items = Mutex(Items(all: Array(repeating: nil, count: count))) }

  /// Sets each item once; the result is how many are set now.
  func set(_ item: EntryRecords.Known, at index: Int) -> Int {
    items.withLock {
      $0.all[index] = item
      $0.count += 1
      return $0.count
    }
  }

  /// All items in their order; nil where none was set.
  func take() -> [EntryRecords.Known?] { items.withLock { $0.all } }
}
