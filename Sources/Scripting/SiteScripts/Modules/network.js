// The web's fetch: off unless the person allows it, and then answered by Swift.
(function (site, native) {
  'use strict';
  let refusals = 0;
  // How often the code wanted the network and did not get it.
  site.refusals = () => refusals;

  const lower = (name) => String(name).toLowerCase();
  class Headers {
    #pairs = new Map();
    constructor(init) {
      const pairs = init === undefined || init === null ? [] : typeof init[Symbol.iterator] === 'function' ? init : Object.entries(init);
      for (const [name, value] of pairs) this.append(name, value);
    }
    append(name, value) {
      const old = this.#pairs.get(lower(name));
      this.#pairs.set(lower(name), old === undefined ? String(value) : `${old}, ${value}`);
    }
    set(name, value) {
      this.#pairs.set(lower(name), String(value));
    }
    get(name) {
      return this.#pairs.get(lower(name)) ?? null;
    }
    has(name) {
      return this.#pairs.has(lower(name));
    }
    delete(name) {
      this.#pairs.delete(lower(name));
    }
    forEach(action) {
      this.#pairs.forEach((value, name) => action(value, name, this));
    }
    entries() {
      return this.#pairs.entries();
    }
    keys() {
      return this.#pairs.keys();
    }
    values() {
      return this.#pairs.values();
    }
    [Symbol.iterator]() {
      return this.#pairs.entries();
    }
  }

  class Response {
    #body;
    constructor(body, { status = 200, statusText = '', headers, url = '' } = {}) {
      this.#body = typeof body === 'string' ? new TextEncoder().encode(body) : (body ?? new Uint8Array());
      Object.assign(this, { status, statusText, url, ok: status >= 200 && status < 300, headers: new Headers(headers), bodyUsed: false });
    }
    #take() {
      if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
      this.bodyUsed = true;
      return this.#body;
    }
    text() {
      return this.bytes().then((bytes) => new TextDecoder().decode(bytes));
    }
    json() {
      return this.text().then(JSON.parse);
    }
    bytes() {
      return Promise.try(() => this.#take());
    }
    arrayBuffer() {
      return this.bytes().then(({ buffer, byteOffset: start, byteLength: count }) => buffer.slice(start, start + count));
    }
    clone() {
      return new Response(this.#body.slice(), this);
    }
  }

  class Request {
    constructor(address, init = {}) {
      const from = address instanceof Request ? address : {};
      this.url = new URL(from.url ?? address).href;
      this.method = String(init.method ?? from.method ?? 'GET').toUpperCase();
      this.headers = new Headers(init.headers ?? from.headers);
      this.body = init.body ?? from.body;
      if (this.body instanceof URLSearchParams && !this.headers.has('content-type')) {
        this.headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
      }
    }
  }

  const fetch = globalThis.__frontisAsync(function* (address, init) {
    if (!native.fetch) {
      refusals += 1;
      const error = new TypeError('network access is off: pass --allow-network');
      error.code = 'ERR_NETWORK_OFF';
      return site.refuse(`network:${new Request(address, init).url}`, { error });
    }
    const { url, method, headers, body } = new Request(address, init);
    const isText = typeof body === 'string' || body instanceof URLSearchParams;
    const bytes = isText ? new TextEncoder().encode(String(body)) : body instanceof ArrayBuffer ? new Uint8Array(body) : body;
    const answer = native.fetch(url, method, [...headers], bytes);
    return new Response(answer.body, { ...answer, url });
  });

  const quiet = () => ({ aborted: false, reason: undefined, addEventListener() {}, removeEventListener() {}, throwIfAborted() {} });
  class AbortController {
    signal = quiet();
    abort(reason) {
      Object.assign(this.signal, { aborted: true, reason });
    }
  }
  Object.assign(globalThis, { fetch, Headers, Request, Response });
  globalThis.AbortController ??= AbortController;
  // An answer has a time limit of its own.
  globalThis.AbortSignal ??= { timeout: quiet, any: quiet, abort: quiet };
})
