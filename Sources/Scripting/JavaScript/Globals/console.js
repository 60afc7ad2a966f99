// `console`, which collects lines instead of printing them.
(function (native, internals) {
  'use strict';
  const { stringify } = JSON;

  function show(value) {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return value.name + ': ' + value.message;
    if (typeof value === 'function') return '[Function: ' + value.name + ']';
    if (typeof value === 'object' && value !== null) {
      try {
        return stringify(value) ?? internals.text(value);
      } catch {
        return '[Object]';
      }
    }
    return internals.text(value);
  }

  const write = (level) => (...items) => {
    let text = '';
    for (let index = 0; index < items.length; index += 1) text += (index ? ' ' : '') + show(items[index]);
    native.log(level, text);
  };
  const ignore = () => {};
  globalThis.console = {
    log: write('log'), info: write('info'), debug: write('debug'), trace: write('debug'),
    dir: write('log'), table: write('log'), warn: write('warn'), error: write('error'),
    assert(holds, ...items) {
      if (!holds) write('error')('Assertion failed', ...items);
    },
    group: write('log'), groupCollapsed: write('log'), groupEnd: ignore,
    time: ignore, timeEnd: ignore, timeLog: ignore, count: ignore, countReset: ignore, clear: ignore,
  };
})
