import CJavaScriptCore
import Foundation
import Values

/// Swift values into the engine.
extension JavaScriptRuntime {
  /// How deep a value may nest to cross, either way.
  static let deepestValue = 400
  /// How many values are kept on the stack; an object that has a factory has no more keys.
  private static let stackedItems = 64

  func write(_ value: Value, depth: Int = 0) throws(JavaScriptError) -> JSValueRef? {
    guard depth < Self.deepestValue else {
      throw JavaScriptError(kind: .unconvertible, message: "the value is nested too deeply")
    }
    switch value {
    case .undefined: return JSValueMakeUndefined(context)
    case .null: return JSValueMakeNull(context)
    case .boolean(let boolean): return noted(JSValueMakeBoolean(context, boolean), value)
    case .number(let number): return noted(JSValueMakeNumber(context, number), value)
    case .string(let string): return noted(text(string), value, isText: true)
    case .array(let items): return try writeArray(items, depth)
    case .object(let object): return try writeObject(object, depth)
    case .date(let date):
      var argument = noted(
        JSValueMakeNumber(context, date.milliseconds),
        .number(date.milliseconds)
      )
      return JSObjectMakeDate(context, 1, &argument, nil)
    case .bigint(let digits): return try callIntrinsic(\.makeBigInt, [text(digits)])
    case .map(let entries):
      return try callIntrinsic(
        \.makeMap,
        [try writeArray(entries.flatMap { [$0.key, $0.value] }, depth)]
      )
    case .set(let members): return try callIntrinsic(\.makeSet, [try writeArray(members, depth)])
    case .url(let href): return try callIntrinsic(\.makeURL, [text(href)])
    case .bytes(let bytes): return writeBytes(bytes)
    case .symbol(let name): return ScriptText.with(name) { JSValueMakeSymbol(context, $0) }
    case .foreign(let foreign): return handles[foreign.handle] ?? JSValueMakeUndefined(context)
    }
  }

  private func noted(_ reference: JSValueRef?, _ value: Value, isText: Bool = false) -> JSValueRef?
  {
    if subject.sent.isOpen { subject.sent.note(reference, value, isText: isText) }
    return reference
  }

  private func writeArray(_ items: [Value], _ depth: Int) throws(JavaScriptError) -> JSValueRef? {
    if items.count <= Self.stackedItems {
      // On the stack, where the engine's collector looks.
      return try withUnsafeTemporaryAllocation(of: JSValueRef?.self, capacity: items.count) {
        values throws(JavaScriptError) in
        for (index, item) in items.enumerated() {
          values.initializeElement(at: index, to: try write(item, depth: depth + 1))
        }
        return JSObjectMakeArray(context, items.count, values.baseAddress, nil)
      }
    }
    let array = JSObjectMakeArray(context, 0, nil, nil)
    for (index, item) in items.enumerated() {
      let value = try write(item, depth: depth + 1)
      JSObjectSetPropertyAtIndex(context, array, UInt32(truncatingIfNeeded: index), value, nil)
    }
    return array
  }

  private func writeObject(
    _ object: ObjectValue,
    _ depth: Int
  ) throws(JavaScriptError) -> JSValueRef? {
    if let factory = factories.factory(for: object.shape, in: context) {
      return try withUnsafeTemporaryAllocation(of: JSValueRef?.self, capacity: object.count) {
        values throws(JavaScriptError) in
        for (index, item) in object.values.enumerated() {
          values.initializeElement(at: index, to: try write(item, depth: depth + 1))
        }
        return JSObjectCallAsFunction(context, factory, nil, object.count, values.baseAddress, nil)
      }
    }
    let result = JSObjectMake(context, nil, nil)
    for (key, item) in object {
      let value = try write(item, depth: depth + 1)
      // Setting it would change the prototype.
      if key == "__proto__" {
        _ = try callIntrinsic(\.define, [result, text(key), value])
      } else {
        JSObjectSetProperty(context, result, names[key], value, 0, nil)
      }
    }
    return result
  }

  private func writeBytes(_ bytes: [UInt8]) -> JSValueRef? {
    let array = JSObjectMakeTypedArray(context, kJSTypedArrayTypeUint8Array, bytes.count, nil)
    if let target = JSObjectGetTypedArrayBytesPtr(context, array, nil) {
      bytes.withUnsafeBytes { source in
        if let start = source.baseAddress { target.copyMemory(from: start, byteCount: bytes.count) }
      }
    }
    return array
  }
}
