// Records the words of Zod 4's locales, by asking the library what it says of issues with known parts:
//
//     node Tests/Vectors/scripts/record-zod-locales.mjs zod-4.4.3.mjs
//
// writes `Sources/Scripting/SiteScripts/Zod/zod4Locales.json`: for each locale sentences with {parts}, and the
// names of formats and types. What is as in English is left out.
import fs from "node:fs";
import path from "node:path";

const { z } = await import(path.resolve(process.argv[2]));
const file = path.join(import.meta.dirname, "../../../Sources/Scripting/SiteScripts/Zod/zod4Locales.json");

const types = [
  "string", "number", "boolean", "array", "object", "null", "undefined", "nan", "date", "map", "set", "bigint",
  "symbol", "function", "int", "record", "tuple", "file", "void", "never", "promise", "nonoptional",
  "template_literal",
];
const formats = [
  "email", "url", "emoji", "uuid", "uuidv4", "uuidv6", "nanoid", "guid", "cuid", "cuid2", "ulid", "xid",
  "ksuid", "datetime", "date", "time", "duration", "ipv4", "ipv6", "mac", "cidrv4", "cidrv6", "base64", "base64url",
  "json_string", "e164", "jwt", "template_literal", "lowercase", "uppercase", "hostname", "hex", "md5_hex",
];
const origins = ["string", "file", "array", "set", "map", "number", "bigint", "date", "int", "object"];
const containers = ["record", "map", "set"];

/** A number of each form that the locales have. */
const counts = { plain: [77], slavic: [21, 22, 25], lithuanian: [21, 22, 20], single: [1, 2] };
const rules = { be: "slavic", ru: "slavic", lt: "lithuanian", hy: "single", he: "single" };

class Qqq {}

function recorded(name) {
  const map = z.locales[name]().localeError;
  const say = (issue) => {
    const words = map({ input: new Qqq(), path: [], ...issue });
    return typeof words === "string" ? words : words?.message;
  };
  const rule = rules[name] ?? "plain";

  /** The sentence for a bound; forms of number as a list where they differ. */
  function bound(code, key, origin, inclusive) {
    const forms = counts[rule].map((count) =>
      say({ code, origin, [key]: count, inclusive }).replace(String(count), "{limit}"));
    return new Set(forms).size === 1 ? forms[0] : forms;
  }
  /** Of bounds that only differ in their sign, the one that includes it. */
  function signed([inclusive, exclusive]) {
    const strict = JSON.stringify(inclusive).replaceAll("<=", "<").replaceAll(">=", ">");
    return strict === JSON.stringify(exclusive) ? inclusive : { inclusive, exclusive };
  }
  function bounds(code, key) {
    const marked = (origin) => [true, false].map((inclusive) =>
      JSON.parse(JSON.stringify(bound(code, key, origin, inclusive)).replaceAll(origin, "{origin}")));
    const other = marked("qqq");
    const own = origins.map((origin) => [origin, marked(origin)])
      .filter(([, sentences]) => JSON.stringify(sentences) !== JSON.stringify(other));
    return Object.fromEntries([["other", other], ...own].map(([origin, sentences]) => [origin, signed(sentences)]));
  }
  const named = (words, part, mark) => words.replace(part, mark);
  const same = (list, action) =>
    Object.fromEntries(list.map((key) => [key, action(key)]).filter(([key, text]) => text !== key));

  /** What stands in `text` where `sentence` has "qqq". */
  function filled(sentence, text) {
    const [before, after] = sentence.split("qqq");
    return text.slice(before.length, text.length - after.length);
  }
  const type = say({ code: "invalid_type", expected: "qqq" });
  const typeName = (expected) => filled(type, say({ code: "invalid_type", expected }));
  const format = say({ code: "invalid_format", format: "qqq" });
  const ofFormat = (name) => say({ code: "invalid_format", format: name });
  const isUsual = (name) => format.split("qqq").every((part, place) =>
    (place === 0 ? ofFormat(name).startsWith(part) : ofFormat(name).endsWith(part)));
  const list = say({ code: "invalid_value", values: ["qq", "rr", "ss"] });
  const [values, between, beforeLast] = /"qq"(.*)"rr"(.*)"ss"/.exec(list);
  const keys = (count) => say({ code: "unrecognized_keys", keys: ["qq", "rr"].slice(0, count) });
  const inside = (code) => {
    const other = say({ code, origin: "qqq" });
    const own = containers.map((origin) => [origin, say({ code, origin })])
      .filter(([origin, text]) => text !== other.replaceAll("qqq", origin));
    return { other: other.replaceAll("qqq", "{origin}"), ...Object.fromEntries(own) };
  };
  return {
    plural: rule === "plain" ? undefined : rule,
    type: named(named(type, "qqq", "{expected}"), "Qqq", "{received}"),
    class: named(named(say({ code: "invalid_type", expected: "Zzz" }), "Zzz", "{expected}"), "Qqq", "{received}"),
    types: same(types, typeName),
    value: named(say({ code: "invalid_value", values: ["qqq"] }), '"qqq"', "{value}"),
    values: list.replace(values, "{values}"),
    between,
    beforeLast,
    tooBig: bounds("too_big", "maximum"),
    tooSmall: bounds("too_small", "minimum"),
    unnamed: say({ code: "too_big", origin: undefined, maximum: 77, inclusive: true }).replace("77", "{limit}"),
    startsWith: say({ code: "invalid_format", format: "starts_with", prefix: "qqq" }).replace("qqq", "{part}"),
    endsWith: say({ code: "invalid_format", format: "ends_with", suffix: "qqq" }).replace("qqq", "{part}"),
    includes: say({ code: "invalid_format", format: "includes", includes: "qqq" }).replace("qqq", "{part}"),
    regex: say({ code: "invalid_format", format: "regex", pattern: "qqq" }).replace("qqq", "{part}"),
    format: format.replace("qqq", "{name}"),
    formats: same(formats.filter(isUsual), (name) => filled(format, ofFormat(name))),
    ofFormat: Object.fromEntries(formats.filter((name) => !isUsual(name)).map((name) => [name, ofFormat(name)])),
    multiple: say({ code: "not_multiple_of", divisor: 77 }).replace("77", "{divisor}"),
    key: keys(1).replace('"qq"', "{keys}"),
    keys: keys(2).replace(/"qq"(.*)"rr"/, "{keys}"),
    betweenKeys: /"qq"(.*)"rr"/.exec(keys(2))?.[1] ?? ", ",
    inKey: inside("invalid_key"),
    inValue: inside("invalid_element"),
    union: say({ code: "invalid_union", errors: [] }),
    discriminator: say({ code: "invalid_union", errors: [], options: ["qq"] }).replace("'qq'", "{options}"),
    other: say({ code: "custom" }),
  };
}

const english = recorded("en");
const shared = (table) => Object.fromEntries(Object.entries(table).filter(([key, value]) =>
  key === "formats" || key === "types" || JSON.stringify(value) !== JSON.stringify(english[key])));
const names = Object.keys(z.locales).sort();
const lines = names.map((name) => {
  const table = name === "en" ? english : shared(recorded(name));
  return `${JSON.stringify(name)}: ${JSON.stringify(table)}`;
});
fs.writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`);
console.log(`${names.length} locales`);
