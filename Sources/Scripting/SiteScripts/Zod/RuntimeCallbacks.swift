import JavaScript
import Schemas
import Values

/// Calls the functions of one schema in the engine that has them.
struct RuntimeCallbacks: SchemaCallbacks {
  let runtime: JavaScriptRuntime
  /// The number under which the recorder keeps the schema's functions.
  let table: Int
  /// The functions that need no more than the value; nil when none is kept.
  let plain: PlainFunctions?
  let caller: ForeignValue
  let words: ForeignValue
  /// The `error` or `errorMap` that was given together with the value.
  let contextual: ForeignValue?
  let dialect: ZodDialect
  /// The file of the entry that is parsed, relative to the site's root.
  var entry: String?

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    do {
      return try invoke(number, with: call)
    } catch {
      throw .callbackFailed(error.message)
    }
  }

  func call(_ calls: [PutOffCall]) -> [PutOffAnswer?] {
    make(calls) { error, _ in .callbackFailed(error.message) }
  }

  /// Makes many calls; `failure` says what a function that threw, or whose promise broke, is to its entry.
  func make(
    _ calls: [PutOffCall],
    timeLimit: Duration? = nil,
    failure: @escaping @Sendable (JavaScriptError, _ function: Int) -> SchemaError
  ) -> [PutOffAnswer?] {
    do throws(JavaScriptError) {
      var functions: [CallBatch.Function] = []
      var numbers: [Int] = []
      let given = try calls.map { call throws(JavaScriptError) in
        CallBatch.Call(
          entry: call.entry,
          function: try place(of: call, &numbers, &functions),
          value: call.value,
          isTest: call.isTest
        )
      }
      let made = try runtime.call(functions, given, timeLimit: timeLimit)
      return made.indices.map { index in
        made[index].map { answer($0, of: calls[index].function, timeLimit, failure) }
      }
    } catch {
      return calls.map { _ in nil }
    }
  }

  /// The place in `functions` of the one that is called, which is added there if need be.
  private func place(
    of call: PutOffCall,
    _ numbers: inout [Int],
    _ functions: inout [CallBatch.Function]
  ) throws(JavaScriptError) -> Int {
    if let known = numbers.firstIndex(of: call.function) { return known }
    // What a test is given is the value alone; of the others their text has told.
    let purpose = call.isTest ? CallbackCall.Purpose.value : .context
    guard
      let function = try plain?.function(call.function, of: table, for: purpose, in: runtime)
    else { throw JavaScriptError(kind: .thrown, message: "the function is not plain") }
    numbers.append(call.function)
    functions.append(function)
    return functions.count - 1
  }

  private func answer(
    _ answer: CallBatch.Answer,
    of function: Int,
    _ timeLimit: Duration?,
    _ failure: @escaping @Sendable (JavaScriptError, _ function: Int) -> SchemaError
  ) -> PutOffAnswer {
    switch answer {
    case .thrown(let error):
      return .result { () throws(SchemaError) in throw failure(error, function) }
    case .returned(let value):
      guard case .foreign(let object) = value, object.className == PlainFunctions.outcomeName else {
        return .returned(value)
      }
      return .result { () throws(SchemaError) in
        do throws(JavaScriptError) {
          let content = try plain?.content(of: value, in: runtime) ?? .undefined
          return try finish(content, timeLimit: timeLimit)
        } catch {
          throw failure(error, function)
        }
      }
    }
  }

  /// `call`, with all that is known of what went wrong.
  ///
  /// `timeLimit` is processor time, nil for the engine's own.
  func invoke(
    _ number: Int,
    with call: CallbackCall,
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> CallbackResult {
    let outcome: Value
    if let function = try plain?.function(number, of: table, for: call.purpose, in: runtime) {
      let returned = try runtime.call(
        function.callee,
        about: call.value,
        occasion: call.parse,
        timeLimit: timeLimit
      )
      guard let content = try plain?.content(of: returned, in: runtime) else {
        return CallbackResult(returned: returned)
      }
      outcome = content
    } else {
      outcome = try begin(number, with: call, timeLimit: timeLimit)
    }
    return try finish(outcome, timeLimit: timeLimit)
  }

  /// Waits for the promise of an outcome, if it is one.
  private func finish(_ outcome: Value, timeLimit: Duration?) throws(JavaScriptError)
    -> CallbackResult
  {
    guard case .foreign(let promise)? = outcome.objectValue?["promise"] else {
      return Self.result(outcome, isPromise: false)
    }
    let settled = try runtime.settle(.foreign(promise), timeLimit: timeLimit)
    return Self.result(settled, isPromise: true)
  }

  /// Calls the function without waiting: `{ promise }` when it returns one.
  func begin(
    _ number: Int,
    with call: CallbackCall,
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    let details: Value = [
      "entry": entry.map(Value.string) ?? .undefined, "path": .array(call.path.map(\.value)),
      "issues": .array(call.issues),
      "defaultMessage": .string(call.defaultMessage),
    ]
    let arguments: [Value] = [
      .number(Double(table)), .number(Double(number)), .string(call.purpose.rawValue),
      call.value, details,
    ]
    return try runtime.call(caller, arguments, timeLimit: timeLimit)
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
