import JavaScript
import Schemas
import Values

/// Calls the functions of one schema in the engine that has them.
struct RuntimeCallbacks: SchemaCallbacks {
  let runtime: JavaScriptRuntime
  /// The number under which the recorder keeps the schema's functions.
  let table: Int
  let caller: ForeignValue
  let words: ForeignValue
  /// The `error` or `errorMap` that was given together with the value.
  let contextual: ForeignValue?
  let dialect: ZodDialect

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    let outcome = try begin(number, with: call)
    guard case .foreign(let promise)? = outcome.objectValue?["promise"] else {
      return Self.result(outcome, isPromise: false)
    }
    do {
      return Self.result(try runtime.settle(.foreign(promise)), isPromise: true)
    } catch {
      throw .callbackFailed(error.message)
    }
  }

  /// Calls the function without waiting: `{ promise }` when it returns one.
  func begin(_ number: Int, with call: CallbackCall) throws(SchemaError) -> Value {
    let details: Value = [
      "path": .array(call.path.map(\.value)), "issues": .array(call.issues),
      "defaultMessage": .string(call.defaultMessage),
    ]
    let arguments: [Value] = [
      .number(Double(table)), .number(Double(number)), .string(call.purpose.rawValue),
      call.value, details,
    ]
    do {
      return try runtime.call(caller, arguments)
    } catch {
      throw .callbackFailed(error.message)
    }
  }

  static func result(_ outcome: Value, isPromise: Bool) -> CallbackResult {
    let object = outcome.objectValue
    return CallbackResult(
      returned: object?["returned"] ?? .undefined,
      isPromise: isPromise,
      issues: object?["issues"]?.arrayValue ?? [],
      replacement: object?["replacement"]?.objectValue.map { $0["value"] ?? .undefined }
    )
  }

  func message(for issue: Value, input: Value, _ usual: String) throws(SchemaError) -> String? {
    guard let contextual else { return nil }
    let arguments: [Value] = [
      .foreign(contextual), .string(dialect.rawValue), issue, input, .string(usual),
    ]
    do {
      return try runtime.call(words, arguments).stringValue
    } catch {
      throw .callbackFailed(error.message)
    }
  }
}
