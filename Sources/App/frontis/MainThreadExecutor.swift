import Foundation

/// Runs a task on the main thread: docs/decisions/0017-main-thread.md.
///
/// Nothing that it waits for may need the main queue, which nobody serves meanwhile.
final class MainThreadExecutor: TaskExecutor, @unchecked Sendable {
  // Only touched while `condition` is locked, which makes it Sendable.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []

  /// Runs `body`, which is to end the process, and what it calls.
  static func run(_ body: @escaping @Sendable () async -> Never) -> Never {
    let executor = MainThreadExecutor()
    Task.detached(executorPreference: executor) { await body() }
    while true { executor.next().runSynchronously(on: executor.asUnownedTaskExecutor()) }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.withLock {
      jobs.append(job)
      condition.signal()
    }
  }

  /// The next job; waits for one.
  private func next() -> UnownedJob {
    condition.withLock {
      while jobs.isEmpty { condition.wait() }
      return jobs.removeFirst()
    }
  }
}
