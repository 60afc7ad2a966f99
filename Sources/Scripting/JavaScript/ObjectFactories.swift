import CJavaScriptCore
import ECMAScript
import Values

/// Functions of script that make objects with certain keys of their values: one call for an object
/// instead of one for each key.
struct ObjectFactories {
  private var factories: [ObjectIdentifier: Factory] = [:]

  private struct Factory {
    /// Held, so that no other keys get the same identity.
    let keys: ObjectKeys
    /// How many objects with these keys have come by.
    var uses = 0
    var function: JSValueRef?
  }

  private static let limit = 1_024
  /// From which object on it pays to compile a function.
  private static let worthwhile = 3

  /// The factory for objects with `keys`; nil when there is none, or not yet.
  mutating func factory(for keys: ObjectKeys, in context: JSContextRef?) -> JSValueRef? {
    guard keys.isCommon, keys.count > 0 else { return nil }
    let id = ObjectIdentifier(keys)
    guard var factory = factories[id] else {
      if factories.count < Self.limit { factories[id] = Factory(keys: keys) }
      return nil
    }
    if let function = factory.function { return function }
    factory.uses += 1
    if factory.uses == Self.worthwhile, keys.position(of: "__proto__") == nil {
      factory.function = Self.make(keys, context)
      JSValueProtect(context, factory.function)
    }
    factories[id] = factory
    return factory.function
  }

  private static func make(_ keys: ObjectKeys, _ context: JSContextRef?) -> JSValueRef? {
    let names = (0..<keys.count).map { "a\($0)" }
    let pairs = zip(keys.names, names).map { "\(JSONText.quoted($0)): \($1)" }
    let list = names.joined(separator: ", ")
    let script = "(function (\(list)) { return { \(pairs.joined(separator: ", ")) }; })"
    return ScriptText.with(script) { JSEvaluateScript(context, $0, nil, nil, 1, nil) }
  }

  mutating func release(in context: JSContextRef?) {
    for factory in factories.values { JSValueUnprotect(context, factory.function) }
    factories = [:]
  }
}
