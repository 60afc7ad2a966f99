import CJavaScriptCore

/// The functions of `Globals/internals.js` and the objects that conversion compares with.
struct Intrinsics {
  private(set) var objectPrototype: JSValueRef?
  private(set) var internals: JSValueRef?
  private(set) var kind: JSValueRef?
  private(set) var mapItems: JSValueRef?
  private(set) var setItems: JSValueRef?
  private(set) var makeMap: JSValueRef?
  private(set) var makeSet: JSValueRef?
  private(set) var makeURL: JSValueRef?
  private(set) var makeBigInt: JSValueRef?
  private(set) var define: JSValueRef?
  private(set) var ownKeys: JSValueRef?
  private(set) var href: JSValueRef?
  private(set) var symbolText: JSValueRef?
  private(set) var text: JSValueRef?
  private(set) var className: JSValueRef?
  private(set) var wrap: JSValueRef?
  private(set) var makeError: JSValueRef?
  private(set) var track: JSValueRef?
  private(set) var flatten: JSValueRef?
  /// What begins an object, an array, a date or something else in a flat list, and what ends a list.
  private(set) var object: JSValueRef?
  private(set) var list: JSValueRef?
  private(set) var date: JSValueRef?
  private(set) var other: JSValueRef?
  private(set) var end: JSValueRef?
  /// What `flatten` calls.
  private(set) var receive: JSValueRef?
  /// The functions of `Globals/calls.js`.
  private(set) var learnPattern: JSValueRef?
  private(set) var runCalls: JSValueRef?
  private(set) var toldCalls: JSValueRef?
  /// The functions of `Globals/promise.js`.
  private(set) var runJobs: JSValueRef?
  private(set) var dropJobs: JSValueRef?
  /// An array whose first number is 1 while there are jobs, and its bytes.
  private var waiting: JSValueRef?
  private var waitingBytes: UnsafeRawPointer?
  /// Calls `JavaScriptRuntime.visit`.
  private(set) var entrance: JSValueRef?

  /// None yet.
  init() {}

  init(in context: JSContextRef?) {
    let promises = Self.made(by: Globals.promise, in: context)
    runJobs = Self.keep(Self.property("runJobs", of: promises, context), context)
    dropJobs = Self.keep(Self.property("dropJobs", of: promises, context), context)
    waiting = Self.keep(Self.property("waiting", of: promises, context), context)
    waitingBytes = UnsafeRawPointer(JSObjectGetTypedArrayBytesPtr(context, waiting, nil))
    let object = Self.made(by: Globals.internals, [promises], in: context)
    internals = Self.keep(object, context)
    objectPrototype = Self.keep(
      Self.evaluate("Object.prototype", context),
      context
    )
    let function = { name in Self.keep(Self.property(name, of: object, context), context) }
    kind = function("kind")
    mapItems = function("mapItems")
    setItems = function("setItems")
    makeMap = function("makeMap")
    makeSet = function("makeSet")
    makeURL = function("makeURL")
    makeBigInt = function("makeBigInt")
    define = function("define")
    ownKeys = function("ownKeys")
    href = function("href")
    symbolText = function("symbolText")
    text = function("text")
    className = function("className")
    wrap = function("wrap")
    makeError = function("makeError")
    track = function("track")
    flatten = function("flatten")
    let marks = Self.property("marks", of: object, context)
    let mark = { name in Self.keep(Self.property(name, of: marks, context), context) }
    self.object = mark("object")
    list = mark("list")
    date = mark("date")
    other = mark("other")
    end = mark("end")
    let calls = Self.made(by: Globals.calls, in: context)
    learnPattern = Self.keep(Self.property("learn", of: calls, context), context)
    runCalls = Self.keep(Self.property("run", of: calls, context), context)
    toldCalls = Self.keep(Self.property("told", of: calls, context), context)
  }

  /// Whether jobs of promises wait to be run.
  var hasJobs: Bool { waitingBytes?.load(as: Int32.self) == 1 }

  /// Makes the functions that lead back into `runtime`.
  mutating func lead(to runtime: JavaScriptRuntime) {
    let pointer = Unmanaged.passUnretained(runtime).toOpaque()
    let context = runtime.context
    receive = Self.keep(JSObjectMake(context, ValueReader.engineClass, pointer), context)
    entrance = Self.keep(JSObjectMake(context, Self.entranceClass, pointer), context)
  }

  /// The class of `entrance`; its private data is the runtime.
  nonisolated(unsafe) private static let entranceClass: JSClassRef? = {
    // Made once and never changed, so that sharing the pointer is safe.
    var definition = kJSClassDefinitionEmpty
    definition.callAsFunction = { _, callee, _, _, _, _ in
      guard let pointer = JSObjectGetPrivate(callee) else { return nil }
      let runtime = Unmanaged<JavaScriptRuntime>.fromOpaque(pointer).takeUnretainedValue()
      runtime.visit()
      return JSValueMakeUndefined(runtime.context)
    }
    return JSClassCreate(&definition)
  }()

  func release(in context: JSContextRef?) {
    let all = [
      objectPrototype, internals, kind, mapItems, setItems, makeMap, makeSet, makeURL, makeBigInt,
      define, ownKeys, href, symbolText, text, className, wrap, makeError, track,
      flatten, object, list, date, other, end, receive, entrance, learnPattern,
      runCalls, toldCalls, runJobs, dropJobs, waiting,
    ]
    for value in all { JSValueUnprotect(context, value) }
  }

  /// What the function that `script` is gives for `arguments`.
  private static func made(
    by script: String,
    _ arguments: [JSValueRef?] = [],
    in context: JSContextRef?
  ) -> JSValueRef? {
    let function = evaluate(script, context)
    return JSObjectCallAsFunction(context, function, nil, arguments.count, arguments, nil)
  }

  private static func evaluate(_ script: String, _ context: JSContextRef?) -> JSValueRef? {
    ScriptText.with(script) { JSEvaluateScript(context, $0, nil, nil, 1, nil) }
  }

  private static func property(
    _ name: String,
    of object: JSValueRef?,
    _ context: JSContextRef?
  ) -> JSValueRef? {
    ScriptText.with(name) { JSObjectGetProperty(context, object, $0, nil) }
  }

  private static func keep(_ value: JSValueRef?, _ context: JSContextRef?) -> JSValueRef? {
    JSValueProtect(context, value)
    return value
  }
}

extension JavaScriptRuntime {
  /// Calls one of our own functions.
  func callIntrinsic(
    _ function: KeyPath<Intrinsics, JSValueRef?>,
    _ arguments: [JSValueRef?]
  ) throws(JavaScriptError) -> JSValueRef? {
    try invoke(intrinsics[keyPath: function], arguments)
  }

  func property(_ name: String, of object: JSValueRef?) throws(JavaScriptError) -> JSValueRef? {
    var exception: JSValueRef?
    let value = JSObjectGetProperty(context, object, names[name], &exception)
    if let exception { throw error(exception) }
    return value
  }

  /// `string` as an engine value.
  func text(_ string: String) -> JSValueRef? {
    ScriptText.with(string) { JSValueMakeString(context, $0) }
  }
}
