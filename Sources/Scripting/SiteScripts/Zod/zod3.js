// Zod 3 as a site's code sees it: every constructor and method, but schemas that only remember.
function makeZod3(recorder) {
  "use strict";
  const { regex: describeRegex, compact, has } = recorder;

  const patterns = makeZod3Patterns(has);

  // MARK: Parameters

  const words = (message) => (typeof message === "string" ? message : message?.message);
  const worded = (message) => (typeof message === "string" ? { message } : message || {});

  /** `{errorMap, description}` of what a constructor was given, or of another schema's `_def`. */
  function shared(params) {
    if (!params) return {};
    const { errorMap, invalid_type_error, required_error, description } = params;
    if (errorMap && (invalid_type_error || required_error)) {
      throw new Error(
        `Can't use "invalid_type_error" or "required_error" in conjunction with custom error map.`
      );
    }
    if (errorMap) return { errorMap, description };
    const { message } = params;
    if (has("wordsAreForTypes")) return { errorMap: typeMap(required_error, invalid_type_error), description };
    const customMap = (issue, ctx) => {
      if (issue.code === "invalid_enum_value") return { message: message ?? ctx.defaultError };
      if (ctx.data === undefined) return { message: message ?? required_error ?? ctx.defaultError };
      if (issue.code !== "invalid_type") return { message: ctx.defaultError };
      return { message: message ?? invalid_type_error ?? ctx.defaultError };
    };
    // Known words need no call; no words at all, no map.
    customMap.given = compact({ message, required: required_error, invalidType: invalid_type_error });
    return { errorMap: customMap, description };
  }

  /** The same where words are for wrong types alone. */
  function typeMap(required, invalidType) {
    const map = (issue, ctx) => {
      if (issue.code !== "invalid_type") return { message: ctx.defaultError };
      return { message: (ctx.data === undefined ? required : invalidType) ?? ctx.defaultError };
    };
    map.given = compact({ required, invalidType });
    return map;
  }

  let globalErrorMap;

  // MARK: The class that all schemas have in common

  function run(schema, data, params, isAsync) {
    return recorder.parse(schema, data, compact({ isAsync, error: params?.errorMap }));
  }

  /** What `safeParse` returns; issues begin at the caller's `path`. */
  function result(outcome, { path = [] } = {}) {
    if (outcome.isSuccess) return { success: true, data: outcome.value };
    return { success: false, error: new ZodError(path.length > 0 ? moved(outcome.issues, path) : outcome.issues) };
  }

  function moved(issues, path) {
    return issues.map((issue) => compact({
      ...issue,
      path: [...path, ...issue.path],
      unionErrors: issue.unionErrors?.map((error) => new ZodError(moved(error.issues, path))),
    }));
  }

  class ZodType {
    constructor(def) {
      this._def = def;
      for (const name of ["parse", "safeParse", "parseAsync", "safeParseAsync", "spa", "refine",
        "refinement", "superRefine", "optional", "nullable", "nullish", "array", "promise", "or",
        "and", "transform", "brand", "default", "catch", "describe", "pipe", "readonly",
        "isNullable", "isOptional"]) {
        this[name] = this[name].bind(this);
      }
    }
    get description() { return this._def.description; }
    get "~standard"() {
      const answer = (outcome) =>
        outcome.success ? { value: outcome.data } : { issues: outcome.error.issues };
      return {
        vendor: "zod",
        version: 1,
        validate: (data) => {
          try {
            return answer(this.safeParse(data));
          } catch {
            return this.safeParseAsync(data).then(answer);
          }
        },
      };
    }
    parse(data, params) {
      const outcome = this.safeParse(data, params);
      if (outcome.success) return outcome.data;
      throw outcome.error;
    }
    safeParse(data, params) { return result(run(this, data, params, false), params); }
    parseAsync(data, params) {
      return this.safeParseAsync(data, params).then((outcome) => {
        if (outcome.success) return outcome.data;
        throw outcome.error;
      });
    }
    safeParseAsync(data, params) {
      return Promise.try(() => run(this, data, params, true)).then((outcome) => result(outcome, params));
    }
    spa(data, params) { return this.safeParseAsync(data, params); }

    refine(check, message) {
      return effects(this, { type: "refinement", check, message });
    }
    refinement(check, data) {
      return effects(this, {
        type: "refinement",
        refinement: (value, ctx) => {
          if (!check(value)) ctx.addIssue(typeof data === "function" ? data(value, ctx) : data);
        },
      });
    }
    _refinement(refinement) { return effects(this, { type: "refinement", refinement }); }
    superRefine(refinement) { return this._refinement(refinement); }
    transform(transform) {
      return effects(this, { type: "transform", transform }, shared(this._def));
    }
    optional() { return ZodOptional.create(this, this._def); }
    nullable() { return ZodNullable.create(this, this._def); }
    nullish() { return this.nullable().optional(); }
    array() { return ZodArray.create(this, has("arraysInheritWords") ? this._def : undefined); }
    promise() { return ZodPromise.create(this, this._def); }
    or(option) { return ZodUnion.create([this, option], this._def); }
    and(other) { return ZodIntersection.create(this, other, this._def); }
    default(value) {
      return new ZodDefault({
        ...shared(this._def), innerType: this, given: value, typeName: "ZodDefault",
        defaultValue: typeof value === "function" ? value : () => value,
      });
    }
    catch(value) {
      return new ZodCatch({
        ...shared(this._def), innerType: this, given: value, typeName: "ZodCatch",
        catchValue: typeof value === "function" ? value : () => value,
      });
    }
    brand() { return new ZodBranded({ typeName: "ZodBranded", type: this, ...shared(this._def) }); }
    describe(description) { return new this.constructor({ ...this._def, description }); }
    pipe(target) { return ZodPipeline.create(this, target); }
    readonly() { return ZodReadonly.create(this); }
    isOptional() { return this.safeParse(undefined).success; }
    isNullable() { return this.safeParse(null).success; }
  }

  // MARK: Checks

  /** Adds a check to a schema that keeps them in `_def.checks`. */
  function checked(schema, ...checks) {
    return new schema.constructor({ ...schema._def, checks: [...schema._def.checks, ...checks] });
  }
  const hasCheck = (schema, kind) => schema._def.checks.some((check) => check.kind === kind);

  /** The tightest value of the checks of one kind, or null. */
  function tightest(schema, kind) {
    const pick = kind === "min" ? (a, b) => (b > a ? b : a) : (a, b) => (b < a ? b : a);
    const values = schema._def.checks.filter((check) => check.kind === kind).map((c) => c.value);
    return values.length > 0 ? values.reduce(pick) : null;
  }

  // MARK: Texts

  class ZodString extends ZodType {
    static create(params) {
      return new ZodString({
        checks: [], typeName: "ZodString", coerce: params?.coerce ?? false, ...shared(params),
      });
    }
    _addCheck(check) { return checked(this, check); }
    regex(regex, message) { return checked(this, { kind: "regex", regex, ...worded(message) }); }
    includes(value, options) {
      return checked(this, {
        kind: "includes", value, position: options?.position, ...worded(options?.message),
      });
    }
    startsWith(value, message) { return checked(this, { kind: "startsWith", value, ...worded(message) }); }
    endsWith(value, message) { return checked(this, { kind: "endsWith", value, ...worded(message) }); }
    min(value, message) { return checked(this, { kind: "min", value, ...worded(message) }); }
    max(value, message) { return checked(this, { kind: "max", value, ...worded(message) }); }
    length(value, message) { return checked(this, { kind: "length", value, ...worded(message) }); }
    nonempty(message) { return this.min(1, worded(message)); }
    trim() { return checked(this, { kind: "trim" }); }
    toLowerCase() { return checked(this, { kind: "toLowerCase" }); }
    toUpperCase() { return checked(this, { kind: "toUpperCase" }); }
    datetime(options) {
      if (typeof options === "string") options = { message: options };
      return checked(this, {
        kind: "datetime", precision: options?.precision ?? null, offset: options?.offset ?? false,
        local: options?.local ?? false, ...worded(options?.message),
      });
    }
    time(options) {
      if (typeof options === "string") options = { message: options };
      return checked(this, {
        kind: "time", precision: options?.precision ?? null, ...worded(options?.message),
      });
    }
    date(message) { return checked(this, { kind: "date", message }); }
    get minLength() { return tightest(this, "min"); }
    get maxLength() { return tightest(this, "max"); }
  }
  for (const kind of ["email", "url", "emoji", "uuid", "nanoid", "cuid", "cuid2", "ulid", "base64",
    "base64url", "jwt", "ip", "cidr", "duration"]) {
    ZodString.prototype[kind] = function (options) {
      return checked(this, { kind, ...worded(options) });
    };
  }
  for (const [name, kind] of Object.entries({
    isDatetime: "datetime", isDate: "date", isTime: "time", isDuration: "duration",
    isEmail: "email", isURL: "url", isEmoji: "emoji", isUUID: "uuid", isNANOID: "nanoid",
    isCUID: "cuid", isCUID2: "cuid2", isULID: "ulid", isIP: "ip", isCIDR: "cidr",
    isBase64: "base64", isBase64url: "base64url",
  })) {
    Object.defineProperty(ZodString.prototype, name, { get() { return hasCheck(this, kind); } });
  }

  // MARK: Numbers and dates

  /** `gte`, `lt` and so on, for numbers and bigints. */
  function limits(Class, zero) {
    const limit = (kind, inclusive) => function (value, message) {
      return checked(this, { kind, value, inclusive, message: words(message) });
    };
    const sign = (kind, inclusive) => function (message) {
      return checked(this, { kind, value: zero(), inclusive, message: words(message) });
    };
    Object.assign(Class.prototype, {
      gte: limit("min", true), min: limit("min", true), gt: limit("min", false),
      lte: limit("max", true), max: limit("max", true), lt: limit("max", false),
      positive: sign("min", false), nonnegative: sign("min", true),
      negative: sign("max", false), nonpositive: sign("max", true),
      multipleOf(value, message) {
        return checked(this, { kind: "multipleOf", value, message: words(message) });
      },
    });
    Object.defineProperties(Class.prototype, {
      minValue: { get() { return tightest(this, "min"); } },
      maxValue: { get() { return tightest(this, "max"); } },
    });
  }

  class ZodNumber extends ZodType {
    static create(params) {
      return new ZodNumber({
        checks: [], typeName: "ZodNumber", coerce: params?.coerce || false, ...shared(params),
      });
    }
    _addCheck(check) { return checked(this, check); }
    step(value, message) { return this.multipleOf(value, message); }
    int(message) { return checked(this, { kind: "int", message: words(message) }); }
    finite(message) { return checked(this, { kind: "finite", message: words(message) }); }
    safe(message) {
      return this.gte(Number.MIN_SAFE_INTEGER, message).lte(Number.MAX_SAFE_INTEGER, message);
    }
    get isInt() {
      return this._def.checks.some((check) =>
        check.kind === "int" || (check.kind === "multipleOf" && Number.isInteger(check.value)));
    }
    get isFinite() {
      return ["finite", "int", "multipleOf"].some((kind) => hasCheck(this, kind))
        || (Number.isFinite(this.minValue) && Number.isFinite(this.maxValue));
    }
  }
  limits(ZodNumber, () => 0);

  class ZodBigInt extends ZodType {
    static create(params) {
      return new ZodBigInt({
        checks: [], typeName: "ZodBigInt", coerce: params?.coerce ?? false, ...shared(params),
      });
    }
  }
  limits(ZodBigInt, () => BigInt(0));

  class ZodDate extends ZodType {
    static create(params) {
      return new ZodDate({
        checks: [], coerce: params?.coerce || false, typeName: "ZodDate", ...shared(params),
      });
    }
    min(date, message) {
      return checked(this, { kind: "min", value: date.getTime(), message: words(message) });
    }
    max(date, message) {
      return checked(this, { kind: "max", value: date.getTime(), message: words(message) });
    }
    get minDate() { const value = tightest(this, "min"); return value === null ? null : new Date(value); }
    get maxDate() { const value = tightest(this, "max"); return value === null ? null : new Date(value); }
  }

  // MARK: Kinds that have nothing but a type

  const classes = {};
  const simple = {};
  for (const [name, type] of Object.entries({
    ZodBoolean: "boolean", ZodSymbol: "symbol", ZodUndefined: "undefined", ZodNull: "null",
    ZodAny: "any", ZodUnknown: "unknown", ZodNever: "never", ZodVoid: "void", ZodNaN: "nan",
  })) {
    classes[name] = {
      [name]: class extends ZodType {
        static create(params) {
          const coerce = type === "boolean" ? { coerce: params?.coerce || false } : {};
          return new classes[name]({ typeName: name, ...coerce, ...shared(params) });
        }
      },
    }[name];
    simple[type] = (params) => classes[name].create(params);
  }
  const { ZodNever, ZodUndefined, ZodNull, ZodAny, ZodUnknown } = classes;

  // MARK: Containers

  class ZodArray extends ZodType {
    static create(type, params) {
      return new ZodArray({
        type, minLength: null, maxLength: null, exactLength: null, typeName: "ZodArray",
        ...shared(params),
      });
    }
    get element() { return this._def.type; }
    limited(key, value, message) {
      return new ZodArray({ ...this._def, [key]: { value, message: words(message) } });
    }
    min(value, message) { return this.limited("minLength", value, message); }
    max(value, message) { return this.limited("maxLength", value, message); }
    length(value, message) { return this.limited("exactLength", value, message); }
    nonempty(message) { return this.min(1, message); }
  }

  class ZodSet extends ZodType {
    static create(valueType, params) {
      return new ZodSet({
        valueType, minSize: null, maxSize: null, typeName: "ZodSet", ...shared(params),
      });
    }
    limited(key, value, message) {
      return new ZodSet({ ...this._def, [key]: { value, message: words(message) } });
    }
    min(value, message) { return this.limited("minSize", value, message); }
    max(value, message) { return this.limited("maxSize", value, message); }
    size(value, message) { return this.min(value, message).max(value, message); }
    nonempty(message) { return this.min(1, message); }
  }

  class ZodObject extends ZodType {
    static create(shape, params) { return ZodObject.lazycreate(() => shape, params); }
    static strictCreate(shape, params) {
      return new ZodObject({ ...ZodObject.create(shape, params)._def, unknownKeys: "strict" });
    }
    static lazycreate(shape, params) {
      return new ZodObject({
        shape, unknownKeys: "strip", catchall: ZodNever.create(), typeName: "ZodObject",
        ...shared(params),
      });
    }
    get shape() { return this._def.shape(); }
    strict(message) {
      const changes = { unknownKeys: "strict" };
      if (message !== undefined) {
        const previous = this._def.errorMap;
        const own = worded(message).message;
        changes.errorMap = (issue, ctx) => {
          const usual = previous?.(issue, ctx).message ?? ctx.defaultError;
          return { message: issue.code === "unrecognized_keys" ? (own ?? usual) : usual };
        };
      }
      return new ZodObject({ ...this._def, ...changes });
    }
    strip() { return new ZodObject({ ...this._def, unknownKeys: "strip" }); }
    passthrough() { return new ZodObject({ ...this._def, unknownKeys: "passthrough" }); }
    nonstrict() { return this.passthrough(); }
    catchall(catchall) { return new ZodObject({ ...this._def, catchall }); }
    reshaped(shape) { return new ZodObject({ ...this._def, shape: () => shape }); }
    extend(shape) {
      if (recorder.missing.of(shape)) return shape;
      const { shape: old } = this._def;
      return new ZodObject({ ...this._def, shape: () => ({ ...old(), ...shape }) });
    }
    augment(shape) { return this.extend(shape); }
    setKey(key, schema) { return this.extend({ [key]: schema }); }
    merge(other) {
      if (recorder.missing.of(other)) return other;
      return new ZodObject({
        unknownKeys: other._def.unknownKeys,
        catchall: other._def.catchall,
        shape: () => ({ ...this._def.shape(), ...other._def.shape() }),
        typeName: "ZodObject",
      });
    }
    pick(mask) {
      const keys = Object.keys(mask).filter((key) => mask[key] && this.shape[key]);
      return this.reshaped(Object.fromEntries(keys.map((key) => [key, this.shape[key]])));
    }
    omit(mask) {
      return this.reshaped(Object.fromEntries(
        Object.entries(this.shape).filter(([key]) => !mask[key])
      ));
    }
    mapped(mask, change) {
      return this.reshaped(Object.fromEntries(Object.entries(this.shape).map(([key, field]) =>
        [key, mask && !mask[key] ? field : change(field)])));
    }
    partial(mask) { return this.mapped(mask, (field) => field.optional()); }
    required(mask) {
      return this.mapped(mask, (field) => {
        while (field instanceof ZodOptional) field = field._def.innerType;
        return field;
      });
    }
    deepPartial() { return deepPartial(this); }
    keyof() { return ZodEnum.create(Object.keys(this.shape)); }
  }

  function deepPartial(schema) {
    if (schema instanceof ZodObject) {
      return schema.mapped(undefined, (field) => ZodOptional.create(deepPartial(field)));
    }
    if (schema instanceof ZodArray) {
      return new ZodArray({ ...schema._def, type: deepPartial(schema.element) });
    }
    if (schema instanceof ZodOptional) return ZodOptional.create(deepPartial(schema.unwrap()));
    if (schema instanceof ZodNullable) return ZodNullable.create(deepPartial(schema.unwrap()));
    if (schema instanceof ZodTuple) return ZodTuple.create(schema.items.map(deepPartial));
    return schema;
  }

  class ZodUnion extends ZodType {
    static create(options, params) {
      return new ZodUnion({ options, typeName: "ZodUnion", ...shared(params) });
    }
    get options() { return this._def.options; }
  }

  /** The values by which a discriminator tells its option. */
  function discriminatorValues(type) {
    if (type instanceof ZodLazy) return discriminatorValues(type.schema);
    if (type instanceof ZodEffects) return discriminatorValues(type.innerType());
    if (type instanceof ZodLiteral) return [type.value];
    if (type instanceof ZodEnum) return type.options;
    const isBare = has("bareDiscriminators");
    if (type instanceof ZodNativeEnum) return isBare ? Object.keys(type.enum) : Object.values(type.enum);
    if (type instanceof ZodUndefined) return [undefined];
    if (type instanceof ZodNull) return [null];
    if (isBare) return type instanceof ZodDefault ? discriminatorValues(type._def.innerType) : [];
    if (type instanceof ZodOptional) return [undefined, ...discriminatorValues(type.unwrap())];
    if (type instanceof ZodNullable) return [null, ...discriminatorValues(type.unwrap())];
    if (type instanceof ZodDefault || type instanceof ZodCatch) {
      return discriminatorValues(type._def.innerType);
    }
    if (type instanceof ZodBranded || type instanceof ZodReadonly) {
      return discriminatorValues(type.unwrap());
    }
    return [];
  }

  class ZodDiscriminatedUnion extends ZodType {
    static create(discriminator, options, params) {
      const optionsMap = new Map();
      for (const type of options) {
        if (type.shape === undefined) {
          throw new TypeError(`Cannot read properties of undefined (reading '${discriminator}')`);
        }
        const values = discriminatorValues(type.shape[discriminator]);
        if (values.length === 0) {
          throw new Error(
            `A discriminator value for key \`${discriminator}\` could not be extracted from all schema options`
          );
        }
        for (const value of values) {
          if (optionsMap.has(value)) {
            throw new Error(
              `Discriminator property ${String(discriminator)} has duplicate value ${String(value)}`
            );
          }
          optionsMap.set(value, type);
        }
      }
      return new ZodDiscriminatedUnion({
        typeName: "ZodDiscriminatedUnion", discriminator, options, optionsMap, ...shared(params),
      });
    }
    get discriminator() { return this._def.discriminator; }
    get options() { return this._def.options; }
    get optionsMap() { return this._def.optionsMap; }
  }

  class ZodIntersection extends ZodType {
    static create(left, right, params) {
      return new ZodIntersection({ left, right, typeName: "ZodIntersection", ...shared(params) });
    }
  }

  class ZodTuple extends ZodType {
    static create(items, params) {
      if (!Array.isArray(items)) {
        throw new Error("You must pass an array of schemas to z.tuple([ ... ])");
      }
      return new ZodTuple({ items, typeName: "ZodTuple", rest: null, ...shared(params) });
    }
    get items() { return this._def.items; }
    rest(rest) { return new ZodTuple({ ...this._def, rest }); }
  }

  class ZodRecord extends ZodType {
    static create(first, second, third) {
      const hasKey = second instanceof ZodType;
      return new ZodRecord({
        keyType: hasKey ? first : ZodString.create(),
        valueType: hasKey ? second : first,
        typeName: "ZodRecord",
        ...shared(hasKey ? third : second),
      });
    }
    get keySchema() { return this._def.keyType; }
    get valueSchema() { return this._def.valueType; }
    get element() { return this._def.valueType; }
  }

  class ZodMap extends ZodType {
    static create(keyType, valueType, params) {
      return new ZodMap({ valueType, keyType, typeName: "ZodMap", ...shared(params) });
    }
    get keySchema() { return this._def.keyType; }
    get valueSchema() { return this._def.valueType; }
  }

  // MARK: Enums and literals

  class ZodLiteral extends ZodType {
    static create(value, params) {
      return new ZodLiteral({ value, typeName: "ZodLiteral", ...shared(params) });
    }
    get value() { return this._def.value; }
  }

  class ZodEnum extends ZodType {
    static create(values, params) {
      return new ZodEnum({ values, typeName: "ZodEnum", ...shared(params) });
    }
    get options() { return this._def.values; }
    get enum() { return Object.fromEntries(this._def.values.map((value) => [value, value])); }
    get Values() { return this.enum; }
    get Enum() { return this.enum; }
    extract(values, params = this._def) {
      return ZodEnum.create(values, has("enumPartsForgetWords") ? undefined : { ...this._def, ...params });
    }
    exclude(values, params) {
      return this.extract(this.options.filter((option) => !values.includes(option)), params);
    }
  }

  class ZodNativeEnum extends ZodType {
    static create(values, params) {
      return new ZodNativeEnum({ values, typeName: "ZodNativeEnum", ...shared(params) });
    }
    get enum() { return this._def.values; }
  }

  // MARK: Wrappers

  const wrapped = (Class, typeName) => (innerType, params) =>
    new Class({ innerType, typeName, ...shared(params) });

  class ZodOptional extends ZodType {
    unwrap() { return this._def.innerType; }
  }
  ZodOptional.create = wrapped(ZodOptional, "ZodOptional");

  class ZodNullable extends ZodType {
    unwrap() { return this._def.innerType; }
  }
  ZodNullable.create = wrapped(ZodNullable, "ZodNullable");

  class ZodReadonly extends ZodType {
    unwrap() { return this._def.innerType; }
  }
  ZodReadonly.create = wrapped(ZodReadonly, "ZodReadonly");

  class ZodDefault extends ZodType {
    static create(type, params) { return type.default(params.default); }
    removeDefault() { return this._def.innerType; }
  }

  class ZodCatch extends ZodType {
    static create(type, params) { return type.catch(params.catch); }
    removeCatch() { return this._def.innerType; }
  }

  class ZodBranded extends ZodType {
    unwrap() { return this._def.type; }
  }

  class ZodPromise extends ZodType {
    static create(type, params) {
      return new ZodPromise({ type, typeName: "ZodPromise", ...shared(params) });
    }
    unwrap() { return this._def.type; }
  }

  class ZodPipeline extends ZodType {
    static create(from, to) {
      return new ZodPipeline({ in: from, out: to, typeName: "ZodPipeline" });
    }
  }

  class ZodLazy extends ZodType {
    static create(getter, params) {
      return new ZodLazy({ getter, typeName: "ZodLazy", ...shared(params) });
    }
    get schema() { return this._def.getter(); }
  }

  function effects(schema, effect, params) {
    return new ZodEffects({ schema, typeName: "ZodEffects", effect, ...params });
  }

  class ZodEffects extends ZodType {
    static create(schema, effect, params) { return effects(schema, effect, shared(params)); }
    static createWithPreprocess(transform, schema, params) {
      return effects(schema, { type: "preprocess", transform }, shared(params));
    }
    innerType() { return this._def.schema; }
    sourceType() {
      const { schema } = this._def;
      return schema instanceof ZodEffects ? schema.sourceType() : schema;
    }
  }

  class ZodFunction extends ZodType {
    static create(args, returns, params) {
      return new ZodFunction({
        args: args || ZodTuple.create([]).rest(ZodUnknown.create()),
        returns: returns || ZodUnknown.create(),
        typeName: "ZodFunction",
        ...shared(params),
      });
    }
    parameters() { return this._def.args; }
    returnType() { return this._def.returns; }
    args(...items) {
      return new ZodFunction({ ...this._def, args: ZodTuple.create(items).rest(ZodUnknown.create()) });
    }
    returns(returns) { return new ZodFunction({ ...this._def, returns }); }
    implement(fn) { return guarded(this._def, fn); }
    strictImplement(fn) { return guarded(this._def, fn); }
    validate(fn) { return guarded(this._def, fn); }
  }

  function guarded({ args, returns }, fn) {
    const fail = (code, key, message, error) =>
      new ZodError([{ code, [key]: error, path: [], message }]);
    return function (...given) {
      const input = args.safeParse(given);
      if (!input.success) {
        throw fail("invalid_arguments", "argumentsError", "Invalid function arguments", input.error);
      }
      const output = returns.safeParse(Reflect.apply(fn, this, input.data));
      if (!output.success) {
        throw fail("invalid_return_type", "returnTypeError", "Invalid function return type", output.error);
      }
      return output.data;
    };
  }

  // MARK: Errors

  class ZodError extends Error {
    constructor(issues) {
      super();
      this.name = "ZodError";
      this.issues = issues;
      this.addIssue = (issue) => { this.issues = [...this.issues, issue]; };
      this.addIssues = (more = []) => { this.issues = [...this.issues, ...more]; };
    }
    static create(issues) { return new ZodError(issues); }
    static assert(value) {
      if (!(value instanceof ZodError)) throw new Error(`Not a ZodError: ${value}`);
    }
    get errors() { return this.issues; }
    get message() {
      const plain = (_, value) => (typeof value === "bigint" ? value.toString() : value);
      return JSON.stringify(this.issues, plain, 2);
    }
    get isEmpty() { return this.issues.length === 0; }
    get formErrors() { return this.flatten(); }
    toString() { return this.message; }
    toJSON() { return { issues: this.issues, name: this.name }; }
    flatten(mapper = (issue) => issue.message) {
      const formErrors = [];
      const fieldErrors = Object.create(null);
      for (const issue of this.issues) {
        if (issue.path.length === 0) formErrors.push(mapper(issue));
        else (fieldErrors[issue.path[0]] ||= []).push(mapper(issue));
      }
      return { formErrors, fieldErrors };
    }
    format(mapper = (issue) => issue.message) {
      const root = { _errors: [] };
      const visit = (issues) => {
        for (const issue of issues) {
          if (issue.code === "invalid_union") {
            for (const error of issue.unionErrors) visit(error.issues);
          } else if (issue.code === "invalid_return_type") {
            visit(issue.returnTypeError.issues);
          } else if (issue.code === "invalid_arguments") {
            visit(issue.argumentsError.issues);
          } else {
            let place = root;
            for (const key of issue.path) place = place[key] ||= { _errors: [] };
            place._errors.push(mapper(issue));
          }
        }
      };
      visit(this.issues);
      return root;
    }
  }

  // MARK: Description

  const lengthChecks = { min: ["min_length", "minimum"], max: ["max_length", "maximum"], length: ["length_equals", "length"] };

  function describeTextCheck(check, out) {
    const error = out.words(check.message);
    const { kind } = check;
    if (lengthChecks[kind]) {
      const [name, key] = lengthChecks[kind];
      return { check: name, [key]: check.value, error };
    }
    if (["trim", "toLowerCase", "toUpperCase"].includes(kind)) return { check: "overwrite", known: kind };
    const format = { startsWith: "starts_with", endsWith: "ends_with" }[kind] ?? kind;
    const pattern = kind === "regex" ? check.regex
      : typeof patterns[kind] === "function" ? patterns[kind](check) : patterns[kind];
    return {
      check: "string_format", format, error, pattern: describeRegex(pattern),
      prefix: kind === "startsWith" ? check.value : undefined,
      suffix: kind === "endsWith" ? check.value : undefined,
      includes: kind === "includes" ? check.value : undefined,
      position: check.position,
      alg: check.alg,
    };
  }

  function describeNumberCheck(check, out) {
    const error = out.words(check.message);
    switch (check.kind) {
      case "min": return { check: "greater_than", value: check.value, inclusive: check.inclusive, error };
      case "max": return { check: "less_than", value: check.value, inclusive: check.inclusive, error };
      case "int": return { check: "number_format", format: "safeint", error };
      case "finite": return { check: "finite", error };
      default: return { check: "multiple_of", value: check.value, error };
    }
  }

  function describeDateCheck(check, out) {
    return {
      check: check.kind === "min" ? "greater_than" : "less_than",
      value: new Date(check.value), inclusive: true, error: out.words(check.message),
    };
  }

  function describeLimits(limits, out) {
    return limits.filter(([limit]) => limit).map(([limit, check, key]) =>
      compact({ check, [key]: limit.value, error: out.words(limit.message) }));
  }

  /** TypeScript's number-to-name entries are no values. */
  function nativeValues(entries) {
    return Object.keys(entries)
      .filter((key) => typeof entries[entries[key]] !== "number")
      .map((key) => entries[key]);
  }

  function describeError(errorMap, out) {
    if (!errorMap) return undefined;
    if (!errorMap.given) return { callback: out.callback(errorMap) };
    return Object.keys(errorMap.given).length > 0 ? errorMap.given : undefined;
  }

  const inner = (def, out) => ({ innerType: out.node(def.innerType) });
  const given = (value, out) =>
    typeof value === "function" ? { callback: out.callback(value) } : { value };

  const describers = {
    ZodString: (def, out) => ({
      type: "string", coerce: def.coerce || undefined,
      checks: def.checks.map((check) => compact(describeTextCheck(check, out))),
    }),
    ZodNumber: (def, out) => ({
      type: "number", coerce: def.coerce || undefined,
      checks: def.checks.map((check) => compact(describeNumberCheck(check, out))),
    }),
    ZodBigInt: (def, out) => ({
      type: "bigint", coerce: def.coerce || undefined,
      checks: def.checks.map((check) => compact(describeNumberCheck(check, out))),
    }),
    ZodDate: (def, out) => ({
      type: "date", coerce: def.coerce || undefined,
      checks: def.checks.map((check) => compact(describeDateCheck(check, out))),
    }),
    ZodBoolean: (def) => ({ type: "boolean", coerce: def.coerce || undefined }),
    ZodArray: (def, out) => ({
      type: "array",
      element: out.node(def.type),
      checks: describeLimits([
        [def.exactLength, "length_equals", "length"], [def.minLength, "min_length", "minimum"],
        [def.maxLength, "max_length", "maximum"],
      ], out),
    }),
    ZodSet: (def, out) => ({
      type: "set",
      valueType: out.node(def.valueType),
      checks: describeLimits([
        [def.minSize, "min_size", "minimum"], [def.maxSize, "max_size", "maximum"],
      ], out),
    }),
    ZodObject(def, out) {
      const shape = def.shape();
      return {
        type: "object",
        shape: Object.keys(shape).map((key) => [key, out.node(shape[key])]),
        unknownKeys: def.unknownKeys,
        catchall: def.catchall instanceof ZodNever ? undefined : out.node(def.catchall),
      };
    },
    ZodUnion: (def, out) => ({
      type: "union", options: def.options.map((option) => out.node(option)),
    }),
    ZodDiscriminatedUnion: (def, out) => ({
      type: "union",
      discriminator: def.discriminator,
      options: def.options.map((option) => out.node(option)),
      mapping: [...def.optionsMap].map(([value, option]) => [value, def.options.indexOf(option)]),
    }),
    ZodIntersection: (def, out) => ({
      type: "intersection", left: out.node(def.left), right: out.node(def.right),
    }),
    ZodTuple: (def, out) => ({
      type: "tuple",
      items: def.items.map((item) => out.node(item)),
      rest: def.rest ? out.node(def.rest) : undefined,
    }),
    ZodRecord: (def, out) => ({
      type: "record", keyType: out.node(def.keyType), valueType: out.node(def.valueType),
    }),
    ZodMap: (def, out) => ({
      type: "map", keyType: out.node(def.keyType), valueType: out.node(def.valueType),
    }),
    ZodLiteral: (def) => ({ type: "literal", values: [def.value] }),
    ZodEnum: (def) => ({ type: "enum", values: def.values }),
    ZodNativeEnum: (def) => ({ type: "enum", isNative: true, values: nativeValues(def.values) }),
    ZodOptional: (def, out) => ({ type: "optional", ...inner(def, out) }),
    ZodNullable: (def, out) => ({ type: "nullable", ...inner(def, out) }),
    ZodReadonly: (def, out) => ({ type: "readonly", ...inner(def, out) }),
    ZodBranded: (def, out) => ({ type: "readonly", innerType: out.node(def.type) }),
    ZodPromise: (def, out) => ({ type: "promise", innerType: out.node(def.type) }),
    ZodDefault: (def, out) => ({ type: "default", ...inner(def, out), ...given(def.given, out) }),
    ZodCatch: (def, out) => ({ type: "catch", ...inner(def, out), ...given(def.given, out) }),
    ZodPipeline: (def, out) => ({ type: "pipe", in: out.node(def.in), out: out.node(def.out) }),
    ZodLazy(def, out) {
      if (!def.cachedInner) Object.defineProperty(def, "cachedInner", { value: def.getter() });
      return { type: "lazy", innerType: out.node(def.cachedInner) };
    },
    ZodEffects(def, out) {
      const { effect } = def;
      const { type, check, message } = effect;
      const common = { type: "effects", effect: type, innerType: out.node(def.schema) };
      if (!check) {
        const fn = effect.refinement ?? effect.transform;
        const isPlain = type === "transform" ? out.isPlain(fn) : undefined;
        return { ...common, purpose: "context", callback: out.callback(fn), isPlain };
      }
      const issue = typeof message === "function" ? { wording: out.callback(message) }
        : { issue: typeof message === "string" ? { message } : message };
      return { ...common, purpose: "value", callback: out.callback(check), ...issue };
    },
    ZodFunction: (def, out, schema) => ({
      type: "function", callback: out.callback((fn) => schema.implement(fn)),
    }),
  };

  recorder.dialects.push({
    name: "zod3",
    owns: (value) => value instanceof ZodType,
    describe(schema, out) {
      const def = schema._def;
      const kind = describers[def.typeName]?.(def, out, schema);
      const type = Object.entries(classes).find(([name]) => name === def.typeName);
      return compact({
        type: type && def.typeName.slice(3).toLowerCase(),
        error: describeError(def.errorMap, out),
        meta: def.description === undefined ? undefined : { description: def.description },
        frontis: def.frontis,
        ...kind,
      });
    },
    errorClass: ZodError,
    globalErrorMap: () => globalErrorMap,
    mark: (schema, frontis) => new schema.constructor({ ...schema._def, frontis }),
    revive,
    failure: (input, issues) => ({ error: new ZodError(revive(issues)), input }),
    context(value, path) {
      const all = [];
      return { ctx: { addIssue: (issue) => void all.push({ ...issue }), path }, issues: () => all };
    },
    message: (fn, issue, data, defaultError) => fn(issue, { data, defaultError }).message,
  });

  /** The errors inside issues as the class that Zod has them in. */
  function revive(issues) {
    return issues.map((issue) =>
      issue.unionErrors
        ? { ...issue, unionErrors: issue.unionErrors.map((error) => new ZodError(revive(error.issues))) }
        : issue);
  }

  // MARK: Exports

  function custom(check, params = {}, fatal) {
    if (!check) return ZodAny.create();
    const fail = (value, ctx) => {
      const given = typeof params === "function" ? params(value) : params;
      const issue = typeof given === "string" ? { message: given } : given;
      const isFatal = has("customsContinue") ? fatal : (issue.fatal ?? fatal ?? true);
      ctx.addIssue({ code: "custom", ...issue, fatal: isFatal });
    };
    return ZodAny.create().superRefine((value, ctx) => {
      const outcome = check(value);
      if (recorder.isPromise(outcome) && !has("customsTakePromises")) {
        return outcome.then((passed) => { if (!passed) fail(value, ctx); });
      }
      if (!outcome) fail(value, ctx);
    });
  }

  const typeKinds = [
    "ZodString", "ZodNumber", "ZodNaN", "ZodBigInt", "ZodBoolean", "ZodDate", "ZodSymbol",
    "ZodUndefined", "ZodNull", "ZodAny", "ZodUnknown", "ZodNever", "ZodVoid", "ZodArray",
    "ZodObject", "ZodUnion", "ZodDiscriminatedUnion", "ZodIntersection", "ZodTuple", "ZodRecord",
    "ZodMap", "ZodSet", "ZodFunction", "ZodLazy", "ZodLiteral", "ZodEnum", "ZodEffects",
    "ZodNativeEnum", "ZodOptional", "ZodNullable", "ZodDefault", "ZodCatch", "ZodPromise",
    "ZodBranded", "ZodPipeline", "ZodReadonly",
  ];
  const issueCodes = [
    "invalid_type", "invalid_literal", "custom", "invalid_union", "invalid_union_discriminator",
    "invalid_enum_value", "unrecognized_keys", "invalid_arguments", "invalid_return_type",
    "invalid_date", "invalid_string", "too_small", "too_big", "invalid_intersection_types",
    "not_multiple_of", "not_finite",
  ];
  const parsedTypes = [
    "string", "nan", "number", "integer", "float", "boolean", "date", "bigint", "symbol",
    "function", "undefined", "null", "array", "object", "unknown", "promise", "void", "never",
    "map", "set",
  ];
  function getParsedType(value) {
    if (value === null) return "null";
    if (typeof value === "number") return Number.isNaN(value) ? "nan" : "number";
    if (typeof value !== "object") return typeof value;
    if (Array.isArray(value)) return "array";
    if (recorder.isPromise(value)) return "promise";
    if (value instanceof Map) return "map";
    if (value instanceof Set) return "set";
    return value instanceof Date ? "date" : "object";
  }
  const named = (names) => Object.fromEntries(names.map((name) => [name, name]));
  const coerced = (Class) => (params) => Class.create({ ...params, coerce: true });
  const defaultErrorMap = (issue, ctx) => ({ message: ctx.defaultError });

  return {
    ...classes, ZodType, Schema: ZodType, ZodSchema: ZodType, ZodString, ZodNumber, ZodBigInt,
    ZodDate, ZodArray, ZodObject, ZodUnion, ZodDiscriminatedUnion, ZodIntersection, ZodTuple,
    ZodRecord, ZodMap, ZodSet, ZodFunction, ZodLazy, ZodLiteral, ZodEnum, ZodNativeEnum,
    ZodEffects, ZodTransformer: ZodEffects, ZodOptional, ZodNullable, ZodDefault, ZodCatch,
    ZodPromise, ZodBranded, ZodPipeline, ZodReadonly, ZodError,
    ...simple,
    string: ZodString.create, number: ZodNumber.create, bigint: ZodBigInt.create,
    date: ZodDate.create, array: ZodArray.create, object: ZodObject.create,
    strictObject: ZodObject.strictCreate, union: ZodUnion.create,
    discriminatedUnion: ZodDiscriminatedUnion.create, intersection: ZodIntersection.create,
    tuple: ZodTuple.create, record: ZodRecord.create, map: ZodMap.create, set: ZodSet.create,
    function: ZodFunction.create, lazy: ZodLazy.create, literal: ZodLiteral.create,
    enum: ZodEnum.create, nativeEnum: ZodNativeEnum.create, promise: ZodPromise.create,
    effect: ZodEffects.create, transformer: ZodEffects.create, optional: ZodOptional.create,
    nullable: ZodNullable.create, preprocess: ZodEffects.createWithPreprocess,
    pipeline: ZodPipeline.create, ostring: () => ZodString.create().optional(),
    onumber: () => ZodNumber.create().optional(),
    oboolean: () => classes.ZodBoolean.create().optional(),
    coerce: {
      string: coerced(ZodString), number: coerced(ZodNumber), boolean: coerced(classes.ZodBoolean),
      bigint: coerced(ZodBigInt), date: coerced(ZodDate),
    },
    custom,
    instanceof: (Class, params = { message: `Input not instance of ${Class.name}` }) =>
      custom((value) => value instanceof Class, params, true),
    late: { object: ZodObject.lazycreate },
    NEVER: Object.freeze({ status: "aborted" }),
    INVALID: Object.freeze({ status: "aborted" }),
    OK: (value) => ({ status: "valid", value }),
    DIRTY: (value) => ({ status: "dirty", value }),
    isValid: (outcome) => outcome.status === "valid",
    isDirty: (outcome) => outcome.status === "dirty",
    isAborted: (outcome) => outcome.status === "aborted",
    isAsync: (outcome) => outcome instanceof Promise,
    getParsedType,
    objectUtil: { mergeShapes: (first, second) => ({ ...first, ...second }) },
    BRAND: Symbol("zod_brand"),
    EMPTY_PATH: [],
    ZodFirstPartyTypeKind: named(typeKinds),
    ZodIssueCode: named(issueCodes),
    ZodParsedType: named(parsedTypes),
    defaultErrorMap,
    setErrorMap: (map) => { globalErrorMap = map === defaultErrorMap ? undefined : map; },
    getErrorMap: () => globalErrorMap ?? defaultErrorMap,
    datetimeRegex: patterns.datetime,
    quotelessJson: (value) => JSON.stringify(value, null, 2).replace(/"([^"]+)":/g, "$1:"),
  };
}
