import CJavaScriptCore
package import Values

/// A Swift function that script can call.
final class NativeFunction {
  unowned let runtime: JavaScriptRuntime
  let body: ([Value]) throws -> Value

  init(runtime: JavaScriptRuntime, body: @escaping ([Value]) throws -> Value) {
    self.runtime = runtime
    self.body = body
  }

  /// The class of the engine's objects that call a `NativeFunction`, which is their private data.
  nonisolated(unsafe) static let engineClass: JSClassRef? = {
    // Made once and never changed, so that sharing the pointer is safe.
    var definition = kJSClassDefinitionEmpty
    definition.callAsFunction = { _, callee, _, count, arguments, exception in
      guard let pointer = JSObjectGetPrivate(callee) else { return nil }
      let function = Unmanaged<NativeFunction>.fromOpaque(pointer).takeUnretainedValue()
      let values = UnsafeBufferPointer(start: arguments, count: count)
      return function.runtime.answer(function, values, exception)
    }
    return JSClassCreate(&definition)
  }()
}

extension JavaScriptRuntime {
  /// Makes `body` callable as the global function `name`.
  ///
  /// It runs on the caller's thread with the engine locked and may call back into this runtime. A
  /// `ScriptException` becomes the error it names, anything else an `Error` with its description.
  package func install(_ name: String, _ body: @escaping @Sendable ([Value]) throws -> Value) {
    // Setting a global fails only where script has made it unwritable, and ours are set first.
    try? enter(nil) { () throws(JavaScriptError) -> Void in
      let function = try makeFunction(name, body)
      _ = try callIntrinsic(\.define, [JSContextGetGlobalObject(context), text(name), function])
    }
  }

  /// An engine function that calls `body`.
  func makeFunction(
    _ name: String,
    _ body: @escaping ([Value]) throws -> Value
  ) throws(JavaScriptError) -> JSValueRef? {
    let native = NativeFunction(runtime: self, body: body)
    natives.append(native)
    let pointer = Unmanaged.passUnretained(native).toOpaque()
    let object = JSObjectMake(context, NativeFunction.engineClass, pointer)
    return try callIntrinsic(\.wrap, [object, text(name)])
  }

  fileprivate func answer(
    _ function: NativeFunction,
    _ arguments: UnsafeBufferPointer<JSValueRef?>,
    _ exception: UnsafeMutablePointer<JSValueRef?>?
  ) -> JSValueRef? {
    do {
      var values: [Value] = []
      values.reserveCapacity(arguments.count)
      for argument in arguments { values.append(try read(argument)) }
      return try write(try function.body(values))
    } catch {
      exception?.pointee = makeError(for: error)
      return nil
    }
  }

  private func makeError(for error: any Error) -> JSValueRef? {
    let name: String
    let message: String
    var properties = ObjectValue()
    switch error {
    case let error as ScriptException:
      (name, message, properties) = (error.name, error.message, error.properties)
    case let error as JavaScriptError:
      (name, message, properties) = (error.name, error.message, error.properties)
    default: (name, message) = ("Error", "\(error)")
    }
    // Both fail only when the engine is being stopped, and then it ignores what we throw.
    let object = (try? write(.object(properties))) ?? JSValueMakeUndefined(context)
    return (try? callIntrinsic(\.makeError, [text(name), text(message), object]))
      ?? JSValueMakeUndefined(context)
  }
}
