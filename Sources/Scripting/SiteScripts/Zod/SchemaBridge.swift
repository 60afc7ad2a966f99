package import ECMAScript
package import JavaScript
package import Schemas
package import Values

/// The `z` of one JavaScript engine: site code builds schemas with it, Swift parses with them.
///
/// The schemas that a site exports are exposed in the order met, so that a script which is run
/// again later gives each function the number it had.
package final class SchemaBridge: Sendable {
  let runtime: JavaScriptRuntime
  private let functions: Functions
  private let held: HeldSchemas
  private let plain: PlainFunctions

  /// The recorder's functions.
  private struct Functions: Sendable {
    let expose: ForeignValue
    let call: ForeignValue
    let plain: ForeignValue
    let unwrap: ForeignValue
    let words: ForeignValue
    let mark: ForeignValue
    let source: ForeignValue
    let forget: ForeignValue
    let isSchema: ForeignValue
  }

  /// Loads both dialects of `z` into `runtime`, with the rules of the site's versions of them; dates without
  /// a zone are read in `zone`.
  package init(
    runtime: JavaScriptRuntime,
    zone: DateZone = .current,
    rules: Set<ZodRule> = []
  ) throws(JavaScriptError) {
    self.runtime = runtime
    held = HeldSchemas(zone: zone)
    functions = try Self.load(into: runtime, held: held, rules: rules)
    plain = PlainFunctions(
      make: functions.plain,
      unwrap: functions.unwrap,
      source: functions.source
    )
    held.call = functions.call
    held.words = functions.words
  }

  private static func load(
    into runtime: JavaScriptRuntime,
    held: HeldSchemas,
    rules: Set<ZodRule>
  ) throws(JavaScriptError) -> Functions {
    runtime.install("__frontisZodCompile") { [held] arguments in
      try held.compile(arguments)
    }
    runtime.install("__frontisZodParse") { [held, unowned runtime] arguments in
      try held.parse(arguments, in: runtime)
    }
    runtime.install("__frontisZodJSONSchema") { [held, unowned runtime] arguments in
      try held.jsonSchema(arguments, in: runtime)
    }
    runtime.install("__frontisNodeWords") { arguments in
      .string(NodeWords.message(arguments.first?.stringValue ?? ""))
    }
    runtime.install("__frontisZodLocaleWords") { _ in .string(ZodScript.localeWords) }
    let names = rules.sorted { $0.rawValue < $1.rawValue }
    func list(_ major: Int) -> Value {
      .array(names.filter { $0.versions.lowerBound.major == major }.map { .string($0.rawValue) })
    }
    try runtime.setGlobal("__frontisZodRules", ["zod3": list(3), "zod4": list(4)])
    let recorder = try runtime.evaluate(ZodScript.source, name: "zod.js")
    func function(_ name: String) throws(JavaScriptError) -> ForeignValue {
      guard case .foreign(let function)? = recorder.objectValue?[name] else {
        throw JavaScriptError(kind: .thrown, message: "the recorder has no \(name)")
      }
      return function
    }
    return Functions(
      expose: try function("expose"),
      call: try function("call"),
      plain: try function("plain"),
      unwrap: try function("unwrap"),
      words: try function("words"),
      mark: try function("mark"),
      source: try function("source"),
      forget: try function("forget"),
      isSchema: try function("isSchema")
    )
  }
}

extension SchemaBridge {
  /// Whether `value` is a schema of either dialect.
  package func isSchema(_ value: Value) throws(JavaScriptError) -> Bool {
    try runtime.call(functions.isSchema, [value]) == .boolean(true)
  }

  /// What `schema` was built from, as plain data to keep or to make a `Schema` of.
  ///
  /// Its `number` tells its functions apart from those of other schemas.
  package func expose(_ schema: ForeignValue) throws(JavaScriptError) -> Value {
    try runtime.call(functions.expose, [.foreign(schema)])
  }

  /// The same schema, marked as made by one of Astro's helpers: `["kind": "reference",
  /// "collection": …]` or `["kind": "image"]`.
  package func mark(_ schema: ForeignValue, as purpose: ObjectValue) throws(JavaScriptError)
    -> Value
  {
    try runtime.call(functions.mark, [.foreign(schema), .object(purpose)])
  }

  /// The functions of the schema that was exposed with `number`.
  package func callbacks(of number: Int) -> any SchemaCallbacks { functions(of: number) }

  func functions(of number: Int) -> RuntimeCallbacks {
    RuntimeCallbacks(
      runtime: runtime,
      table: number,
      plain: plain,
      caller: functions.call,
      words: functions.words,
      contextual: nil,
      dialect: .zod4
    )
  }

  /// The text of the function `callback` of the schema that was exposed with `number`.
  func source(of callback: Int, in number: Int) throws(JavaScriptError) -> String {
    let arguments: [Value] = [.number(Double(number)), .number(Double(callback))]
    return try runtime.call(functions.source, arguments).stringValue ?? ""
  }

  /// Lets go the functions of the schema that was exposed with `number`, for good.
  package func forget(_ number: Int) {
    plain.forget(number, in: runtime)
    do {
      _ = try runtime.call(functions.forget, [.number(Double(number))])
    } catch {
      preconditionFailure("our own JavaScript failed: \(error)")
    }
  }

  /// The schema of a description, whichever dialect it names.
  package func schema(_ description: Value) throws(SchemaError) -> Schema {
    try held.schema(description)
  }
}
