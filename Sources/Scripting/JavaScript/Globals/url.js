// `URL` and `URLSearchParams` (WHATWG URL); addresses are parsed in Swift.
(function (native, internals) {
  'use strict';

  const encode = (text) => native.formEncode(`${text}`);

  class URLSearchParams {
    #pairs = [];
    #changed = () => {};

    constructor(init = '', changed) {
      if (typeof changed === 'function') this.#changed = changed;
      if (typeof init === 'object' && init !== null) {
        if (typeof init[Symbol.iterator] === 'function') {
          for (const [name, value] of init) this.#pairs.push([`${name}`, `${value}`]);
        } else {
          for (const name of Object.keys(init)) this.#pairs.push([name, `${init[name]}`]);
        }
      } else {
        this.#pairs = native.formDecode(`${init}`.replace(/^\?/, ''));
      }
    }
    static refresh(params, text) {
      params.#pairs = native.formDecode(text.replace(/^\?/, ''));
    }
    #change(pairs) {
      this.#pairs = pairs;
      this.#changed(this);
    }
    get size() {
      return this.#pairs.length;
    }
    append(name, value) {
      this.#change([...this.#pairs, [`${name}`, `${value}`]]);
    }
    delete(name, value) {
      this.#change(this.#pairs.filter((pair) => pair[0] !== `${name}` || (value !== undefined && pair[1] !== `${value}`)));
    }
    get(name) {
      return this.#pairs.find((pair) => pair[0] === `${name}`)?.[1] ?? null;
    }
    getAll(name) {
      return this.#pairs.filter((pair) => pair[0] === `${name}`).map((pair) => pair[1]);
    }
    has(name, value) {
      return this.#pairs.some((pair) => pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`));
    }
    set(name, value) {
      const index = this.#pairs.findIndex((pair) => pair[0] === `${name}`);
      if (index < 0) return this.append(name, value);
      const others = this.#pairs.filter((pair, place) => place <= index || pair[0] !== `${name}`);
      others[index] = [`${name}`, `${value}`];
      this.#change(others);
    }
    sort() {
      this.#change([...this.#pairs].sort((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0)));
    }
    forEach(action, receiver) {
      for (const [name, value] of this.#pairs) action.call(receiver, value, name, this);
    }
    entries() {
      return this.#pairs.map((pair) => [...pair])[Symbol.iterator]();
    }
    *keys() {
      for (const pair of this.#pairs) yield pair[0];
    }
    *values() {
      for (const pair of this.#pairs) yield pair[1];
    }
    [Symbol.iterator]() {
      return this.entries();
    }
    toString() {
      return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
    }
    get [Symbol.toStringTag]() {
      return 'URLSearchParams';
    }
  }

  const { refresh } = URLSearchParams;
  delete URLSearchParams.refresh;

  class URL {
    #fields;
    #params;

    constructor(text, base = undefined) {
      this.#fields = native.parseURL(`${text}`, base === undefined ? null : `${base}`);
      if (this.#fields === null) {
        const error = new TypeError('Invalid URL');
        error.code = 'ERR_INVALID_URL';
        error.input = `${text}`;
        throw error;
      }
    }
    static canParse(text, base) {
      return native.parseURL(`${text}`, base === undefined ? null : `${base}`) !== null;
    }
    static parse(text, base) {
      return URL.canParse(text, base) ? new URL(text, base) : null;
    }
    static brand(value) {
      return #fields in value;
    }
    static read(value) {
      return value.#fields.href;
    }
    #rebuild(changes) {
      const { protocol, username, password, host, pathname, search, hash } = { ...this.#fields, ...changes };
      const slashes = /^[a-z+.-]+:\/\//i.test(this.#fields.href) ? '//' : '';
      const login = username || password ? `${username}${password ? `:${password}` : ''}@` : '';
      const fields = native.parseURL(`${protocol}${slashes}${login}${host}${pathname}${search}${hash}`, null);
      if (fields !== null) this.#fields = fields;
      if (this.#params) refresh(this.#params, this.#fields.search);
    }
    get href() {
      return this.#fields.href;
    }
    set href(text) {
      this.#fields = new URL(text).#fields;
      if (this.#params) refresh(this.#params, this.#fields.search);
    }
    get searchParams() {
      this.#params ??= new URLSearchParams(this.#fields.search, (params) => {
        const text = params.toString();
        this.#rebuild({ search: text && `?${text}` });
      });
      return this.#params;
    }
    get origin() {
      return this.#fields.origin;
    }
    toString() {
      return this.#fields.href;
    }
    toJSON() {
      return this.#fields.href;
    }
    get [Symbol.toStringTag]() {
      return 'URL';
    }
    static {
      const part = (name, write) =>
        Object.defineProperty(URL.prototype, name, {
          get() {
            return this.#fields[name];
          },
          set(text) {
            this.#rebuild(write(`${text}`, this.#fields));
          },
          enumerable: true,
          configurable: true,
        });
      const prefixed = (mark, text) => (text === '' || text.startsWith(mark) ? text : mark + text);
      part('protocol', (text) => ({ protocol: text.replace(/:?$/, ':') }));
      part('username', (text) => ({ username: encodeURIComponent(text) }));
      part('password', (text) => ({ password: encodeURIComponent(text) }));
      part('host', (text) => ({ host: text }));
      part('hostname', (text, { port }) => ({ host: text + (port && `:${port}`) }));
      part('port', (text, { hostname }) => ({ host: hostname + (text && `:${text}`) }));
      part('pathname', (text) => ({ pathname: prefixed('/', text).replace(/[?#]/g, encodeURIComponent) }));
      part('search', (text) => ({ search: prefixed('?', text).replace(/#/g, '%23') }));
      part('hash', (text) => ({ hash: prefixed('#', text) }));
    }
  }

  const { brand, read } = URL;
  delete URL.brand;
  delete URL.read;
  internals.brands.url = (value) => brand(value);
  internals.brands.href = (value) => read(value);
  internals.brands.makeURL = (href) => new URL(href);
  internals.href = internals.brands.href;
  globalThis.URL = URL;
  globalThis.URLSearchParams = URLSearchParams;
})
