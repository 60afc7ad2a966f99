import JavaScript
import Schemas
import SiteScripts
import Testing
import Values

/// How a schema's own functions are called for many entries at one stroke.
struct ManyEntriesTests {
  let runtime = JavaScriptRuntime(limits: .init(time: .milliseconds(300)))
  let bridge: SchemaBridge

  init() throws {
    bridge = try SchemaBridge(runtime: runtime, zone: .utc)
    try runtime.evaluate("var log = []")
  }

  /// The schema that `expression` makes with the dialect's `z`, and what calls its functions.
  private func schema(_ expression: String, _ dialect: ZodDialect) throws
    -> (Schema, any SchemaCallbacks)
  {
    let value = try runtime.evaluate("((z) => \(expression))(__frontisZod.\(dialect.rawValue))")
    let description = try bridge.expose(try #require(value.foreignValue))
    let number = try #require(description.objectValue?["number"]?.numberValue)
    let schema = try bridge.schema(description)
    #expect(schema.putsOffCalls)
    return (schema, bridge.callbacks(of: Int(number)))
  }

  /// What came of each value, and what the functions wrote to `log` meanwhile.
  private func parse(_ values: [Value], _ schema: Schema, _ callbacks: any SchemaCallbacks) throws
    -> (results: [Result<ParseOutcome, SchemaError>], log: [String])
  {
    try runtime.evaluate("log.length = 0")
    let results = schema.parse(values) { _ in callbacks }
    let log = try runtime.global("log").arrayValue?.compactMap(\.stringValue) ?? []
    return (results, log)
  }

  private static let entries: [Value] = (0..<40).map { number in
    [
      "id": .string("\(number)"),
      "title": .string(number % 5 == 3 ? "bad" : "t\(number)"),
      "count": number % 7 == 4 ? "no number" : .number(Double(number)),
    ]
  }

  private static let logged = """
    z.object({
      id: z.string(),
      title: z.string().refine((v) => { log.push("title " + v); return v !== "bad"; }),
      count: z.number().transform((v) => { log.push("count " + v); return v + 1; }),
    })
      .refine((v) => { log.push("whole " + v.id); return v.id !== "10"; })
      .transform((v) => { log.push("made " + v.id); return { ...v, made: true }; })
    """

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `each function is called as often for many entries as one by one`(dialect: ZodDialect) throws
  {
    let (schema, callbacks) = try schema(Self.logged, dialect)
    let (results, log) = try parse(Self.entries, schema, callbacks)
    try runtime.evaluate("log.length = 0")
    let alone = Self.entries.map { entry in
      Result { () throws(SchemaError) in
        try schema.parse(entry, calling: callbacks, isThorough: true)
      }
    }
    let expected = try runtime.global("log").arrayValue?.compactMap(\.stringValue) ?? []
    #expect(log.sorted() == expected.sorted())
    #expect(zip(results, alone).allSatisfy { "\($0)" == "\($1)" })
    #expect(results.contains { if case .success(.success) = $0 { true } else { false } })
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `an entry's functions are called in Zod's order`(dialect: ZodDialect) throws {
    let (schema, callbacks) = try schema(Self.logged, dialect)
    let log = try parse(Self.entries, schema, callbacks).log
    let order = ["title t26", "count 26", "whole 26", "made 26"]
    #expect(log.filter(order.contains) == order)
  }

  @Test func `a function that throws costs its own entry alone`() throws {
    let (schema, callbacks) = try schema(
      """
      z.string().refine((v) => { if (v === "t20") throw new RangeError("too high"); return true; })
        .transform((v) => { log.push(v); return v.length; })
      """,
      .zod4
    )
    let values = (0..<40).map { Value.string("t\($0)") }
    let (results, log) = try parse(values, schema, callbacks)
    #expect(log.count == 39)
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let outcome): #expect(outcome == .success(index < 10 ? 2 : 3))
      case .failure(let error):
        #expect(index == 20)
        #expect("\(error)".contains("too high"))
      }
    }
  }

  @Test func `a function that never ends costs its own entry alone, the others are called once`()
    throws
  {
    let (schema, callbacks) = try schema(
      """
      z.string().refine((v) => { log.push(v); while (v === "t20") {} return true; })
      """,
      .zod4
    )
    let values = (0..<40).map { Value.string("t\($0)") }
    let (results, log) = try parse(values, schema, callbacks)
    let failed = results.indices.filter { if case .failure = results[$0] { true } else { false } }
    #expect(failed == [20])
    #expect(
      log.filter { $0 != "t20" }.sorted()
        == values.compactMap(\.stringValue).filter { $0 != "t20" }.sorted()
    )
  }

  @Test(arguments: [
    "({ ...v, url: v.lang + v.id })", "({ ...v, title: 1, id: v.tags })", "({ ...v })",
    "({ ...v, 1: v.id, 'a b': undefined })", "({ ...v, tags: v.tags.concat('x') })",
    "({ ...v, tags: v.tags.reverse() })", "({ id: v.id })", "v.date", "({ ...v, [v.id]: v.date })",
  ])
  func `a function that reads few members gives what it gives of all`(body: String) throws {
    let (schema, callbacks) = try schema(
      """
      z.looseObject({ id: z.string(), tags: z.string().array() })
        .refine((v) => v.lang !== "de" && v.tags.length < 4).transform((v) => \(body))
      """,
      .zod4
    )
    let values = (0..<60).map { number -> Value in
      let tags = (0..<number % 3).map { Value.string("\($0)") }
      var entry: ObjectValue = ["lang": .string(number % 9 == 0 ? "de" : "en"), "title": "t"]
      entry["date"] = .date(DateValue(milliseconds: Double(number)))
      entry["id"] = .string("i\(number)")
      if number % 2 == 0 { entry["extra"] = ["a": nil, "b": [1]] }
      entry["tags"] = .array(tags)
      return .object(entry)
    }
    let results = try parse(values, schema, callbacks).results
    for (value, result) in zip(values, results) {
      let alone = try schema.parse(value, calling: callbacks, isThorough: true)
      let together = try result.get()
      #expect(together == alone)
      #expect("\(together)" == "\(alone)", "in the same order")
    }
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `a promise is waited for`(dialect: ZodDialect) throws {
    let (schema, callbacks) = try schema(
      """
      z.object({
        a: z.string().refine(async (v) => v !== "t20", "no"),
        b: z.string().transform(async (v) => { if (v === "t21") throw new Error("gone"); return v + "!"; }),
      })
      """,
      dialect
    )
    let values = (0..<40).map { number -> Value in
      ["a": .string("t\(number)"), "b": .string("t\(number)")]
    }
    let results = try parse(values, schema, callbacks).results
    for (index, result) in results.enumerated() {
      switch (index, result) {
      case (20, .success(.failure(let issues))): #expect(issues.map(\.message) == ["no"])
      case (21, .failure(let error)): #expect("\(error)".contains("gone"))
      case (_, .success(let outcome)):
        #expect(outcome == .success(["a": .string("t\(index)"), "b": .string("t\(index)!")]))
      default: Issue.record("entry \(index): \(result)")
      }
    }
  }

  @Test func `what a function does to an object the next one sees, and the output keeps`() throws {
    let (schema, callbacks) = try schema(
      """
      z.object({ day: z.coerce.date(), tags: z.array(z.string()), more: z.object({ n: z.number() }) })
        .transform((v) => { v.day.setUTCFullYear(2000); v.tags.push("x"); v.more.n = -0; v.extra = 1; return v; })
      """,
      .zod4
    )
    let value: Value = [
      "day": "2024-05-06", "tags": ["naïve 灯 \u{1F6A2}"], "more": ["n": 4],
    ]
    let results = try parse(Array(repeating: value, count: 12), schema, callbacks).results
    let alone = try schema.parse(value, calling: callbacks, isThorough: true)
    for result in results { #expect(try result.get() == alone) }
    guard case .success(let output) = alone else { return }
    #expect(output[["extra"]] == 1)
    #expect(output[["tags"]] == ["naïve 灯 \u{1F6A2}", "x"])
  }
}
