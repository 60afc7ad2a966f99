import ECMAScript
import Foundation
import JavaScript
import Schemas
import Values

/// The schemas that site code itself parses with, by the recorder's ids, and what it asks of them.
final class HeldSchemas: @unchecked Sendable {
  // Sendable because everything mutable below is touched only by the engine's native functions,
  // which run while the engine is locked, or before any script has run.
  private var schemas: [Int: Schema] = [:]
  private var order: [Int] = []
  private let zone: DateZone
  var call = ForeignValue(className: "Function")
  var words = ForeignValue(className: "Function")

  /// How many schemas are kept; code that builds them anew each time would fill memory.
  private static let limit = 1_000

  init(zone: DateZone) { self.zone = zone }

  /// `(id, description)`: keeps the schema; returns the ids it let go for it.
  func compile(_ arguments: [Value]) throws -> Value {
    guard let id = arguments.first?.numberValue.flatMap({ Int(exactly: $0) }) else {
      return .array([])
    }
    do {
      schemas[id] = try schema(arguments.last ?? .undefined)
    } catch {
      throw ScriptException(error.description)
    }
    order.append(id)
    guard order.count > Self.limit else { return .array([]) }
    let gone = order.removeFirst()
    schemas[gone] = nil
    return .array([.number(Double(gone))])
  }

  func schema(_ description: Value) throws(SchemaError) -> Schema {
    let name = description.objectValue?["dialect"]?.stringValue ?? ""
    guard let dialect = ZodDialect(rawValue: name) else { throw .malformed("no dialect") }
    return try Schema(description: description, dialect: dialect, zone: zone)
  }

  private func schema(for arguments: [Value]) throws(ScriptException) -> (Int, Schema) {
    guard let id = arguments.first?.numberValue.flatMap({ Int(exactly: $0) }),
      let schema = schemas[id]
    else { throw ScriptException("the schema is no longer held") }
    return (id, schema)
  }

  /// `(id, value, { isAsync, isBackward, error, settled })`: parses, or says what to wait for.
  func parse(_ arguments: [Value], in runtime: JavaScriptRuntime) throws -> Value {
    let (id, schema) = try schema(for: arguments)
    let value = arguments.count > 1 ? arguments[1] : .undefined
    let options = arguments.count > 2 ? arguments[2].objectValue : nil
    var contextual: ForeignValue?
    if case .foreign(let error)? = options?["error"] { contextual = error }
    let isAsynchronous = options?["isAsync"] == .boolean(true)
    let callbacks = ReplayingCallbacks(
      callbacks: callbacks(of: id, in: runtime, contextual: contextual, schema.dialect),
      isAsynchronous: isAsynchronous,
      settled: options?["settled"]?.arrayValue ?? []
    )
    do {
      let outcome = try schema.parse(
        value,
        calling: callbacks,
        mode: isAsynchronous ? .asynchronous : .synchronous,
        isBackward: options?["isBackward"] == .boolean(true)
      )
      switch outcome {
      case .success(let output): return ["isSuccess": true, "value": output]
      case .failure(let issues): return ["issues": .array(issues.map(\.value))]
      }
    } catch {
      if let pending = callbacks.pending {
        return ["pending": .foreign(pending.promise), "ordinal": .number(Double(pending.ordinal))]
      }
      throw ScriptException(error.description)
    }
  }

  /// `(id, options)`: the schema as JSON Schema, and which node each part is of.
  func jsonSchema(_ arguments: [Value], in runtime: JavaScriptRuntime) throws -> Value {
    let (id, schema) = try schema(for: arguments)
    let given = arguments.last?.objectValue
    let target = given?["target"]?.stringValue.flatMap(JSONSchemaOptions.Target.init(name:))
    let options = JSONSchemaOptions(
      target: target ?? .draft2020,
      isInput: given?["io"] == "input",
      allowsUnrepresentable: given?["unrepresentable"] == "any",
      rejectsCycles: given?["cycles"] == "throw",
      sharesReused: given?["reused"] == "ref"
    )
    do {
      let callbacks = callbacks(of: id, in: runtime, contextual: nil, schema.dialect)
      let (document, places) = try schema.jsonSchema(options, calling: callbacks)
      let list = places.map { place -> Value in
        ["node": .number(Double(place.node)), "pointer": .array(place.pointer.map(\.value))]
      }
      return ["document": document, "places": .array(list)]
    } catch {
      throw ScriptException(error.description)
    }
  }

  private func callbacks(
    of id: Int,
    in runtime: JavaScriptRuntime,
    contextual: ForeignValue?,
    _ dialect: ZodDialect
  ) -> RuntimeCallbacks {
    RuntimeCallbacks(
      runtime: runtime,
      table: id,
      plain: nil,
      caller: call,
      words: words,
      contextual: contextual,
      dialect: dialect
    )
  }
}

/// Callbacks for a parse that script asked for: the engine cannot wait for a promise while script
/// runs, so the parse stops at the first one and is repeated with what came of it.
private final class ReplayingCallbacks: SchemaCallbacks, @unchecked Sendable {
  // Sendable because a parse calls it from one thread.
  private let callbacks: RuntimeCallbacks
  private let isAsynchronous: Bool
  private let settled: [Int: Value]
  private var count = 0
  private(set) var pending: (promise: ForeignValue, ordinal: Int)?

  /// `settled` has pairs of a call's place in the order of calls and what its promise came to.
  init(callbacks: RuntimeCallbacks, isAsynchronous: Bool, settled: [Value]) {
    self.callbacks = callbacks
    self.isAsynchronous = isAsynchronous
    var known: [Int: Value] = [:]
    for pair in settled.compactMap(\.arrayValue) where pair.count == 2 {
      if let ordinal = pair[0].numberValue.flatMap({ Int(exactly: $0) }) {
        known[ordinal] = pair[1]
      }
    }
    self.settled = known
  }

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    let ordinal = count
    count += 1
    if let outcome = settled[ordinal] {
      return RuntimeCallbacks.result(outcome, isPromise: true)
    }
    let outcome: Value
    do {
      outcome = try callbacks.begin(number, with: call)
    } catch {
      throw .callbackFailed(error.message)
    }
    guard case .foreign(let promise)? = outcome.objectValue?["promise"] else {
      return RuntimeCallbacks.result(outcome, isPromise: false)
    }
    // A synchronous parse fails on the promise itself.
    guard isAsynchronous else { return RuntimeCallbacks.result(.undefined, isPromise: true) }
    pending = (promise, ordinal)
    throw .callbackFailed("a promise is pending")
  }

  func message(for issue: Value, input: Value, _ usual: String) throws(SchemaError) -> String? {
    try callbacks.message(for: issue, input: input, usual)
  }
}
