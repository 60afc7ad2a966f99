// `Date`, reading and writing text as V8 does: the engine's own rules differ.
(function (native, internals) {
  'use strict';
  const NativeDate = globalThis.Date;
  const { construct } = Reflect;
  const { prototype } = NativeDate;
  const getTime = Function.prototype.call.bind(prototype.getTime);
  const toPrimitive = Symbol.toPrimitive;

  function time(value) {
    if (typeof value !== 'object' || value === null) return value;
    try {
      return getTime(value);
    } catch {
      // No date: its primitive counts (ECMA-262, Date).
      const convert = value[toPrimitive];
      if (convert !== undefined) return convert.call(value, 'default');
      const plain = value.valueOf();
      return typeof plain === 'object' ? `${value}` : plain;
    }
  }

  function Date(...items) {
    if (!new.target) return new Date().toString();
    if (items.length === 1) {
      const value = time(items[0]);
      items = [typeof value === 'string' ? native.parseDate(value) : value];
    }
    return construct(NativeDate, items, new.target);
  }

  const define = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, configurable: true });
  Object.defineProperty(Date, 'length', { value: 7 });
  Object.defineProperty(Date, 'prototype', { value: prototype, writable: false });
  define(Date, 'now', NativeDate.now);
  define(Date, 'UTC', NativeDate.UTC);
  define(Date, 'parse', (text) => native.parseDate(`${text}`));
  define(prototype, 'constructor', Date);
  define(prototype, 'toString', function toString() {
    return native.dateText(getTime(this));
  });
  // The short date of English in Canada went from 2024-01-31 to 1/31/2024 and back: an engine whose data are
  // of the time between is asked for Sweden's, which are the same.
  const { toLocaleDateString } = prototype;
  const parts = ['year', 'month', 'day', 'timeZone'];
  const isNumeric = (options) => Object.keys(options).every((key) =>
    options[key] === undefined || (parts.includes(key) && (key === 'timeZone' || /^(?:numeric|2-digit)$/.test(options[key]))));
  const isWhole = ({ year, month, day }) => [year, month, day].every(Boolean) || !(year || month || day);
  define(prototype, 'toLocaleDateString', function (locales, options) {
    const isCanadian = locales === 'en-CA' && (!options || (isNumeric(options) && isWhole(options)));
    return toLocaleDateString.call(this, isCanadian ? 'sv-SE' : locales, options);
  });
  define(globalThis, 'Date', Date);
})
