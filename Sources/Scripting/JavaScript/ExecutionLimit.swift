import CJavaScriptCore
import Foundation

/// What one entry into the engine may use, looked at by the engine's own watchdog every few
/// milliseconds while script runs.
///
/// Processor time counts, not the clock on the wall: a busy machine does not fail a slow site.
/// Owned by a runtime and touched under its lock only; the engine calls back on the thread that
/// holds it.
final class ExecutionLimit {
  /// Seconds between two looks while script runs.
  static let interval = 0.02

  /// Bytes the process may grow by during one entry.
  let memory: Int
  /// Why the running script was stopped, or nil.
  private(set) var breach: JavaScriptError.Kind?
  /// The calls that are running, outermost first.
  private var calls: [Call] = []
  private var memoryCeiling = Int.max
  private var measured: ContinuousClock.Instant?

  /// One entry into the engine.
  private struct Call {
    /// Processor seconds that it may take.
    let seconds: Double
    /// Processor seconds of this thread at which it is stopped; nil until the watchdog has looked: to
    /// ask for the time costs more than a short call.
    var deadline: Double?
  }

  init(memory: Int) { self.memory = memory }

  /// Starts the watchdog of `group`; self must outlive it.
  func watch(_ group: JSContextGroupRef?) {
    JSContextGroupSetExecutionTimeLimit(
      group,
      Self.interval,
      { context, pointer in
        guard let pointer else { return true }
        let limit = Unmanaged<ExecutionLimit>.fromOpaque(pointer).takeUnretainedValue()
        if limit.isBreached() { return true }
        // The engine looks once; setting the limit again makes it look again.
        limit.watch(JSContextGetGroup(context))
        return false
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// Runs `body` with at most `seconds` of processor time; an inner call cannot extend an outer one.
  func apply<Result, Failure>(
    seconds: Double,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if calls.isEmpty {
      breach = nil
      measureMemory()
    }
    calls.append(Call(seconds: seconds))
    defer { calls.removeLast() }
    return try body()
  }

  /// Whether the running call was not made by script.
  var isOutermost: Bool { calls.count == 1 }

  /// Reads what the process takes now, unless that was done a moment ago: it costs more than a
  /// short call.
  private func measureMemory() {
    let now = ContinuousClock.now
    if let measured, now - measured < .milliseconds(100) { return }
    measured = now
    memoryCeiling = Self.residentBytes() + memory
  }

  private func isBreached() -> Bool {
    let now = Self.processorSeconds()
    for index in calls.indices where calls[index].deadline == nil {
      calls[index].deadline = now + calls[index].seconds
    }
    if calls.contains(where: { $0.deadline.map { now >= $0 } ?? false }) {
      breach = .timeLimit
    } else if Self.residentBytes() > memoryCeiling {
      breach = .memoryLimit
    }
    return breach != nil
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
