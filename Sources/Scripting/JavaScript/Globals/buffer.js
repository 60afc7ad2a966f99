// Node's `Buffer`: bytes that are read and written as text.
(function (native, internals) {
  'use strict';
  const latin1 = (text) => Uint8Array.from(text.split(''), (unit) => unit.charCodeAt(0));
  const units = (bytes, mask = 0xff) => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte & mask);
    return text;
  };
  const utf8 = { read: native.encode, write: native.decode };
  const base64 = {
    read(text) {
      const digits = text.replace(/=.*$/s, '').replace(/[^A-Za-z0-9+/_-]/g, '').replace(/-/g, '+').replace(/_/g, '/');
      return native.fromBase64(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
    },
    write: native.toBase64,
  };
  const wide = {
    read: (text) => new Uint8Array(Uint16Array.from(text.split(''), (unit) => unit.charCodeAt(0)).buffer),
    write: (bytes) => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes.slice(0, bytes.length & ~1)),
  };
  const encodings = {
    utf8, 'utf-8': utf8, base64, latin1: { read: latin1, write: units }, binary: { read: latin1, write: units },
    ascii: { read: latin1, write: (bytes) => units(bytes, 0x7f) },
    utf16le: wide, 'utf-16le': wide, ucs2: wide, 'ucs-2': wide,
    base64url: {
      read: base64.read,
      write: (bytes) => base64.write(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
    },
    hex: {
      read: (text) => Uint8Array.from(/^(?:[0-9a-f]{2})*/i.exec(text)[0].match(/../g) ?? [], (byte) => parseInt(byte, 16)),
      write: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    },
  };
  function encoding(name = 'utf8') {
    const found = encodings[`${name}`.toLowerCase()];
    if (found) return found;
    throw Object.assign(new TypeError(`Unknown encoding: ${name}`), { code: 'ERR_UNKNOWN_ENCODING' });
  }
  /** Bytes of text, or of a view. */
  const bytesOf = (value, name) => (typeof value === 'string' ? encoding(name).read(value) : value);

  class Buffer extends Uint8Array {
    static from(value, name, length) {
      if (value instanceof ArrayBuffer) return new Buffer(value, name, length);
      const bytes = bytesOf(value?.type === 'Buffer' ? value.data : value, name);
      const result = new Buffer(bytes.length);
      result.set(bytes);
      return result;
    }
    static alloc(size, fill = 0, name) {
      return new Buffer(size).fill(fill, name);
    }
    static allocUnsafe(size) {
      return new Buffer(size);
    }
    static concat(list, length = list.reduce((total, part) => total + part.length, 0)) {
      const result = new Buffer(length);
      let place = 0;
      for (const part of list) {
        result.set(part.subarray(0, length - place), place);
        place += part.length;
      }
      return result;
    }
    static isBuffer(value) {
      return value instanceof Buffer;
    }
    static isEncoding(name) {
      return typeof name === 'string' && name.toLowerCase() in encodings;
    }
    static byteLength(value, name) {
      return typeof value === 'string' ? encoding(name).read(value).length : value.byteLength;
    }
    static compare(left, right) {
      const place = left.findIndex((byte, index) => byte !== right[index]);
      if (place < 0) return Math.sign(left.length - right.length);
      return place < right.length ? Math.sign(left[place] - right[place]) : 1;
    }
    fill(value, name) {
      if (typeof value === 'number') return super.fill(value);
      const bytes = bytesOf(value, name);
      for (let index = 0; index < this.length; index += 1) this[index] = bytes[index % bytes.length];
      return this;
    }
    toString(name, start = 0, end = this.length) {
      return encoding(name).write(this.subarray(start, end));
    }
    toJSON() {
      return { type: 'Buffer', data: [...this] };
    }
    equals(other) {
      return Buffer.compare(this, other) === 0;
    }
    slice(start, end) {
      return this.subarray(start, end);
    }
    write(text, offset = 0, length = this.length - offset, name = 'utf8') {
      const bytes = encoding(name).read(text).subarray(0, length);
      this.set(bytes, offset);
      return bytes.length;
    }
  }
  globalThis.Buffer = Buffer;
})
