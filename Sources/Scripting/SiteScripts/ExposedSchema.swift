import JavaScript
package import Schemas
import Values

/// A schema of a site, made from its description, and its functions.
struct ExposedSchema {
  let schema: Schema
  let callbacks: any SchemaCallbacks

  /// Throws what `Schema` throws for the description.
  init(_ description: Value, _ functions: SiteFunctions) throws(SchemaError) {
    let object = description.objectValue
    guard let dialect = ZodDialect(rawValue: object?["dialect"]?.stringValue ?? "") else {
      throw .malformed("no dialect")
    }
    schema = try Schema(description: description, dialect: dialect)
    let number = Int(object?["number"]?.numberValue ?? 0)
    callbacks = ScriptCallbacks(functions: functions, number: number)
  }
}

/// Callbacks that may want to know which entry they are called for.
package protocol EntryCallbacks: SchemaCallbacks {
  /// The same for the entry in `file`, relative to the site's root.
  func reading(_ file: String) -> any SchemaCallbacks

  /// How often the site's code has used what a package that is not installed would give; nil when all
  /// are there.
  func missingUses() -> Int?
}

/// The callbacks of one schema, reached through the functions of its site.
private struct ScriptCallbacks: EntryCallbacks {
  let functions: SiteFunctions
  /// The number that the recorder gave the schema.
  let number: Int
  var entry: String?

  func reading(_ file: String) -> any SchemaCallbacks {
    var callbacks = self
    callbacks.entry = file
    return callbacks
  }

  func missingUses() -> Int? {
    // An engine that cannot be asked said so when it was called.
    let count = try? functions.program().ask("missingUses").numberValue
    return count.flatMap { $0 }.map { Int($0) }
  }

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    let program: SiteProgram
    do {
      program = try functions.program()
    } catch {
      throw .callbackFailed(error.message)
    }
    do {
      return try functions.ending(name(of: number)) { limit throws(JavaScriptError) in
        var callbacks = program.bridge.functions(of: self.number)
        callbacks.entry = entry
        return try callbacks.invoke(number, with: call, timeLimit: limit)
      }
    } catch {
      throw .callbackFailed(error.message, at: place(of: error, from: number, in: program))
    }
  }

  func call(_ calls: [PutOffCall]) -> [PutOffAnswer?] {
    let called = Set(calls.map(\.function))
    guard called.allSatisfy({ functions.hasAlwaysEnded(name(of: $0)) }),
      let program = try? functions.program()
    else { return calls.map { _ in nil } }
    return program.bridge.functions(of: number).make(calls, timeLimit: .seconds(1)) {
      error,
      function in
      .callbackFailed(error.message, at: place(of: error, from: function, in: program))
    }
  }

  /// What a function that does not end is known by.
  private func name(of function: Int) -> String { "callback \(function) of \(number)" }

  /// Where the exception was thrown, else where the function stands.
  private func place(
    of error: JavaScriptError,
    from number: Int,
    in program: SiteProgram
  ) -> CodePlace? {
    if let place = functions.place(of: error) { return place }
    do {
      let source = try program.bridge.source(of: number, in: self.number)
      return functions.place(ofFunction: source)
    } catch {
      return nil
    }
  }
}
