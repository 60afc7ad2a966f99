import Synchronization

/// Lets one task after the other through, in the order in which they came.
final class Turns: Sendable {
  private struct Line {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let line = Mutex(Line())

  /// Waits until nobody else has the turn, and has it then.
  func take() async {
    await withCheckedContinuation { continuation in
      let isMine = line.withLock { line in
        if line.isTaken { line.waiting.append(continuation) }
        defer { line.isTaken = true }
        return !line.isTaken
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
