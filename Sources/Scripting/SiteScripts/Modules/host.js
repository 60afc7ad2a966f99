// What a bundle reads its modules from. `site` carries what the modules share.
(function (site) {
  'use strict';
  const modules = new Map();
  const missing = new WeakMap();
  const touched = new Set();

  // A module that is not installed, and all that is made from it: callable, any property, no value.
  function unresolved(name) {
    const target = function () {};
    const quiet = new Set(['_zod', '_def', '~standard', 'then', 'toJSON', 'asymmetricMatch', '__esModule']);
    const again = () => unresolved(name);
    function get(_, key) {
      if (key === Symbol.toPrimitive) return () => '';
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      if (typeof key === 'symbol') return undefined;
      if (quiet.has(key)) {
        touched.add(name);
        return undefined;
      }
      return again();
    }
    // The bundler copies a module to an object that inherits from its prototype: any name that is
    // imported is found there.
    const names = new Proxy(Object.create(null), { get });
    const marker = new Proxy(target, {
      get,
      getPrototypeOf: () => names,
      apply: again,
      construct: again,
      set: () => true,
      ownKeys(object) {
        touched.add(name);
        return Reflect.ownKeys(object);
      },
    });
    missing.set(marker, name);
    return marker;
  }

  Object.assign(site, {
    define: (name, exports) => void modules.set(name, exports),
    isDefined: (name) => modules.has(name),
    // The package that `value` is made from when that is not installed, else undefined.
    unresolvedName: (value) =>
      (typeof value === 'function' || (typeof value === 'object' && value !== null))
        ? missing.get(value) : undefined,
    // Runs `action` and says which packages that are not installed it met.
    async watching(action) {
      touched.clear();
      const result = await action();
      return { result, names: [...touched] };
    },
  });

  const exported = [];
  Object.defineProperty(globalThis, '__frontis', {
    value: {
      exports: exported,
      modules(name) {
        const found = modules.get(name);
        if (found) return found;
        throw new Error(`the module ${name} is not available here`);
      },
      unresolved,
      glob: () => ({}),
      environment: {
        BASE_URL: '/', MODE: 'development', DEV: true, PROD: false, SSR: true, SITE: undefined,
        ...process.env,
      },
    },
  });
  site.exports = exported;
})
