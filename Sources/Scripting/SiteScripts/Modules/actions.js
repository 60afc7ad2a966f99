// `astro:actions` (Astro, actions/runtime): definitions are recorded and run when they are called.
(function (site) {
  'use strict';
  const { __frontisAsync: asynchronous } = globalThis;
  const { isSchema } = globalThis.__frontisZod;
  const statuses = {
    BAD_REQUEST: 400, UNAUTHORIZED: 401, PAYMENT_REQUIRED: 402, FORBIDDEN: 403, NOT_FOUND: 404,
    METHOD_NOT_ALLOWED: 405, NOT_ACCEPTABLE: 406, PROXY_AUTHENTICATION_REQUIRED: 407,
    REQUEST_TIMEOUT: 408, CONFLICT: 409, GONE: 410, LENGTH_REQUIRED: 411, PRECONDITION_FAILED: 412,
    CONTENT_TOO_LARGE: 413, URI_TOO_LONG: 414, UNSUPPORTED_MEDIA_TYPE: 415,
    RANGE_NOT_SATISFIABLE: 416, EXPECTATION_FAILED: 417, MISDIRECTED_REQUEST: 421,
    UNPROCESSABLE_CONTENT: 422, LOCKED: 423, FAILED_DEPENDENCY: 424, TOO_EARLY: 425,
    UPGRADE_REQUIRED: 426, PRECONDITION_REQUIRED: 428, TOO_MANY_REQUESTS: 429,
    REQUEST_HEADER_FIELDS_TOO_LARGE: 431, UNAVAILABLE_FOR_LEGAL_REASONS: 451,
    INTERNAL_SERVER_ERROR: 500, NOT_IMPLEMENTED: 501, BAD_GATEWAY: 502, SERVICE_UNAVAILABLE: 503,
    GATEWAY_TIMEOUT: 504, HTTP_VERSION_NOT_SUPPORTED: 505, VARIANT_ALSO_NEGOTIATES: 506,
    INSUFFICIENT_STORAGE: 507, LOOP_DETECTED: 508, NETWORK_AUTHENTICATION_REQUIRED: 511,
  };

  class ActionError extends Error {
    type = 'AstroActionError';
    code = 'INTERNAL_SERVER_ERROR';
    status = 500;
    constructor({ code, message = '', stack }) {
      super(message);
      this.code = code;
      this.status = statuses[code];
      if (stack) this.stack = stack;
    }
    static codeToStatus(code) {
      return statuses[code];
    }
    static statusToCode(status) {
      return Object.keys(statuses).find((code) => statuses[code] === status) ?? 'INTERNAL_SERVER_ERROR';
    }
    static fromJson(body) {
      return isInputError(body) ? new ActionInputError(body.issues) : new ActionError(body);
    }
  }

  class ActionInputError extends ActionError {
    type = 'AstroActionInputError';
    constructor(issues) {
      super({ code: 'BAD_REQUEST', message: `Failed to validate: ${JSON.stringify(issues, null, 2)}` });
      this.issues = issues;
      this.fields = {};
      for (const { path, message } of issues) if (path[0] !== undefined) (this.fields[path[0].toString()] ??= []).push(message);
    }
  }

  const isInputError = (error) => error?.type === 'AstroActionInputError' && Array.isArray(error.issues);
  const isActionError = (error) => error?.type === 'AstroActionError';
  const made = new WeakMap();

  function defineAction({ accept, input, handler }) {
    const action = () => {
      throw new Error('an action cannot be called from here');
    };
    made.set(action, { accept: accept ?? 'json', input, handler });
    return action;
  }

  const names = { actionName: '_action', actionPayload: '_astroActionPayload' };
  site.define('astro:actions', {
    defineAction, ActionError, isInputError, isActionError, actions: {}, ACTION_QUERY_PARAMS: names,
    getActionContext: () => ({ action: undefined, setActionResult() {}, serializeActionResult() {}, deserializeActionResult() {} }),
    getActionPath: (action) => String(action),
  });

  // MARK: What Swift asks

  const found = new Map();

  function collect(value, prefix) {
    for (const key of Object.keys(value)) {
      const item = value[key];
      const name = prefix + encodeURIComponent(key).replaceAll('.', '%2E');
      if (made.has(item)) found.set(name, made.get(item));
      else if (typeof item === 'object' && item !== null) collect(item, `${name}.`);
    }
  }

  // Every action in the order it stands; throws when `server` is no object.
  site.describeActions = () => {
    const { server } = site.exports[0] ?? {};
    const origin = site.missingOrigin(server);
    if (origin) throw new TypeError(`the actions come from ${origin}`);
    if (server === undefined) throw new TypeError('the file has no export named server');
    if (typeof server !== 'object' || server === null) throw new TypeError('the export server must be an object of actions');
    found.clear();
    collect(server, '');
    return [...found].map(([name, { accept, input, handler }]) => {
      const missing = site.unresolvedName(input) ?? site.unresolvedName(handler);
      const problem = !missing && input !== undefined && !isSchema(input) ? 'its input is not a Zod schema' : undefined;
      return { name, accept, input: missing || problem ? undefined : input, unresolved: missing, problem };
    });
  };

  class Headers {
    #pairs;
    constructor(pairs) {
      this.#pairs = new Map(Object.entries(pairs).map(([name, value]) => [name.toLowerCase(), value]));
    }
    get = (name) => this.#pairs.get(name.toLowerCase()) ?? null;
    has = (name) => this.#pairs.has(name.toLowerCase());
    forEach = (action) => this.#pairs.forEach((value, name) => action(value, name, this));
    entries = () => this.#pairs.entries();
    keys = () => this.#pairs.keys();
    values = () => this.#pairs.values();
    [Symbol.iterator]() {
      return this.#pairs.entries();
    }
  }

  class FormData {
    #pairs;
    constructor(pairs = []) {
      this.#pairs = pairs.map((pair) => [...pair]);
    }
    get = (name) => this.#pairs.find((pair) => pair[0] === name)?.[1] ?? null;
    getAll = (name) => this.#pairs.filter((pair) => pair[0] === name).map((pair) => pair[1]);
    has = (name) => this.#pairs.some((pair) => pair[0] === name);
    append = (name, value) => void this.#pairs.push([name, value]);
    delete = (name) => void (this.#pairs = this.#pairs.filter((pair) => pair[0] !== name));
    set = (name, value) => {
      this.delete(name);
      this.append(name, value);
    };
    forEach = (action) => this.#pairs.forEach(([name, value]) => action(value, name, this));
    entries = () => this.#pairs.map((pair) => [...pair])[Symbol.iterator]();
    keys = () => this.#pairs.map((pair) => pair[0])[Symbol.iterator]();
    values = () => this.#pairs.map((pair) => pair[1])[Symbol.iterator]();
    [Symbol.iterator]() {
      return this.entries();
    }
    get [Symbol.toStringTag]() {
      return 'FormData';
    }
  }
  globalThis.FormData ??= FormData;
  globalThis.Headers ??= Headers;

  function cookies(values, changes) {
    const wrap = (value) => value === undefined ? undefined : {
      value, json: () => JSON.parse(value), number: () => Number(value), boolean: () => value !== 'false' && value !== '0' && value !== '',
    };
    return {
      get: (name) => wrap(values[name]),
      has: (name) => values[name] !== undefined,
      set(name, value, options = {}) {
        values[name] = typeof value === 'string' ? value : JSON.stringify(value);
        changes.push({ name, value: values[name], options: { ...options } });
      },
      delete(name, options = {}) {
        delete values[name];
        changes.push({ name, value: null, options: { ...options } });
      },
      headers: () => [][Symbol.iterator](),
    };
  }

  const later = (action) => (...items) => Promise.try(action, ...items);
  function session(values, state) {
    return {
      get: later((key) => values[key]),
      has: later((key) => key in values),
      keys: later(() => Object.keys(values)),
      values: later(() => Object.values(values)),
      entries: later(() => Object.entries(values)),
      set(key, value) {
        values[key] = value;
        state.isChanged = true;
      },
      delete(key) {
        delete values[key];
        state.isChanged = true;
      },
      regenerate: later(() => {
        state.regenerates = true;
      }),
      load: later(() => {}),
      destroy() {
        for (const key of Object.keys(values)) delete values[key];
        state.isChanged = true;
        state.isDestroyed = true;
      },
    };
  }

  // Runs the handler of the action `name`; what it does to cookies and session comes back with it.
  site.callAction = asynchronous(function* (name, input, given) {
    const action = found.get(name);
    if (!action) return { failure: { code: 'NOT_FOUND', message: '' } };
    const state = { isChanged: false, regenerates: false, isDestroyed: false };
    const changes = [];
    const sessionValues = { ...given.session };
    const locals = { ...given.locals };
    const url = new URL(given.url);
    const headers = new Headers(given.headers);
    const context = {
      url, locals, params: { path: name }, site: undefined, generator: 'Astro', clientAddress: given.clientAddress,
      request: { url: given.url, method: given.method, headers },
      cookies: cookies({ ...given.cookies }, changes), session: session(sessionValues, state),
      routePattern: '/_actions/[...path]', originPathname: url.pathname, isPrerendered: false,
      currentLocale: undefined, preferredLocale: undefined, preferredLocaleList: [],
      logger: console,
    };
    const value = given.isForm && Array.isArray(input) ? new FormData(input) : input;
    const effects = () => ({ cookies: changes, session: sessionValues, ...state });
    try {
      return { value: yield action.handler(value, context), effects: effects() };
    } catch (error) {
      return { failure: failure(error), effects: effects() };
    }
  });

  function failure(error) {
    if (error instanceof ActionInputError || isInputError(error)) {
      return { code: 'BAD_REQUEST', message: error.message, issues: error.issues };
    }
    if (error instanceof ActionError || isActionError(error)) {
      return { code: String(error.code), message: error.message, stack: error.stack };
    }
    if (error instanceof Error) {
      return { code: 'INTERNAL_SERVER_ERROR', message: globalThis.__frontisNodeWords(error.message), stack: error.stack };
    }
    return { code: 'INTERNAL_SERVER_ERROR', message: 'Unknown error' };
  }
})
