import ECMAScript
import Foundation
import FrontisTestSupport
import JavaScript
import Schemas
import SiteScripts
import Values

/// The real library's recorded answers, run the way a site's config goes: JavaScript expression,
/// recorder, description, Swift schema.
final class ZodVectors {
  let dialect: ZodDialect
  let runtime: JavaScriptRuntime
  let bridge: SchemaBridge
  let prepare: ForeignValue
  private let formats: ForeignValue
  private let jsonSchema: ForeignValue
  let records: [Value]
  /// The version whose answers are wanted.
  private let version: String
  private var schemas: [ForeignValue: (schema: Schema, number: Int)] = [:]

  /// What did not agree, one line each.
  var failures: [String] = []
  var passed = 0

  /// The records of `zod4.json`, for Zod 4, or of the file whose name has `part` after `zod4`.
  init(_ part: String = "", version: ZodVersion) throws {
    dialect = version.major == 4 ? .zod4 : .zod3
    self.version = version.description
    runtime = JavaScriptRuntime(limits: .init(time: .seconds(20)))
    bridge = try SchemaBridge(
      runtime: runtime,
      zone: .utc,
      rules: ZodRule.all(of: version)
    )
    let url = Vectors.project.appending(path: "Tests/Vectors/\(dialect.rawValue)\(part).json")
    try runtime.setGlobal("text", .string(String(contentsOf: url, encoding: .utf8)))
    try runtime.setGlobal("dialect", .string(dialect.rawValue))
    let harness = try runtime.evaluate(Self.harness(decode: Vectors.script("decode.js")))
    func function(_ name: String) throws -> ForeignValue {
      guard case .foreign(let function)? = harness.objectValue?[name] else {
        throw CocoaError(.fileReadCorruptFile)
      }
      return function
    }
    prepare = try function("prepare")
    formats = try function("formats")
    jsonSchema = try function("jsonSchema")
    records = harness.objectValue?["records"]?.arrayValue ?? []
  }

  var count: Int { records.count }

  /// Runs every record synchronously and asynchronously, as `async` tells them apart.
  func run() throws {
    for (index, record) in records.enumerated() {
      let fields = record.objectValue ?? ObjectValue()
      let expected = wanted(record)
      if isUnbuildable(expected) { continue }
      let later = expected.objectValue?["async"] ?? expected
      let first = try answer(index, .synchronous)
      let second = try answer(index, .asynchronous)
      let faults = [
        difference(first, expected, "sync"), difference(second, later, "async"),
      ].compactMap(\.self)
      if faults.isEmpty {
        passed += 1
      } else {
        let schema = fields["schema"]?.stringValue ?? ""
        let input = JSONText.write(fields["input"] ?? .null)
        failures.append("\(schema) <- \(input.prefix(300))\n" + faults.joined(separator: "\n"))
      }
    }
  }

  /// Whether the version has no such method.
  ///
  /// We have the newest's methods in all versions: a site that calls
  /// another does not build.
  private func isUnbuildable(_ answer: Value) -> Bool {
    answer.objectValue?["phase"] == "construct"
      && answer.objectValue?["throws"]?.stringValue?.hasSuffix("is not a function") == true
  }

  /// What the version in question answers.
  private func wanted(_ record: Value) -> Value {
    record.objectValue?["versions"]?.objectValue?[version] ?? record
  }

  /// Runs the records that say how errors are formatted, parsing from JavaScript.
  func runFormats() throws {
    for (index, record) in records.map(wanted).enumerated()
    where record.objectValue?["flatten"] != nil {
      let made = try runtime.call(formats, [.number(Double(index))]).objectValue
      for key in ["flatten", "format", "tree", "pretty", "message"] {
        guard let wanted = record.objectValue?[key] else { continue }
        note(made?[key] == wanted, "\(index) \(key)", made?[key], wanted)
      }
    }
  }

  /// Runs the records of `toJSONSchema`, each with all options that give the same.
  func runJSONSchemas() throws {
    for (index, record) in records.enumerated() {
      let fields = record.objectValue ?? ObjectValue()
      let wanted = fields["jsonSchema"] ?? fields["throws"]
      let same = (fields["sameFor"]?.arrayValue ?? []).map { more -> Value in
        var options = ObjectValue([("target", "draft-7")])
        for (key, value) in more.objectValue ?? ObjectValue() { options[key] = value }
        return .object(options)
      }
      for options in [fields["options"] ?? [:]] + same {
        let made = try runtime.call(jsonSchema, [.number(Double(index)), options])
        let name = "\(fields["schema"]?.stringValue ?? "") \(JSONText.write(options))"
        note(made == wanted, name, made, wanted)
      }
    }
  }

  /// Holds every schema that calls nothing against its recorded inputs, variants of them and inputs of
  /// others, with and without the acceptor.
  func compareWays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var inputs: [Value] = []
    var subjects: [(schema: Schema, input: Value)] = []
    for index in records.indices {
      let prepared = try runtime.call(prepare, [.number(Double(index))]).objectValue
      let input = prepared?["input"] ?? .undefined
      inputs.append(input)
      guard case .foreign(let recorded)? = prepared?["schema"] else { continue }
      guard let (schema, _) = try? schema(recorded), !schema.hasCallbacks else { continue }
      subjects.append((schema, input))
    }
    for (schema, input) in subjects {
      let others = (0..<6).compactMap { _ in inputs.randomElement(using: &random) }
      let member = others.last ?? .null
      for value in [input] + variants(of: input, member, &random) + others + [.array([input])] {
        for mode in [ParseMode.synchronous, .asynchronous] {
          let quick = way(schema, value, mode, isThorough: false)
          let thorough = way(schema, value, mode, isThorough: true)
          if quick == thorough {
            passed += 1
          } else {
            failures.append("\(way(schema, value, mode, isThorough: true))\nbut \(quick)")
          }
        }
      }
    }
  }

  /// An object with its keys in other orders, with one more, one less, and one that has another value.
  func variants(of value: Value, _ other: Value, _ random: inout SeededGenerator) -> [Value] {
    guard case .object(let object) = value, let key = object.keys.randomElement(using: &random)
    else { return [] }
    var (more, less, changed, absent) = (object, object, object, object)
    more["another"] = other
    less[key] = nil
    changed[key] = other
    absent[key] = .undefined
    let shuffled = object.map { ($0.key, $0.value) }.shuffled(using: &random)
    return [more, less, changed, absent, ObjectValue(shuffled)].map(Value.object)
  }

  /// What comes of a value, as text in which the order of keys counts.
  private func way(_ schema: Schema, _ value: Value, _ mode: ParseMode, isThorough: Bool) -> String
  {
    do {
      let outcome = try schema.parse(
        value,
        calling: NoCallbacks(),
        mode: mode,
        isThorough: isThorough
      )
      return switch outcome {
      case .success(let output): "output \(JSONText.write(Self.tagged(output)))"
      case .failure(let issues): "issues \(JSONText.write(.array(issues.map(\.value))))"
      }
    } catch {
      return "throws \(error)"
    }
  }

  private func note(_ isSame: Bool, _ name: String, _ made: Value?, _ wanted: Value?) {
    if isSame {
      passed += 1
    } else {
      func text(_ value: Value?) -> String { value.map { JSONText.write($0) } ?? "nothing" }
      failures.append("\(name): \(text(made))\n  expected \(text(wanted))")
    }
  }

  /// `{ok, output}`, `{ok, issues}` or `{ok, phase, throws}`, tagged as the records are.
  private func answer(_ index: Int, _ mode: ParseMode) throws -> ObjectValue {
    let prepared = try runtime.call(prepare, [.number(Double(index))]).objectValue
    if let message = prepared?["throws"] {
      return ObjectValue([("ok", false), ("phase", "construct"), ("throws", message)])
    }
    guard case .foreign(let recorded)? = prepared?["schema"] else { return ObjectValue() }
    do {
      let (schema, number) = try schema(recorded)
      let outcome = try schema.parse(
        prepared?["input"] ?? .undefined,
        calling: bridge.callbacks(of: number),
        mode: mode
      )
      switch outcome {
      case .success(let output):
        return ObjectValue([("ok", true), ("output", Self.tagged(output))])
      case .failure(let issues):
        return ObjectValue([("ok", false), ("issues", Self.tagged(.array(issues.map(\.value))))])
      }
    } catch let error as SchemaError {
      return ObjectValue([
        ("ok", false), ("phase", "parse"), ("throws", .string(error.description)),
      ])
    }
  }

  func schema(_ recorded: ForeignValue) throws -> (schema: Schema, number: Int) {
    if let known = schemas[recorded] { return known }
    let description = try bridge.expose(recorded)
    let number = Int(description.objectValue?["number"]?.numberValue ?? -1)
    schemas[recorded] = (try bridge.schema(description), number)
    return (try bridge.schema(description), number)
  }

  private func difference(_ answer: ObjectValue, _ expected: Value, _ mode: String) -> String? {
    for key in ["ok", "output", "issues", "phase", "throws"] {
      let wanted = expected.objectValue?[key]
      // The order of keys counts.
      guard answer[key].map({ JSONText.write($0) }) != wanted.map({ JSONText.write($0) }) else {
        continue
      }
      func text(_ value: Value?) -> String { value.map { JSONText.write($0) } ?? "nothing" }
      return "  \(mode) \(key): \(text(answer[key]))\n  expected \(text(wanted))"
    }
    return nil
  }

  /// As the records write what JSON cannot hold.
  static func tagged(_ value: Value) -> Value {
    withErrors(TypedCoder.standard.encode(value))
  }

  /// Zod 3's errors inside issues stand as `{"$zodError": issues}`.
  private static func withErrors(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map(withErrors))
    case .object(let object):
      if object["name"] == "ZodError", let issues = object["issues"] {
        return ["$zodError": withErrors(issues)]
      }
      return .object(ObjectValue(object.map { ($0.key, withErrors($0.value)) }))
    default: return value
    }
  }

  /// Reads the records; `decode` makes a value of what they write it as.
  private static func harness(decode: String) -> String {
    """
    (() => {
    const z = __frontisZod[dialect];
    const records = JSON.parse(text);
    const decode = \(decode);
    const known = new Map();
    // What the bundler makes of a function that is asynchronous.
    const lowered = (text) => text.replace(/async (\\(.*?\\)) => (\\w+)/g, "__frontisAsync(function* $1 { return $2; })");
    const evaluate = (expression) => new Function("z", "return " + lowered(expression))(z);
    function build(expression) {
      if (known.has(expression)) return known.get(expression);
      let entry;
      try {
        const schema = evaluate(expression);
        entry = { schema };
      } catch (error) {
        entry = { throws: error.message };
      }
      known.set(expression, entry);
      return entry;
    }
    function prepare(index) {
      const { schema: expression, input } = records[index];
      const entry = build(expression);
      if (entry.throws !== undefined) return { throws: entry.throws };
      return { schema: entry.schema, input: decode(input) };
    }
    /** Holes of `items` as the records write them. */
    function filled(value) {
      if (Array.isArray(value)) return Array.from(value, (item) => item === undefined ? { $undefined: 1 } : filled(item));
      if (value === null || typeof value !== "object") return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
    }
    function formats(index) {
      const { schema: expression, input } = records[index];
      const { error } = build(expression).schema.safeParse(decode(input));
      if (!error) return {};
      return dialect === "zod4"
        ? { flatten: z.flattenError(error), format: z.formatError(error),
            tree: filled(z.treeifyError(error)), pretty: z.prettifyError(error) }
        : { flatten: error.flatten(), format: error.format(), message: error.message };
    }
    function jsonSchema(index, options) {
      try {
        const { override } = options;
        if (typeof override === "string") options = { ...options, override: new Function("return " + override)() };
        return z.toJSONSchema(build(records[index].schema).schema, options);
      } catch (error) {
        return error.message;
      }
    }
    return { prepare, records, formats, jsonSchema };
    })()
    """
  }
}
