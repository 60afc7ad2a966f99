import ECMAScript
import JavaScript
import Schemas
import SiteScripts
import Testing
import Values

/// How a site's own code meets `z`.
struct ZodBridgeTests {
  let runtime = JavaScriptRuntime()
  let bridge: SchemaBridge

  init() throws { bridge = try SchemaBridge(runtime: runtime, zone: .utc) }

  /// The value of `expression`, in which `z` is the dialect's.
  @discardableResult
  private func evaluate(_ expression: String, _ dialect: ZodDialect = .zod4) throws -> Value {
    try runtime.evaluate("((z) => \(expression))(__frontisZod.\(dialect.rawValue))")
  }

  private func schema(_ expression: String, _ dialect: ZodDialect = .zod4) throws
    -> (Schema, any SchemaCallbacks, Value)
  {
    let recorded = try #require(try evaluate(expression, dialect).foreignValue)
    let description = try bridge.expose(recorded)
    let number = try #require(description.objectValue?["number"]?.numberValue)
    return (try bridge.schema(description), bridge.callbacks(of: Int(number)), description)
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `site code can parse inside its own callbacks`(dialect: ZodDialect) throws {
    let (schema, callbacks, _) = try schema(
      "z.string().refine((v) => z.string().email().safeParse(v).success, 'no address')",
      dialect
    )
    #expect(try schema.parse("a@b.co", calling: callbacks) == .success("a@b.co"))
    guard case .failure(let issues) = try schema.parse("a", calling: callbacks) else {
      Issue.record("a is no address")
      return
    }
    #expect(issues.map(\.message) == ["no address"])
  }

  @Test func `site code can await a parse whose callbacks are asynchronous`() throws {
    let promise = try evaluate(
      """
      z.object({
        a: z.string().refine((v) => Promise.resolve(v !== "x"), "no x"),
        b: z.string().transform((v) => Promise.resolve(v + "!")),
      }).safeParseAsync({ a: "y", b: "z" })
      """
    )
    let result = try runtime.settle(promise)
    #expect(result == ["success": true, "data": ["a": "y", "b": "z!"]])
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `a failed parse throws an error that is Zod's`(dialect: ZodDialect) throws {
    let answer = try evaluate(
      """
      { try { z.string().parse(1) } catch (error) {
        return [error instanceof z.ZodError, error instanceof Error, error.issues[0].code, error.name];
      } }
      """,
      dialect
    )
    #expect(answer == [true, true, "invalid_type", "ZodError"])
  }

  @Test func `functions have the same numbers when a script is run again`() throws {
    let expression =
      "z.object({ a: z.string().refine(() => true), b: z.number().default(() => 4) })"
    let (_, _, first) = try schema(expression)
    let again = JavaScriptRuntime()
    let other = try SchemaBridge(runtime: again, zone: .utc)
    let value = try again.evaluate("((z) => \(expression))(__frontisZod.zod4)")
    let second = try other.expose(try #require(value.foreignValue))
    #expect(first == second)
    let coder = TypedCoder.standard
    let schema = try bridge.schema(coder.decode(coder.encode(first)))
    let outcome = try schema.parse(["a": "x"], calling: other.callbacks(of: 0))
    #expect(outcome == .success(["a": "x", "b": 4]))
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `a mark stays when the schema is refined`(dialect: ZodDialect) throws {
    let image = try #require(try evaluate("z.string().transform((v) => v)", dialect).foreignValue)
    try runtime.setGlobal("image", try bridge.mark(image, as: ["kind": "image"]))
    let (schema, _, _) = try schema(
      "z.object({ cover: image.refine(() => true).optional() })",
      dialect
    )
    let cover = FieldDescription(key: "cover", label: "cover", isRequired: false, kind: .image)
    #expect(schema.field.kind == .object([cover], unknownKeys: .strip))
  }

  @Test func `plugins can look into schemas as they look into Zod's`() throws {
    let answer = try evaluate(
      """
      { const s = z.object({ a: z.string().optional(), b: z.array(z.enum(["x"])) });
        const c = z.core;
        return [
          s instanceof z.ZodObject, s instanceof c.$ZodObject, s.shape.a instanceof z.ZodOptional,
          s.shape.a.unwrap() instanceof z.ZodString, s.shape.b.element.options, s.keyof().options,
          s._zod.def.type, s.shape.b._zod.def.element._zod.def.entries.x, s.def.shape === s.shape,
          z.email() instanceof z.ZodString, c.clone(s) instanceof z.ZodObject,
          new z.ZodObject({ type: "object", shape: { q: z.string() } }).safeParse({ q: "1" }).success,
        ]; }
      """
    )
    #expect(
      answer == [
        true, true, true, true, ["x"], ["a", "b"], "object", "x", true, false, true, true,
      ]
    )
  }

  @Test func `plugins can look into schemas as they look into those of Zod 3`() throws {
    let answer = try evaluate(
      """
      { const s = z.object({ a: z.string().optional(), b: z.array(z.enum(["x"])).min(1) }).describe("d");
        return [
          s instanceof z.ZodObject, s.shape.a instanceof z.ZodOptional, s.description,
          s.shape.a._def.innerType._def.typeName, s.shape.b.element.options, s._def.unknownKeys,
          s._def.typeName === z.ZodFirstPartyTypeKind.ZodObject,
        ]; }
      """,
      .zod3
    )
    #expect(answer == [true, true, "d", "ZodString", ["x"], "strip", true])
  }

  @Test func `a codec encodes what it decoded`() throws {
    let answer = try evaluate(
      """
      { const day = z.codec(z.iso.date(), z.date(), {
          decode: (text) => new Date(text), encode: (date) => date.toISOString().slice(0, 10) });
        const s = z.object({ day });
        return [s.parse({ day: "2024-05-06" }).day.getTime(), s.encode({ day: new Date("2024-05-06") }),
          z.stringbool().encode(true)]; }
      """
    )
    #expect(answer == [1_714_953_600_000, ["day": "2024-05-06"], "true"])
  }

  @Test func `metadata is registered and read back`() throws {
    let answer = try evaluate(
      """
      { const s = z.string().meta({ title: "T", id: "i" });
        return [s.meta(), s.min(2).meta(), s.description, z.globalRegistry.has(s),
          z.toJSONSchema(z.object({ s })).properties.s]; }
      """
    )
    #expect(
      answer == [
        ["title": "T", "id": "i"], ["title": "T"], .undefined, true, ["$ref": "#/$defs/i"],
      ]
    )
  }

  @Test func `an error that a callback throws names its words`() throws {
    let (schema, callbacks, _) = try schema(
      "z.string().transform(() => { throw new Error('boom') })"
    )
    #expect(throws: SchemaError.callbackFailed("boom")) {
      try schema.parse("a", calling: callbacks)
    }
  }

  @Test(arguments: [ZodDialect.zod3, .zod4])
  func `every name of the module is there`(dialect: ZodDialect) throws {
    let source = ZodScript.moduleSource(dialect)
      .replacing("export { z };", with: "").replacing("export default z;", with: "")
      .replacing("export const ", with: "const ")
      .replacing(/export \{.*\};/, with: "")
    let missing = try runtime.evaluate(
      """
      (() => { \(source)
        const names = \(JSNames(source: source).literal);
        return names.filter((name) => z[name] === undefined && !["undefined"].includes(name)); })()
      """
    )
    #expect(missing == [])
  }

  /// The names that a module's text reads from `z`.
  private struct JSNames {
    let source: String
    var literal: String {
      let names = source.matches(of: /= z\.([$A-Za-z0-9_]+);/).map { "\"\($0.output.1)\"" }
      return "[\(names.joined(separator: ","))]"
    }
  }
}

extension Value {
  var foreignValue: ForeignValue? {
    if case .foreign(let value) = self { value } else { nil }
  }
}
