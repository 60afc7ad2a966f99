import Foundation

/// Threads that wait a moment for the next work when theirs is done.
///
/// To start one takes longer than many a queue, and the kernel may put it beside a busy one for some
/// milliseconds while another processor is idle; one that wakes goes where it was.
package final class SpareThreads: @unchecked Sendable {
  package static let shared = SpareThreads()

  // Both are only touched while `condition` is locked, which makes it Sendable.
  private let condition = NSCondition()
  private var jobs: [@Sendable () -> Void] = []
  private var idleCount = 0

  /// Runs `job` on a thread that waits, or on a new one.
  package func run(_ job: @escaping @Sendable () -> Void) {
    let isTaken = condition.withLock {
      guard idleCount > jobs.count else { return false }
      jobs.append(job)
      condition.signal()
      return true
    }
    if isTaken { return }
    let thread = Thread { [self] in
      job()
      while let next = next() { next() }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// The next job; nil when none came for a while.
  private func next() -> (@Sendable () -> Void)? {
    condition.withLock {
      idleCount += 1
      defer { idleCount -= 1 }
      let end = Date(timeIntervalSinceNow: 1)
      while jobs.isEmpty { guard condition.wait(until: end) else { break } }
      return jobs.popLast()
    }
  }
}
