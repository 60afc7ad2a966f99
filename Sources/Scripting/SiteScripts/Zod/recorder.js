// The part of the `z` recorder that both dialects share. A schema here only remembers what it was
// built from; `describe` turns it into plain data, and the host parses.
//
// `host` has `parse(id, value, options)`, `compile(id, description)` and `jsonSchema(id, options)`.
function makeRecorder(host) {
  "use strict";

  /** Writes one schema, and all that it reaches, as a table of nodes. */
  class Description {
    constructor(dialect, functions) {
      this.dialect = dialect;
      this.functions = functions;
      this.nodes = [];
      this.schemas = [];
      this.numbers = new Map();
    }

    /** The number of `schema`'s node; a schema that is met again has the number it had. */
    node(schema) {
      let number = this.numbers.get(schema);
      if (number !== undefined) return number;
      number = this.nodes.length;
      if (number >= Description.limit) throw new RangeError("the schema is too large");
      this.numbers.set(schema, number);
      this.nodes.push(null);
      this.schemas.push(schema);
      this.nodes[number] = this.dialect.describe(schema, this);
      return number;
    }

    /** The number of a function that the host can call later. */
    callback(fn) {
      this.functions.push(fn);
      return this.functions.length - 1;
    }

    /** `{text}` for fixed words, `{callback}` for a function. */
    words(error) {
      if (error === undefined || error === null) return undefined;
      if (typeof error === "string") return { text: error };
      if (error.text !== undefined) return { text: error.text };
      return { callback: this.callback(error) };
    }
  }
  Description.limit = 50_000;

  function regex(pattern) {
    return pattern && { source: pattern.source, flags: pattern.flags };
  }

  /** The object without keys that have no value, so that descriptions stay small. */
  function compact(object) {
    for (const key of Object.keys(object)) if (object[key] === undefined) delete object[key];
    return object;
  }

  /** The description of `schema`; its functions are added to `functions` in the order met. */
  function describe(schema, functions) {
    const dialect = dialectOf(schema);
    if (!dialect) throw new TypeError("not a Zod schema");
    const description = new Description(dialect, functions);
    const root = description.node(schema);
    const errorMap = dialect.globalErrorMap();
    return {
      schemas: description.schemas,
      data: compact({
        dialect: dialect.name,
        root,
        nodes: description.nodes,
        errorMap: errorMap ? description.callback(errorMap) : undefined,
      }),
    };
  }

  const dialects = [];
  function dialectOf(schema) {
    return dialects.find((dialect) => dialect.owns(schema));
  }

  // Schemas that the host holds: those of the site's exports in the order they were exported, and
  // those that the site's own code parses with.

  const tables = new Map();
  const compiled = new WeakMap();
  let lastId = 0;

  /** Hands `schema` to the host; the id stays with the schema. */
  function compile(schema) {
    let entry = compiled.get(schema);
    const errorMap = dialectOf(schema)?.globalErrorMap();
    if (entry && entry.errorMap === errorMap && host.holds(entry.id)) return entry;
    const functions = [];
    const { data, schemas } = describe(schema, functions);
    entry = { id: --lastId, schemas, errorMap };
    tables.set(entry.id, functions);
    for (const gone of host.compile(entry.id, data)) tables.delete(gone);
    compiled.set(schema, entry);
    return entry;
  }

  function parse(schema, value, options) {
    return host.parse(compile(schema).id, value, options);
  }

  function jsonSchema(schema, options) {
    const entry = compile(schema);
    return { ...host.jsonSchema(entry.id, options), schemas: entry.schemas };
  }

  /** The functions of an exported schema, under the number the host gives it. */
  function expose(schema, number) {
    const functions = [];
    const { data } = describe(schema, functions);
    tables.set(number, functions);
    return data;
  }

  // Calls from the host.

  function isPromise(value) {
    return value !== null && typeof value === "object" && typeof value.then === "function";
  }

  /** Calls a recorded function as Zod would; a promise comes back as `{promise}`. */
  function call(table, number, purpose, value, details) {
    const fn = tables.get(table)?.[number];
    if (!fn) throw new Error(`callback ${number} is not recorded`);
    const issues = [];
    const outcome = { issues };
    let returned;
    switch (purpose) {
      case "value":
        returned = fn(value);
        break;
      case "none":
        returned = fn();
        break;
      case "context":
        returned = fn(value, context(value, details.path, issues));
        break;
      case "payload": {
        const payload = { value, issues: details.issues.slice() };
        const before = payload.issues.length;
        const finish = () => {
          issues.push(...payload.issues.slice(before));
          if (payload.value !== value) outcome.replacement = { value: payload.value };
        };
        returned = fn(payload);
        if (isPromise(returned)) {
          returned = returned.then((result) => (finish(), result));
        } else {
          finish();
        }
        break;
      }
      case "failure": {
        const error = { issues: details.issues };
        if (details.errorClass) Object.setPrototypeOf(error, details.errorClass.prototype);
        returned = fn({ value, input: value, error, issues: details.issues });
        break;
      }
      case "message":
        returned = details.dialect === "zod3"
          ? fn(details.issues[0], { data: value, defaultError: details.defaultMessage })?.message
          : words(fn({ ...details.issues[0], input: value }));
        break;
    }
    outcome.returned = returned;
    outcome.isPromise = isPromise(returned);
    return outcome;
  }

  function words(message) {
    return typeof message === "string" ? message : message?.message;
  }

  function context(value, path, issues) {
    const ctx = {
      value,
      issues,
      path,
      addIssue(issue) {
        issues.push(issue);
      },
    };
    return ctx;
  }

  return { describe, regex, compact, parse, jsonSchema, expose, call, dialects, isPromise };
}
