import Synchronization

/// What several threads found out, each item at its own place.
final class Gathered: Sendable {
  private let items: Mutex<[EntryRecords.Known?]>

  init(count: Int) { items = Mutex(Array(repeating: nil, count: count)) }

  func set(_ item: EntryRecords.Known, at index: Int) { items.withLock { $0[index] = item } }

  /// All items in their order; nil where none was set.
  func take() -> [EntryRecords.Known?] { items.withLock { $0 } }
}
