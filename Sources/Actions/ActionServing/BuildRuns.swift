import Actions
import Values

/// The site's builds: one at a time, and the log of the last one.
actor BuildRuns {
  private let builder: any Builder
  private let clock = ContinuousClock()
  private var run: Run?
  private var lastId = 0
  /// Readers of the log that wait for more.
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private struct Run {
    var id: Int
    var log = BuildLog()
    var ending: BuildEvent?
    /// Runs the build; cancelled to stop it.
    var task: Task<Void, Never>?
  }

  init(_ builder: any Builder) { self.builder = builder }

  /// Starts a build and returns its id, or nil while another one runs.
  func start() -> Int? {
    if let run, run.ending == nil { return nil }
    lastId += 1
    let id = lastId
    run = Run(id: id)
    run?.task = Task { await perform(id) }
    return id
  }

  /// The id of the build that runs, or nil.
  var runningId: Int? { run?.ending == nil ? run?.id : nil }

  /// Stops the build that runs and waits for its end; false when none does.
  func stop() async -> Bool {
    guard let run, run.ending == nil else { return false }
    run.task?.cancel()
    await run.task?.value
    return true
  }

  func hasLog(of id: Int) -> Bool { run?.id == id }

  /// What came after line `position` of a build's log, waiting for it, and the position after that.
  ///
  /// Empty once the build has ended and all was told, and for a build whose log is gone.
  func events(of id: Int, from position: Int) async -> (events: [BuildEvent], next: Int) {
    while let run, run.id == id {
      if run.log.count > position {
        return (run.log.events(from: position), run.log.count)
      }
      if let ending = run.ending {
        return position > run.log.count ? ([], position) : ([ending], run.log.count + 1)
      }
      await withCheckedContinuation { waiting.append($0) }
    }
    return ([], position)
  }

  private func perform(_ id: Int) async {
    let start = clock.now
    let ending: BuildEvent.Ending
    do {
      let status = try await builder.build { [weak self] in await self?.add($0, to: id) }
      ending = .finished(status: status)
    } catch is CancellationError {
      ending = .stopped
    } catch {
      ending = .failed("\(error)")
    }
    let time = (clock.now - start).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    run?.log.finish()
    run?.ending = .ended(ending, seconds: seconds)
    wake()
  }

  private func add(_ output: [UInt8], to id: Int) {
    guard run?.id == id else { return }
    run?.log.append(output)
    wake()
  }

  private func wake() {
    for continuation in waiting { continuation.resume() }
    waiting.removeAll()
  }
}
