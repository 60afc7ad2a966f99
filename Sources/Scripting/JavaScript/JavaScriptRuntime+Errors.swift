import CJavaScriptCore
import Foundation
import Values

extension JavaScriptRuntime {
  /// What was thrown, described without running into what its own getters throw.
  func error(_ exception: JSValueRef) -> JavaScriptError {
    guard JSValueIsObject(context, exception) else {
      return JavaScriptError(kind: .thrown, message: describe(exception))
    }
    let script = textProperty("sourceURL", of: exception)
    let line = numberProperty("line", of: exception)
    var stack = StackFrame.parse(textProperty("stack", of: exception))
    // A syntax error's place is not on the stack.
    if let line, stack.first?.line != line || stack.first?.script != script, !script.isEmpty {
      let column = numberProperty("column", of: exception) ?? 1
      stack.insert(StackFrame(function: "", script: script, line: line, column: column), at: 0)
    }
    let message = textProperty("message", of: exception)
    return JavaScriptError(
      kind: .thrown,
      name: textProperty("name", of: exception),
      message: message.isEmpty ? describe(exception) : NodeWords.message(message),
      stack: stack,
      properties: plainProperties(of: exception)
    )
  }

  private func describe(_ value: JSValueRef) -> String {
    guard let string = JSValueToStringCopy(context, value, nil) else { return "unknown error" }
    defer { JSStringRelease(string) }
    return JSStringGetLength(string) > 1 << 20 ? "" : ScriptText.read(string)
  }

  private func rawProperty(_ name: String, of object: JSValueRef) -> JSValueRef? {
    var exception: JSValueRef?
    let value = JSObjectGetProperty(context, object, names[name], &exception)
    return exception == nil ? value : nil
  }

  private func textProperty(_ name: String, of object: JSValueRef) -> String {
    guard let value = rawProperty(name, of: object), JSValueIsString(context, value) else {
      return ""
    }
    return describe(value)
  }

  private func numberProperty(_ name: String, of object: JSValueRef) -> Int? {
    guard let value = rawProperty(name, of: object), JSValueIsNumber(context, value) else {
      return nil
    }
    return Int(exactly: JSValueToNumber(context, value, nil))
  }

  private func plainProperties(of object: JSValueRef) -> ObjectValue {
    var pairs = ObjectValue()
    let keys = JSObjectCopyPropertyNames(context, object)
    defer { JSPropertyNameArrayRelease(keys) }
    for index in 0..<min(JSPropertyNameArrayGetCount(keys), 64) {
      let name = ScriptText.read(JSPropertyNameArrayGetNameAtIndex(keys, index))
      guard let value = rawProperty(name, of: object) else { continue }
      switch JSValueGetType(context, value) {
      case kJSTypeString: pairs[name] = .string(describe(value))
      case kJSTypeNumber: pairs[name] = .number(JSValueToNumber(context, value, nil))
      case kJSTypeBoolean: pairs[name] = .boolean(JSValueToBoolean(context, value))
      default: continue
      }
    }
    return pairs
  }
}
