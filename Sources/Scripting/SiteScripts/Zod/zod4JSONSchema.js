// Zod 4's schemas made from JSON Schema (Zod v4, from-json-schema.ts).
function makeZod4FromJSONSchema(z) {
  "use strict";

  const addresses = {
    "https://json-schema.org/draft/2020-12/schema": "draft-2020-12",
    "http://json-schema.org/draft-07/schema#": "draft-7",
    "http://json-schema.org/draft-04/schema#": "draft-4",
  };
  const refused = [
    [["unevaluatedItems"], "unevaluatedItems is not supported"],
    [["unevaluatedProperties"], "unevaluatedProperties is not supported"],
    [["if", "then", "else"], "Conditional schemas (if/then/else) are not supported"],
    [["dependentSchemas", "dependentRequired"], "dependentSchemas and dependentRequired are not supported"],
  ];
  /** What is kept as metadata, and what has been made into a schema; all else is metadata too. */
  const annotations = new Set([
    "$id", "id", "$comment", "$anchor", "$vocabulary", "$dynamicRef", "$dynamicAnchor",
    "contentEncoding", "contentMediaType", "contentSchema",
  ]);
  const keywords = new Set([
    "$schema", "$ref", "$defs", "definitions", "type", "enum", "const", "anyOf", "oneOf", "allOf", "not", "properties",
    "required", "additionalProperties", "patternProperties", "propertyNames", "minProperties", "maxProperties", "items",
    "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains",
    "minLength", "maxLength", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "description", "default", "nullable", "readOnly", ...refused.flatMap(([names]) => names),
  ]);
  const formats = {
    email: z.email, uri: z.url, "uri-reference": z.url, uuid: z.uuid, guid: z.uuid, "date-time": z.iso.datetime,
    date: z.iso.date, time: z.iso.time, duration: z.iso.duration, ipv4: z.ipv4, ipv6: z.ipv6, mac: z.mac,
    cidr: z.cidrv4, "cidr-v6": z.cidrv6, base64: z.base64, base64url: z.base64url, e164: z.e164, jwt: z.jwt,
    emoji: z.emoji, nanoid: z.nanoid, cuid: z.cuid, cuid2: z.cuid2, ulid: z.ulid, xid: z.xid, ksuid: z.ksuid,
  };
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isNumber = (value) => typeof value === "number";

  class Conversion {
    constructor(root, { defaultTarget = "draft-2020-12", registry = z.globalRegistry } = {}) {
      this.root = root;
      this.version = addresses[root.$schema] ?? defaultTarget;
      this.definitions = root.$defs || root.definitions || {};
      this.registry = registry;
      this.references = new Map();
      this.open = new Set();
    }

    /** The schema that `source` says, with what stands beside its type. */
    schema(source) {
      if (typeof source === "boolean") return source ? z.any() : z.never();
      let made = this.typed(source);
      const isTyped = source.type || source.enum !== undefined || source.const !== undefined;
      const list = (key) => (Array.isArray(source[key]) ? source[key] : undefined);
      const beside = (other) => (isTyped ? z.intersection(made, other) : other);
      if (list("anyOf")) made = beside(z.union(source.anyOf.map((one) => this.schema(one))));
      if (list("oneOf")) made = beside(z.xor(source.oneOf.map((one) => this.schema(one))));
      if (list("allOf")) {
        const all = source.allOf.map((one) => this.schema(one));
        if (isTyped) all.unshift(made);
        made = all.length === 0 ? z.any() : all.reduce((left, right) => z.intersection(left, right));
      }
      if (source.nullable === true && this.version === "openapi-3.0") made = z.nullable(made);
      if (source.readOnly === true) made = z.readonly(made);
      if (source.default !== undefined) made = made.default(source.default);
      const more = Object.keys(source).filter((key) => annotations.has(key) || !keywords.has(key));
      // Zod has the known ones first.
      const ordered = [...annotations].filter((key) => more.includes(key))
        .concat(more.filter((key) => !annotations.has(key)));
      if (more.length > 0) {
        this.registry.add(made, Object.fromEntries(ordered.map((key) => [key, source[key]])));
      }
      return source.description ? made.describe(source.description) : made;
    }

    /** The schema of the type, the values or the reference that `source` says. */
    typed(source) {
      if (source.not !== undefined) {
        if (typeof source.not === "object" && Object.keys(source.not).length === 0) return z.never();
        throw new Error("not is not supported in Zod (except { not: {} } for never)");
      }
      for (const [names, message] of refused) {
        if (names.some((name) => source[name] !== undefined)) throw new Error(message);
      }
      if (source.$ref) return this.referred(source.$ref);
      if (source.enum !== undefined) return this.choice(source);
      if (source.const !== undefined) return z.literal(source.const);
      const { type } = source;
      if (Array.isArray(type)) {
        const all = type.map((one) => this.typed({ ...source, type: one }));
        return all.length === 0 ? z.never() : all.length === 1 ? all[0] : z.union(all);
      }
      if (!type) return z.any();
      switch (type) {
        case "string": return this.text(source);
        case "number": case "integer": return this.number(source);
        case "boolean": return z.boolean();
        case "null": return z.null();
        case "object": return this.object(source);
        case "array": return this.array(source);
        default: throw new Error(`Unsupported type: ${type}`);
      }
    }

    referred(reference) {
      const { references, open } = this;
      if (references.has(reference)) return references.get(reference);
      if (open.has(reference)) {
        return z.lazy(() => {
          if (!references.has(reference)) throw new Error(`Circular reference not resolved: ${reference}`);
          return references.get(reference);
        });
      }
      open.add(reference);
      const made = this.schema(this.target(reference));
      references.set(reference, made);
      open.delete(reference);
      return made;
    }

    target(reference) {
      if (!reference.startsWith("#")) {
        throw new Error("External $ref is not supported, only local refs (#/...) are allowed");
      }
      const [segment, name] = reference.slice(1).split("/").filter(Boolean);
      if (segment === undefined) return this.root;
      const found = segment === (this.version === "draft-2020-12" ? "$defs" : "definitions") && this.definitions[name];
      if (!found) throw new Error(`Reference not found: ${reference}`);
      return found;
    }

    choice({ enum: values, nullable }) {
      if (this.version === "openapi-3.0" && nullable === true && values.length === 1 && values[0] === null) {
        return z.null();
      }
      if (values.length === 0) return z.never();
      if (values.length === 1) return z.literal(values[0]);
      if (values.every((value) => typeof value === "string")) return z.enum(values);
      return z.union(values.map((value) => z.literal(value)));
    }

    text({ format, minLength, maxLength, pattern }) {
      let made = z.string();
      if (Object.hasOwn(formats, format)) made = made.check(formats[format]());
      if (isNumber(minLength)) made = made.min(minLength);
      if (isNumber(maxLength)) made = made.max(maxLength);
      return pattern ? made.regex(new RegExp(pattern)) : made;
    }

    number({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }) {
      let made = type === "integer" ? z.number().int() : z.number();
      if (isNumber(minimum)) made = made.min(minimum);
      if (isNumber(maximum)) made = made.max(maximum);
      const above = exclusiveMinimum === true ? minimum : exclusiveMinimum;
      const below = exclusiveMaximum === true ? maximum : exclusiveMaximum;
      if (isNumber(above)) made = made.gt(above);
      if (isNumber(below)) made = made.lt(below);
      return isNumber(multipleOf) ? made.multipleOf(multipleOf) : made;
    }

    object(source) {
      const required = new Set(source.required || []);
      const shape = {};
      for (const [key, property] of Object.entries(source.properties || {})) {
        const made = this.schema(property);
        shape[key] = required.has(key) ? made : made.optional();
      }
      const hasShape = Object.keys(shape).length > 0;
      const { propertyNames, patternProperties, additionalProperties: more } = source;
      if (propertyNames) {
        const key = this.schema(propertyNames);
        const value = more && typeof more === "object" ? this.schema(more) : z.any();
        if (!hasShape) return z.record(key, value);
        return z.intersection(z.object(shape).passthrough(), z.looseRecord(key, value));
      }
      if (patternProperties) {
        const parts = Object.entries(patternProperties).map(([pattern, property]) => {
          const value = this.schema(property);
          return z.looseRecord(z.string().regex(new RegExp(pattern)), value);
        });
        if (hasShape) parts.unshift(z.object(shape).passthrough());
        if (parts.length === 0) return z.object({}).passthrough();
        return parts.reduce((left, right) => z.intersection(left, right));
      }
      if (more === false) return z.object(shape).strict();
      return typeof more === "object" ? z.object(shape).catchall(this.schema(more)) : z.object(shape).passthrough();
    }

    array({ prefixItems, items, additionalItems, minItems, maxItems }) {
      const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : undefined;
      if (first) {
        const members = first.map((item) => this.schema(item));
        const rest = first === prefixItems ? isObject(items) && items
          : additionalItems && typeof additionalItems === "object" && additionalItems;
        let made = z.tuple(members);
        if (rest) made = made.rest(this.schema(rest));
        if (isNumber(minItems)) made = made.check(z.minLength(minItems));
        return isNumber(maxItems) ? made.check(z.maxLength(maxItems)) : made;
      }
      if (items === undefined) return z.array(z.any());
      let made = z.array(this.schema(items));
      if (isNumber(minItems)) made = made.min(minItems);
      return isNumber(maxItems) ? made.max(maxItems) : made;
    }
  }

  return function fromJSONSchema(source, params) {
    if (typeof source === "boolean") return source ? z.any() : z.never();
    let plain;
    try {
      plain = JSON.parse(JSON.stringify(source));
    } catch {
      throw new Error("fromJSONSchema input is not valid JSON (possibly cyclic); use $defs/$ref for recursive schemas");
    }
    return new Conversion(plain, params).schema(plain);
  };
}
