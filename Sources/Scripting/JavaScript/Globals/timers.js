// Timers, which run only while Swift waits for a promise. Times are milliseconds.
(function (native, internals) {
  'use strict';
  const { now } = Date;
  const timers = new Map();
  const remove = timers.delete.bind(timers);
  const insert = timers.set.bind(timers);
  const each = timers.forEach.bind(timers);
  const { resolve } = Promise;
  const then = Function.prototype.call.bind(Promise.prototype.then);
  const resolved = resolve.call(Promise);
  let last = 0;

  function add(action, delay, items, interval) {
    if (typeof action !== 'function') throw new TypeError('The "callback" argument must be of type function');
    const wait = delay >= 1 && delay <= 2147483647 ? +delay : 1;
    last += 1;
    insert(last, { id: last, due: now() + wait, action, items, interval: interval ? wait : 0 });
    return last;
  }

  function first() {
    let best;
    each((timer) => {
      if (!best || timer.due < best.due) best = timer;
    });
    return best;
  }

  // Milliseconds until the next timer is due, at least 0; -1 when there is none.
  internals.untilNextTimer = () => {
    const timer = first();
    return timer ? (timer.due > now() ? timer.due - now() : 0) : -1;
  };
  internals.runNextTimer = () => {
    const timer = first();
    if (!timer) return;
    if (timer.interval) timer.due = now() + timer.interval;
    else remove(timer.id);
    timer.action(...timer.items);
  };

  globalThis.setTimeout = (action, delay, ...items) => add(action, delay, items, false);
  globalThis.setInterval = (action, delay, ...items) => add(action, delay, items, true);
  globalThis.setImmediate = (action, ...items) => add(action, 0, items, false);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (id) => void remove(id);
  globalThis.queueMicrotask = (action) => {
    if (typeof action !== 'function') throw new TypeError('The "callback" argument must be of type function');
    then(resolved, () => action());
  };
})
