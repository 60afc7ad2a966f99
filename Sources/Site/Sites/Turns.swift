import Synchronization

/// Lets one task after the other through, in the order in which they came.
final class Turns: Sendable {
  private struct Line {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []

    /// Whether nobody had the turn.
    mutating func take() -> Bool {
      defer { isTaken = true }
      return !isTaken
    }
  }

  private let line = Mutex(Line())

  /// Waits until nobody else has the turn, and has it then.
  func take() async {
    if line.withLock({ $0.take() }) { return }
    await withCheckedContinuation { continuation in
      let isMine = line.withLock { line in
        if line.isTaken { line.waiting.append(continuation) }
        return line.take()
      }
      if isMine { continuation.resume() }
    }
  }

  /// Hands the turn to the next.
  func pass() {
    let next = line.withLock { line in
      if line.waiting.isEmpty { line.isTaken = false }
      return line.waiting.isEmpty ? nil : line.waiting.removeFirst()
    }
    next?.resume()
  }
}
