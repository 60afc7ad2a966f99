import Synchronization

/// Tells which of some folders have changed, whoever changed them.
///
/// A folder that is added before it is listed is never seen too early: what changes after the list is
/// an event. Where the system takes no more folders, everything counts as changed now and then.
package final class FolderWatch: Sendable {
  /// What happened since it was last asked for; nil for nothing.
  private let changes = Mutex<FolderChanges?>(nil)
  /// One element when something happened.
  private let signal: AsyncStream<Void>
  private let notify: AsyncStream<Void>.Continuation
  private let clock: any Clock<Duration>
  private let events = Mutex<FolderEvents?>(nil)

  /// A save is several events, and most of them come within this time.
  private static let settling = Duration.milliseconds(20)

  /// Reports everything now and then; nil as long as the system tells of every folder.
  private let looking = Mutex<Task<Void, Never>?>(nil)
  /// Between two such reports.
  package static let pause = Duration.seconds(5)

  /// Whether there are folders that the system does not tell of.
  package var isShort: Bool { looking.withLock { $0 != nil } }

  /// Watches no folder yet.
  package init(clock: any Clock<Duration> = ContinuousClock()) {
    self.clock = clock
    (signal, notify) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    let events = FolderEvents { [weak self] in self?.report($0) }
    self.events.withLock { $0 = events }
  }

  deinit { looking.withLock { $0?.cancel() } }

  /// Watches the folder at `path`, absolute and with a slash at its end, but none in it.
  ///
  /// While it is not there, the nearest folder above it is watched in its place. Does nothing when it is
  /// watched already.
  package func add(_ path: String) {
    let isTaken = events.withLock { $0?.add(path) ?? false }
    if !isTaken { lookNowAndThen() }
  }

  private func lookNowAndThen() {
    looking.withLock { task in
      guard task == nil else { return }
      task = Task { [weak self, clock] in
        while (try? await clock.sleep(for: Self.pause)) != nil { self?.report(.all) }
      }
    }
  }

  /// The folder of the file at `path`, as `add` takes it.
  package static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
  }

  /// What has changed since the last call; waits until something has.
  ///
  /// Nil when the task is cancelled.
  package func next() async -> FolderChanges? {
    for await _ in signal {
      do { try await clock.sleep(for: Self.settling) } catch { return nil }
      let taken = changes.withLock { changes in
        defer { changes = nil }
        return changes
      }
      if let taken { return taken }
    }
    return nil
  }

  private func report(_ more: FolderChanges) {
    changes.withLock { changes in
      if changes == nil { changes = more } else { changes?.formUnion(more) }
    }
    notify.yield()
  }
}
