import CJavaScriptCore
import Foundation
import Values

/// One engine value on its way into Swift, with what keeps it finite.
private struct ValueReader {
  let runtime: JavaScriptRuntime
  /// The objects that the one being read is inside of.
  var ancestors: [JSValueRef] = []
  /// Values and bytes of text that may still be read: a shared object is read wherever it stands.
  var budget = 64 << 20
}

extension JavaScriptRuntime {
  /// `value` as a Swift value; functions, promises and instances of classes stay in the engine.
  func read(_ value: JSValueRef?) throws(JavaScriptError) -> Value {
    var reader = ValueReader(runtime: self)
    return try reader.read(value)
  }

  /// An engine object as a value that only names it.
  func hold(_ object: JSValueRef, className: String) -> Value {
    .foreign(
      ForeignValue(className: className, handle: handles.handle(of: object, in: context))
    )
  }
}

extension ValueReader {
  mutating func read(_ value: JSValueRef?) throws(JavaScriptError) -> Value {
    let context = runtime.context
    guard let value else { return .undefined }
    try spend(32)
    switch JSValueGetType(context, value) {
    case kJSTypeUndefined: return .undefined
    case kJSTypeNull: return .null
    case kJSTypeBoolean: return .boolean(JSValueToBoolean(context, value))
    case kJSTypeNumber: return .number(JSValueToNumber(context, value, nil))
    case kJSTypeString: return .string(try text(of: value))
    case kJSTypeSymbol:
      return .symbol(try text(of: runtime.callIntrinsic(\.symbolText, [value])))
    case kJSTypeObject: return try readObject(value)
    default:
      // A bigint: the one type that is left.
      return .bigint(try text(of: runtime.callIntrinsic(\.text, [value])))
    }
  }

  private mutating func readObject(_ value: JSValueRef) throws(JavaScriptError) -> Value {
    let context = runtime.context
    if JSValueIsDate(context, value) {
      return .date(DateValue(milliseconds: JSValueToNumber(context, value, nil)))
    }
    guard ancestors.count < JavaScriptRuntime.deepestValue else {
      throw JavaScriptError(kind: .unconvertible, message: "the value is nested too deeply")
    }
    guard !ancestors.contains(value) else {
      throw JavaScriptError(kind: .unconvertible, message: "the value contains itself")
    }
    ancestors.append(value)
    defer { ancestors.removeLast() }

    if JSValueIsArray(context, value) { return .array(try items(of: value)) }
    switch JSValueGetTypedArrayType(context, value, nil) {
    case kJSTypedArrayTypeNone: break
    case kJSTypedArrayTypeUint8Array: return .bytes(try bytes(of: value))
    default: return try hold(value)
    }
    let prototype = JSObjectGetPrototype(context, value)
    if prototype == runtime.intrinsics.objectPrototype,
      !JSObjectIsFunction(context, value)
    {
      return .object(try pairs(of: value))
    }
    let kind = JSValueToNumber(context, try runtime.callIntrinsic(\.kind, [value]), nil)
    switch kind {
    case 0: return .object(try pairs(of: value))
    case 1:
      let items = try items(of: runtime.callIntrinsic(\.mapItems, [value]))
      return .map(
        stride(from: 0, to: items.count - 1, by: 2).map {
          MapEntry(key: items[$0], value: items[$0 + 1])
        }
      )
    case 2: return .set(try items(of: runtime.callIntrinsic(\.setItems, [value])))
    case 3: return .url(try text(of: runtime.callIntrinsic(\.href, [value])))
    case 4: return runtime.hold(value, className: "Promise")
    case 5: return runtime.hold(value, className: "Function")
    default: return try hold(value)
    }
  }

  private mutating func hold(_ value: JSValueRef) throws(JavaScriptError) -> Value {
    let name = try text(of: runtime.callIntrinsic(\.className, [value]))
    return runtime.hold(value, className: name == "Function" ? "Object" : name)
  }

  private mutating func items(of array: JSValueRef?) throws(JavaScriptError) -> [Value] {
    let context = runtime.context
    let length = JSValueToNumber(context, try runtime.property("length", of: array), nil)
    try spend(Int(length) * 32)
    var items: [Value] = []
    items.reserveCapacity(Int(length))
    for index in 0..<UInt32(length) {
      var exception: JSValueRef?
      let item = JSObjectGetPropertyAtIndex(context, array, index, &exception)
      if let exception { throw runtime.error(exception) }
      items.append(try read(item))
    }
    return items
  }

  private mutating func pairs(of object: JSValueRef) throws(JavaScriptError) -> ObjectValue {
    let context = runtime.context
    var pairs = ObjectValue()
    let prototypeNames = JSObjectCopyPropertyNames(
      context,
      runtime.intrinsics.objectPrototype
    )
    let isPolluted = JSPropertyNameArrayGetCount(prototypeNames) > 0
    JSPropertyNameArrayRelease(prototypeNames)
    if isPolluted {
      // The engine's list of names includes inherited ones.
      for key in try items(of: runtime.callIntrinsic(\.ownKeys, [object])) {
        guard let key = key.stringValue else { continue }
        pairs[key] = try read(try runtime.property(key, of: object))
      }
      return pairs
    }
    let names = JSObjectCopyPropertyNames(context, object)
    defer { JSPropertyNameArrayRelease(names) }
    for index in 0..<JSPropertyNameArrayGetCount(names) {
      let name = JSPropertyNameArrayGetNameAtIndex(names, index)
      var exception: JSValueRef?
      let value = JSObjectGetProperty(context, object, name, &exception)
      if let exception { throw runtime.error(exception) }
      try spend(JSStringGetLength(name))
      pairs[ScriptText.read(name)] = try read(value)
    }
    return pairs
  }

  private mutating func bytes(of array: JSValueRef) throws(JavaScriptError) -> [UInt8] {
    let context = runtime.context
    let count = JSObjectGetTypedArrayByteLength(context, array, nil)
    try spend(count)
    guard let start = JSObjectGetTypedArrayBytesPtr(context, array, nil) else {
      return []
    }
    // The pointer is to the first byte of the whole buffer.
    let offset = JSObjectGetTypedArrayByteOffset(context, array, nil)
    return Array(UnsafeRawBufferPointer(start: start + offset, count: count))
  }

  private mutating func text(of value: JSValueRef?) throws(JavaScriptError) -> String {
    guard let string = JSValueToStringCopy(runtime.context, value, nil) else { return "" }
    defer { JSStringRelease(string) }
    try spend(JSStringGetLength(string))
    return ScriptText.read(string)
  }

  private mutating func spend(_ amount: Int) throws(JavaScriptError) {
    budget -= amount
    guard budget >= 0 else {
      throw JavaScriptError(kind: .unconvertible, message: "the value is too large")
    }
  }
}
