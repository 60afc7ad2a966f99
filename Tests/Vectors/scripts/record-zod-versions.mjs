// Records what earlier versions of Zod answer otherwise than the newest of their major version:
//
//     TZ=UTC node Tests/Vectors/scripts/record-zod-versions.mjs FOLDER
//
// FOLDER has each version as one module, `zod-3.22.4.mjs`. The cases below go to `zod3-versions.json` and
// `zod4-versions.json`; the records of `zod3.json` and `zod4.json` get their `versions` too.
import fs from "node:fs";
import path from "node:path";

const vectors = path.join(import.meta.dirname, "..");
const folder = path.resolve(process.argv[2]);
const versions = {
  zod3: ["3.25.76", "3.24.4", "3.23.8", "3.22.4", "3.20.6"],
  zod4: ["4.4.3", "4.4.2", "4.3.6", "4.1.12", "4.0.17"],
};

/** A token with this head. */
const token = (head) => `${Buffer.from(JSON.stringify(head)).toString("base64url")}.e30.c2ln`;

const cases = {
  zod3: [
    ["z.bigint().min(5n)", [1n]],
    ["z.bigint().gt(5n)", [5n]],
    ["z.string().jwt()", [token({ alg: "HS256" }), token({ alg: "HS256", typ: "at+jwt" }), token({ alg: "HS256", typ: "JWT" })]],
    ["z.string().datetime({ precision: 3 })", ["2024-01-15T10:30Z", "2024-01-15T10:30:00.123Z", "2024-02-30T10:30:00.123Z"]],
    ["z.string().datetime({ offset: true, precision: 0 })", ["2024-01-15T10:30:00+02", "2024-01-15T10:30:00+02:00", "2024-01-15T25:61:00Z", "2024-01-15T10:30+02:00"]],
    ["z.string().datetime({ local: true })", ["2024-01-15T10:30:00"]],
    ["z.string().time({ precision: 0 })", ["10:30", "10:30:00"]],
    ["z.string().ulid()", ["01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]],
    ["z.string().ip()", ["2001:DB8::1", "2001:db8::1", "01.2.3.4", "::ffff:1.2.3.4", "fe80::1%eth0", "999.1.1.1"]],
    ["z.string().cuid2()", ["1abc", "abc1", "A"]],
    ["z.string().email()", ["o'neil@x.io", "a;b@x.io", "a:b@x.io", "a/b@x.io", "A.B@X.IO", ".a@x.io", "a..b@x.io", "a@-x.io", "\"a b\"@x.io", "a@x.i", "a+b@x.io", "a!b@x.io", "a@ä.de", "a-@x.io"]],
    ["z.string().uuid()", ["00000000-0000-0000-0000-000000000000", "123e4567-e89b-72d3-a456-426614174000", "123E4567-E89B-12D3-0456-426614174000"]],
    ["z.object({ a: z.string({ required_error: 'needed', invalid_type_error: 'a text' }).array() })", [{}, { a: "x" }, { a: [1, undefined] }]],
    ["z.string().describe('words').array()", [["x"], 1]],
    ["z.object({ a: z.string({ message: 'a text' }) })", [{}, { a: 1 }]],
    ["z.object({ a: z.literal('x', { required_error: 'needed' }) })", [{}, { a: "y" }]],
    ["z.object({ a: z.enum(['x', 'y'], { required_error: 'needed', invalid_type_error: 'a text' }) })", [{}, { a: 1 }, { a: "z" }]],
    ["z.enum(['x', 'y'], { errorMap: () => ({ message: 'mine' }) }).exclude(['x'])", ["x", 1]],
    ["z.enum(['x', 'y'], { errorMap: () => ({ message: 'mine' }) }).extract(['x'])", ["y", 1]],
    ["z.discriminatedUnion('t', [z.object({ t: z.literal('a').nullable() }), z.object({ t: z.literal('b') })])", [{ t: null }]],
    ["z.discriminatedUnion('t', [z.object({ t: z.literal('a').brand() }), z.object({ t: z.literal('b') })])", [{ t: "a" }]],
    ["z.discriminatedUnion('t', [z.object({ t: z.nativeEnum({ A: 'a' }) }), z.object({ t: z.literal('b') })])", [{ t: "a" }, { t: "A" }]],
    ["z.record(z.string().optional())", [{ a: undefined, b: "x" }]],
    ["z.string().min(3, '')", ["a"]],
    ["z.string().refine(() => false, '')", ["a"]],
    ["z.object({ a: z.string(), b: z.preprocess((v) => v, z.number()) })", [{ a: 1, b: "x" }, { a: "x", b: "y" }, { a: 1, b: 2 }]],
    ["z.object({ a: z.string().refine(() => false, 'no'), b: z.preprocess((v) => v, z.number()) })", [{ a: "x", b: "y" }]],
    ["z.object({ b: z.preprocess((v) => v, z.number()), a: z.string() })", [{ a: 1, b: "x" }]],
    ["z.object({ a: z.string(), b: z.union([z.preprocess((v) => v, z.number()), z.boolean()]) })", [{ a: 1, b: "x" }]],
    ["z.object({ a: z.string(), b: z.preprocess((v) => v, z.number()).catch(0) })", [{ a: 1, b: "x" }]],
    ["z.array(z.preprocess((v) => v, z.number()))", [["x", "y"]]],
    ["z.preprocess((v, ctx) => { ctx.addIssue({ code: 'custom', message: 'mine' }); return v; }, z.number())", ["x", 1]],
    ["z.object({ a: z.custom((v) => v === 1) }).refine(() => false, 'no')", [{ a: 2 }, { a: 1 }]],
    ["z.custom((v) => v === 1).refine(() => false, 'no')", [2, 1]],
    ["z.custom((v) => v === 1, { message: 'one', fatal: true }).refine(() => false, 'no')", [2]],
    ["z.custom((v) => v === 1, (v) => ({ message: `not ${v}` }))", [2]],
    ["z.custom(async () => false)", [2, 1]],
    ["z.instanceof(Date).refine(() => false, 'no')", [2]],
    ["z.record(z.string().transform((s) => new Date(s)), z.number())", [{ "2024-01-01": 1, x: 2 }]],
    ["z.lazy(() => z.nothing.more)", [1]],
    ["z.object({ a: z.lazy(() => z.nothing()) })", [{ a: 1 }]],
    ["z.coerce.bigint()", ["x", "5", null, 1.5, undefined, true]],
    ["z.object({ a: z.coerce.bigint() })", [{}]],
  ],
  zod4: [
    ["z.object({ a: z.string().optional().transform((v) => v ?? 'x').optional() })", [{}, { a: "y" }]],
    ["z.object({ a: z.string().optional().catch('x').optional() })", [{}, { a: 1 }]],
    ["z.object({ a: z.string().catch('x').optional() })", [{}, { a: 1 }]],
    ["z.object({ a: z.string().min(3).prefault('x').optional() })", [{}, { a: "y" }]],
    ["z.object({ a: z.preprocess((v) => v ?? 'x', z.string()) })", [{}, { a: 1 }]],
    ["z.object({ a: z.preprocess((v) => v ?? 'x', z.string()).optional() })", [{}, { a: 1 }]],
    ["z.object({ a: z.undefined().optional() })", [{}]],
    ["z.object({ a: z.string().catch('x') })", [{}, { a: 1 }]],
    ["z.tuple([z.string(), z.string().optional(), z.number().default(2)])", [["a"], ["a", "b"], [], ["a", 1], ["a", "b", 3, 4]]],
    ["z.tuple([z.string(), z.number()]).rest(z.boolean())", [["a"], [], [1, 2, 3], ["a", 1, true, "x"]]],
    ["z.tuple([z.string(), z.undefined()])", [["a"]]],
    ["z.string().refine(() => false, { abort: true }).min(5)", ["abc"]],
    ["z.string().base64()", ["YQ==", "Y Q=", "ab c"]],
    ["z.httpUrl()", ["https:x.com", "http:/x.com", "https://x.com"]],
    ["z.record(z.enum(['a', 'b']).transform((v) => v + '!'), z.number())", [{ a: 1, b: 2 }]],
    ["z.record(z.number())", [{ a: 1 }, {}]],
    ["z.number().multipleOf(0.01)", [0.29, 1.005, 4.35, 1e21, 0.07]],
    ["z.number().multipleOf(1e-7)", [0.3, 1.5e-7]],
    ["z.number().multipleOf(0.1)", [1e15 + 0.05]],
    ["z.object({ a: z.string() }).refine(() => false, 'no').merge(z.object({ b: z.string() }).refine(() => false, 'none'))", [{ a: "x", b: "y" }]],
    ["z.object({ a: z.string() }).merge(z.object({ b: z.string() }).refine(() => false, 'none'))", [{ a: "x", b: "y" }]],
    ["z.string().refine((v) => z.regexes.cuid.test(v))", ["c123456", "c_1234567"]],
    ["z.lazy(() => z.nothing.more)", [1]],
    ["z.object({ a: z.lazy(() => z.nothing()) })", [{ a: 1 }]],
    ["z.object({ get a() { return z.nothing.more; } })", [{ a: 1 }]],
    ["z.object({ get a() { return nothing; } })", [{ a: 1 }]],
    ["z.object({ get a() { return z.string().nothing().more; } })", [{ a: 1 }]],
    ["z.tuple([z.string().optional(), z.number().optional()])", [[], ["a"], ["a", 1, 2]]],
    ["z.int32().max(5)", [3e9, 6]],
    ["z.int().max(5)", [9007199254740993]],
    ["z.float32()", [1e39, -1e39]],
    ["z.int64().refine(() => false, 'no')", [9223372036854775808n, -9223372036854775809n]],
    ["z.record(z.literal([1, 2]), z.string())", [{ 1: "a", 2: "b" }]],
    ["z.record(z.number(), z.string())", [{ 1: "a", x: "b" }]],
    ["z.strictObject({ a: z.string() }).and(z.strictObject({ b: z.string() }))", [{ a: "x", b: "y" }, { a: "x", b: "y", c: 1 }]],
    ["z.instanceof(Date, 'a day')", ["x"]],
    ["z.instanceof(class Own {})", ["x"]],
    ["z.object({ a: z.string() }).refine(() => false, 'no').required()", [{ a: "x" }]],
    ["z.object({ a: z.string() }).refine(() => false, 'no').partial()", [{ a: "x" }]],
    ["z.object({ a: z.string() }).refine(() => false, 'no').extend({ b: z.string() })", [{ a: "x", b: "y" }]],
    ["z.url({ hostname: /x/ })", ["https://a.io"]],
    ["z.nan()", [1]],
    ["z.record(z.literal([null, 'a']), z.number())", [{ a: 1 }, { a: 1, null: 2 }]],
    ["z.record(z.string().transform((s) => new Date(s)), z.number())", [{ "2024-01-01": 1 }]],
    ["z.object({ a: z.string().optional().refine((v) => v !== undefined, 'needed') })", [{}]],
    ["z.templateLiteral([z.number().int(), 'px'])", ["1px", "-1px", "1.5px"]],
    ["z.templateLiteral([z.bigint(), 'px'])", ["1px", "-1px"]],
    ["z.templateLiteral([z.number(), 'px'])", ["1px", "1.5.3px", "px"]],
    ["z.coerce.date().max(new Date('2024-01-01'))", ["2024-06-01"]],
    ["z.object({ u: z.array(z.union([z.string(), z.object({ a: z.number() })])) })", [{ u: [{ a: "x" }] }]],
  ],
};

function encode(value) {
  if (value === undefined) return { $undefined: 1 };
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (typeof value === "symbol") return { $symbol: String(value.description) };
  if (typeof value === "function") return { $function: 1 };
  if (typeof value === "number") {
    if (Number.isNaN(value)) return { $nan: 1 };
    if (!Number.isFinite(value)) return { $inf: Math.sign(value) };
    return Object.is(value, -0) ? { $negzero: 1 } : value;
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return Array.from(value, encode);
  if (value instanceof Date) return { $date: Number.isNaN(+value) ? null : value.toISOString() };
  if (value instanceof Map) return { $map: [...value].map((pair) => pair.map(encode)) };
  if (value instanceof Set) return { $set: [...value].map(encode) };
  if (value instanceof URL) return { $url: value.href };
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error && value.issues) return { $zodError: value.issues.map(encode) };
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) return { $instance: value.constructor.name };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
}

const decode = (0, eval)(fs.readFileSync(path.join(import.meta.dirname, "decode.js"), "utf8"));

const outcome = (result) =>
  result.success
    ? { ok: true, output: encode(result.data) }
    : { ok: false, issues: result.error.issues.map(encode) };

/** The ways in which a version shows an error. */
const shown = (z, error) =>
  z.treeifyError
    ? {
        flatten: z.flattenError(error), format: z.formatError(error),
        tree: z.treeifyError(error), pretty: z.prettifyError(error),
      }
    : { flatten: error.flatten(), format: error.format(), message: error.message };

/** What a version answers, as the records have it. */
async function answer(z, schema, input, showsErrors = false) {
  const build = new Function("z", `return (${schema})`);
  try {
    if (!build(z).safeParse) throw new TypeError("safeParse is not a function");
  } catch (error) {
    return { ok: false, phase: "construct", throws: error.message };
  }
  const attempt = async (parse) => {
    try {
      return outcome(await parse());
    } catch (error) {
      return { ok: false, phase: "parse", throws: error.message };
    }
  };
  const first = await attempt(() => build(z).safeParse(decode(input)));
  const second = await attempt(() => build(z).safeParseAsync(decode(input)));
  const all = same(first, second) ? first : { ...first, async: second };
  if (!showsErrors || !first.issues) return all;
  return { ...all, ...encode(shown(z, build(z).safeParse(decode(input)).error)) };
}

/** Keys of issues may stand in any order. */
const sorted = (value) =>
  value === null || typeof value !== "object" ? value
    : Array.isArray(value) ? value.map(sorted)
      : Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
const same = (left, right) => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

/** What a record says that was answered. */
function recorded({ id, group, schema, input, versions, ...rest }) {
  return rest;
}

async function differing(modules, record) {
  const newest = recorded(record);
  const found = {};
  for (const [version, z] of modules) {
    const own = await answer(z, record.schema, record.input, record.flatten !== undefined);
    if (!same(own, newest)) found[version] = own;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

function write(name, records) {
  const lines = records.map((record) => JSON.stringify(record));
  fs.writeFileSync(path.join(vectors, name), `[\n${lines.join(",\n")}\n]\n`);
}

for (const [dialect, [newest, ...earlier]] of Object.entries(versions)) {
  const load = async (version) => [version, (await import(path.join(folder, `zod-${version}.mjs`))).z];
  const [, z] = await load(newest);
  const modules = await Promise.all(earlier.map(load));
  const records = [];
  for (const [schema, inputs] of cases[dialect]) {
    for (const given of inputs) {
      const input = encode(given);
      const record = { schema, input, ...(await answer(z, schema, input)) };
      const found = await differing(modules, record);
      records.push(found ? { ...record, versions: found } : record);
    }
  }
  write(`${dialect}-versions.json`, records);
  const known = JSON.parse(fs.readFileSync(path.join(vectors, `${dialect}.json`)));
  for (const record of known) {
    const again = await answer(z, record.schema, record.input, record.flatten !== undefined);
    if (!same(again, recorded(record))) {
      console.log("recorded otherwise:", record.id, JSON.stringify(again).slice(0, 200));
    }
    const found = await differing(modules, record);
    // What is there says more: how errors are shown, and what versions to come will answer.
    if (found) record.versions = { ...found, ...record.versions };
  }
  write(`${dialect}.json`, known);
}
