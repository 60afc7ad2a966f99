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
    if takeAtOnce(else: nil) { return }
    await withCheckedContinuation { continuation in
      if takeAtOnce(else: continuation) { continuation.resume() }
    }
  }

  /// Whether nobody had the turn; else the one who waits gets it later.
  private func takeAtOnce(else waiting: CheckedContinuation<Void, Never>?) -> Bool {
    line.withLock { line in
      if line.isTaken, let waiting { line.waiting.append(waiting) }
      defer { line.isTaken = true }
      return !line.isTaken
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
