// The part of the `z` recorder that both dialects share. A schema here only remembers what it was
// built from; `describe` turns it into plain data, and the host parses.
//
// `host` has `compile(id, description)`, which says what it let go for it, `parse(id, value, options)`,
// `jsonSchema(id, options)`, `nodeWords(message)`, which is what Node says where the engine says `message`,
// and `rules`, the names of what the site's versions of both dialects do in their own way.
function makeRecorder(host) {
  "use strict";

  /** Writes one schema, and all that it reaches, as a table of nodes. */
  class Description {
    constructor(dialect, functions, registry) {
      this.dialect = dialect;
      /** Where to look up what is said of schemas, for JSON Schema. */
      this.registry = registry;
      this.functions = functions;
      this.nodes = [];
      this.schemas = [];
      this.numbers = new Map();
      this.fault = undefined;
      /** The package that a part of it comes from, where that is not installed. */
      this.missing = undefined;
    }

    /** The number of `schema`'s node; a schema that is met again has the number it had. */
    node(schema) {
      let number = this.numbers.get(schema);
      if (number !== undefined) return number;
      number = this.nodes.length;
      this.isTooLarge = number >= Description.limit;
      if (this.isTooLarge) throw new RangeError("the schema is too large");
      this.numbers.set(schema, number);
      this.nodes.push(null);
      this.schemas.push(schema);
      this.nodes[number] = this.described(schema);
      return number;
    }

    /** What a schema says. One that cannot be read throws when a value comes to it, as Zod's do. */
    described(schema) {
      const isKnown = this.dialect.owns(schema);
      try {
        if (!isKnown) {
          this.missing ??= missing.of(schema);
          throw new TypeError(`Cannot read properties of ${schema === null ? null : undefined} (reading '_zod')`);
        }
        return this.dialect.describe(schema, this);
      } catch (error) {
        if (this.isTooLarge) throw error;
        const message = host.nodeWords(String(error?.message ?? error));
        this.fault ??= message;
        return compact({ type: "fault", message, isOpaque: !isKnown || schema.def?.type === "lazy" || undefined });
      }
    }

    /** The number of a function that the host can call later. */
    callback(fn) {
      this.functions.push(fn);
      return this.functions.length - 1;
    }

    /** Whether the function takes the value and nothing else, so that it can be called with many. */
    isPlain(fn) {
      return takesOneValue.test(textOf(fn)) || undefined;
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
  function describe(schema, functions, registry) {
    const dialect = dialectOf(schema);
    if (!dialect) throw new TypeError("not a Zod schema");
    const description = new Description(dialect, functions, registry);
    const root = description.node(schema);
    const errorMap = dialect.globalErrorMap();
    return {
      schemas: description.schemas,
      data: compact({
        dialect: dialect.name,
        root,
        nodes: description.nodes,
        errorMap: errorMap ? description.callback(errorMap) : undefined,
        rules: rules[dialect.name].length > 0 ? rules[dialect.name] : undefined,
        fault: description.fault,
        missing: description.missing,
      }),
    };
  }

  const { rules } = host;
  /** Whether the site's version of a dialect has the rule of this name. */
  const has = (name) => Object.values(rules).some((names) => names.includes(name));

  const dialects = [];
  function dialectOf(schema) {
    return dialects.find((dialect) => dialect.owns(schema));
  }

  // Schemas that the host holds: those of the site's exports under numbers from 0, and those that
  // the site's own code parses with, under negative ones.

  /** What the host parses now: the file of the entry, relative to the site's root. */
  const present = { entry: "" };

  /** The package that a value stands for where that is not installed, as the site's modules say. */
  const missing = { of: () => undefined, blame() {} };

  const tables = new Map();
  const compiled = new WeakMap();
  let lastId = 0;
  let exposed = 0;

  /** Hands `schema` to the host; the id stays with the schema as long as the host has it. */
  function compile(schema) {
    const dialect = dialectOf(schema);
    const errorMap = dialect?.globalErrorMap();
    const known = compiled.get(schema);
    if (known && known.errorMap === errorMap && tables.has(known.id)) return known;
    const functions = [];
    const { data } = describe(schema, functions);
    const entry = { id: --lastId, errorMap };
    hold(entry.id, data, { functions, dialect });
    compiled.set(schema, entry);
    return entry;
  }

  function hold(id, data, table) {
    tables.set(id, table);
    for (const gone of host.compile(id, data)) tables.delete(gone);
  }

  /**
   * What the host makes of `value`. A promise that a callback returns is awaited here, and the
   * host, which cannot wait while script runs, begins anew with what came of it.
   */
  function parse(schema, value, options) {
    const { id } = compile(schema);
    const dialect = dialectOf(schema);
    if (!options.isAsync) return finished(host.parse(id, value, options), dialect);
    const settled = [];
    const attempt = globalThis.__frontisAsync(function* () {
      for (;;) {
        const outcome = host.parse(id, value, { ...options, settled });
        if (!outcome.pending) return finished(outcome, dialect);
        settled.push([outcome.ordinal, yield outcome.pending]);
      }
    });
    return attempt();
  }

  function finished(outcome, dialect) {
    return outcome.isSuccess ? outcome : { issues: dialect.revive(outcome.issues) };
  }

  function jsonSchema(schema, options, registry) {
    const functions = [];
    const { data, schemas } = describe(schema, functions, registry);
    hold(--lastId, data, { functions, dialect: dialectOf(schema) });
    return { ...host.jsonSchema(lastId, options), schemas };
  }

  /** Describes an exported schema; numbers follow the order of the calls. */
  function expose(schema) {
    const functions = [];
    const { data } = describe(schema, functions);
    const number = exposed++;
    tables.set(number, { functions, dialect: dialectOf(schema) });
    return { ...data, number };
  }

  /** The text of a recorded function, by which it can be found in the script. */
  function source(table, number) {
    return Function.prototype.toString.call(tables.get(table)?.functions[number] ?? (() => {}));
  }

  /** Lets the functions of an exposed schema go. */
  function forget(number) {
    tables.delete(number);
  }

  // Calls from the host.

  function isPromise(value) {
    return value !== null && typeof value === "object" && typeof value.then === "function";
  }

  function blame(error) {
    missing.blame(error);
    throw error;
  }

  /** Calls a function of the site's, and says so where it ends by an error made of what is not there. */
  function blaming(fn, ...items) {
    try {
      const returned = fn(...items);
      return isPromise(returned) ? returned.then(undefined, blame) : returned;
    } catch (error) {
      return blame(error);
    }
  }

  /**
   * Calls a recorded function as Zod would. What comes of it is `{returned, issues, replacement}`;
   * for a function that returns a promise, `{promise}` of the same.
   */
  function call(table, number, purpose, value, details) {
    const entry = tables.get(table);
    const fn = entry?.functions[number];
    if (!fn) throw new Error(`callback ${number} is not recorded`);
    if (details.entry !== undefined) present.entry = details.entry;
    let finish = (returned) => ({ returned });
    let returned;
    switch (purpose) {
      case "value":
        returned = blaming(fn, value);
        break;
      case "none":
        returned = blaming(fn);
        break;
      case "context": {
        const { ctx, issues } = entry.dialect.context(value, details.path);
        finish = (result) => ({ returned: result, issues: issues() });
        returned = blaming(fn, value, ctx);
        break;
      }
      case "payload": {
        const payload = { value, issues: details.issues.slice() };
        finish = (result) => ({
          returned: result,
          issues: payload.issues.slice(details.issues.length).map((issue) => ({ ...issue, $pushed: true })),
          replacement: { value: payload.value },
        });
        returned = blaming(fn, payload);
        break;
      }
      case "failure":
        returned = blaming(fn, entry.dialect.failure(value, details.issues));
        break;
      case "message":
        returned = entry.dialect.message(fn, details.issues[0], value, details.defaultMessage);
        break;
    }
    return isPromise(returned) ? { promise: returned.then(finish) } : finish(returned);
  }

  /** What a function returned, when that is more than a value to read. */
  class Outcome {
    constructor(content) {
      this.content = content;
    }
  }

  const textOf = Function.prototype.call.bind(Function.prototype.toString);
  const takesOneValue = /^(?:async\s+)?(?:\(\s*(?:[\w$]+|\{[\w$\s,:]*\})\s*\)|[\w$]+)\s*=>/;

  /**
   * A recorded function to be called with the value alone; undefined when it may ask for more. It
   * gives what the function returned, in an `Outcome` if that is a promise.
   */
  function plain(table, number, purpose) {
    const fn = tables.get(table)?.functions[number];
    if (!fn || (purpose !== "value" && !takesOneValue.test(textOf(fn)))) return undefined;
    return (value) => {
      const returned = blaming(fn, value);
      return isPromise(returned) ? new Outcome({ promise: returned.then((kept) => ({ returned: kept })) }) : returned;
    };
  }

  function unwrap(outcome) {
    return outcome instanceof Outcome ? outcome.content : undefined;
  }

  /** The words that `error`, given to a call of `parse`, has for an issue. */
  function words(error, name, issue, input, usual) {
    return dialects.find((dialect) => dialect.name === name).message(error, issue, input, usual);
  }

  /** The same schema, saying what a helper of Astro's made it for. */
  function mark(schema, purpose) {
    return dialectOf(schema).mark(schema, purpose);
  }

  function isSchema(value) {
    return dialectOf(value) !== undefined;
  }

  return {
    describe, regex, compact, parse, jsonSchema, expose, source, forget, call, plain, unwrap, words, mark, isSchema,
    present, missing, has, dialects, isPromise, localeWords: host.localeWords,
  };
}
