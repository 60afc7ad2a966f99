// Records what earlier versions of Zod answer otherwise than the newest of their major version:
//
//     TZ=UTC node Tests/Vectors/scripts/record-zod-versions.mjs FOLDER
//
// FOLDER has each version as one module, `zod-3.22.4.mjs`. The cases below go to `zod3-versions.json` and
// `zod4-versions.json`; the records of `zod3.json` get their `versions` too. Schemas that a version has no
// method for are left out: a site that has them does not build.
import fs from "node:fs";
import path from "node:path";

const vectors = path.join(import.meta.dirname, "..");
const folder = path.resolve(process.argv[2]);
const versions = {
  zod3: ["3.25.76", "3.24.4", "3.23.8", "3.22.4", "3.20.6"],
  zod4: ["4.4.3", "4.3.6", "4.1.12"],
};

const cases = {
  zod3: [
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
  if (Array.isArray(value)) return value.map(encode);
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

function decode(value) {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value);
  if (keys.length === 1) {
    const content = value[keys[0]];
    switch (keys[0]) {
      case "$undefined": return undefined;
      case "$date": return new Date(content ?? NaN);
      case "$nan": return NaN;
      case "$inf": return content * Infinity;
      case "$negzero": return -0;
      case "$bigint": return BigInt(content);
      case "$map": return new Map(content.map((pair) => pair.map(decode)));
      case "$set": return new Set(content.map(decode));
      case "$url": return new URL(content);
      case "$symbol": return Symbol(content);
      case "$function": return () => {};
      case "$instance": return new ({ [content]: class {} })[content]();
    }
  }
  const object = {};
  for (const key of keys) {
    const item = { value: decode(value[key]), enumerable: true, writable: true, configurable: true };
    Object.defineProperty(object, key, item);
  }
  return object;
}

const outcome = (result) =>
  result.success
    ? { ok: true, output: encode(result.data) }
    : { ok: false, issues: result.error.issues.map(encode) };

/** What a version answers, as the records have it; nothing where it has no such method. */
async function answer(z, schema, input) {
  let built;
  try {
    built = new Function("z", `return (${schema})`)(z);
  } catch (error) {
    if (/is not a function/.test(error.message)) return undefined;
    return { ok: false, phase: "construct", throws: error.message };
  }
  const attempt = async (parse) => {
    try {
      return outcome(await parse());
    } catch (error) {
      return { ok: false, phase: "parse", throws: error.message };
    }
  };
  const first = await attempt(() => built.safeParse(decode(input)));
  const second = await attempt(() => built.safeParseAsync(decode(input)));
  return same(first, second) ? first : { ...first, async: second };
}

/** Keys of issues may stand in any order. */
const sorted = (value) =>
  value === null || typeof value !== "object" ? value
    : Array.isArray(value) ? value.map(sorted)
      : Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
const same = (left, right) => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

async function differing(modules, record) {
  const { ok, output, issues, throws, phase, async: later } = record;
  const newest = JSON.parse(JSON.stringify({ ok, output, issues, throws, phase, async: later }));
  const found = {};
  for (const [version, z] of modules) {
    const own = await answer(z, record.schema, record.input);
    if (own && !same(own, newest)) found[version] = own;
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
  if (dialect !== "zod3") continue;
  const known = JSON.parse(fs.readFileSync(path.join(vectors, "zod3.json")));
  for (const record of known) {
    delete record.versions;
    const again = await answer(z, record.schema, record.input);
    const { ok, output, issues, throws, phase, async: later } = record;
    if (!same(again, JSON.parse(JSON.stringify({ ok, output, issues, throws, phase, async: later })))) {
      console.log("recorded otherwise:", record.id, JSON.stringify(again).slice(0, 200));
    }
    const found = await differing(modules, record);
    if (found) record.versions = found;
  }
  write("zod3.json", known);
}
