// `TextEncoder`, `TextDecoder`, `atob`, `btoa`; of other encodings those that need no tables.
(function (native, internals) {
  'use strict';
  globalThis.TextEncoder = class TextEncoder {
    get encoding() {
      return 'utf-8';
    }
    encode(text = '') {
      return native.encode(`${text}`);
    }
    encodeInto(text, target) {
      let [read, written] = [0, 0];
      for (const character of `${text}`) {
        const bytes = native.encode(character);
        if (written + bytes.length > target.length) break;
        target.set(bytes, written);
        read += character.length;
        written += bytes.length;
      }
      return { read, written };
    }
  };
  const labels = {
    'utf-8': /^(?:unicode-1-1-)?utf-?8$/,
    'utf-16le': /^(?:utf-16(?:le)?|ucs-?2|unicode|iso-10646-ucs-2)$/,
    'windows-1252': /^(?:latin1|ascii|us-ascii|l1|iso-?8859-?1|windows-1252|cp1252)$/,
  };
  function codeUnits(bytes, width) {
    let text = '';
    for (let place = 0; place + width <= bytes.length; place += width) {
      text += String.fromCharCode(width === 1 ? bytes[place] : bytes[place] | (bytes[place + 1] << 8));
    }
    return text;
  }
  const coded = (error, code) => Object.assign(error, { code });
  function isSame(left, right) {
    return left.length === right.length && left.every((byte, index) => byte === right[index]);
  }

  globalThis.TextDecoder = class TextDecoder {
    #encoding;
    #fatal;
    #ignoreBOM;

    constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
      const name = `${label}`.trim().toLowerCase();
      this.#encoding = Object.keys(labels).find((key) => labels[key].test(name));
      if (!this.#encoding) {
        throw coded(new RangeError(`The "${label}" encoding is not supported`), 'ERR_ENCODING_NOT_SUPPORTED');
      }
      this.#fatal = Boolean(fatal);
      this.#ignoreBOM = Boolean(ignoreBOM);
    }
    get encoding() {
      return this.#encoding;
    }
    get fatal() {
      return this.#fatal;
    }
    get ignoreBOM() {
      return this.#ignoreBOM;
    }
    decode(input = new Uint8Array()) {
      const bytes = input instanceof ArrayBuffer
        ? new Uint8Array(input) : new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
      if (this.#encoding === 'windows-1252') return codeUnits(bytes, 1);
      const isUTF8 = this.#encoding === 'utf-8';
      const isCut = !isUTF8 && bytes.length % 2 === 1;
      const text = isUTF8 ? native.decode(bytes) : codeUnits(bytes, 2) + (isCut ? '\ufffd' : '');
      if (this.#fatal && (isCut || (isUTF8 && text.includes('\ufffd') && !isSame(native.encode(text), bytes)))) {
        const error = new TypeError(`The encoded data was not valid for encoding ${this.#encoding}`);
        throw coded(error, 'ERR_ENCODING_INVALID_ENCODED_DATA');
      }
      return this.#ignoreBOM || !text.startsWith('\ufeff') ? text : text.slice(1);
    }
  };
  globalThis.btoa = (text) => {
    const bytes = new Uint8Array(`${text}`.length);
    for (let index = 0; index < bytes.length; index += 1) {
      const unit = `${text}`.charCodeAt(index);
      if (unit > 255) throw new DOMException('Invalid character', 'InvalidCharacterError');
      bytes[index] = unit;
    }
    return native.toBase64(bytes);
  };
  globalThis.atob = (text) => {
    const digits = `${text}`.replace(/[\t\n\f\r ]/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(digits)) {
      throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
    }
    return codeUnits(native.fromBase64(digits), 1);
  };
})
