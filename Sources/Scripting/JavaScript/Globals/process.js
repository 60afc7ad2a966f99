// What is left of Node's `process`, and what must not be there.
(function (native, internals) {
  'use strict';
  const environment = native.environment();
  globalThis.process = {
    env: environment,
    argv: [],
    platform: 'linux',
    version: 'v22.0.0',
    versions: { node: '22.0.0' },
    cwd: () => native.workingFolder(),
    nextTick: (action, ...items) => queueMicrotask(() => action(...items)),
    on() {
      return this;
    },
    emitWarning() {},
    exit() {
      throw new Error('process.exit() was called');
    },
  };
  globalThis.global = globalThis;
  // `Atomics.wait` would block the thread where no time limit reaches it.
  delete globalThis.Atomics;
  delete globalThis.SharedArrayBuffer;
  delete globalThis.WebAssembly;
  globalThis.fetch = () => {
    const error = new TypeError('network access is off');
    error.code = 'ERR_NETWORK_OFF';
    return Promise.reject(error);
  };
  const hex = (byte) => byte.toString(16).padStart(2, '0');
  globalThis.crypto ??= {
    randomUUID() {
      const bytes = native.randomBytes(16);
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const text = Array.from(bytes, hex).join('');
      return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
    getRandomValues(array) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      bytes.set(native.randomBytes(bytes.length));
      return array;
    },
  };
  const start = Date.now();
  globalThis.performance ??= { now: () => Date.now() - start, timeOrigin: start, mark() {}, measure() {} };
})
