// What is left of Node's `process`, and what must not be there.
(function (native, internals) {
  'use strict';
  const environment = native.environment();
  const start = Date.now();
  const passed = () => Date.now() - start;
  const stream = { isTTY: false, columns: 80, write: () => true, on: () => stream, once: () => stream, end() {} };
  const hrtime = () => [Math.floor(passed() / 1000), (passed() % 1000) * 1e6];
  hrtime.bigint = () => BigInt(passed()) * 1000000n;
  const process = {
    env: environment,
    argv: ['node', 'astro', 'build'],
    execArgv: [],
    platform: 'linux',
    arch: 'x64',
    pid: 1,
    title: 'node',
    version: 'v22.0.0',
    versions: { node: '22.0.0' },
    release: { name: 'node' },
    stdout: stream,
    stderr: stream,
    cwd: () => native.workingFolder(),
    uptime: () => passed() / 1000,
    hrtime,
    memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
    nextTick: (action, ...items) => queueMicrotask(() => action(...items)),
    emit: () => false,
    emitWarning() {},
    exit() {
      throw new Error('process.exit() was called');
    },
  };
  for (const name of ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners']) {
    process[name] = () => process;
  }
  globalThis.process = process;
  // Node has had it since version 21.
  globalThis.navigator ??= {
    hardwareConcurrency: 1, language: 'en-US', languages: ['en-US'], platform: 'linux', userAgent: 'Node.js/22',
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
  globalThis.performance ??= { now: passed, timeOrigin: start, mark() {}, measure() {} };
})
