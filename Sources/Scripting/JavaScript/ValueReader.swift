import CJavaScriptCore
import Foundation
import Values

/// One engine value on its way into Swift, with what keeps it finite.
final class ValueReader {
  private let runtime: JavaScriptRuntime
  /// The objects that the one being read is inside of.
  private var ancestors: [JSValueRef] = []
  /// Values and bytes of text that may still be read: a shared object is read wherever it stands.
  private var budget = 64 << 20
  /// Whether script has left the object that is being read to us.
  private var isApart = false
  /// What script made of an object, all members at once; nil when it left that to us.
  private var taken: Result<Value, JavaScriptError>?

  init(runtime: JavaScriptRuntime) { self.runtime = runtime }
}

extension JavaScriptRuntime {
  /// `value` as a Swift value; functions, promises and instances of classes stay in the engine.
  func read(_ value: JSValueRef?) throws(JavaScriptError) -> Value {
    let reader = ValueReader(runtime: self)
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
  func read(_ value: JSValueRef?) throws(JavaScriptError) -> Value {
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

  private func readObject(_ value: JSValueRef) throws(JavaScriptError) -> Value {
    let context = runtime.context
    if ancestors.isEmpty, !isApart, let flat = try flat(value) { return flat }
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

  private func hold(_ value: JSValueRef) throws(JavaScriptError) -> Value {
    let name = try text(of: runtime.callIntrinsic(\.className, [value]))
    return runtime.hold(value, className: name == "Function" ? "Object" : name)
  }

  private func items(of array: JSValueRef?) throws(JavaScriptError) -> [Value] {
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

  private func pairs(of object: JSValueRef) throws(JavaScriptError) -> ObjectValue {
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

  private func bytes(of array: JSValueRef) throws(JavaScriptError) -> [UInt8] {
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

  private func text(of value: JSValueRef?) throws(JavaScriptError) -> String {
    guard let string = JSValueToStringCopy(runtime.context, value, nil) else { return "" }
    defer { JSStringRelease(string) }
    try spend(JSStringGetLength(string))
    return ScriptText.read(string)
  }

  private func spend(_ amount: Int) throws(JavaScriptError) {
    budget -= amount
    guard budget >= 0 else {
      throw JavaScriptError(kind: .unconvertible, message: "the value is too large")
    }
  }
}

// MARK: - All members at once

extension ValueReader {
  /// Reads an object whose members script hands over as arguments of one call; nil when it is of
  /// another kind, or too large for that.
  private func flat(_ object: JSValueRef) throws(JavaScriptError) -> Value? {
    let outer = runtime.reader
    defer { runtime.reader = outer }
    runtime.reader = self
    taken = nil
    let intrinsics = runtime.intrinsics
    _ = try runtime.callIntrinsic(\.flatten, [intrinsics.receive, object])
    return try taken?.get()
  }

  /// The class of the engine's function that members are handed to; its private data is the runtime.
  nonisolated(unsafe) static let engineClass: JSClassRef? = {
    // Made once and never changed, so that sharing the pointer is safe.
    var definition = kJSClassDefinitionEmpty
    definition.callAsFunction = { _, callee, _, count, arguments, _ in
      guard let pointer = JSObjectGetPrivate(callee) else { return nil }
      let runtime = Unmanaged<JavaScriptRuntime>.fromOpaque(pointer).takeUnretainedValue()
      let members = UnsafeBufferPointer(start: arguments, count: count)
      runtime.reader?.receive(members)
      return JSValueMakeUndefined(runtime.context)
    }
    return JSClassCreate(&definition)
  }()

  private func receive(_ members: UnsafeBufferPointer<JSValueRef?>) {
    do throws(JavaScriptError) {
      var place = 0
      let value = try value(members, &place)
      taken = .success(value)
    } catch {
      taken = .failure(error)
    }
  }

  /// The value that begins at `place`, which moves behind it.
  private func value(_ members: UnsafeBufferPointer<JSValueRef?>, _ place: inout Int)
    throws(JavaScriptError) -> Value
  {
    let marks = runtime.intrinsics
    let member = members[place]
    place += 1
    try spend(32)
    switch member {
    case marks.object: return .object(try object(members, &place))
    case marks.list:
      var items: [Value] = []
      while members[place] != marks.end { items.append(try value(members, &place)) }
      place += 1
      return .array(items)
    case marks.date:
      let time = try value(members, &place)
      return .date(DateValue(milliseconds: time.numberValue ?? .nan))
    case marks.other:
      place += 1
      return try readApart(members[place - 1])
    default:
      if let sent = runtime.subject.sent.value(of: member) { return sent }
      return try readApart(member)
    }
  }

  /// Reads what script has left to us.
  private func readApart(_ member: JSValueRef?) throws(JavaScriptError) -> Value {
    isApart = true
    defer { isApart = false }
    return try read(member)
  }

  private func object(_ members: UnsafeBufferPointer<JSValueRef?>, _ place: inout Int)
    throws(JavaScriptError) -> ObjectValue
  {
    let start = place
    let end = runtime.intrinsics.end
    while members[place] != end { place += 1 }
    let keys = UnsafeBufferPointer(rebasing: members[start..<place])
    place += 1
    if let shape = runtime.keyLists.shape(of: keys) {
      var values: [Value] = []
      values.reserveCapacity(keys.count)
      for _ in keys { values.append(try value(members, &place)) }
      return ObjectValue(shape: shape, values: values)
    }
    var object = ObjectValue()
    for key in keys { object[try text(of: key)] = try value(members, &place) }
    if object.count == keys.count { runtime.keyLists.add(keys, object.shape, in: runtime.context) }
    return object
  }
}
