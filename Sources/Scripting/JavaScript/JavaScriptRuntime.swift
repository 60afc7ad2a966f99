import CJavaScriptCore
import Foundation
package import Values

/// One JavaScript engine with no file, process or network access but what is installed.
///
/// May be called from any thread; calls wait for one another. Script is held to a limit of
/// processor time and of memory growth on every entry.
///
/// Memory is looked at while script runs, a few dozen times a second: one built-in that allocates
/// gigabytes at a stroke is seen only after it has returned. Jobs of promises run before an entry is over
/// and within its limit, but not those of the engine's own promises, which only `async` functions lead to:
/// code must come without any (`Bundler`).
package final class JavaScriptRuntime: @unchecked Sendable {
  // Sendable because everything mutable below is touched only while `lock` is held, and the engine
  // has a lock of its own around each entry.
  private let lock = NSRecursiveLock()
  private let group: JSContextGroupRef?
  private let limit: ExecutionLimit
  private let limits: Limits
  let context: JSGlobalContextRef?
  var handles = HandleTable()
  var intrinsics = Intrinsics()
  /// What native functions call; kept alive for as long as the engine can call them.
  var natives: [NativeFunction] = []
  /// Names of properties as engine strings, made once each.
  var names = PropertyNames()
  var collectedLines: [ConsoleLine] = []
  var factories = ObjectFactories()
  var keyLists = KeyLists()
  var subject = Subject()
  var callPatterns = CallPatterns()
  /// What is to run inside the engine next.
  private var visitor: (() -> Void)?
  /// Who is reading an object's members.
  var reader: ValueReader?

  /// What one call may use.
  package struct Limits: Sendable {
    /// Processor time, unless a call says otherwise.
    package var time: Duration
    /// Bytes the process may grow by.
    package var memory: Int

    package init(time: Duration = .seconds(1), memory: Int = 512 << 20) {
      self.time = time
      self.memory = memory
    }
  }

  /// Loads the library that engines are made by, as the first `init` does: some milliseconds, once.
  ///
  /// Throws when it is not installed: there is no engine then.
  package static func load() throws(JavaScriptError) { try Engine.prepare() }

  /// Starts an engine: some milliseconds.
  ///
  /// Its library must be there, as `load` tells. Script sees `environment` as `process.env` and `workingFolder` as `process.cwd()`.
  package init(
    limits: Limits = Limits(),
    environment: [String: String] = [:],
    workingFolder: String = "/"
  ) {
    do { try Engine.prepare() } catch { preconditionFailure(error.message) }
    self.limits = limits
    limit = ExecutionLimit(memory: limits.memory)
    group = JSContextGroupCreate()
    context = JSGlobalContextCreateInGroup(group, nil)
    limit.watch(group)
    intrinsics = Intrinsics(in: context)
    intrinsics.lead(to: self)
    installGlobals(environment: environment, workingFolder: workingFolder)
  }

  deinit {
    intrinsics.release(in: context)
    names.release()
    factories.release(in: context)
    keyLists.release(in: context)
    subject.release(in: context)
    JSContextGroupClearExecutionTimeLimit(group)
    Engine.free(context, group)
  }
}

// MARK: - Running

extension JavaScriptRuntime {
  /// The value of `script`'s last statement.
  ///
  /// Stack frames call the script `name`. `timeLimit` is processor time, nil for the runtime's own.
  @discardableResult
  package func evaluate(
    _ script: String,
    name: String = "script.js",
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    try enter(timeLimit) { () throws(JavaScriptError) -> Value in
      try read(try evaluateRaw(script, name: name))
    }
  }

  /// What `function` returns for `arguments`; a promise comes back as a foreign value.
  ///
  /// `timeLimit` is processor time, nil for the runtime's own.
  package func call(
    _ function: ForeignValue,
    _ arguments: [Value] = [],
    this: Value = .undefined,
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    try enter(timeLimit) { () throws(JavaScriptError) -> Value in
      try read(try callRaw(function, arguments, this: this))
    }
  }

  /// The global variable `name` (one set as a property of `globalThis`), or undefined.
  package func global(_ name: String) throws(JavaScriptError) -> Value {
    try enter(nil) { () throws(JavaScriptError) -> Value in
      try read(try property(name, of: JSContextGetGlobalObject(context)))
    }
  }

  package func setGlobal(_ name: String, _ value: Value) throws(JavaScriptError) {
    try enter(nil) { () throws(JavaScriptError) -> Void in
      let value = try write(value)
      _ = try callIntrinsic(\.define, [JSContextGetGlobalObject(context), text(name), value])
    }
  }

  /// Lets the engine free what `foreign` stands for.
  ///
  /// Using it afterwards reads as undefined.
  package func release(_ foreign: ForeignValue) {
    lock.withLock { handles.release(foreign.handle, in: context) }
  }

  /// Runs `body` under the lock and a time limit.
  ///
  /// What script was stopped for wins over what it gave or threw on the way.
  ///
  /// What `isBrief` needs no more time than a few thousand values take to cross: that counts too then.
  func enter<Result>(
    _ timeLimit: Duration?,
    isBrief: Bool = false,
    _ body: () throws(JavaScriptError) -> Result
  ) throws(JavaScriptError) -> Result {
    lock.lock()
    defer { lock.unlock() }
    let seconds = (timeLimit ?? limits.time).seconds
    return try limit.apply(seconds: seconds) { () throws(JavaScriptError) -> Result in
      let result = inside(isBrief) { Swift.Result { () throws(JavaScriptError) in try body() } }
      runJobs()
      switch limit.breach {
      case .timeLimit:
        throw JavaScriptError(
          kind: .timeLimit,
          message: "the code ran for more than \(seconds.formatted()) s and was stopped"
        )
      case .memoryLimit:
        JSGarbageCollect(context)
        throw JavaScriptError(
          kind: .memoryLimit,
          message: "the code took more than \(limit.memory >> 20) MB of memory and was stopped"
        )
      default: return try result.get()
      }
    }
  }

  /// Runs what promises have queued; when script was stopped, drops it.
  private func runJobs() {
    guard limit.isOutermost, intrinsics.hasJobs else { return }
    // The engine's own promises, of code that could not be lowered, go on in between and may queue more.
    while limit.breach == nil, intrinsics.hasJobs {
      _ = JSObjectCallAsFunction(context, intrinsics.runJobs, nil, 0, nil, nil)
    }
    if limit.breach != nil {
      _ = JSObjectCallAsFunction(context, intrinsics.dropJobs, nil, 0, nil, nil)
    }
  }

  /// Runs `body` as if script had called it.
  ///
  /// Each time that the engine is entered from outside, it sets up its watchdog, which takes longer than
  /// a short call; calls of calls are spared that.
  private func inside<Result>(_ isWanted: Bool, _ body: () -> Result) -> Result {
    guard isWanted, limit.isOutermost, let entrance = intrinsics.entrance else { return body() }
    var result: Result?
    withoutActuallyEscaping({ result = body() }) { body in
      visitor = body
      _ = JSObjectCallAsFunction(context, entrance, nil, 0, nil, nil)
      visitor = nil
    }
    return result ?? body()
  }

  /// What `Intrinsics.entrance` calls.
  func visit() {
    let body = visitor
    visitor = nil
    body?()
  }

  /// Runs `body` while no one else uses the engine.
  func locked<Result>(_ body: () -> Result) -> Result {
    lock.withLock(body)
  }

  func evaluateRaw(_ script: String, name: String) throws(JavaScriptError) -> JSValueRef? {
    var exception: JSValueRef?
    let result = ScriptText.with(script) { script in
      ScriptText.with(name) { name in
        JSEvaluateScript(context, script, nil, name, 1, &exception)
      }
    }
    if let exception { throw error(exception) }
    return result
  }

  func callRaw(
    _ function: ForeignValue,
    _ arguments: [Value],
    this: Value
  ) throws(JavaScriptError) -> JSValueRef? {
    guard let callee = handles[function.handle] else {
      throw JavaScriptError(
        kind: .thrown,
        name: "TypeError",
        message: "the function is no longer held by the engine"
      )
    }
    return try withArguments(arguments) { values throws(JavaScriptError) -> JSValueRef? in
      try invoke(callee, values, this: this.isUndefined ? nil : try write(this))
    }
  }

  func invoke(
    _ callee: JSValueRef?,
    _ arguments: [JSValueRef?],
    this: JSValueRef? = nil
  ) throws(JavaScriptError) -> JSValueRef? {
    var exception: JSValueRef?
    let result = JSObjectCallAsFunction(
      context,
      callee,
      this,
      arguments.count,
      arguments,
      &exception
    )
    if let exception { throw error(exception) }
    return result
  }

  /// Converts `arguments` one after another, keeping each from collection until `body` is done.
  private func withArguments<Result>(
    _ arguments: [Value],
    _ body: ([JSValueRef?]) throws(JavaScriptError) -> Result
  ) throws(JavaScriptError) -> Result {
    var values: [JSValueRef?] = []
    values.reserveCapacity(arguments.count)
    // The array lives on the heap, where the engine's stack scan does not look.
    defer { for value in values { JSValueUnprotect(context, value) } }
    for argument in arguments {
      let value = try write(argument)
      JSValueProtect(context, value)
      values.append(value)
    }
    return try body(values)
  }
}

extension Duration {
  /// Seconds as a number.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
