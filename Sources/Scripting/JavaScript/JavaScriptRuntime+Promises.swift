import CJavaScriptCore
import Foundation
package import Values

extension JavaScriptRuntime {
  /// What `value` comes to: a promise's value once it settles, any other value as it is.
  ///
  /// Runs the timers that script has set, waiting for them. The promise must have settled within
  /// `deadline`, time on the clock; `timeLimit` is the processor time of each step, nil for the
  /// runtime's own.
  package func settle(
    _ value: Value,
    within deadline: Duration = .seconds(2),
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    guard case .foreign(let promise) = value, promise.className == "Promise" else { return value }
    let tracked = try enter(timeLimit) { () throws(JavaScriptError) -> Value in
      let record = try callIntrinsic(\.track, [try write(value)])
      guard let record else { return .undefined }
      return hold(record, className: "Object")
    }
    guard case .foreign(let record) = tracked else { return .undefined }
    defer {
      release(record)
      release(promise)
    }
    let end = ContinuousClock.now.advanced(by: deadline)
    while true {
      if let result = try outcome(of: record, timeLimit) { return result }
      let wait = try untilNextTimer(timeLimit)
      guard let wait else {
        throw JavaScriptError(
          kind: .unsettled,
          message: "a promise never settled: nothing is left that could settle it"
        )
      }
      guard ContinuousClock.now.advanced(by: wait) < end else {
        throw JavaScriptError(
          kind: .unsettled,
          message: "a promise did not settle within \(deadline.seconds.formatted()) s"
        )
      }
      // Script asked for this wait; no other task's progress depends on this thread.
      Thread.sleep(forTimeInterval: wait.seconds)
      try runNextTimer(timeLimit)
    }
  }

  /// `call`, and what its promise comes to.
  package func callAndSettle(
    _ function: ForeignValue,
    _ arguments: [Value] = [],
    this: Value = .undefined,
    within deadline: Duration = .seconds(2),
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    let result = try call(function, arguments, this: this, timeLimit: timeLimit)
    return try settle(result, within: deadline, timeLimit: timeLimit)
  }

  /// The promise's value, or nil while it is pending; throws what broke it.
  private func outcome(
    of record: ForeignValue,
    _ timeLimit: Duration?
  ) throws(JavaScriptError) -> Value? {
    // Entering and leaving the engine runs what is queued; the state is read afterwards.
    try enter(timeLimit) { () throws(JavaScriptError) -> Value? in
      let object = handles[record.handle]
      let state = JSValueToNumber(context, try property("state", of: object), nil)
      let value = try property("value", of: object)
      if state == 0 { return nil }
      if state == 2 {
        throw value.map(error) ?? JavaScriptError(kind: .thrown, message: "unknown error")
      }
      return try read(value)
    }
  }

  /// Time until a timer is due, or nil when there is none.
  private func untilNextTimer(_ timeLimit: Duration?) throws(JavaScriptError) -> Duration? {
    try enter(timeLimit) { () throws(JavaScriptError) -> Duration? in
      let function = try property("untilNextTimer", of: intrinsics.internals)
      let milliseconds = JSValueToNumber(context, try invoke(function, []), nil)
      return milliseconds < 0 ? nil : .milliseconds(milliseconds)
    }
  }

  private func runNextTimer(_ timeLimit: Duration?) throws(JavaScriptError) {
    try enter(timeLimit) { () throws(JavaScriptError) -> Void in
      _ = try invoke(try property("runNextTimer", of: intrinsics.internals), [])
    }
  }
}
