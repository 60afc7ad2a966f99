import CJavaScriptCore

/// The one door from outside into an engine.
///
/// The engine runs its queue of promise jobs when the outermost call into it ends, each job as an
/// entry of its own with a fresh time limit, so that jobs which queue one another would never be
/// stopped. The gate makes everything one outermost call, a property read that calls back, and
/// before that call ends sets the limit so low that the watchdog looks during every job.
final class EngineGate {
  private let context: JSGlobalContextRef?
  private let limit: ExecutionLimit
  private let object: JSObjectRef?
  private let name: JSStringRef?
  private var body: (() -> Void)?
  private var isOpen = false

  init(context: JSGlobalContextRef?, limit: ExecutionLimit) {
    self.context = context
    self.limit = limit
    object = JSObjectMake(context, Self.engineClass, nil)
    name = ScriptText.make("enter")
    JSValueProtect(context, object)
    JSObjectSetPrivate(object, Unmanaged.passUnretained(self).toOpaque())
  }

  func close() {
    JSValueUnprotect(context, object)
    JSStringRelease(name)
  }

  /// Runs `body` and, unless this is inside another call, all promise jobs that are queued then.
  func pass(_ body: () -> Void) {
    if isOpen { return body() }
    withoutActuallyEscaping(body) { body in
      self.body = body
      isOpen = true
      _ = JSObjectGetProperty(context, object, name, nil)
      isOpen = false
      self.body = nil
    }
    limit.watch(JSContextGetGroup(context), every: ExecutionLimit.interval)
  }

  /// Takes off what is left of being stopped: a stop among the promise jobs also ends the next call.
  func recover() {
    for _ in 0..<3 {
      var exception: JSValueRef?
      pass { _ = ScriptText.with("0") { JSEvaluateScript(context, $0, nil, nil, 1, &exception) } }
      if exception == nil { return }
    }
  }

  private func callBack() {
    body?()
    limit.watch(JSContextGetGroup(context), every: ExecutionLimit.jobInterval)
  }

  nonisolated(unsafe) private static let engineClass: JSClassRef? = {
    // Made once and never changed, so that sharing the pointer is safe.
    var definition = kJSClassDefinitionEmpty
    definition.getProperty = { context, object, _, _ in
      guard let pointer = JSObjectGetPrivate(object) else { return nil }
      Unmanaged<EngineGate>.fromOpaque(pointer).takeUnretainedValue().callBack()
      return JSValueMakeUndefined(context)
    }
    return JSClassCreate(&definition)
  }()
}
