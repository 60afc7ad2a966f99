/// Messages and input in the order they came, handed over in batches.
@MainActor final class Inbox<Item: Sendable> {
  private var items: [Item] = []
  private var waiting: CheckedContinuation<Void, Never>?

  var isEmpty: Bool { items.isEmpty }

  func append(_ item: Item) {
    items.append(item)
    waiting?.resume()
    waiting = nil
  }

  /// All that has come since the last call; waits until there is something.
  ///
  /// One caller at a time.
  func next() async -> [Item] {
    if items.isEmpty {
      await withCheckedContinuation { waiting = $0 }
    }
    let batch = items
    items.removeAll(keepingCapacity: true)
    return batch
  }
}
