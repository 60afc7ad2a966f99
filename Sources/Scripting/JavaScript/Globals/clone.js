// `structuredClone` (HTML, 2.7): keeps shared and cyclic references; functions cannot be cloned.
(function (native, internals) {
  'use strict';
  const { getPrototypeOf, keys } = Object;

  function refuse(value) {
    return new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError');
  }

  function clone(value, seen) {
    if (typeof value === 'symbol' || typeof value === 'function') throw refuse(value);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = (copy) => {
      seen.set(value, copy);
      return copy;
    };
    if (Array.isArray(value)) {
      const copy = keep(new Array(value.length));
      for (const key of keys(value)) copy[key] = clone(value[key], seen);
      return copy;
    }
    if (value instanceof Date) return keep(new Date(value.getTime()));
    if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
    if (value instanceof Map) {
      const copy = keep(new Map());
      value.forEach((item, key) => copy.set(clone(key, seen), clone(item, seen)));
      return copy;
    }
    if (value instanceof Set) {
      const copy = keep(new Set());
      value.forEach((item) => copy.add(clone(item, seen)));
      return copy;
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return keep(Object(value.valueOf()));
    }
    if (value instanceof ArrayBuffer) return keep(value.slice(0));
    if (ArrayBuffer.isView(value)) {
      const buffer = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
      return keep(new (getPrototypeOf(value).constructor)(buffer));
    }
    if (value instanceof Error) {
      const copy = keep(new (globalThis[value.name] ?? Error)(value.message));
      copy.stack = value.stack;
      return copy;
    }
    const copy = keep({});
    for (const key of keys(value)) internals.define(copy, key, clone(value[key], seen));
    return copy;
  }

  globalThis.structuredClone = (value) => clone(value, new Map());
})
