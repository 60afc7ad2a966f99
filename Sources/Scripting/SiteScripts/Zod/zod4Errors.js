// Zod 4's error class, and the ways to show an error (Zod v4, errors.ts).
function makeZod4Errors(has) {
  "use strict";

  function jsonText(issues) {
    const plain = (_, value) => (typeof value === "bigint" ? value.toString() : value);
    return JSON.stringify(issues, plain, 2);
  }

  class ZodError extends Error {
    constructor(issues) {
      super();
      const hidden = (value) => ({ value, writable: true, configurable: true });
      Object.defineProperties(this, {
        name: hidden("ZodError"),
        issues: hidden(issues),
        _zod: hidden({ def: issues, traits: new Set(["ZodError", "$ZodError"]) }),
        message: { configurable: true, get: () => jsonText(this.issues), set() {} },
      });
    }
    get isEmpty() { return this.issues.length === 0; }
    format(mapper) { return formatError(this, mapper); }
    flatten(mapper) { return flattenError(this, mapper); }
    addIssue(issue) { this.issues.push(issue); }
    addIssues(issues) { this.issues.push(...issues); }
    toString() { return this.message; }
    toJSON() { return { name: this.name, message: this.message }; }
  }

  const wording = (issue) => issue.message;

  function flattenError(error, mapper = wording) {
    const formErrors = [];
    const fieldErrors = {};
    for (const issue of error.issues) {
      if (issue.path.length === 0) formErrors.push(mapper(issue));
      else (fieldErrors[issue.path[0]] ??= []).push(mapper(issue));
    }
    return { formErrors, fieldErrors };
  }

  /** Calls `visit` for every issue that has none inside it, with its full path; `below` is the path of what
      is inside one. */
  function eachLeaf(issues, path, visit, below) {
    for (const issue of issues) {
      const full = [...path, ...issue.path];
      if (issue.code === "invalid_union" && issue.errors.length > 0) {
        for (const option of issue.errors) eachLeaf(option, below(issue, full), visit, below);
      } else if (issue.code === "invalid_key" || issue.code === "invalid_element") {
        eachLeaf(issue.issues, below(issue, full), visit, below);
      } else {
        visit(issue, full);
      }
    }
  }

  const beginsAnew = has("nestedPathsBeginAnew");

  function formatError(error, mapper = wording) {
    const root = { _errors: [] };
    eachLeaf(error.issues, [], (issue, path) => {
      let place = root;
      for (const key of path) place = place[key] ||= { _errors: [] };
      place._errors.push(mapper(issue));
    }, (issue, full) => (beginsAnew ? [] : full));
    return root;
  }

  function treeifyError(error, mapper = wording) {
    const root = { errors: [] };
    eachLeaf(error.issues, [], (issue, path) => {
      let place = root;
      for (const key of path) {
        const children = typeof key === "string" ? (place.properties ??= {}) : (place.items ??= []);
        place = children[key] ??= { errors: [] };
      }
      place.errors.push(mapper(issue));
    }, (issue, full) => (beginsAnew ? issue.path : full));
    return root;
  }

  function toDotPath(path) {
    let text = "";
    for (const part of path) {
      const key = typeof part === "object" ? part.key : part;
      if (typeof key === "number") text += `[${key}]`;
      else if (typeof key === "symbol" || /[^\w$]/.test(key)) text += `[${JSON.stringify(String(key))}]`;
      else text += (text ? "." : "") + key;
    }
    return text;
  }

  function prettifyError(error) {
    const lines = [];
    const length = (issue) => (issue.path ?? []).length;
    for (const issue of [...error.issues].sort((a, b) => length(a) - length(b))) {
      lines.push(`✖ ${issue.message}`);
      if (length(issue) > 0) lines.push(`  → at ${toDotPath(issue.path)}`);
    }
    return lines.join("\n");
  }

  return { ZodError, flattenError, formatError, treeifyError, prettifyError, toDotPath };
}
