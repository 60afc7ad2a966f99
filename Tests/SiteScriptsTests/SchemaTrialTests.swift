import Schemas
import SiteScripts
import Testing
import Values

/// Answers of the real library that comparing with it on made-up schemas brought up.
struct SchemaTrialTests {
  private struct Case: Sendable {
    let dialect: ZodDialect
    let schema: String
    let input: Value
    let answer: SchemaTrial.Outcome
  }

  private static let cases: [Case] = [
    Case(
      dialect: .zod4,
      schema: "z.array(z.lazy(() => { throw new Error('boom') }))",
      input: [],
      answer: .parsed(.success([]))
    ),
    Case(
      dialect: .zod4,
      schema: "z.lazy(() => { throw new Error('boom') }).optional()",
      input: .undefined,
      answer: .threw("boom", phase: .parse)
    ),
    Case(
      dialect: .zod4,
      schema: "z.object({ a: z.object({ get b() { throw new Error('boom') } }).optional() })",
      input: [:],
      answer: .parsed(.success([:]))
    ),
    Case(
      dialect: .zod4,
      schema: "z.object({ a: z.string() }).pick({ zz: true })",
      input: ["a": "x"],
      answer: .threw("Unrecognized key: \"zz\"", phase: .parse)
    ),
    Case(
      dialect: .zod4,
      schema: "z.union([z.string(), z.object({ a: z.string() }).partial({ zz: true })])",
      input: "x",
      answer: .parsed(.success("x"))
    ),
    Case(
      dialect: .zod4,
      schema: "z.array(undefined)",
      input: [1],
      answer: .threw("Cannot read properties of undefined (reading '_zod')", phase: .parse)
    ),
    Case(
      dialect: .zod4,
      schema: "z.string().check(z.property('length', z.number().max(2)))",
      input: "ab",
      answer: .parsed(.success("ab"))
    ),
    Case(
      dialect: .zod4,
      schema: "z.unknown().check(z.property('x', z.string().optional()))",
      input: .null,
      answer: .threw("Cannot read properties of null (reading 'x')", phase: .parse)
    ),
    Case(
      dialect: .zod4,
      schema: "z.object({ protocol: z.string(), hostname: z.string() })",
      input: .url("https://example.com/a"),
      answer: .parsed(.success(["protocol": "https:", "hostname": "example.com"]))
    ),
    Case(
      dialect: .zod3,
      schema: "z.object({ host: z.string() })",
      input: .url("https://example.com/a"),
      answer: .parsed(.success(["host": "example.com"]))
    ),
    Case(
      dialect: .zod4,
      schema: "z.strictObject({ size: z.number() })",
      input: .map([MapEntry(key: "a", value: 1)]),
      answer: .parsed(.success(["size": 1]))
    ),
    Case(
      dialect: .zod4,
      schema: "z.preprocess((v) => v, z.string().default('q').optional())",
      input: .undefined,
      answer: .parsed(.success(.undefined))
    ),
    Case(
      dialect: .zod4,
      schema: "z.string().default('q').optional()",
      input: .undefined,
      answer: .parsed(.success("q"))
    ),
    Case(
      dialect: .zod4,
      schema: "z.union([z.uint32(), z.number().catch(1)]).optional()",
      input: .undefined,
      answer: .parsed(.success(.undefined))
    ),
    Case(
      dialect: .zod4,
      schema: "z.coerce.string()",
      input: .foreign(ForeignValue(className: "Foo")),
      answer: .parsed(.success("[object Object]"))
    ),
    Case(
      dialect: .zod4,
      schema: "z.email().datetime()",
      input: 1,
      answer: .threw("z.email(...).datetime is not a function", phase: .construct)
    ),
    Case(
      dialect: .zod4,
      schema: "z.any().transform((v) => v.a.b)",
      input: ["a": .null],
      answer: .threw("Cannot read properties of null (reading 'b')", phase: .parse)
    ),
    Case(
      dialect: .zod3,
      schema: "z.object({}).passthrough()",
      input: ["a": .undefined, "b": 1],
      answer: .parsed(.success(["b": 1]))
    ),
    Case(
      dialect: .zod3,
      schema: "z.number().multipleOf(5)",
      input: 1e21,
      answer: .parsed(
        .failure([
          SchemaIssue(
            code: "not_multiple_of",
            path: [],
            message: "Number must be a multiple of 5",
            fields: ["multipleOf": 5]
          )
        ])
      )
    ),
  ]

  private func trial(_ dialect: ZodDialect) throws -> SchemaTrial {
    try SchemaTrial(
      SiteEvaluation(
        surroundings: SiteSurroundings(root: "/", astroMajor: dialect == .zod4 ? 7 : 5),
        cacheFolder: "/nowhere",
        version: "test",
        environment: [:]
      )
    )
  }

  @Test(arguments: cases) private func `the real library's answer comes out`(_ one: Case)
    async throws
  {
    let answer = await (try trial(one.dialect)).answer(one.schema, one.input)
    #expect(answer.outcome == one.answer, "\(one.schema)")
  }

  @Test func `an error function sees no path at the root, and the whole one below it`() async throws
  {
    let words = "(issue) => String(issue.path?.join('.'))"
    let trial = try trial(.zod4)
    let root = await trial.answer("z.string({ error: \(words) })", 1)
    let nested = "z.object({ a: z.array(z.string({ error: \(words) })) })"
    let below = await trial.answer(nested, ["a": [1]])
    guard case .parsed(.failure(let first)) = root.outcome,
      case .parsed(.failure(let second)) = below.outcome
    else { return #expect(Bool(false)) }
    #expect(first.map(\.message) == ["undefined"])
    #expect(second.map(\.message) == ["a.0"])
  }
}
