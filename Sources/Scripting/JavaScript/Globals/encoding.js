// `TextEncoder`, `TextDecoder`, `atob`, `btoa`; UTF-8 only.
(function (native, internals) {
  'use strict';
  globalThis.TextEncoder = class TextEncoder {
    get encoding() {
      return 'utf-8';
    }
    encode(text = '') {
      return native.encode(`${text}`);
    }
  };
  globalThis.TextDecoder = class TextDecoder {
    constructor(label = 'utf-8') {
      if (!/^utf-?8$/i.test(label)) throw new RangeError(`The "${label}" encoding is not supported`);
    }
    get encoding() {
      return 'utf-8';
    }
    decode(bytes = new Uint8Array()) {
      if (bytes instanceof ArrayBuffer) return native.decode(new Uint8Array(bytes));
      return native.decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    }
  };
  globalThis.btoa = (text) => {
    const bytes = new Uint8Array(`${text}`.length);
    for (let index = 0; index < bytes.length; index += 1) {
      const unit = `${text}`.charCodeAt(index);
      if (unit > 255) throw new RangeError('Invalid character');
      bytes[index] = unit;
    }
    return native.toBase64(bytes);
  };
  globalThis.atob = (text) => {
    const bytes = native.fromBase64(`${text}`);
    let result = '';
    for (let index = 0; index < bytes.length; index += 1) result += String.fromCharCode(bytes[index]);
    return result;
  };
})
