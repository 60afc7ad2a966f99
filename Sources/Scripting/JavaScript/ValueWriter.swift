import CJavaScriptCore
import Foundation
import Values

/// Swift values into the engine.
extension JavaScriptRuntime {
  /// How deep a value may nest to cross, either way.
  static let deepestValue = 400

  func write(_ value: Value, depth: Int = 0) throws(JavaScriptError) -> JSValueRef? {
    guard depth < Self.deepestValue else {
      throw JavaScriptError(kind: .unconvertible, message: "the value is nested too deeply")
    }
    switch value {
    case .undefined: return JSValueMakeUndefined(context)
    case .null: return JSValueMakeNull(context)
    case .boolean(let value): return JSValueMakeBoolean(context, value)
    case .number(let number): return JSValueMakeNumber(context, number)
    case .string(let string): return text(string)
    case .array(let items): return try writeArray(items, depth)
    case .object(let object): return try writeObject(object, depth)
    case .date(let date):
      var argument: JSValueRef? = JSValueMakeNumber(context, date.milliseconds)
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

  private func writeArray(_ items: [Value], _ depth: Int) throws(JavaScriptError) -> JSValueRef? {
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
