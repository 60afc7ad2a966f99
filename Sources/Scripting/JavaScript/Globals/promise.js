// Promises whose jobs are ours. The engine runs each job of its own with a fresh time limit, and goes on
// for as long as there are any, so that jobs which queue one another without end could not be stopped.
// These run in one call, which has the limit of the call that queued them.
//
// ECMA-262, 27.2. What is native stays behind `async` functions, which bundles do not have.
(function () {
  'use strict';
  const { apply } = Reflect;
  const { Promise: NativePromise } = globalThis;
  const nativeThen = Function.prototype.call.bind(NativePromise.prototype.then);
  const { species, toStringTag } = Symbol;

  let first;
  let last;
  // 1 while there are jobs; read by Swift, which is spared a call so.
  const waiting = new Int32Array(1);

  function queue(run) {
    const job = { run, next: undefined };
    if (last) last.next = job;
    else first = job;
    last = job;
    waiting[0] = 1;
  }

  function runJobs() {
    while (first) {
      const { run, next } = first;
      first = next;
      if (!next) last = undefined;
      run();
    }
    waiting[0] = 0;
  }

  function dropJobs() {
    first = last = undefined;
    waiting[0] = 0;
  }

  const PENDING = 0, KEPT = 1, BROKEN = 2;
  let isOwn, then;

  class Promise {
    #state = PENDING;
    #value;
    #reactions;

    static {
      isOwn = (value) => typeof value === 'object' && value !== null && #state in value;
      then = (promise, kept, broken) => promise.#then(kept, broken);
    }

    constructor(executor) {
      if (typeof executor !== 'function') throw new TypeError(`Promise resolver ${text(executor)} is not a function`);
      const { resolve, reject } = this.#functions();
      try {
        executor(resolve, reject);
      } catch (error) {
        reject(error);
      }
    }

    #functions() {
      let isDone = false;
      const once = (action) => (value) => {
        if (isDone) return;
        isDone = true;
        action(value);
      };
      return {
        resolve: once((value) => this.#resolve(value)),
        reject: once((error) => this.#settle(BROKEN, error)),
      };
    }

    #resolve(value) {
      if (value === this) {
        this.#settle(BROKEN, new TypeError('Chaining cycle detected for promise #<Promise>'));
      } else if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
        this.#settle(KEPT, value);
      } else {
        this.#follow(value);
      }
    }

    #follow(value) {
      let action;
      try {
        action = value.then;
      } catch (error) {
        this.#settle(BROKEN, error);
        return;
      }
      if (typeof action !== 'function') {
        this.#settle(KEPT, value);
        return;
      }
      queue(() => {
        const { resolve, reject } = this.#functions();
        try {
          apply(action, value, [resolve, reject]);
        } catch (error) {
          reject(error);
        }
      });
    }

    #settle(state, value) {
      this.#state = state;
      this.#value = value;
      // The last that was added is the first in the list.
      let ordered;
      for (let reaction = this.#reactions; reaction; reaction = reaction.next) ordered = { ...reaction, next: ordered };
      this.#reactions = undefined;
      for (; ordered; ordered = ordered.next) this.#queue(ordered);
    }

    #queue({ kept, broken, resolve, reject }) {
      const [state, value] = [this.#state, this.#value];
      const action = state === KEPT ? kept : broken;
      queue(() => {
        if (typeof action !== 'function') {
          (state === KEPT ? resolve : reject)(value);
          return;
        }
        let result;
        try {
          result = action(value);
        } catch (error) {
          reject(error);
          return;
        }
        resolve(result);
      });
    }

    #then(kept, broken, { resolve, reject } = { resolve() {}, reject() {} }) {
      const reaction = { kept, broken, resolve, reject, next: this.#reactions };
      if (this.#state === PENDING) this.#reactions = reaction;
      else this.#queue(reaction);
    }

    then(kept, broken) {
      if (!isOwn(this)) throw new TypeError('Method Promise.prototype.then called on an incompatible receiver');
      const type = this.constructor;
      const result = capability((type === undefined ? undefined : type[species]) ?? Promise);
      this.#then(kept, broken, result);
      return result.promise;
    }

    catch(broken) {
      return this.then(undefined, broken);
    }

    finally(action) {
      if (typeof action !== 'function') return this.then(action, action);
      const type = this.constructor?.[species] ?? Promise;
      return this.then(
        (value) => type.resolve(action()).then(() => value),
        (error) => type.resolve(action()).then(() => { throw error; }),
      );
    }

    static resolve(value) {
      if (isOwn(value) && value.constructor === this) return value;
      const { promise, resolve } = capability(this);
      resolve(value);
      return promise;
    }

    static reject(error) {
      const { promise, reject } = capability(this);
      reject(error);
      return promise;
    }

    static withResolvers() {
      return capability(this);
    }

    static try(action, ...items) {
      return new this((resolve) => resolve(action(...items)));
    }

    static all(items) {
      return gather(this, items, (promise, add, { reject }) => promise.then(add, reject), (values, { resolve }) => resolve(values));
    }

    static allSettled(items) {
      return gather(
        this, items,
        (promise, add) => promise.then(
          (value) => add({ status: 'fulfilled', value }),
          (reason) => add({ status: 'rejected', reason }),
        ),
        (values, { resolve }) => resolve(values),
      );
    }

    static any(items) {
      return gather(
        this, items, (promise, add, { resolve }) => promise.then(resolve, add),
        (errors, { reject }) => reject(new AggregateError(errors, 'All promises were rejected')),
      );
    }

    static race(items) {
      return gather(this, items, (promise, _, { resolve, reject }) => promise.then(resolve, reject), () => {});
    }

    static get [species]() {
      return this;
    }
  }

  Object.defineProperty(Promise.prototype, toStringTag, { value: 'Promise', configurable: true });
  Object.defineProperty(globalThis, 'Promise', { value: Promise, writable: true, configurable: true });
  // It gives a promise of the engine's.
  delete Array.fromAsync;

  function text(value) {
    return typeof value === 'object' && value !== null ? '#<Object>' : String(value);
  }

  function capability(type) {
    let resolve, reject;
    const promise = new type((first, second) => {
      resolve = first;
      reject = second;
    });
    if (typeof resolve !== 'function' || typeof reject !== 'function') {
      throw new TypeError('Promise resolve or reject function is not callable');
    }
    return { promise, resolve, reject };
  }

  /** What comes of all `items` together: `each` asks for one, `finish` is called when all were added. */
  function gather(type, items, each, finish) {
    const result = capability(type);
    try {
      const { resolve } = type;
      const values = [];
      let left = 1;
      const count = () => {
        left -= 1;
        if (left === 0) finish(values, result);
      };
      let total = 0;
      for (const item of items) {
        const index = total++;
        let isAdded = false;
        left += 1;
        values[index] = undefined;
        each(apply(resolve, type, [item]), (value) => {
          if (isAdded) return;
          isAdded = true;
          values[index] = value;
          count();
        }, result);
      }
      count();
    } catch (error) {
      result.reject(error);
    }
    return result.promise;
  }

  /** An `async` function of ours: a generator that yields what it waits for. */
  function asynchronous(generator) {
    return function (...items) {
      const turns = apply(generator, this, items);
      return new Promise((resolve, reject) => {
        function step(method, value) {
          let turn;
          try {
            turn = turns[method](value);
          } catch (error) {
            reject(error);
            return;
          }
          if (turn.done) resolve(turn.value);
          else then(Promise.resolve(turn.value), (kept) => step('next', kept), (error) => step('throw', error));
        }
        step('next');
      });
    };
  }
  Object.defineProperty(globalThis, '__frontisAsync', { value: asynchronous });

  // An engine that has it leads to its own promises.
  Object.defineProperty(Array, 'fromAsync', {
    configurable: true,
    writable: true,
    value: asynchronous(function* fromAsync(items, map, receiver) {
      const isAsync = items[Symbol.asyncIterator] !== undefined;
      const iterable = isAsync || items[Symbol.iterator] !== undefined ? items : Array.from(items);
      const iterator = iterable[isAsync ? Symbol.asyncIterator : Symbol.iterator]();
      const result = [];
      for (;;) {
        const { done, value } = isAsync ? yield iterator.next() : iterator.next();
        if (done) return result;
        try {
          const item = isAsync ? value : yield value;
          result.push(map ? yield apply(map, receiver, [item, result.length]) : item);
        } catch (error) {
          iterator.return?.();
          throw error;
        }
      }
    }),
  });

  // Code that is made of text is not lowered, and must not lead to the engine's own promises.
  const { construct } = Reflect;
  const NativeString = String;
  const asynchronousWord = /\b(?:async|import)\b/;
  asynchronousWord.exec = RegExp.prototype.exec;
  const { test } = RegExp.prototype;
  function checked(code) {
    const source = NativeString(code);
    if (!apply(test, asynchronousWord, [source])) return source;
    throw new EvalError('Code that is made of text cannot be asynchronous here');
  }
  function guard(Compile) {
    const sources = (items) => {
      for (let index = 0; index < items.length; index += 1) items[index] = checked(items[index]);
      return items;
    };
    const guarded = new Proxy(Compile, {
      apply: (target, receiver, items) => apply(target, receiver, sources(items)),
      construct: (target, items, type) => construct(target, sources(items), type === guarded ? target : type),
    });
    Object.defineProperty(Compile.prototype, 'constructor', { value: guarded });
    return guarded;
  }
  guard(Object.getPrototypeOf(function* () {}).constructor);
  globalThis.Function = guard(Function);
  const { eval: evaluate } = globalThis;
  globalThis.eval = (code) => (typeof code === 'string' ? evaluate(checked(code)) : code);

  return {
    waiting,
    runJobs,
    dropJobs,
    isPromise: (object) => isOwn(object) || object instanceof NativePromise,
    whenSettled: (promise, kept, broken) => (isOwn(promise) ? then : nativeThen)(promise, kept, broken),
  };
})
