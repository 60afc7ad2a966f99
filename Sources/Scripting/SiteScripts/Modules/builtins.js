// The parts of Node's modules that need nothing of a site. What is not here may be imported: it throws when it is
// called, see `site.refuse`.
(function (site, native) {
  'use strict';
  // Names that are asked of every module, and mean nothing where they are missing.
  const quiet = new Set(['default', 'then', 'toJSON', '__esModule']);

  // What Node has by this name and is not here: a function, a class, or an object of them. Nothing is said before it is used.
  const absent = (name) => {
    const use = () => site.refuse(`node:${name}`);
    return new Proxy(function () {}, {
      apply(_, self, items) {
        const result = use();
        const done = items.at(-1);
        // What stands in for it calls back as Node does: with an error or null, or with the response alone.
        if (typeof done === 'function') setTimeout(() => done(...(/^https?\./.test(name) ? [result] : [null, result, result])));
        return result;
      },
      construct: use,
      get(target, key, self) {
        if (key === Symbol.toPrimitive || key === Symbol.iterator) return use;
        return key in target || typeof key === 'symbol' || quiet.has(key) ? Reflect.get(target, key, self) : absent(`${name}.${key}`);
      },
    });
  };

  // Defines a module of Node's by what of it is there.
  site.defineNode = (name, members = {}) => {
    const parent = Object.create(Object.getPrototypeOf(members));
    Object.setPrototypeOf(members, new Proxy(parent, {
      get(known, key, module) {
        return key in known || typeof key === 'symbol' || quiet.has(key) ? Reflect.get(known, key, module) : absent(`${name}.${key}`);
      },
    }));
    members.default ??= members;
    site.define(`node:${name}`, members);
  };

  // `value instanceof ReadableStream` says nothing wrong; making one does.
  const classes = [
    'BroadcastChannel', 'ByteLengthQueuingStrategy', 'CompressionStream', 'CountQueuingStrategy', 'CryptoKey',
    'DecompressionStream', 'MessageChannel', 'MessageEvent', 'MessagePort', 'PerformanceObserver', 'ReadableStream',
    'TextDecoderStream', 'TextEncoderStream', 'TransformStream', 'WebSocket', 'WritableStream',
  ];
  for (const name of classes) globalThis[name] ??= absent(name);

  // MARK: Hashes

  const bytesOf = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding) : new Uint8Array(data.buffer ?? data, data.byteOffset, data.byteLength));
  const hashes = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];
  class Hash {
    #parts;
    #name;
    #key;
    constructor(name, key, parts = []) {
      this.#name = name;
      this.#key = key;
      this.#parts = parts;
    }
    update(data, encoding) {
      this.#parts.push(Uint8Array.from(bytesOf(data, encoding)));
      return this;
    }
    copy() {
      return new Hash(this.#name, this.#key, [...this.#parts]);
    }
    digest(encoding) {
      const all = new Uint8Array(Buffer.concat(this.#parts));
      const bytes = Buffer.from(this.#key ? native.digest(this.#name, all, this.#key) : native.digest(this.#name, all));
      return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
    }
  }
  // The hash that `of` makes of its name, as `from` was asked for it.
  const hashed = (name, from, of) => {
    const plain = `${name}`.toLowerCase().replace(/^(?:rsa-)?sha-?(?=\d)/, 'sha');
    return hashes.includes(plain) ? of(plain) : site.refuse(`node:crypto.${from} of ${name}`);
  };
  crypto.subtle = {
    digest: (algorithm, data) => Promise.try(hashed, algorithm.name ?? algorithm, 'subtle.digest', (name) =>
      new Uint8Array(native.digest(name, Uint8Array.from(bytesOf(data)))).buffer),
  };
  site.defineNode('crypto', {
    webcrypto: crypto, subtle: crypto.subtle,
    randomUUID: () => crypto.randomUUID(),
    getRandomValues: (array) => crypto.getRandomValues(array),
    randomBytes: (count) => Buffer.from(crypto.getRandomValues(new Uint8Array(count))),
    randomInt: (low, high) => (high === undefined ? Math.floor(Math.random() * low) : low + Math.floor(Math.random() * (high - low))),
    createHash: (name) => hashed(name, 'createHash', (name) => new Hash(name)),
    createHmac: (name, key) => hashed(name, 'createHmac', (name) => new Hash(name, Uint8Array.from(bytesOf(key)))),
    hash: (name, data, encoding = 'hex') => hashed(name, 'hash', (name) => new Hash(name).update(data).digest(encoding)),
    getHashes: () => [...hashes],
    timingSafeEqual: (left, right) => Buffer.from(left).equals(right),
  });

  // MARK: Events

  class EventEmitter {
    #listeners = new Map();
    #add(event, listener, call, isFirst) {
      const all = this.#listeners.get(event) ?? [];
      this.#listeners.set(event, isFirst ? [{ listener, call }, ...all] : [...all, { listener, call }]);
      return this;
    }
    #once(event, listener, isFirst) {
      const call = (...items) => {
        this.off(event, listener);
        Reflect.apply(listener, this, items);
      };
      return this.#add(event, listener, call, isFirst);
    }
    on(event, listener) { return this.#add(event, listener, listener); }
    addListener(event, listener) { return this.on(event, listener); }
    prependListener(event, listener) { return this.#add(event, listener, listener, true); }
    once(event, listener) { return this.#once(event, listener); }
    prependOnceListener(event, listener) { return this.#once(event, listener, true); }
    off(event, listener) {
      const all = this.#listeners.get(event) ?? [];
      const last = all.findLastIndex((one) => one.listener === listener);
      if (last >= 0) this.#listeners.set(event, all.toSpliced(last, 1));
      return this;
    }
    removeListener(event, listener) { return this.off(event, listener); }
    removeAllListeners(event) {
      if (event === undefined) this.#listeners.clear();
      else this.#listeners.delete(event);
      return this;
    }
    emit(event, ...items) {
      const all = this.#listeners.get(event) ?? [];
      if (all.length === 0 && event === 'error') throw items[0] instanceof Error ? items[0] : new Error(`Unhandled error. (${items[0]})`);
      for (const { call } of all) Reflect.apply(call, this, items);
      return all.length > 0;
    }
    listeners(event) { return (this.#listeners.get(event) ?? []).map(({ listener }) => listener); }
    listenerCount(event) { return (this.#listeners.get(event) ?? []).length; }
    eventNames() { return [...this.#listeners].filter(([, all]) => all.length > 0).map(([event]) => event); }
    setMaxListeners() { return this; }
    getMaxListeners() { return 10; }
  }
  site.defineNode('events', Object.assign(EventEmitter, {
    EventEmitter, defaultMaxListeners: 10,
    once: (emitter, event) => new Promise((resolve, reject) => {
      emitter.once(event, (...items) => resolve(items));
      if (event !== 'error') emitter.once('error', reject);
    }),
  }));

  // MARK: Assertions

  function isDeepEqual(left, right, isLoose = false) {
    if (Object.is(left, right) || (isLoose && left == right)) return true;
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
    if (Object.getPrototypeOf(left) !== Object.getPrototypeOf(right) && !isLoose) return false;
    if (left instanceof Date) return Number(left) === Number(right);
    if (left instanceof RegExp) return String(left) === String(right);
    if (left instanceof Map || left instanceof Set) return right.size === left.size && isDeepEqual([...left], [...right], isLoose);
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length
      && keys.every((key) => Object.hasOwn(right, key) && isDeepEqual(left[key], right[key], isLoose));
  }
  class AssertionError extends Error {
    constructor({ message, actual, expected, operator } = {}) {
      super(message);
      Object.assign(this, { name: 'AssertionError', code: 'ERR_ASSERTION', actual, expected, operator });
    }
  }
  const holds = (isTrue, message, usual, details) => {
    if (isTrue) return;
    if (message instanceof Error) throw message;
    throw new AssertionError({ message: message ?? usual, ...details });
  };
  const compare = (operator, isFit) => (actual, expected, message) =>
    holds(isFit(actual, expected), message, `The values do not fit: ${operator}`, { actual, expected, operator });
  const fits = (error, expected) => {
    if (expected === undefined || typeof expected === 'string') return true;
    if (expected instanceof RegExp) return expected.test(String(error));
    if (typeof expected !== 'function') return Object.keys(expected).every((key) => isDeepEqual(error[key], expected[key]));
    if (expected === Error || Error.isPrototypeOf(expected)) return error instanceof expected;
    return expected(error) === true;
  };
  const assert = (value, message) => holds(value, message, 'The expression evaluated to a falsy value', { actual: value, expected: true, operator: '==' });
  const not = (isFit) => (left, right) => !isFit(left, right);
  const loosely = (left, right) => left == right;
  const loosest = (left, right) => isDeepEqual(left, right, true);
  Object.assign(assert, {
    AssertionError, ok: (value, message) => assert(value, message),
    equal: compare('==', loosely), notEqual: compare('!=', not(loosely)),
    strictEqual: compare('strictEqual', Object.is), notStrictEqual: compare('notStrictEqual', not(Object.is)),
    deepEqual: compare('deepEqual', loosest), notDeepEqual: compare('notDeepEqual', not(loosest)),
    deepStrictEqual: compare('deepStrictEqual', (left, right) => isDeepEqual(left, right)),
    notDeepStrictEqual: compare('notDeepStrictEqual', (left, right) => !isDeepEqual(left, right)),
    match: compare('match', (text, pattern) => pattern.test(text)),
    doesNotMatch: compare('doesNotMatch', (text, pattern) => !pattern.test(text)),
    fail(message = 'Failed') { holds(false, message); },
    ifError(error) { if (error !== null && error !== undefined) throw error; },
    throws(action, expected, message) {
      try {
        action();
      } catch (error) {
        return holds(fits(error, expected), message, 'The error does not fit', { actual: error, expected, operator: 'throws' });
      }
      holds(false, message, 'Missing expected exception.');
    },
    doesNotThrow: (action) => void action(),
  });
  assert.strict = Object.assign((...items) => assert(...items), assert, {
    equal: assert.strictEqual, notEqual: assert.notStrictEqual,
    deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
  });
  site.defineNode('assert/strict', assert.strict);
  site.defineNode('assert', assert);

  // MARK: Utilities

  const promisify = (action) => (...items) => new Promise((resolve, reject) => {
    const returned = action(...items, (error, value) => (error ? reject(error) : resolve(value)));
    // What is not there calls nobody back.
    if (site.unresolvedName(returned)) resolve(returned);
  });
  function inspect(value) {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : `${value}`;
    try {
      return typeof value === 'function' || value === undefined ? String(value) : JSON.stringify(value);
    } catch {
      return String(value);
    }
  }
  function format(first, ...items) {
    if (typeof first !== 'string') return [first, ...items].map((item) => (typeof item === 'string' ? item : inspect(item))).join(' ');
    if (items.length === 0) return first;
    const text = first.replace(/%[sdifjoOc%]/g, (place) => {
      if (place === '%%') return '%';
      if (items.length === 0) return place;
      const item = items.shift();
      switch (place[1]) {
        case 's': return typeof item === 'string' ? item : inspect(item);
        case 'd': return inspect(typeof item === 'bigint' ? item : Number(item));
        case 'i': return inspect(typeof item === 'bigint' ? item : Number.parseInt(item, 10));
        case 'f': return inspect(Number.parseFloat(item));
        case 'j': return String(JSON.stringify(item));
        case 'c': return '';
        default: return inspect(item);
      }
    });
    return [text, ...items.map((item) => (typeof item === 'string' ? item : inspect(item)))].join(' ');
  }
  const types = {
    isPromise: (value) => value instanceof Promise, isDate: (value) => value instanceof Date,
    isRegExp: (value) => value instanceof RegExp, isNativeError: (value) => value instanceof Error,
    isMap: (value) => value instanceof Map, isSet: (value) => value instanceof Set,
    isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
    isUint8Array: (value) => value instanceof Uint8Array,
  };
  site.defineNode('util/types', types);
  site.defineNode('util', {
    inspect, format, promisify, types, TextEncoder, TextDecoder,
    callbackify: (action) => (...items) => {
      const done = items.pop();
      action(...items).then((value) => done(null, value), done);
    },
    deprecate: (action) => action,
    inherits: (child, parent) => void Object.setPrototypeOf(child.prototype, parent.prototype),
    isDeepStrictEqual: (left, right) => isDeepEqual(left, right),
    debuglog: () => () => {},
    styleText: (_, text) => text,
    stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
    toUSVString: (text) => `${text}`.toWellFormed(),
  });

  const split = (text, separator) => (text === '' ? [] : text.split(separator));
  const unescape = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const querystring = {
    escape: (text) => encodeURIComponent(text), unescape,
    parse(text, separator = '&', equals = '=') {
      const found = Object.create(null);
      for (const part of split(`${text}`, separator)) {
        const cut = part.indexOf(equals);
        const [key, value] = [cut < 0 ? part : part.slice(0, cut), cut < 0 ? '' : part.slice(cut + equals.length)]
          .map((side) => unescape(side.replaceAll('+', ' ')));
        found[key] = key in found ? [].concat(found[key], value) : value;
      }
      return found;
    },
    stringify(object, separator = '&', equals = '=') {
      const write = (value) => (['string', 'number', 'boolean', 'bigint'].includes(typeof value) ? encodeURIComponent(value) : '');
      return Object.entries(object ?? {})
        .flatMap(([key, values]) => [].concat(values).map((value) => encodeURIComponent(key) + equals + write(value)))
        .join(separator);
    },
  };
  site.defineNode('querystring', { ...querystring, decode: querystring.parse, encode: querystring.stringify });

  // MARK: Time, surroundings

  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
  const wait = (delay, value) => new Promise((resolve) => setTimeout(() => resolve(value), delay));
  const promises = { setTimeout: wait, setImmediate: (value) => wait(0, value), scheduler: { wait, yield: () => wait(0) } };
  site.defineNode('timers/promises', promises);
  site.defineNode('timers', {
    setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, promises,
  });
  site.defineNode('perf_hooks', { performance });
  // What is waited for in between keeps the store only until then.
  class AsyncLocalStorage {
    #store;
    run(store, action, ...items) {
      const before = this.#store;
      this.#store = store;
      try {
        return action(...items);
      } finally {
        this.#store = before;
      }
    }
    exit(action, ...items) { return this.run(undefined, action, ...items); }
    getStore() { return this.#store; }
    enterWith(store) { this.#store = store; }
    disable() { this.#store = undefined; }
  }
  site.defineNode('async_hooks', { AsyncLocalStorage });
  site.defineNode('worker_threads', { isMainThread: true, threadId: 0, parentPort: null, workerData: null });
  site.defineNode('os', {
    EOL: '\n', platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', release: () => '6.0.0', machine: () => 'x86_64',
    hostname: () => 'localhost', homedir: () => '/', tmpdir: () => '/tmp', cpus: () => [], availableParallelism: () => 1,
    totalmem: () => 2 ** 33, freemem: () => 2 ** 32, loadavg: () => [0, 0, 0], uptime: () => 0, networkInterfaces: () => ({}),
    userInfo: () => ({ username: 'user', uid: 1000, gid: 1000, homedir: '/', shell: '/bin/sh' }), endianness: () => 'LE',
  });
  site.defineNode('buffer', { Buffer, Blob: globalThis.Blob, File: globalThis.File, atob, btoa });
  site.defineNode('process', Object.create(process));
})
