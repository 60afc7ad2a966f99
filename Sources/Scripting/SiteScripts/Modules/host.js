// What a bundle reads its modules from. `site` carries what the modules share.
(function (site) {
  'use strict';
  const { __frontisAsync: asynchronous } = globalThis;
  const modules = new Map();
  const missing = new WeakMap();
  // By what a module that is not there is copied to: what `export * from` it is copied to.
  const passedOn = new WeakMap();
  const touched = new Set();
  const names = new Set();
  const lost = new Set();
  const refused = new Set();
  let uses = 0;

  // A module that is not installed, and all that is made from it: callable, any property, no value.
  function unresolved(name, isModule = true) {
    names.add(name);
    const target = function () {};
    const quiet = new Set(['_zod', '_def', '~standard', 'then', 'toJSON', 'asymmetricMatch', '__esModule']);
    const again = () => {
      uses += 1;
      return unresolved(name, false);
    };
    // Its value, or what is in it, went into something that does not show it any more.
    function lose(nothing) {
      uses += 1;
      touched.add(name);
      lost.add(name);
      return nothing;
    }
    function get(_, key) {
      if (key === Symbol.toPrimitive) return () => lose('');
      if (key === Symbol.iterator) return () => lose([])[Symbol.iterator]();
      if (typeof key === 'symbol') return undefined;
      if (quiet.has(key)) {
        touched.add(name);
        return undefined;
      }
      return again();
    }
    // The bundler copies a module to an object that inherits from its prototype: any name that is
    // imported is found there.
    const members = new Proxy(Object.create(null), { get });
    if (isModule) {
      const passed = new Proxy(Object.create(null), {
        get: (object, key) => (key === 'default' ? undefined : get(object, key)),
      });
      passedOn.set(members, passed).set(passed, passed);
    }
    const marker = new Proxy(target, {
      get,
      getPrototypeOf: () => members,
      apply: again,
      construct: again,
      set: () => true,
      ownKeys(object) {
        // The bundler itself asks each module.
        if (!isModule) lose();
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
    // The same as words: what it is made from and that this is not there.
    missingOrigin(value) {
      const origin = site.unresolvedName(value);
      if (origin?.startsWith('file:')) return `${origin.slice('file:'.length)}, which is not there`;
      if (origin?.startsWith('node:')) return `Node's ${origin.slice('node:'.length)}, which is not available here`;
      if (origin?.startsWith('network:')) return 'the network: pass --allow-network';
      if (origin?.startsWith('outside:')) return `${origin.slice('outside:'.length)}, which is outside of the site`;
      return origin && `the package '${origin}', which is not installed: run npm install`;
    },
    // The package whose value went into others unseen, else undefined.
    lostName: () => [...lost][0],
    // How often the code used what is not there.
    uses: () => uses,
    // The same for Swift; undefined when all is there.
    missingUses: () => (names.size > 0 || refused.size > 0 ? uses : undefined),
    // What the code asks for and gets in a build alone: `name` begins with `node:` for a function of Node's, with
    // `outside:` for a file outside of the site, with `network:` for an address. Code that can do without catches the error; where it did not, it is run anew with something
    // unknown instead.
    refuse(name, { error = new Error(`${name.replace(/^node:/, '')} is not available here`), isModule = false } = {}) {
      refused.add(name);
      error.wantsBuild = true;
      if (site.standsIn) {
        uses += 1;
        touched.add(name);
        return unresolved(name, isModule);
      }
      missing.set(error, name);
      throw error;
    },
    hasRefused: () => refused.size > 0,
    // Counts an error that ended a function of the site's as a use of what is not there, where it is one.
    blame(error) {
      const name = site.unresolvedName(error);
      if (name === undefined) return;
      uses += 1;
      names.add(name);
      touched.add(name);
    },
    // What the code met that is not there, in the order met.
    unresolvedNames: () => [...names],
    // Runs `action` and says which packages that are not installed it met. What an action that stands
    // apart lost is in nothing else.
    watching: asynchronous(function* (action, standsApart) {
      touched.clear();
      const before = [...lost];
      try {
        const result = yield action();
        return { result, names: [...touched] };
      } finally {
        if (standsApart) {
          lost.clear();
          for (const name of before) lost.add(name);
        }
      }
    }),
  });

  // What the code sees of its surroundings; which variables it looked at decides whether what it
  // said still holds.
  const looked = new Set();
  const variables = process.env;
  process.env = new Proxy(variables, {
    get(_, name) {
      if (typeof name === 'string') looked.add(name);
      return variables[name];
    },
    has(_, name) {
      if (typeof name === 'string') looked.add(name);
      return name in variables;
    },
    ownKeys() {
      for (const name of Object.keys(variables)) looked.add(name);
      return Reflect.ownKeys(variables);
    },
  });
  site.lookedAt = () => [...looked];

  const own = {
    BASE_URL: site.base, MODE: 'production', DEV: false, PROD: true, SSR: true, SITE: site.address,
    ASSETS_PREFIX: undefined,
  };
  const environment = new Proxy(own, {
    get: (_, name) => (Object.hasOwn(own, name) ? own[name] : process.env[name]),
    has: (_, name) => Object.hasOwn(own, name) || name in process.env,
    ownKeys: () => [...new Set([...Reflect.ownKeys(own), ...Reflect.ownKeys(process.env)])],
    getOwnPropertyDescriptor: (_, name) => ({
      value: environment[name], enumerable: true, configurable: true, writable: true,
    }),
  });

  // The variables of `astro:env`, each of the type that the Astro config says.
  function declared(name) {
    const field = Object.hasOwn(site.variables, name) ? site.variables[name] : undefined;
    const text = process.env[name];
    if (text === undefined || text === '') return field?.default ?? text;
    if (field?.type === 'number') return Number.parseFloat(text);
    if (field?.type === 'boolean') return text === 'true' || text === '1';
    return text;
  }
  const getSecret = (name) => process.env[name];
  const settings = (more) => new Proxy(more, {
    get: (_, name) => (Object.hasOwn(more, name) || typeof name !== 'string' ? more[name] : declared(name)),
    ownKeys: () => [...new Set([...Reflect.ownKeys(more), ...Object.keys(site.variables)])],
    getOwnPropertyDescriptor: (_, name) => ({
      value: Object.hasOwn(more, name) ? more[name] : declared(name), enumerable: true, configurable: true,
    }),
  });
  modules.set('astro:env/client', settings({}));
  modules.set('astro:env/server', settings({ getSecret }));

  if (site.standsIn) {
    const { parse } = JSON;
    JSON.parse = (text, revive) => (site.unresolvedName(text) ? text : parse(text, revive));
  }

  const exported = [];
  Object.defineProperty(globalThis, '__frontis', {
    value: {
      exports: exported,
      modules(name) {
        const found = modules.get(name);
        if (found) return found;
        throw new Error(`the module ${name} is not available here`);
      },
      // What a package does that is known without it stands in for it.
      unresolved: (name) => modules.get(name) ?? unresolved(name),
      // `export * from` a module that is not there: each name but the default one may be one of its own.
      passOn(module, from) {
        const passed = passedOn.get(Object.getPrototypeOf(from));
        if (passed && !passedOn.has(Object.getPrototypeOf(module))) Object.setPrototypeOf(module, passed);
      },
      // `import.meta.resolve` of the module at `from`.
      resolve: (name, from) => (/^\.{0,2}\//.test(name) ? new URL(name, from).href : unresolved(name)),
      environment,
    },
  });
  site.exports = exported;
})
