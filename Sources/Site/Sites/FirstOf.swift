import Synchronization

/// Work that cannot be trusted to end, against the clock.
enum FirstOf {
  /// What `work` comes to, or `late` when that takes longer than `limit`.
  ///
  /// Work that is late goes on by itself: site code in an endless chain of the engine's promises can be left
  /// behind, not stopped.
  static func finish<Result: Sendable>(
    within limit: Duration,
    else late: Result,
    _ work: @escaping @Sendable () async -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let waiting = Mutex<CheckedContinuation<Result, Never>?>(continuation)
      let answer: @Sendable (Result) -> Void = { result in
        waiting.withLock { waiting in
          waiting?.resume(returning: result)
          waiting = nil
        }
      }
      // Unstructured, since a caller must not wait for it; ends with the work or the process.
      let clock = Task.detached {
        // A sleep that is cut short means that the work was in time.
        if (try? await Task.sleep(for: limit)) != nil { answer(late) }
      }
      Task.detached {
        answer(await work())
        clock.cancel()
      }
    }
  }
}
