// What the conversion between engine values and Swift values needs from the language itself. All
// built-ins are taken here, before any site code runs, so that nothing it redefines is used.
(function (promises) {
  'use strict';
  const { isPromise, whenSettled } = promises;
  const uncurry = Function.prototype.bind.bind(Function.prototype.call);
  const { getPrototypeOf, defineProperty, keys } = Object;
  const { apply, construct } = Reflect;
  const hasOwn = uncurry(Object.prototype.hasOwnProperty);
  const mapSize = uncurry(Object.getOwnPropertyDescriptor(Map.prototype, 'size').get);
  const setSize = uncurry(Object.getOwnPropertyDescriptor(Set.prototype, 'size').get);
  const mapEach = uncurry(Map.prototype.forEach);
  const setEach = uncurry(Set.prototype.forEach);
  const mapSet = uncurry(Map.prototype.set);
  const setAdd = uncurry(Set.prototype.add);
  const push = uncurry(Array.prototype.push);
  const NativeMap = Map;
  const NativeSet = Set;
  const NativeBigInt = BigInt;
  const NativeString = String;
  const symbolText = uncurry(Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get);
  const errors = { Error, TypeError, RangeError, SyntaxError, EvalError, ReferenceError, URIError };

  function is(check, object) {
    try {
      check(object);
      return true;
    } catch {
      return false;
    }
  }

  // Set by the modules that define these classes.
  const brands = { url: () => false, makeURL: () => undefined };

  const { isArray } = Array;
  const objectPrototype = Object.prototype;
  const datePrototype = Date.prototype;
  const time = uncurry(Date.prototype.getTime);
  // What comes next in a flat list of members.
  const marks = { object: {}, list: {}, date: {}, other: {}, end: {} };

  // Adds what `value` consists of to `items`; false when it is too much.
  function add(items, value, depth) {
    if (typeof value !== 'object' || value === null) {
      items[items.length] = value;
      return true;
    }
    if (depth > 60 || items.length > 4000) return false;
    const prototype = getPrototypeOf(value);
    if (isArray(value)) {
      if (value.length > 1000) return false;
      items[items.length] = marks.list;
      for (let index = 0; index < value.length; index += 1) if (!add(items, value[index], depth + 1)) return false;
      items[items.length] = marks.end;
    } else if (prototype === objectPrototype) {
      const names = keys(value);
      if (names.length > 1000) return false;
      items[items.length] = marks.object;
      for (let index = 0; index < names.length; index += 1) items[items.length] = names[index];
      items[items.length] = marks.end;
      for (let index = 0; index < names.length; index += 1) {
        if (!add(items, value[names[index]], depth + 1)) return false;
      }
    } else if (prototype === datePrototype && is(time, value)) {
      items[items.length] = marks.date;
      items[items.length] = time(value);
    } else {
      if (depth === 0) return false;
      items[items.length] = marks.other;
      items[items.length] = value;
    }
    return true;
  }

  return {
    brands,
    marks,
    // Hands all that `object` consists of to `native`, which gets arguments at one stroke.
    flatten(native, object) {
      const items = [];
      if (typeof object === 'object' && add(items, object, 0)) apply(native, undefined, items);
    },
    // 0 plain, 1 map, 2 set, 3 URL, 4 promise, 5 function, 6 anything else.
    kind(object) {
      if (typeof object === 'function') return 5;
      if (is(mapSize, object)) return 1;
      if (is(setSize, object)) return 2;
      if (brands.url(object)) return 3;
      if (isPromise(object)) return 4;
      const prototype = getPrototypeOf(object);
      return prototype === null || prototype === Object.prototype ? 0 : 6;
    },
    // A map's keys and values in turn.
    mapItems(map) {
      const items = [];
      mapEach(map, (value, key) => push(items, key, value));
      return items;
    },
    setItems(set) {
      const items = [];
      setEach(set, (item) => push(items, item));
      return items;
    },
    makeMap(items) {
      const map = new NativeMap();
      for (let index = 0; index < items.length; index += 2) mapSet(map, items[index], items[index + 1]);
      return map;
    },
    makeSet(items) {
      const set = new NativeSet();
      for (let index = 0; index < items.length; index += 1) setAdd(set, items[index]);
      return set;
    },
    makeURL: (href) => brands.makeURL(href),
    makeBigInt: (digits) => NativeBigInt(digits),
    define(object, key, value) {
      defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    },
    ownKeys: (object) => keys(object),
    href: (url) => brands.href(url),
    symbolText: (symbol) => symbolText(symbol) ?? '',
    text: (value) => NativeString(value),
    className(object) {
      const name = getPrototypeOf(object)?.constructor?.name;
      return typeof name === 'string' && name !== '' ? name : 'Object';
    },
    wrap(native, name) {
      return defineProperty((...items) => apply(native, undefined, items), 'name', { value: name });
    },
    makeError(name, message, properties) {
      const type = hasOwn(errors, name) ? errors[name] : Error;
      const error = construct(type, [message]);
      const names = keys(properties);
      for (let index = 0; index < names.length; index += 1) error[names[index]] = properties[names[index]];
      return error;
    },
    // A record of how far `promise` is: state 0 pending, 1 kept, 2 broken.
    track(promise) {
      const record = { state: 0, value: undefined };
      whenSettled(
        promise,
        (value) => ((record.state = 1), (record.value = value)),
        (value) => ((record.state = 2), (record.value = value)),
      );
      return record;
    },
  };
})
