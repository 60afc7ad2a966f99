// Zod 4 as a site's code sees it: every constructor and method, but schemas that only remember.
function makeZod4(recorder) {
  "use strict";
  const { __frontisAsync: asynchronous } = globalThis;
  const { regex: describeRegex, compact } = recorder;

  const { regexes, escapeRegex, withoutAnchors, uuidPattern, macPattern, datetimePattern } =
    makeZod4Patterns(recorder.has);
  const { ZodError, flattenError, formatError, treeifyError, prettifyError, toDotPath } =
    makeZod4Errors(recorder.has);

  // MARK: Parameters

  function fixed(text) {
    return Object.assign(() => text, { text });
  }

  /** `"words"`, `{message}` and `{error}` all become `{error: function}`. */
  function options(params) {
    if (!params) return {};
    if (typeof params === "string") return { error: fixed(params) };
    const { message, ...rest } = params;
    if (message !== undefined) {
      if (rest.error !== undefined) {
        throw new Error("Cannot specify both `message` and `error` params");
      }
      rest.error = message;
    }
    if (typeof rest.error === "string") rest.error = fixed(rest.error);
    return rest;
  }

  function isPlainObject(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const constructor = value.constructor;
    if (constructor === undefined || typeof constructor !== "function") return true;
    const prototype = constructor.prototype;
    if (typeof prototype !== "object" || prototype === null) return false;
    return Object.prototype.hasOwnProperty.call(prototype, "isPrototypeOf");
  }

  function shallowClone(value) {
    if (isPlainObject(value)) return { ...value };
    if (Array.isArray(value)) return [...value];
    if (value instanceof Map) return new Map(value);
    if (value instanceof Set) return new Set(value);
    return value;
  }

  /** A definition with the keys of all `parts`, getters kept as getters. */
  function merged(...parts) {
    const result = {};
    for (const part of parts) {
      Object.defineProperties(result, Object.getOwnPropertyDescriptors(part));
    }
    return result;
  }

  /** Makes `key` a getter that is asked once. */
  function lazily(object, key, getter) {
    return Object.defineProperty(object, key, {
      configurable: true,
      enumerable: true,
      get() {
        const value = getter();
        Object.defineProperty(object, key, {
          configurable: true, enumerable: true, writable: true, value,
        });
        return value;
      },
    });
  }

  // MARK: Classes

  const core = { regexes, util: {} };
  const z = {};

  /**
   * A class of schemas or checks. Its instances are told by their traits, as Zod's are, so that a
   * class may have several parents.
   */
  function define(name, parents, { core: ownCore, init, methods = {}, getters = {} } = {}) {
    const Class = function (def) {
      return build(Class, def);
    };
    const base = parents[0]?.prototype ?? Object.prototype;
    Class.prototype = Object.create(base, {
      constructor: { value: Class, writable: true, configurable: true },
    });
    Class.traits = new Set([name, ownCore ?? "$" + name, ...parents.flatMap((p) => [...p.traits])]);
    Class.inits = [...parents.flatMap((parent) => parent.inits), ...(init ? [init] : [])];
    Object.defineProperty(Class, "name", { value: name });
    Object.defineProperty(Class, Symbol.hasInstance, {
      value: (instance) => Boolean(instance?._zod?.traits?.has(name)),
    });
    if (name.startsWith("Zod")) {
      z[name] = Class;
      const internal = { [Symbol.hasInstance]: (i) => Boolean(i?._zod?.traits?.has("$" + name)) };
      core["$" + name] = Object.setPrototypeOf(
        Object.defineProperties(function (def) { return build(Class, def); },
          Object.getOwnPropertyDescriptors(internal)),
        Function.prototype
      );
    }
    addMethods(Class, methods);
    for (const [key, get] of Object.entries(getters)) {
      Object.defineProperty(Class.prototype, key, { get, configurable: true });
    }
    return Class;
  }

  /** Methods stay bound when they are taken off their schema. */
  function addMethods(Class, methods) {
    for (const [key, method] of Object.entries(methods)) {
      Object.defineProperty(Class.prototype, key, {
        configurable: true,
        get() {
          const bound = method.bind(this);
          Object.defineProperty(this, key, { value: bound, configurable: true, writable: true });
          return bound;
        },
        set(value) {
          Object.defineProperty(this, key, { value, configurable: true, writable: true });
        },
      });
    }
  }

  class Internals {
    constructor(def, Class, instance) {
      this.def = def;
      this.constr = Class;
      this.traits = Class.traits;
      this.bag = {};
      this.version = { major: 4, minor: 4, patch: 3 };
      this.onattach = [];
      Object.defineProperty(this, "instance", { value: instance });
    }
    get pattern() {
      return patternOf(this.instance);
    }
    get innerType() {
      return this.def.innerType ?? this.def.getter?.();
    }
    get values() {
      return valuesOf(this.instance);
    }
    get propValues() {
      return propertyValuesOf(this.instance);
    }
    get optin() {
      return mayLack(this.instance, "optin") ? "optional" : undefined;
    }
    get optout() {
      return mayLack(this.instance, "optout") ? "optional" : undefined;
    }
  }

  function build(Class, def) {
    const instance = Object.create(Class.prototype);
    Object.defineProperty(instance, "_zod", { value: new Internals(def, Class, instance) });
    for (const init of Class.inits) init(instance, def);
    return instance;
  }

  function isSchema(value) {
    return Boolean(value?._zod?.traits?.has("$ZodType"));
  }

  function clone(schema, def, params) {
    const copy = new schema._zod.constr(def ?? schema._zod.def);
    if (!def || params?.parent) copy._zod.parent = schema;
    return copy;
  }

  // MARK: Registries

  class Registry {
    constructor() {
      this.clear();
    }
    clear() {
      this._map = new WeakMap();
      this._idmap = new Map();
      return this;
    }
    add(schema, meta) {
      this._map.set(schema, meta);
      if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
      return this;
    }
    remove(schema) {
      const meta = this._map.get(schema);
      if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
      this._map.delete(schema);
      return this;
    }
    has(schema) {
      return this._map.has(schema);
    }
    /** What is said of `schema`, and, but for its id, of the schema it was cloned from. */
    get(schema) {
      const parent = schema._zod.parent;
      if (!parent) return this._map.get(schema);
      const { id, ...inherited } = this.get(parent) ?? {};
      const meta = { ...inherited, ...this._map.get(schema) };
      return Object.keys(meta).length > 0 ? meta : undefined;
    }
  }

  const globalRegistry = new Registry();
  const locales = makeZod4Locales(recorder.localeWords);
  const globalConfig = { localeError: locales.en().localeError };
  let wording = {};

  /** What has words before ours: the site's own error function, and its language. */
  function globalErrorMap() {
    const { customError, localeError } = globalConfig;
    if (!localeError || localeError.isUsual) return customError;
    if (wording.customError !== customError || wording.localeError !== localeError) {
      const text = (words) => (typeof words === "string" ? words : words?.message);
      const map = (issue) => text(customError?.(issue)) ?? text(localeError(issue)) ?? "Invalid input";
      wording = { customError, localeError, map };
    }
    return wording.map;
  }

  const NEVER = Object.freeze({ status: "aborted" });

  // MARK: Checks

  const Check = define("$ZodCheck", [], { core: "$ZodCheck" });

  function check(def, extra) {
    const made = new Check(def);
    return Object.assign(made._zod, extra), made;
  }

  const checks = {
    lt: (value, params) => bound("less_than", value, false, params),
    lte: (value, params) => bound("less_than", value, true, params),
    gt: (value, params) => bound("greater_than", value, false, params),
    gte: (value, params) => bound("greater_than", value, true, params),
    positive: (params) => checks.gt(0, params),
    negative: (params) => checks.lt(0, params),
    nonpositive: (params) => checks.lte(0, params),
    nonnegative: (params) => checks.gte(0, params),
    multipleOf: (value, params) => check({ check: "multiple_of", ...options(params), value }),
    maxSize: (maximum, params) => check({ check: "max_size", ...options(params), maximum }),
    minSize: (minimum, params) => check({ check: "min_size", ...options(params), minimum }),
    size: (size, params) => check({ check: "size_equals", ...options(params), size }),
    maxLength: (maximum, params) => check({ check: "max_length", ...options(params), maximum }),
    minLength: (minimum, params) => check({ check: "min_length", ...options(params), minimum }),
    length: (length, params) => check({ check: "length_equals", ...options(params), length }),
    regex: (pattern, params) => text("regex", { ...options(params), pattern }),
    lowercase: (params) => text("lowercase", { pattern: regexes.lowercase, ...options(params) }),
    uppercase: (params) => text("uppercase", { pattern: regexes.uppercase, ...options(params) }),
    includes(includes, params) {
      const own = options(params);
      const source = escapeRegex(includes);
      const at = typeof own.position === "number" ? `^.{${own.position}}` : "";
      return text("includes", { ...own, includes, pattern: new RegExp(at + source) });
    },
    startsWith: (prefix, params) =>
      text("starts_with", { pattern: new RegExp(`^${escapeRegex(prefix)}.*`), ...options(params), prefix }),
    endsWith: (suffix, params) =>
      text("ends_with", { pattern: new RegExp(`.*${escapeRegex(suffix)}$`), ...options(params), suffix }),
    property: (property, schema, params) =>
      check({ check: "property", property, schema, ...options(params) }),
    mime: (types, params) =>
      check({ check: "mime_type", mime: Array.isArray(types) ? types : [types], ...options(params) }),
    overwrite: (tx) => check({ check: "overwrite", tx }),
    normalize: (form) => rewrite("normalize", (value) => value.normalize(form), form ?? "NFC"),
    trim: () => rewrite("trim", (value) => value.trim()),
    toLowerCase: () => rewrite("toLowerCase", (value) => value.toLowerCase()),
    toUpperCase: () => rewrite("toUpperCase", (value) => value.toUpperCase()),
    slugify: () => rewrite("slugify", slugify),
  };

  function bound(name, value, inclusive, params) {
    return check({ check: name, ...options(params), value, inclusive });
  }

  function text(format, def) {
    return check({ check: "string_format", format, ...def });
  }

  /** A rewriting of text that the host knows itself. */
  function rewrite(known, tx, form) {
    return check({ check: "overwrite", tx }, { known, form });
  }

  function slugify(value) {
    return value.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-")
      .replace(/^-+|-+$/g, "");
  }

  /** What the checks of a schema say together, for `.minLength`, `.format` and their like. */
  function attach(bag, made) {
    const def = made._zod.def;
    const lower = (key, value) => { if (!(bag[key] <= value)) bag[key] = value; };
    const raise = (key, value) => { if (!(bag[key] >= value)) bag[key] = value; };
    switch (def.check) {
      case "less_than": lower(def.inclusive ? "maximum" : "exclusiveMaximum", def.value); break;
      case "greater_than": raise(def.inclusive ? "minimum" : "exclusiveMinimum", def.value); break;
      case "multiple_of": bag.multipleOf ??= def.value; break;
      case "max_length": case "max_size": lower("maximum", def.maximum); break;
      case "min_length": case "min_size": raise("minimum", def.minimum); break;
      case "length_equals":
        bag.minimum = bag.maximum = bag.length = def.length;
        break;
      case "size_equals":
        bag.minimum = bag.maximum = bag.size = def.size;
        break;
      case "number_format":
        [bag.minimum, bag.maximum] = numberRanges[def.format];
        bag.format = def.format;
        if (def.format.includes("int")) bag.pattern = regexes.integer;
        break;
      case "bigint_format":
        [bag.minimum, bag.maximum] = bigintRanges[def.format];
        bag.format = def.format;
        break;
      case "mime_type": bag.mime = def.mime; break;
      case "string_format":
        if (!["includes", "starts_with", "ends_with"].includes(def.format)) bag.format = def.format;
        if (def.pattern) (bag.patterns ??= new Set()).add(def.pattern);
        break;
    }
  }

  const safe = Number.MAX_SAFE_INTEGER;
  const numberRanges = {
    safeint: [-safe, safe],
    int32: [-2147483648, 2147483647],
    uint32: [0, 4294967295],
    float32: [-3.4028234663852886e38, 3.4028234663852886e38],
    float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
  };
  const bigintRanges = {
    int64: [BigInt("-9223372036854775808"), BigInt("9223372036854775807")],
    uint64: [BigInt(0), BigInt("18446744073709551615")],
  };

  // MARK: Parsing

  function run(schema, data, params, isAsync, backward = false) {
    const wanted = compact({
      isAsync,
      isBackward: backward || undefined,
      error: typeof params?.error === "function" ? params.error : undefined,
    });
    if (!backward) return recorder.parse(schema, data, wanted);
    try {
      return recorder.parse(schema, data, wanted);
    } catch (error) {
      if (!/^Encountered unidirectional /.test(error?.message)) throw error;
      throw new ZodEncodeError(error.message);
    }
  }

  /** What encoding throws for a schema that only goes one way. */
  class ZodEncodeError extends Error {
    constructor(message) {
      super(message);
      this.name = "ZodEncodeError";
    }
  }

  function result(outcome) {
    if (outcome.isSuccess) return { success: true, data: outcome.value };
    return { success: false, error: new ZodError(outcome.issues) };
  }

  function parsed(outcome) {
    if (outcome.isSuccess) return outcome.value;
    throw new ZodError(outcome.issues);
  }

  const parsing = {
    parse: (schema, data, params) => parsed(run(schema, data, params, false)),
    safeParse: (schema, data, params) => result(run(schema, data, params, false)),
    parseAsync: asynchronous(function* (schema, data, params) {
      return parsed(yield run(schema, data, params, true));
    }),
    safeParseAsync: asynchronous(function* (schema, data, params) {
      return result(yield run(schema, data, params, true));
    }),
    encode: (schema, data, params) => parsed(run(schema, data, params, false, true)),
    safeEncode: (schema, data, params) => result(run(schema, data, params, false, true)),
    encodeAsync: asynchronous(function* (schema, data, params) {
      return parsed(yield run(schema, data, params, true, true));
    }),
    safeEncodeAsync: asynchronous(function* (schema, data, params) {
      return result(yield run(schema, data, params, true, true));
    }),
  };
  parsing.decode = parsing.parse;
  parsing.safeDecode = parsing.safeParse;
  parsing.decodeAsync = parsing.parseAsync;
  parsing.safeDecodeAsync = parsing.safeParseAsync;

  // MARK: Schema classes

  const ZodType = define("ZodType", [], {
    init(instance, def) {
      instance.def = def;
      instance.type = def.type;
      Object.defineProperty(instance, "_def", { value: def });
      const bag = instance._zod.bag;
      if (instance._zod.traits.has("$ZodCheck")) attach(bag, instance);
      for (const made of def.checks ?? []) attach(bag, made);
      instance._zod.onattach = [];
    },
    methods: {
      check(...made) {
        const all = made.map((one) =>
          typeof one === "function"
            ? { _zod: { check: one, def: { check: "custom" }, onattach: [] } }
            : one
        );
        const def = merged(this.def, { checks: [...(this.def.checks ?? []), ...all] });
        return this.clone(def, { parent: true });
      },
      with(...made) { return this.check(...made); },
      clone(def, params) { return clone(this, def, params); },
      brand() { return this; },
      register(registry, meta) { registry.add(this, meta); return this; },
      refine(fn, params) { return this.check(refine(fn, params)); },
      superRefine(fn, params) { return this.check(superRefine(fn, params)); },
      overwrite(fn) { return this.check(checks.overwrite(fn)); },
      optional() { return optional(this); },
      exactOptional() { return exactOptional(this); },
      nullable() { return nullable(this); },
      nullish() { return optional(nullable(this)); },
      nonoptional(params) { return nonoptional(this, params); },
      array() { return array(this); },
      or(other) { return union([this, other]); },
      and(other) { return intersection(this, other); },
      transform(fn) { return pipe(this, transform(fn)); },
      default(value) { return _default(this, value); },
      prefault(value) { return prefault(this, value); },
      catch(value) { return _catch(this, value); },
      pipe(target) { return pipe(this, target); },
      readonly() { return readonly(this); },
      describe(description) { return annotated(this, { description }); },
      meta(...given) {
        return given.length === 0 ? globalRegistry.get(this) : annotated(this, given[0]);
      },
      isOptional() { return this.safeParse(undefined).success; },
      isNullable() { return this.safeParse(null).success; },
      apply(fn) { return fn(this); },
      toJSONSchema(params) { return toJSONSchema(this, params); },
      spa(data, params) { return parsing.safeParseAsync(this, data, params); },
      ...Object.fromEntries(Object.entries(parsing).map(([name, parse]) =>
        [name, function (data, params) { return parse(this, data, params); }])),
    },
    getters: {
      description() { return globalRegistry.get(this)?.description; },
      "~standard"() {
        const answer = (outcome) =>
          outcome.success ? { value: outcome.data } : { issues: outcome.error.issues };
        return {
          vendor: "zod",
          version: 1,
          validate: (value) => {
            try {
              return answer(parsing.safeParse(this, value));
            } catch {
              return parsing.safeParseAsync(this, value).then(answer);
            }
          },
          jsonSchema: {
            input: ({ libraryOptions, target } = {}) =>
              toJSONSchema(this, { ...libraryOptions, target, io: "input" }),
            output: ({ libraryOptions, target } = {}) =>
              toJSONSchema(this, { ...libraryOptions, target, io: "output" }),
          },
        };
      },
    },
  });

  function annotated(schema, meta) {
    const copy = schema.clone();
    globalRegistry.add(copy, meta);
    return copy;
  }

  const TextType = define("_ZodString", [ZodType], {
    core: "$ZodString",
    init(instance) {
      const bag = instance._zod.bag;
      const { minimum = 0, maximum = "" } = bag;
      if (!bag.patterns && maximum !== "" && minimum > maximum) {
        throw new SyntaxError(
          `Invalid regular expression: /^[\\s\\S]{${minimum},${maximum}}$/: numbers out of order in {} quantifier`
        );
      }
      instance.format = bag.format ?? null;
      instance.minLength = bag.minimum ?? null;
      instance.maxLength = bag.maximum ?? null;
    },
    methods: {
      ...chained(["regex", "includes", "startsWith", "endsWith", "length", "lowercase", "uppercase",
        "trim", "normalize", "toLowerCase", "toUpperCase", "slugify"]),
      min(minimum, params) { return this.check(checks.minLength(minimum, params)); },
      max(maximum, params) { return this.check(checks.maxLength(maximum, params)); },
      nonempty(params) { return this.check(checks.minLength(1, params)); },
    },
  });

  /** Methods that add the check of the same name. */
  function chained(names) {
    return Object.fromEntries(names.map((name) =>
      [name, function (...given) { return this.check(checks[name](...given)); }]));
  }

  const ZodString = define("ZodString", [TextType]);
  const FormatCheck = define("$ZodCheckStringFormat", [Check], { core: "$ZodCheckStringFormat" });
  const ZodStringFormat = define("ZodStringFormat", [TextType, FormatCheck]);
  const ZodCustomStringFormat = define("ZodCustomStringFormat", [ZodStringFormat]);

  /** Formats that are both a schema, `z.email()`, and a check, `z.string().email()`. */
  const formats = {};
  function format(method, className, name, pattern) {
    const Class = z[className] ?? define(className, [ZodStringFormat]);
    formats[method] = (params) => {
      const own = options(params);
      const def = { type: "string", format: name, check: "string_format", abort: false, ...own };
      const found = typeof pattern === "function" ? pattern(def) : pattern;
      if (found) def.pattern ??= found;
      return new Class(def);
    };
  }

  format("email", "ZodEmail", "email", regexes.email);
  format("guid", "ZodGUID", "guid", regexes.guid);
  format("uuid", "ZodUUID", "uuid", (def) => {
    if (def.version && !/^v[1-8]$/.test(def.version)) {
      throw new Error(`Invalid UUID version: "${def.version}"`);
    }
    return uuidPattern(def.version ? Number(def.version.slice(1)) : undefined);
  });
  for (const version of ["v4", "v6", "v7"]) {
    formats["uuid" + version] = (params) => formats.uuid({ version, ...options(params) });
  }
  format("url", "ZodURL", "url");
  format("emoji", "ZodEmoji", "emoji", () => regexes.emoji());
  format("nanoid", "ZodNanoID", "nanoid", regexes.nanoid);
  format("cuid", "ZodCUID", "cuid", regexes.cuid);
  format("cuid2", "ZodCUID2", "cuid2", regexes.cuid2);
  format("ulid", "ZodULID", "ulid", regexes.ulid);
  format("xid", "ZodXID", "xid", regexes.xid);
  format("ksuid", "ZodKSUID", "ksuid", regexes.ksuid);
  format("ipv4", "ZodIPv4", "ipv4", regexes.ipv4);
  format("ipv6", "ZodIPv6", "ipv6", regexes.ipv6);
  format("mac", "ZodMAC", "mac", (def) => macPattern(def.delimiter));
  format("cidrv4", "ZodCIDRv4", "cidrv4", regexes.cidrv4);
  format("cidrv6", "ZodCIDRv6", "cidrv6", regexes.cidrv6);
  format("base64", "ZodBase64", "base64", regexes.base64);
  format("base64url", "ZodBase64URL", "base64url", regexes.base64url);
  format("e164", "ZodE164", "e164", regexes.e164);
  format("jwt", "ZodJWT", "jwt");
  format("datetime", "ZodISODateTime", "datetime", datetimePattern);
  format("date", "ZodISODate", "date", regexes.date);
  format("time", "ZodISOTime", "time", regexes.time);
  format("duration", "ZodISODuration", "duration", regexes.duration);
  const { ZodISODateTime, ZodISODate, ZodISOTime, ZodISODuration } = z;
  addMethods(ZodString, Object.fromEntries(
    ["email", "url", "jwt", "emoji", "guid", "uuid", "uuidv4", "uuidv6", "uuidv7", "nanoid", "cuid",
      "cuid2", "ulid", "base64", "base64url", "xid", "ksuid", "ipv4", "ipv6", "cidrv4", "cidrv6",
      "e164", "datetime", "date", "time", "duration"]
      .map((name) => [name, function (params) { return this.check(formats[name](params)); }])
  ));

  const httpUrl = (params) =>
    formats.url({ protocol: regexes.httpProtocol, hostname: regexes.domain, ...options(params) });

  function stringFormat(name, rule, params = {}) {
    const def = {
      ...options(params),
      check: "string_format",
      type: "string",
      format: name,
      fn: typeof rule === "function" ? rule : (value) => rule.test(value),
    };
    if (rule instanceof RegExp) def.pattern = rule;
    return new ZodCustomStringFormat(def);
  }

  function hash(algorithm, params) {
    const name = `${algorithm}_${params?.enc ?? "hex"}`;
    const pattern = regexes[name];
    if (!pattern) throw new Error(`Unrecognized hash format: ${name}`);
    const { enc, ...rest } = params ?? {};
    return stringFormat(name, pattern, rest);
  }

  const string = (params) => new ZodString({ type: "string", ...options(params) });

  const numeric = {
    ...chained(["gt", "gte", "lt", "lte", "multipleOf"]),
    min(value, params) { return this.check(checks.gte(value, params)); },
    max(value, params) { return this.check(checks.lte(value, params)); },
  };

  const ZodNumber = define("ZodNumber", [ZodType], {
    init(instance) {
      const bag = instance._zod.bag;
      instance.minValue = Math.max(bag.minimum ?? -Infinity, bag.exclusiveMinimum ?? -Infinity);
      instance.maxValue = Math.min(bag.maximum ?? Infinity, bag.exclusiveMaximum ?? Infinity);
      instance.isInt =
        (bag.format ?? "").includes("int") || Number.isSafeInteger(bag.multipleOf ?? 0.5);
      instance.isFinite = true;
      instance.format = bag.format ?? null;
    },
    methods: {
      ...numeric,
      ...chained(["positive", "nonnegative", "negative", "nonpositive"]),
      step(value, params) { return this.check(checks.multipleOf(value, params)); },
      int(params) { return this.check(numberFormats.int(params)); },
      safe(params) { return this.check(numberFormats.int(params)); },
      finite() { return this; },
    },
  });
  const NumberCheck = define("$ZodCheckNumberFormat", [Check], { core: "$ZodCheckNumberFormat" });
  const ZodNumberFormat = define("ZodNumberFormat", [ZodNumber, NumberCheck]);
  const numberFormats = Object.fromEntries(
    Object.entries({ int: "safeint", float32: "float32", float64: "float64", int32: "int32", uint32: "uint32" })
      .map(([name, format]) => [name, (params) => new ZodNumberFormat({
        type: "number", check: "number_format", abort: false, format, ...options(params),
      })])
  );
  const number = (params) => new ZodNumber({ type: "number", checks: [], ...options(params) });

  const ZodBigInt = define("ZodBigInt", [ZodType], {
    init(instance) {
      const bag = instance._zod.bag;
      instance.minValue = bag.minimum ?? null;
      instance.maxValue = bag.maximum ?? null;
      instance.format = bag.format ?? null;
    },
    methods: {
      ...numeric,
      positive(params) { return this.check(checks.gt(BigInt(0), params)); },
      negative(params) { return this.check(checks.lt(BigInt(0), params)); },
      nonpositive(params) { return this.check(checks.lte(BigInt(0), params)); },
      nonnegative(params) { return this.check(checks.gte(BigInt(0), params)); },
    },
  });
  const BigIntCheck = define("$ZodCheckBigIntFormat", [Check], { core: "$ZodCheckBigIntFormat" });
  const ZodBigIntFormat = define("ZodBigIntFormat", [ZodBigInt, BigIntCheck]);
  const bigintFormat = (format) => (params) => new ZodBigIntFormat({
    type: "bigint", check: "bigint_format", abort: false, format, ...options(params),
  });
  const bigint = (params) => new ZodBigInt({ type: "bigint", ...options(params) });

  /** Kinds that have nothing but a type. */
  const simple = {};
  for (const [name, className] of Object.entries({
    boolean: "ZodBoolean", symbol: "ZodSymbol", undefined: "ZodUndefined", null: "ZodNull",
    any: "ZodAny", unknown: "ZodUnknown", never: "ZodNever", void: "ZodVoid", nan: "ZodNaN",
  })) {
    const Class = define(className, [ZodType]);
    simple[name] = (params) => new Class({ type: name, ...options(params) });
  }

  const ZodDate = define("ZodDate", [ZodType], {
    init(instance) {
      const { minimum, maximum } = instance._zod.bag;
      instance.minDate = minimum ? new Date(minimum) : null;
      instance.maxDate = maximum ? new Date(maximum) : null;
    },
    methods: {
      min(value, params) { return this.check(checks.gte(value, params)); },
      max(value, params) { return this.check(checks.lte(value, params)); },
    },
  });
  const date = (params) => new ZodDate({ type: "date", ...options(params) });

  const ZodArray = define("ZodArray", [ZodType], {
    init(instance, def) { instance.element = def.element; },
    methods: {
      min(minimum, params) { return this.check(checks.minLength(minimum, params)); },
      max(maximum, params) { return this.check(checks.maxLength(maximum, params)); },
      length(length, params) { return this.check(checks.length(length, params)); },
      nonempty(params) { return this.check(checks.minLength(1, params)); },
      unwrap() { return this.element; },
    },
  });
  const array = (element, params) => new ZodArray({ type: "array", element, ...options(params) });

  // MARK: Objects

  const ZodObject = define("ZodObject", [ZodType], {
    init(instance, def) {
      // The shape is read as late as possible: its getters may name schemas still to come.
      if (!Object.getOwnPropertyDescriptor(def, "shape").get) {
        const shape = def.shape;
        lazily(def, "shape", () => ({ ...shape }));
      }
      lazily(instance, "shape", () => def.shape);
    },
    methods: {
      keyof() { return _enum(Object.keys(this.def.shape)); },
      catchall(schema) { return this.clone({ ...this.def, catchall: schema }); },
      passthrough() { return this.clone({ ...this.def, catchall: simple.unknown() }); },
      loose() { return this.clone({ ...this.def, catchall: simple.unknown() }); },
      strict() { return this.clone({ ...this.def, catchall: simple.never() }); },
      strip() { return this.clone({ ...this.def, catchall: undefined }); },
      extend(shape) { return extend(this, shape, "extend"); },
      safeExtend(shape) { return extend(this, shape, "safeExtend"); },
      merge(other) {
        if (recorder.missing.of(other)) return other;
        if (this.def.checks?.length && !dropsChecks) {
          throw new Error(
            ".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead."
          );
        }
        const schema = this;
        return reshaped(this, () => ({ ...schema.def.shape, ...other.def.shape }), {
          catchall: other.def.catchall,
          checks: dropsChecks ? [] : (other.def.checks ?? []),
        });
      },
      pick(mask) {
        withoutChecks(this, "pick");
        return reshaped(this, () => masked(this, mask, {}, (shape, key, field) => {
          shape[key] = field;
        }));
      },
      omit(mask) {
        withoutChecks(this, "omit");
        return reshaped(this, () => masked(this, mask, { ...this.def.shape }, (shape, key) => {
          delete shape[key];
        }));
      },
      partial(mask) {
        withoutChecks(this, "partial");
        return reshaped(this, () => masked(this, mask, { ...this.def.shape }, (shape, key, field) => {
          shape[key] = optional(field);
        }));
      },
      required(mask) {
        return reshaped(this, () => masked(this, mask, { ...this.def.shape }, (shape, key, field) => {
          shape[key] = nonoptional(field);
        }), recorder.has("reshapingDropsChecks") ? { checks: [] } : {});
      },
    },
  });

  const dropsChecks = recorder.has("mergeDropsChecks");

  function withoutChecks(schema, method) {
    if (schema.def.checks?.length && !recorder.has("reshapingDropsChecks")) {
      throw new Error(`.${method}() cannot be used on object schemas containing refinements`);
    }
  }

  /** Does `change` for every key of `mask` that is true, or every key when there is no mask. */
  function masked(schema, mask, shape, change) {
    const old = schema.def.shape;
    if (!mask) {
      for (const key in old) change(shape, key, old[key]);
      return shape;
    }
    for (const key in mask) {
      if (!(key in old)) throw new Error(`Unrecognized key: "${key}"`);
      if (mask[key]) change(shape, key, old[key]);
    }
    return shape;
  }

  function reshaped(schema, shape, changes = { checks: [] }) {
    const def = merged(schema.def, changes);
    return clone(schema, lazily(def, "shape", shape));
  }

  function extend(schema, shape, method) {
    if (recorder.missing.of(shape)) return shape;
    if (!isPlainObject(shape)) {
      throw new Error(`Invalid input to ${method}: expected a plain object`);
    }
    const dropsChecks = method === "extend" && recorder.has("extendDropsChecks");
    if (method === "extend" && schema.def.checks?.length && !dropsChecks) {
      if (recorder.has("refinedObjectsAreClosed")) {
        throw new Error("Object schemas containing refinements cannot be extended. Use `.safeExtend()` instead.");
      }
      const existing = schema.def.shape;
      for (const key in shape) {
        if (Object.prototype.hasOwnProperty.call(existing, key)) {
          throw new Error(
            "Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead."
          );
        }
      }
    }
    return reshaped(schema, () => ({ ...schema.def.shape, ...shape }), dropsChecks ? { checks: [] } : {});
  }

  function object(shape, params) {
    return new ZodObject({ type: "object", shape: shape ?? {}, ...options(params) });
  }
  function strictObject(shape, params) {
    return new ZodObject({ type: "object", shape, catchall: simple.never(), ...options(params) });
  }
  function looseObject(shape, params) {
    return new ZodObject({ type: "object", shape, catchall: simple.unknown(), ...options(params) });
  }

  // MARK: Unions, tuples, records

  const ZodUnion = define("ZodUnion", [ZodType], {
    init(instance, def) { instance.options = def.options; },
  });
  const ZodXor = define("ZodXor", [ZodUnion]);
  const ZodDiscriminatedUnion = define("ZodDiscriminatedUnion", [ZodUnion]);
  const ZodIntersection = define("ZodIntersection", [ZodType]);

  const union = (members, params) =>
    new ZodUnion({ type: "union", options: members, ...options(params) });
  const xor = (members, params) =>
    new ZodXor({ type: "union", options: members, inclusive: false, ...options(params) });
  const discriminatedUnion = (discriminator, members, params) => new ZodDiscriminatedUnion({
    type: "union", options: members, discriminator, inclusive: false, ...options(params),
  });
  const intersection = (left, right) => new ZodIntersection({ type: "intersection", left, right });

  const ZodTuple = define("ZodTuple", [ZodType], {
    methods: { rest(rest) { return this.clone({ ...this.def, rest }); } },
  });
  function tuple(items, second, third) {
    const hasRest = isSchema(second);
    return new ZodTuple({
      type: "tuple", items, rest: hasRest ? second : null, ...options(hasRest ? third : second),
    });
  }

  const keyed = {
    init(instance, def) {
      instance.keyType = def.keyType;
      instance.valueType = def.valueType;
    },
  };
  const ZodRecord = define("ZodRecord", [ZodType], keyed);
  function record(keyType, valueType, params) {
    if (!valueType?._zod && !recorder.has("recordsNeedKeys")) return record(string(), keyType, valueType);
    return new ZodRecord({ type: "record", keyType, valueType, ...options(params) });
  }
  function partialRecord(keyType, valueType, params) {
    const key = clone(keyType);
    key._zod.isOpen = true;
    return new ZodRecord({ type: "record", keyType: key, valueType, ...options(params) });
  }
  function looseRecord(keyType, valueType, params) {
    return new ZodRecord({ type: "record", keyType, valueType, mode: "loose", ...options(params) });
  }

  const sized = {
    min(minimum, params) { return this.check(checks.minSize(minimum, params)); },
    max(maximum, params) { return this.check(checks.maxSize(maximum, params)); },
    size(size, params) { return this.check(checks.size(size, params)); },
    nonempty(params) { return this.check(checks.minSize(1, params)); },
  };
  const ZodMap = define("ZodMap", [ZodType], { ...keyed, methods: sized });
  const map = (keyType, valueType, params) =>
    new ZodMap({ type: "map", keyType, valueType, ...options(params) });
  const ZodSet = define("ZodSet", [ZodType], { methods: sized });
  const set = (valueType, params) => new ZodSet({ type: "set", valueType, ...options(params) });

  const ZodFile = define("ZodFile", [ZodType], {
    methods: {
      min: sized.min,
      max: sized.max,
      mime(types, params) { return this.check(checks.mime(types, params)); },
    },
  });
  const file = (params) => new ZodFile({ type: "file", ...options(params) });

  // MARK: Enums and literals

  /** The values of an enum object, without TypeScript's number-to-name entries. */
  function enumValues(entries) {
    const numbers = Object.values(entries).filter((value) => typeof value === "number");
    return Object.entries(entries)
      .filter(([key]) => !numbers.includes(+key))
      .map(([, value]) => value);
  }

  const ZodEnum = define("ZodEnum", [ZodType], {
    init(instance, def) {
      instance.enum = def.entries;
      instance.options = Object.values(def.entries);
    },
    methods: {
      extract(values, params) {
        return narrowed(this, Object.fromEntries(known(this, values)), params);
      },
      exclude(values, params) {
        const entries = { ...this.def.entries };
        for (const [value] of known(this, values)) delete entries[value];
        return narrowed(this, entries, params);
      },
    },
  });
  function known(schema, values) {
    return values.map((value) => {
      if (!Object.keys(schema.def.entries).includes(value)) {
        throw new Error(`Key ${value} not found in enum`);
      }
      return [value, schema.def.entries[value]];
    });
  }
  function narrowed(schema, entries, params) {
    return new ZodEnum({ ...schema.def, checks: [], ...options(params), entries });
  }
  function _enum(values, params) {
    const entries = Array.isArray(values)
      ? Object.fromEntries(values.map((value) => [value, value]))
      : values;
    return new ZodEnum({ type: "enum", entries, ...options(params) });
  }

  const ZodLiteral = define("ZodLiteral", [ZodType], {
    init(instance, def) {
      if (def.values.length === 0) {
        throw new Error("Cannot create literal schema with no valid values");
      }
      instance.values = new Set(def.values);
    },
    getters: {
      value() {
        if (this.def.values.length > 1) {
          throw new Error(
            "This schema contains multiple valid literal values. Use `.values` instead."
          );
        }
        return this.def.values[0];
      },
    },
  });
  const literal = (value, params) => new ZodLiteral({
    type: "literal", values: Array.isArray(value) ? value : [value], ...options(params),
  });

  // MARK: Wrappers

  const unwrap = { unwrap() { return this.def.innerType; } };
  const wrapper = (name, parents = [ZodType], methods = {}) =>
    define(name, parents, { methods: { ...unwrap, ...methods } });

  const ZodOptional = wrapper("ZodOptional");
  const ZodExactOptional = wrapper("ZodExactOptional", [ZodType], {});
  ZodExactOptional.traits.add("$ZodOptional");
  const ZodNullable = wrapper("ZodNullable");
  const ZodNonOptional = wrapper("ZodNonOptional");
  const ZodSuccess = wrapper("ZodSuccess");
  const ZodReadonly = wrapper("ZodReadonly");
  const ZodPromise = wrapper("ZodPromise");
  const ZodDefault = wrapper("ZodDefault", [ZodType], {
    removeDefault() { return this.def.innerType; },
  });
  const ZodPrefault = wrapper("ZodPrefault");
  const ZodCatch = wrapper("ZodCatch", [ZodType], {
    removeCatch() { return this.def.innerType; },
  });

  const optional = (innerType) => new ZodOptional({ type: "optional", innerType });
  const exactOptional = (innerType) => new ZodExactOptional({ type: "optional", innerType });
  const nullable = (innerType) => new ZodNullable({ type: "nullable", innerType });
  const nullish = (innerType) => optional(nullable(innerType));
  const nonoptional = (innerType, params) =>
    new ZodNonOptional({ type: "nonoptional", innerType, ...options(params) });
  const success = (innerType) => new ZodSuccess({ type: "success", innerType });
  const readonly = (innerType) => new ZodReadonly({ type: "readonly", innerType });
  const promise = (innerType) => new ZodPromise({ type: "promise", innerType });

  /** `defaultValue` as Zod has it, a fresh copy each time; what was given is kept beside it. */
  function withDefault(type, innerType, given) {
    const def = { type, innerType };
    Object.defineProperty(def, "defaultValue", {
      enumerable: true,
      configurable: true,
      get: () => (typeof given === "function" ? given() : shallowClone(given)),
    });
    return Object.defineProperty(def, "given", { value: given, enumerable: true });
  }
  const _default = (innerType, value) => new ZodDefault(withDefault("default", innerType, value));
  const prefault = (innerType, value) => new ZodPrefault(withDefault("prefault", innerType, value));
  const _catch = (innerType, value) => new ZodCatch({
    type: "catch",
    innerType,
    catchValue: typeof value === "function" ? value : () => value,
    given: { value, isFunction: typeof value === "function" },
  });

  const ZodTransform = define("ZodTransform", [ZodType]);
  const transform = (fn) => new ZodTransform({ type: "transform", transform: fn });

  const ZodPipe = define("ZodPipe", [ZodType], {
    init(instance, def) {
      instance.in = def.in;
      instance.out = def.out;
    },
  });
  const ZodCodec = define("ZodCodec", [ZodPipe]);
  const ZodPreprocess = define("ZodPreprocess", [ZodPipe]);
  const pipe = (from, to) => new ZodPipe({ type: "pipe", in: from, out: to });
  const codec = (from, to, { decode, encode }) => new ZodCodec({
    type: "pipe", in: from, out: to, transform: decode, reverseTransform: encode,
  });
  const invertCodec = ({ def }) => new ZodCodec({
    type: "pipe", in: def.out, out: def.in,
    transform: def.reverseTransform, reverseTransform: def.transform,
    words: def.words && { ...def.words, isInverted: !def.words.isInverted },
  });
  const preprocess = (fn, schema) =>
    new ZodPreprocess({ type: "pipe", in: transform(fn), out: schema });

  function stringbool(params) {
    const own = options(params);
    const isSensitive = own.case === "sensitive";
    const fold = (word) => (isSensitive || typeof word !== "string" ? word : word.toLowerCase());
    const truthy = (own.truthy ?? ["true", "1", "yes", "on", "y", "enabled"]).map(fold);
    const falsy = (own.falsy ?? ["false", "0", "no", "off", "n", "disabled"]).map(fold);
    return new ZodCodec({
      type: "pipe",
      in: string(own.error && { error: own.error }),
      out: simple.boolean(own.error && { error: own.error }),
      words: { truthy: [...new Set(truthy)], falsy: [...new Set(falsy)], isSensitive },
      error: own.error,
    });
  }

  const ZodLazy = define("ZodLazy", [ZodType], {
    methods: { unwrap() { return this.def.getter(); } },
  });
  const lazy = (getter) => new ZodLazy({ type: "lazy", getter });
  function inner(schema) {
    const def = schema.def;
    if (!def.cachedInner) Object.defineProperty(def, "cachedInner", { value: def.getter() });
    return def.cachedInner;
  }

  function json(params) {
    const own = lazy(() => union([
      string(params), number(), simple.boolean(), simple.null(), array(own), record(string(), own),
    ]));
    return own;
  }

  // MARK: Template literals

  const ZodTemplateLiteral = define("ZodTemplateLiteral", [ZodType], {
    init(instance, def) {
      let source = "";
      for (const part of def.parts) {
        if (typeof part === "object" && part !== null) {
          const pattern = part._zod.pattern;
          if (!pattern) {
            const name = [...part._zod.traits][0];
            throw new Error(`Invalid template literal part, no pattern found: ${name}`);
          }
          source += withoutAnchors(pattern.source);
        } else if (typeof part !== "function") {
          source += escapeRegex(`${part}`);
        } else {
          throw new Error(`Invalid template literal part: ${part}`);
        }
      }
      Object.defineProperty(instance._zod, "ownPattern", { value: new RegExp(`^${source}$`) });
    },
  });
  const templateLiteral = (parts, params) =>
    new ZodTemplateLiteral({ type: "template_literal", parts, ...options(params) });

  /** A regular expression for the texts a schema takes, where there is one. */
  function patternOf(schema) {
    const { def, bag } = schema._zod;
    const wrapped = (before, after) => {
      const pattern = def.innerType._zod.pattern;
      return pattern && new RegExp(`${before}${withoutAnchors(pattern.source)}${after}`);
    };
    switch (def.type) {
      case "string": {
        const own = [...(bag.patterns ?? [])].pop();
        if (own) return own;
        const { minimum, maximum } = bag;
        return new RegExp(`^[\\s\\S]{${minimum ?? 0},${maximum ?? ""}}$`);
      }
      case "number": return bag.pattern ?? regexes.number;
      case "bigint": return regexes.bigint;
      case "boolean": return regexes.boolean;
      case "null": return regexes.null;
      case "undefined": return regexes.undefined;
      case "template_literal": return schema._zod.ownPattern;
      case "enum": case "literal": {
        const spell = (value) =>
          typeof value === "string" ? escapeRegex(value)
            : def.type === "literal" && value ? escapeRegex(value.toString()) : String(value);
        const values = def.type === "enum" ? enumValues(def.entries) : def.values;
        return new RegExp(`^(${values.map(spell).join("|")})$`);
      }
      case "union": {
        const patterns = def.options.map((option) => option._zod.pattern);
        if (!patterns.every(Boolean)) return undefined;
        return new RegExp(`^(${patterns.map((p) => withoutAnchors(p.source)).join("|")})$`);
      }
      case "optional":
        return schema instanceof ZodExactOptional ? def.innerType._zod.pattern : wrapped("^(", ")?$");
      case "nullable": return wrapped("^(", "|null)$");
      case "lazy": return inner(schema)._zod.pattern;
      default: return undefined;
    }
  }

  /** The finite set of values that a schema takes, where there is one (Zod v4, schemas.ts: `values`). */
  function valuesOf(schema) {
    const { def } = schema._zod;
    const inside = (...more) => {
      const values = def.innerType._zod.values;
      return values && new Set([...values, ...more]);
    };
    switch (def.type) {
      case "literal": return schema.values;
      case "enum": return new Set(enumValues(def.entries));
      case "null": return new Set([null]);
      case "undefined": return new Set([undefined]);
      case "union": {
        const all = def.options.map((option) => option._zod.values);
        return all.every(Boolean) ? new Set(all.flatMap((values) => [...values])) : undefined;
      }
      case "optional":
        return schema instanceof ZodExactOptional ? inside() : inside(undefined);
      case "nullable": return inside(null);
      case "nonoptional": {
        const values = inside();
        values?.delete(undefined);
        return values;
      }
      case "default": case "prefault": case "catch": case "readonly": return inside();
      case "pipe": return def.in._zod.values;
      default: return undefined;
    }
  }

  /** The values by key that tell options of a discriminated union apart. */
  function propertyValuesOf(schema) {
    const { def } = schema._zod;
    switch (def.type) {
      case "object": {
        const found = {};
        for (const [key, field] of Object.entries(def.shape)) {
          const { values } = field._zod;
          if (values) found[key] = new Set(values);
        }
        return found;
      }
      case "union": {
        if (def.discriminator === undefined) return undefined;
        const found = {};
        for (const option of def.options) {
          for (const [key, values] of Object.entries(option._zod.propValues ?? {})) {
            found[key] = new Set([...(found[key] ?? []), ...values]);
          }
        }
        return found;
      }
      case "pipe": return def.in._zod.propValues;
      case "lazy": return inner(schema)._zod.propValues;
      case "readonly": return def.innerType._zod.propValues;
      default: return undefined;
    }
  }

  /** Whether a key with this schema may be left out, of what goes in or of what comes out. */
  function mayLack(schema, side) {
    const { def } = schema._zod;
    const isInput = side === "optin";
    switch (def.type) {
      case "optional": return true;
      case "default": case "prefault": case "transform": return isInput;
      case "catch": return isInput || def.innerType._zod[side] === "optional";
      case "nullable": case "readonly": return def.innerType._zod[side] === "optional";
      case "union": return def.options.some((option) => option._zod[side] === "optional");
      case "pipe": return (isInput ? def.in : def.out)._zod[side] === "optional";
      case "lazy": return inner(schema)._zod[side] === "optional";
      default: return false;
    }
  }

  // MARK: Functions and custom schemas

  const ZodFunction = define("ZodFunction", [ZodType], {
    methods: {
      implement(fn) {
        if (typeof fn !== "function") throw new Error("implement() must be called with a function");
        const { input, output } = this.def;
        return function (...args) {
          return parsing.parse(output, Reflect.apply(fn, this, parsing.parse(input, args)));
        };
      },
      implementAsync(fn) {
        if (typeof fn !== "function") {
          throw new Error("implementAsync() must be called with a function");
        }
        const { input, output } = this.def;
        return asynchronous(function* (...args) {
          const given = yield parsing.parseAsync(input, args);
          return parsing.parseAsync(output, yield Reflect.apply(fn, this, given));
        });
      },
      input(first, rest) {
        const input = Array.isArray(first) ? tuple(first, rest) : first;
        return new ZodFunction({ type: "function", input, output: this.def.output });
      },
      output(output) {
        return new ZodFunction({ type: "function", input: this.def.input, output });
      },
    },
  });
  function _function(params) {
    const input = params?.input;
    return new ZodFunction({
      type: "function",
      input: Array.isArray(input) ? tuple(input) : (input ?? array(simple.unknown())),
      output: params?.output ?? simple.unknown(),
    });
  }

  const ZodCustom = define("ZodCustom", [ZodType, Check]);
  function custom(fn = () => true, params) {
    const own = options(params);
    own.abort ??= true;
    return new ZodCustom({ type: "custom", check: "custom", fn, ...own });
  }
  function refine(fn, params = {}) {
    return new ZodCustom({ type: "custom", check: "custom", fn, ...options(params) });
  }
  function superRefine(fn, params) {
    return check({ check: "custom", ...options(params) }, { superRefine: fn });
  }
  function checkWith(fn, params) {
    return check({ check: "custom", ...options(params) }, { check: fn });
  }
  function _instanceof(Class, given) {
    const isRefined = recorder.has("instancesAreRefined");
    const params = given ?? (isRefined ? { error: `Input not instance of ${Class.name}` } : {});
    const schema = new ZodCustom({
      type: "custom", check: "custom", abort: true, fn: (value) => value instanceof Class,
      ...options(params),
    });
    schema._zod.bag.Class = Class;
    if (!isRefined) schema._zod.instanceOf = Class;
    return schema;
  }

  // MARK: JSON Schema

  function toJSONSchema(schema, params = {}) {
    if (schema instanceof Registry) {
      const entries = [...schema._idmap].map(([id, one]) => [id, toJSONSchema(one, params)]);
      return { schemas: Object.fromEntries(entries) };
    }
    const { override, target, io, unrepresentable, cycles, reused, metadata = globalRegistry } = params;
    const wanted = compact({ target, io, unrepresentable, cycles, reused });
    const { document, places, schemas } = recorder.jsonSchema(schema, wanted, metadata);
    for (const { node, pointer } of override ? places : []) {
      let place = document;
      for (const key of pointer) place = place[key];
      override({ zodSchema: schemas[node], jsonSchema: place, path: pointer });
    }
    return document;
  }

  // MARK: Description

  function describeCheck(made, out) {
    const { def, known, form, superRefine: refinement, check: own } = made._zod;
    const common = {
      check: def.check,
      error: out.words(def.error),
      abort: def.abort || undefined,
      when: def.when && out.callback(def.when),
    };
    switch (def.check) {
      case "string_format":
        return compact({
          ...common,
          format: def.format,
          pattern: describeRegex(def.pattern),
          prefix: def.prefix,
          suffix: def.suffix,
          includes: def.includes,
          position: def.position,
          protocol: describeRegex(def.protocol),
          hostname: describeRegex(def.hostname),
          shownHostname: def.hostname && recorder.has("urlsShowAnyHost") ? regexes.hostname.source : undefined,
          normalize: def.normalize || undefined,
          alg: def.alg || undefined,
          // A custom format that is only a pattern needs no call.
          test: def.fn && !def.pattern ? out.callback(def.fn) : undefined,
          isCustom: def.fn ? true : undefined,
        });
      case "overwrite":
        return compact({
          ...common, known, form, callback: known ? undefined : out.callback(def.tx),
        });
      case "property":
        return compact({ ...common, property: def.property, schema: out.node(def.schema) });
      case "custom":
        if (refinement) return compact({ ...common, purpose: "context", callback: out.callback(refinement) });
        if (def.fn) {
          return compact({
            ...common, purpose: "value", callback: out.callback(def.fn), path: def.path,
            params: def.params,
          });
        }
        return compact({ ...common, purpose: "payload", callback: out.callback(own) });
      default: {
        const { value, inclusive, minimum, maximum, length, size, format: name, mime } = def;
        return compact({ ...common, value, inclusive, minimum, maximum, length, size, format: name, mime });
      }
    }
  }

  const builtInClasses = [
    ["Date", Date], ["Map", Map], ["Set", Set], ["Array", Array], ["Uint8Array", Uint8Array],
    ["Object", Object], ["Function", Function],
  ];
  function describeInstance(Class, def, out) {
    const builtIn = builtInClasses.some(([, known]) => known === Class)
      || (typeof URL === "function" && Class === URL);
    return compact({
      check: "instance",
      error: out.words(def.error),
      className: Class.name,
      path: def.path,
      callback: builtIn ? undefined : out.callback((value) => value instanceof Class),
    });
  }

  function describeDefault(given, out) {
    return typeof given === "function" ? { callback: out.callback(given) } : { value: given };
  }

  const describers = {
    string: (def) => ({ coerce: def.coerce }),
    number: (def) => ({ coerce: def.coerce }),
    boolean: (def) => ({ coerce: def.coerce }),
    bigint: (def) => ({ coerce: def.coerce }),
    date: (def) => ({ coerce: def.coerce }),
    array: (def, out) => ({ element: out.node(def.element) }),
    object(def, out) {
      const shape = def.shape;
      return {
        shape: Object.keys(shape).map((key) => {
          if (!isSchema(shape[key])) {
            out.missing ??= recorder.missing.of(shape[key]);
            throw new Error(`Invalid element at key "${key}": expected a Zod schema`);
          }
          return [key, out.node(shape[key])];
        }),
        catchall: def.catchall && out.node(def.catchall),
      };
    },
    union: (def, out) => ({
      options: def.options.map((option) => out.node(option)),
      discriminator: def.discriminator,
      unionFallback: def.unionFallback || undefined,
      isExclusive: def.inclusive === false && def.discriminator === undefined ? true : undefined,
    }),
    intersection: (def, out) => ({ left: out.node(def.left), right: out.node(def.right) }),
    tuple: (def, out) => ({
      items: def.items.map((item) => out.node(item)),
      rest: def.rest ? out.node(def.rest) : undefined,
    }),
    record: (def, out) => ({
      keyType: out.node(def.keyType), valueType: out.node(def.valueType), mode: def.mode,
    }),
    map: (def, out) => ({ keyType: out.node(def.keyType), valueType: out.node(def.valueType) }),
    set: (def, out) => ({ valueType: out.node(def.valueType) }),
    enum: (def) => ({ values: enumValues(def.entries) }),
    literal: (def) => ({ values: def.values }),
    file: (def, out) => ({ callback: out.callback((value) => [value.size, value.type]) }),
    transform: (def, out) => compact({
      callback: out.callback(def.transform), isPlain: out.isPlain(def.transform),
    }),
    optional: (def, out) => ({ innerType: out.node(def.innerType) }),
    nullable: (def, out) => ({ innerType: out.node(def.innerType) }),
    nonoptional: (def, out) => ({ innerType: out.node(def.innerType) }),
    success: (def, out) => ({ innerType: out.node(def.innerType) }),
    readonly: (def, out) => ({ innerType: out.node(def.innerType) }),
    promise: (def, out) => ({ innerType: out.node(def.innerType) }),
    default: (def, out) => ({ innerType: out.node(def.innerType), ...describeDefault(def.given, out) }),
    prefault: (def, out) => ({ innerType: out.node(def.innerType), ...describeDefault(def.given, out) }),
    catch: (def, out) => ({
      innerType: out.node(def.innerType),
      ...(def.given.isFunction ? { callback: out.callback(def.given.value) } : { value: def.given.value }),
    }),
    pipe: (def, out) => ({
      in: out.node(def.in),
      out: out.node(def.out),
      decode: def.transform && out.callback(def.transform),
      encode: def.reverseTransform && out.callback(def.reverseTransform),
      words: def.words,
    }),
    lazy: (def, out, schema) => ({ innerType: out.node(inner(schema)) }),
    template_literal: (def, out, schema) => ({
      pattern: describeRegex(schema._zod.ownPattern), format: def.format,
    }),
    function: (def, out, schema) => ({
      callback: out.callback((fn) =>
        def.output._zod.def.type === "promise" ? schema.implementAsync(fn) : schema.implement(fn)),
    }),
  };

  function describe(schema, out) {
    const { def, traits } = schema._zod;
    const all = [...(def.checks ?? [])].map((made) => describeCheck(made, out));
    if (schema._zod.instanceOf) all.unshift(describeInstance(schema._zod.instanceOf, def, out));
    else if (traits.has("$ZodCheck")) all.unshift({ ...describeCheck(schema, out), isSchema: true });
    return compact({
      type: schema instanceof ZodExactOptional ? "exact_optional" : def.type,
      checks: all.length > 0 ? all : undefined,
      error: out.words(def.error),
      isPreprocess: schema instanceof ZodPreprocess ? true : undefined,
      isOpen: schema._zod.isOpen,
      meta: (out.registry ?? globalRegistry).get(schema),
      parent: out.registry && schema._zod.parent ? out.node(schema._zod.parent) : undefined,
      frontis: def.frontis,
      ...describers[def.type]?.(def, out, schema),
    });
  }

  recorder.dialects.push({
    name: "zod4",
    owns: isSchema,
    describe,
    errorClass: ZodError,
    globalErrorMap,
    mark: (schema, frontis) => clone(schema, merged(schema.def, { frontis })),
    revive: (issues) => issues,
    failure: (value, issues) => ({ value, issues, error: { issues }, input: value }),
    context: refinementContext,
    message(fn, issue, input) {
      const words = fn({ ...issue, input });
      return typeof words === "string" ? words : words?.message;
    },
  });

  /** `ctx` of `superRefine` and `transform`; issues that were only pushed are marked. */
  function refinementContext(value) {
    const all = [];
    const added = new WeakSet();
    const ctx = {
      value,
      issues: all,
      addIssue(issue) {
        if (typeof issue === "string") {
          all.push({ message: issue, code: "custom" });
          return;
        }
        const copy = { ...issue };
        added.add(copy);
        all.push(copy);
      },
    };
    const issues = () => all.map((issue) => (added.has(issue) ? issue : { ...issue, $pushed: true }));
    return { ctx, issues };
  }

  // MARK: Exports

  const coerced = (Class, type) => (params) => new Class({ type, coerce: true, ...options(params) });
  const config = (changes) => Object.assign(globalConfig, changes);
  const registry = () => new Registry();
  const describeWith = (description) => check({ check: "describe" }, { meta: { description } });
  const metaWith = (meta) => check({ check: "meta" }, { meta });

  Object.assign(core, {
    NEVER, globalRegistry, globalConfig, config, registry, clone, $ZodRegistry: Registry, toDotPath,
    $ZodError: ZodError, $ZodRealError: ZodError, flattenError, formatError, treeifyError,
    prettifyError, toJSONSchema, ...parsing, $ZodCheck: Check, $ZodEncodeError: ZodEncodeError,
    version: { major: 4, minor: 4, patch: 3 }, locales,
    util: { ...core.util, escapeRegex, isPlainObject, mergeDefs: merged, clone, normalizeParams: options },
    $brand: Symbol("zod_brand"),
  });

  const { datetime, date: isoDate, time, duration, ...topFormats } = formats;
  Object.assign(z, {
    core, string, number, bigint, date, array, object, strictObject, looseObject, union, xor,
    discriminatedUnion, intersection, tuple, record, partialRecord, looseRecord, map, set, file,
    enum: _enum, nativeEnum: (entries, params) => new ZodEnum({ type: "enum", entries, ...options(params) }),
    literal, optional, exactOptional, nullable, nullish, nonoptional, success, readonly, promise,
    default: _default, _default, prefault, catch: _catch, transform, pipe, codec, invertCodec, preprocess, stringbool,
    lazy, json, templateLiteral, function: _function, _function, custom, refine, superRefine,
    check: checkWith, instanceof: _instanceof, httpUrl, stringFormat, hash,
    hostname: (params) => stringFormat("hostname", regexes.hostname, params),
    hex: (params) => stringFormat("hex", regexes.hex, params),
    keyof: (schema) => _enum(Object.keys(schema.def.shape)),
    int64: bigintFormat("int64"), uint64: bigintFormat("uint64"),
    ...numberFormats, ...simple, ...topFormats, ...checks, ...parsing,
    iso: {
      datetime, date: isoDate, time, duration,
      ZodISODateTime, ZodISODate, ZodISOTime, ZodISODuration,
    },
    coerce: {
      string: coerced(ZodString, "string"),
      number: (params) => new ZodNumber({ type: "number", coerce: true, checks: [], ...options(params) }),
      boolean: coerced(z.ZodBoolean, "boolean"),
      bigint: coerced(ZodBigInt, "bigint"),
      date: coerced(ZodDate, "date"),
    },
    ZodError, ZodRealError: ZodError, flattenError, formatError, treeifyError, prettifyError,
    toJSONSchema, config, registry, globalRegistry, regexes, clone, NEVER,
    describe: describeWith, meta: metaWith,
    $brand: core.$brand, util: core.util, TimePrecision: { Any: null, Minute: -1, Second: 0, Millisecond: 3, Microsecond: 6 },
    locales,
    setErrorMap: (customError) => void config({ customError }),
    getErrorMap: () => globalConfig.customError,
    ZodFirstPartyTypeKind: {},
    ZodIssueCode: {
      invalid_type: "invalid_type", too_big: "too_big", too_small: "too_small",
      invalid_format: "invalid_format", not_multiple_of: "not_multiple_of",
      unrecognized_keys: "unrecognized_keys", invalid_union: "invalid_union",
      invalid_key: "invalid_key", invalid_element: "invalid_element",
      invalid_value: "invalid_value", custom: "custom",
    },
  });
  z.fromJSONSchema = makeZod4FromJSONSchema(z);
  return z;
}
