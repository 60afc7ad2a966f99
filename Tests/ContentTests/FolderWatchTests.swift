import Content
import Testing

@Suite(.timeLimit(.minutes(10))) struct FolderWatchTests {
  #if os(Linux)
  @Test func `where a folder cannot be watched all counts as changed now and then`() async throws {
    let folder = try TemporaryFolder()
    let watch = FolderWatch(clock: HurriedClock())
    watch.add(folder.path + "/")
    #expect(!watch.isShort)

    watch.add("/tmp/" + String(repeating: "long/", count: 1000))

    #expect(watch.isShort)
    #expect(await watch.next() == .all)
    #expect(await watch.next() == .all)
  }
  #endif
}

/// Sleeps a thousandth of what it is asked to.
private struct HurriedClock: Clock {
  var now: ContinuousClock.Instant { .now }
  var minimumResolution: Duration { .milliseconds(1) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    try await Task.sleep(for: (deadline - now) / 1000)
  }
}
