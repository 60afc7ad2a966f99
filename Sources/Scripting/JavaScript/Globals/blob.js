// `Blob` and `File` (W3C File API): bytes with a type, and a name.
(function (native, internals) {
  'use strict';
  const { concat } = Buffer;
  const bytesOf = (part) => {
    if (part instanceof Blob) return Blob.bytesOf(part);
    if (part instanceof ArrayBuffer) return new Uint8Array(part);
    if (ArrayBuffer.isView(part)) return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    return native.encode(`${part}`);
  };
  const typeOf = (type) => (/^[\x20-\x7e]*$/.test(type) ? type.toLowerCase() : '');

  class Blob {
    #bytes;
    #type;

    constructor(parts = [], { type = '' } = {}) {
      this.#bytes = new Uint8Array(concat(Array.from(parts, bytesOf)));
      this.#type = typeOf(`${type}`);
    }
    static bytesOf(blob) {
      return blob.#bytes;
    }
    get size() {
      return this.#bytes.length;
    }
    get type() {
      return this.#type;
    }
    slice(start = 0, end = this.size, type = '') {
      return new Blob([this.#bytes.slice(start, end)], { type });
    }
    bytes() {
      return Promise.resolve(this.#bytes.slice());
    }
    arrayBuffer() {
      return Promise.resolve(this.#bytes.slice().buffer);
    }
    text() {
      return Promise.resolve(native.decode(this.#bytes));
    }
    get [Symbol.toStringTag]() {
      return 'Blob';
    }
  }

  class File extends Blob {
    #name;
    #lastModified;

    constructor(parts, name, { type, lastModified = Date.now() } = {}) {
      super(parts, { type });
      this.#name = `${name}`;
      this.#lastModified = Number(lastModified);
    }
    get name() {
      return this.#name;
    }
    get lastModified() {
      return this.#lastModified;
    }
    get [Symbol.toStringTag]() {
      return 'File';
    }
  }

  Object.assign(globalThis, { Blob, File });
})
