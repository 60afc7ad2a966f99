import Foundation

/// Work that one thread finds and several threads do, at the same time.
///
/// The threads are nobody else's meanwhile, since they may wait for the disk: with a cold cache eight readers
/// take less than half as long as one. While none of them has to wait, there are as many as processors, for
/// more would only get in each other's way.
package final class WorkQueue<Item: Sendable>: @unchecked Sendable {
  // Everything below is only touched while `condition` is locked, which makes it Sendable.
  private let condition = NSCondition()
  /// Nil where it was taken.
  private var items: [Item?]
  private var next = 0
  private var isClosed = false
  private var isStopped = false
  private var threadCount = 0
  private var idleCount = 0
  /// How many threads there may be.
  private var limit: Int
  /// Whether any of the threads has to wait for the disk.
  private var hasToWait = false

  private let width: Int
  private let work: @Sendable (WorkQueue) -> Void
  private var finished: CheckedContinuation<Void, Never>?

  /// `work` runs on each thread; it is to call `take` until that gives nil.
  private init(
    width: Int,
    items: [Item],
    work: @escaping @Sendable (WorkQueue) -> Void
  ) {
    self.width = width
    self.items = items.map(Optional.some)
    self.work = work
    limit = min(width, 2)
  }

  /// Runs `find` on a thread of its own, which adds to `items`, and `work` there afterwards and on up
  /// to `width` threads in all; returns when all are done.
  ///
  /// When the task is cancelled, what was not taken yet is left out.
  @concurrent package static func run(
    _ items: [Item] = [],
    width: Int = 8,
    find: @escaping @Sendable (WorkQueue) -> Void = { _ in },
    work: @escaping @Sendable (WorkQueue) -> Void
  ) async {
    let queue = WorkQueue(width: width, items: items, work: work)
    let first = queue.limit
    await withTaskCancellationHandler {
      await withCheckedContinuation { finished in
        queue.condition.withLock {
          queue.finished = finished
          queue.threadCount = first
        }
        queue.start {
          find(queue)
          queue.close()
        }
        // Ready when the first item is found.
        for _ in 1..<first { queue.start {} }
        queue.allowAllProcessors()
      }
    } onCancel: {
      queue.stop()
    }
  }

  /// Has as many threads as there are processors, which takes a moment to find out.
  private func allowAllProcessors() {
    // Not while the others wait for the lock.
    let count = processorCount
    let missing = condition.withLock {
      if !hasToWait { limit = min(width, count) }
      return missingThreads()
    }
    for _ in 0..<missing { start {} }
  }

  /// Adds an item, and a thread when all are busy.
  package func add(_ item: Item) {
    let missing = condition.withLock {
      items.append(item)
      if idleCount > 0 { condition.signal() }
      return missingThreads()
    }
    for _ in 0..<missing { start {} }
  }

  /// How many threads to start for what nobody has taken yet.
  private func missingThreads() -> Int {
    // All have left when it was stopped: it is over, whatever nobody took.
    guard threadCount > 0 else { return 0 }
    let missing = max(0, min(items.count - next - idleCount, limit - threadCount))
    threadCount += missing
    return missing
  }

  /// Whether the threads have to wait for the disk, which the first that has to finds out: `isCached` says whether
  /// the next thing to read is in memory.
  package func waitsForDisk(_ isCached: () -> Bool) -> Bool {
    if condition.withLock({ hasToWait }) { return true }
    if isCached() { return false }
    let missing = condition.withLock {
      hasToWait = true
      limit = width
      return missingThreads()
    }
    for _ in 0..<missing { start {} }
    return true
  }

  /// The next item; waits for one, and is nil when there will be none.
  package func take() -> Item? {
    condition.withLock {
      while true {
        if isStopped { return nil }
        if next < items.count {
          let item = items[next]
          items[next] = nil
          next += 1
          if next == items.count {
            items.removeAll(keepingCapacity: true)
            next = 0
          }
          return item
        }
        if isClosed { return nil }
        idleCount += 1
        condition.wait()
        idleCount -= 1
      }
    }
  }

  private func start(_ before: @escaping @Sendable () -> Void) {
    SpareThreads.shared.run { [self] in
      before()
      work(self)
      leave()
    }
  }

  private func leave() {
    let finished: CheckedContinuation<Void, Never>? = condition.withLock {
      threadCount -= 1
      return threadCount == 0 ? self.finished : nil
    }
    finished?.resume()
  }

  private func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  private func stop() {
    condition.withLock {
      isStopped = true
      condition.broadcast()
    }
  }
}

/// How many processors this process may use.
///
/// Two threads run in any case, so that with no more processors nobody need ask for its share of them.
private let processorCount =
  ProcessInfo.processInfo.processorCount > 2 ? ProcessInfo.processInfo.activeProcessorCount : 2
