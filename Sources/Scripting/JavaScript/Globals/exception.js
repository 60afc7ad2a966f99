// `DOMException` (Web IDL, 2.8.1), which our own globals throw as Node's do.
(function (native, internals) {
  'use strict';
  const codes = { InvalidCharacterError: 5, SyntaxError: 12, AbortError: 20, TimeoutError: 23, DataCloneError: 25 };

  globalThis.DOMException = class DOMException extends Error {
    #name;

    constructor(message = '', options = 'Error') {
      super(message, typeof options === 'object' ? options : undefined);
      this.#name = typeof options === 'object' ? (options.name ?? 'Error') : `${options}`;
    }
    get name() {
      return this.#name;
    }
    get code() {
      return codes[this.#name] ?? 0;
    }
  };
})
