// `astro:content`, `astro/loaders` and what they need: definitions are recorded, nothing is loaded.
(function (site) {
  'use strict';
  const { __frontisAsync: asynchronous } = globalThis;
  const { zod3, zod4, mark, isSchema, present, missing } = globalThis.__frontisZod;
  const z = site.dialect === 'zod4' ? zod4 : zod3;
  const records = new WeakMap();
  const root = new URL('file://' + encodeURI(site.root) + '/');
  const sourceFolder = new URL(site.sourceFolder ? encodeURI(site.sourceFolder) + '/' : '', root);

  // `path` or URL as a path relative to the root, without a trailing slash; '' for the root.
  function relative(base) {
    const url = base instanceof URL ? base : new URL(encodeURI(String(base)).replace(/[?#]/g, encodeURIComponent), root);
    const from = root.pathname.split('/').filter(Boolean);
    const to = url.pathname.split('/').filter(Boolean);
    let shared = 0;
    while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
    return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].map(decodeURIComponent).join('/');
  }

  function recorded(record, load) {
    const loader = {
      name: record.kind === 'glob' ? 'glob-loader' : 'file-loader',
      load: asynchronous(function* (context) {
        context.frontisRecord?.(record, context);
      }),
    };
    records.set(loader, record);
    return loader;
  }

  function glob(options) {
    const patterns = [].concat(options.pattern).map(String);
    for (const pattern of patterns) {
      if (pattern.startsWith('../')) {
        throw new Error("Glob patterns cannot start with `../`. Set the `base` option to a parent directory instead.");
      }
      if (pattern.startsWith('/')) {
        throw new Error("Glob patterns cannot start with `/`. Set the `base` option to a parent directory or use a relative path instead.");
      }
    }
    return recorded({
      kind: 'glob', patterns, base: relative(options.base ?? '.'),
      generateId: typeof options.generateId === 'function' ? options.generateId : undefined,
    });
  }

  function file(fileName, options) {
    if (String(fileName).includes('*')) {
      throw new Error("Glob patterns are not supported in `file` loader. Use the `glob` loader instead.");
    }
    return recorded({
      kind: 'file', path: relative(fileName),
      parser: typeof options?.parser === 'function' ? options.parser : undefined,
    });
  }

  // Up to Astro 4 the entries of a content collection are named by their slugs.
  function key(collection) {
    const target = site.major < 5 ? site.exports[0]?.collections?.[collection] : undefined;
    return target && !target.loader && target.type !== 'data' ? 'slug' : 'id';
  }

  // Astro 6.4.7 on takes numbers; before 4.14 only strings were taken.
  function reference(collection) {
    if (typeof collection !== 'string') throw new TypeError('reference() takes the name of a collection');
    const text = z.string();
    const id = z.object({ id: z.string(), collection: z.string() });
    const slug = z.object({ slug: z.string(), collection: z.string() });
    const lookups = site.references === 'number'
      ? [z.number().transform((number) => number.toString(10)), text, id, slug]
      : [text, id, slug];
    const schema = site.references === 'text' ? text : z.union(lookups);
    return mark(schema.transform((lookup, ctx) => {
      if (typeof lookup !== 'object') return { [key(collection)]: lookup, collection };
      if (lookup.collection === collection) return lookup;
      const path = (ctx.issues?.[0]?.path ?? (site.dialect === 'zod3' ? ctx.path : undefined))?.join('.');
      ctx.addIssue({
        code: 'custom',
        message: `**${path}**: Reference to ${collection} invalid. Expected ${collection}. Received ${lookup.collection}.`,
      });
    }), { kind: 'reference', collection });
  }

  // Astro 5 and later resolve images when they build a page; before, the schema did.
  const image = () => mark(site.major < 5 ? z.string().transform(metadata) : z.string(), { kind: 'image' });

  function metadata(src, ctx) {
    const path = imagePath(src);
    const size = path && native.imageSize(path, src);
    if (size) return { src, ...size };
    ctx.addIssue({ code: 'custom', message: `Image ${src} does not exist. Is the path correct?`, fatal: true });
    return z.NEVER;
  }

  // Next to the entry, else from the source folder, as the usual aliases say.
  function imagePath(src) {
    const folder = new URL('.', new URL(encodeURI(present.entry), root));
    // What is no path is no image either.
    if (/^[a-z][a-z+.-]*:/i.test(src) || src.includes('\\')) return undefined;
    const base = /^[~@]\//.test(src) ? sourceFolder : src.startsWith('/') ? root : folder;
    return decodeURIComponent(new URL(encodeURI(src.replace(/^[~@]?\//, '')), base).pathname);
  }

  // What is made of a package that is not installed is as unknown as the package.
  missing.of = site.unresolvedName;
  missing.blame = site.blame;
  const makers = [
    'array', 'discriminatedUnion', 'enum', 'intersection', 'lazy', 'literal', 'looseObject', 'map', 'nativeEnum',
    'nullable', 'object', 'optional', 'preprocess', 'record', 'set', 'strictObject', 'tuple', 'union',
  ];
  for (const dialect of [zod3, zod4]) {
    for (const name of makers) {
      const make = dialect[name];
      if (typeof make !== 'function') continue;
      dialect[name] = Object.assign((...parts) => parts.find(missing.of) ?? make(...parts), make);
    }
  }

  const none = () => Promise.resolve();
  const many = () => Promise.resolve([]);
  const content = {
    z, reference, image,
    defineCollection: (definition) => definition,
    defineLiveCollection: (definition) => definition,
    getCollection: many, getEntry: none, getEntries: many, getEntryBySlug: none,
    getDataEntryById: none, getLiveCollection: many, getLiveEntry: none,
    render: none, renderEntry: none, createSchema: none,
  };
  content.default = content;
  site.define('astro:content', content);
  site.define('astro/loaders', { glob, file, default: { glob, file } });

  // Only for a site where Starlight is not installed: its schemas stay unknown.
  const starlight = (collection, extensions, generateId) => glob({
    base: new URL(`content/${collection}`, sourceFolder), pattern: `**/[^_]*.{${extensions}}`, generateId,
  });
  const pages = ['markdown', 'mdown', 'mkdn', 'mkd', 'mdwn', 'md', 'mdx'];
  if (site.integrations.includes('@astrojs/markdoc')) pages.push('mdoc');
  site.define('@astrojs/starlight/loaders', {
    docsLoader: ({ generateId } = {}) => starlight('docs', pages, generateId),
    i18nLoader: () => starlight('i18n', ['json', 'yml', 'yaml']),
  });

  site.define('astro:schema', { z, default: z });
  const asModule = (namespace) => ({ ...namespace, z: namespace, default: namespace, __esModule: true });
  for (const name of ['astro/zod', 'zod']) site.define(name, asModule(z));
  site.define('zod/v3', asModule(zod3));
  site.define('zod/v4', asModule(zod4));
  site.define('zod/v4/core', asModule(zod4));
  // Zod Mini has functions where the schemas of Zod have methods.
  const reshaping = ['extend', 'safeExtend', 'merge', 'pick', 'omit', 'partial', 'required', 'catchall'];
  const reshapers = reshaping.map((name) => [name, (schema, ...given) => schema[name](...given)]);
  const mini = { ...zod4, ...Object.fromEntries(reshapers), minimum: zod4.gte, maximum: zod4.lte };
  for (const name of ['zod/mini', 'zod/v4-mini', 'zod/v4/mini']) site.define(name, asModule(mini));

  for (const name of ['zod/locales', 'zod/v4/locales']) site.define(name, asModule(zod4.locales));

  const passed = (value) => value;
  site.define('astro/config', {
    defineConfig: passed, envField: new Proxy({}, { get: () => () => ({}) }),
    passthroughImageService: () => ({}), sharpImageService: () => ({}), fontProviders: {},
  });
  site.define('astro:assets', { getImage: none, Image: {}, Picture: {}, inferRemoteSize: none });
  site.define('astro:middleware', { defineMiddleware: passed, sequence: (...all) => all[0] });
  site.define('astro:i18n', {});
  site.define('astro:transitions', {});

  site.define('astro:db', new Proxy({}, {
    get(_, key) {
      if (key === '__esModule' || typeof key === 'symbol') return undefined;
      return () => {
        throw new Error(`${key} of astro:db is not available here`);
      };
    },
  }));

  // MARK: Describing what the site exports

  function loaderRecord(record) {
    return record.kind === 'glob'
      ? { kind: 'glob', patterns: record.patterns, base: record.base, hasGenerateId: !!record.generateId }
      : { kind: 'file', path: record.path, hasParser: !!record.parser };
  }

  // By collection: the functions that Swift calls later.
  const functions = new Map();
  let definitions = [];

  // A loader's own schema, for a collection that has none. Astro 5 calls a function, 6 has
  // `createSchema` for that.
  const loaderSchema = asynchronous(function* (loader) {
    if (typeof loader !== 'object' || loader === null) return undefined;
    const { schema } = loader;
    if (schema === undefined) return site.major >= 6 ? (yield loader.createSchema?.())?.schema : undefined;
    if (typeof schema !== 'function' || isSchema(schema) || site.unresolvedName(schema)) return schema;
    return site.major >= 6 ? undefined : schema();
  });

  const schemaOf = asynchronous(function* (definition) {
    let { schema } = definition;
    const isFunction = typeof schema === 'function' && !isSchema(schema) && !site.unresolvedName(schema);
    schema = yield (isFunction ? schema({ image }) : (schema ?? loaderSchema(definition.loader)));
    const unresolved = site.unresolvedName(schema);
    if (unresolved || schema === undefined || schema === null) return { unresolved };
    if (isSchema(schema)) return { schema };
    const isPlain = typeof schema === 'object' && Object.values(schema).every(isSchema);
    throw new TypeError(`its schema is ${isPlain ? 'a plain object and must be z.object({ … })' : 'not a Zod schema'}`);
  });

  function describeLoader(found, { loader, type }) {
    found.unresolved = site.unresolvedName(loader);
    if (found.unresolved) {
      found.loader = { kind: 'custom', name: found.unresolved };
    } else if (loader === undefined) {
      found.loader = { kind: type === 'data' ? 'legacy-data' : 'legacy-content' };
    } else if (typeof loader === 'function') {
      found.loader = { kind: 'inline' };
    } else if (records.has(loader)) {
      functions.set(found.name, records.get(loader));
      found.loader = loaderRecord(records.get(loader));
      if (site.wasWritten(found.loader.path)) found.unresolved = `the configuration writes ${found.loader.path}`;
    } else if (typeof loader?.loadCollection === 'function' || typeof loader?.loadEntry === 'function') {
      found.loader = { kind: 'custom', name: String(loader.name) };
      found.unchecked = 'its entries are loaded when a page asks for them';
    } else if (typeof loader?.load === 'function') {
      found.loader = { kind: 'custom', name: String(loader.name) };
    } else {
      throw new TypeError('its loader has no load function');
    }
  }

  const describe = asynchronous(function* (name, definition) {
    const found = { name };
    if (site.unresolvedName(definition)) {
      return { name, unresolved: site.unresolvedName(definition), loader: { kind: 'custom', name: '' } };
    }
    if (typeof definition !== 'object' || definition === null) {
      throw new TypeError('it must be made with defineCollection()');
    }
    describeLoader(found, definition);
    const { schema, unresolved } = yield schemaOf(definition);
    found.unresolved ??= unresolved ?? (schema && site.lostName());
    found.schema = schema;
    return found;
  });

  // What only running the Astro config tells of where things are; nothing when that is not known either.
  const call = (config) => (typeof config === 'function' && !site.unresolvedName(config) ? config({ command: 'build', mode: 'production' }) : config);
  site.astroConfig = asynchronous(function* () {
    const config = yield call(site.exports[0]?.default);
    if (typeof config !== 'object' || config === null || site.lostName()) return {};
    const { srcDir = './src' } = config;
    return { srcDir };
  });

  // Vite's aliases: pairs of a name and what stands for it.
  site.viteAliases = asynchronous(function* () {
    const config = yield call(site.exports[0]?.default);
    const alias = (yield call(config?.vite))?.resolve?.alias ?? {};
    const pairs = Array.isArray(alias) ? alias.map(({ find, replacement }) => [find, replacement]) : Object.entries(alias);
    // `/^~\//` is a name said in another way.
    const name = (find) => (find instanceof RegExp ? find.source.match(/^\^?([@~#$\w-]+)(?:\\?\/)?$/)?.[1] : find);
    return pairs.map(([find, target]) => [name(find), target instanceof URL ? target.href : target])
      .filter((pair) => pair.every((side) => typeof side === 'string'));
  });

  // The names of all collections; throws when `collections` is no object of them.
  site.collectionNames = () => {
    const { collections } = site.exports[0] ?? {};
    const origin = site.missingOrigin(collections);
    if (origin) throw new TypeError(`the collections come from ${origin}`);
    if (collections === undefined) throw new TypeError('the file has no export named collections');
    if (typeof collections !== 'object' || collections === null || Array.isArray(collections)) {
      throw new TypeError('the export collections must be an object of collections');
    }
    return Object.keys(collections);
  };

  // One collection, without running its loader; `problem` when it cannot be used.
  site.describeCollection = asynchronous(function* (name) {
    const definition = site.exports[0].collections[name];
    const { result, names } = yield site.watching(asynchronous(function* () {
      try {
        return yield describe(name, definition);
      } catch (error) {
        return { name, loader: { kind: 'custom', name: '' }, error };
      }
    }));
    if (result.error) result.unresolved ??= site.unresolvedName(result.error) ?? names[0];
    return result;
  });

  // What a loader of the site's own does: the loaders of ours that it runs, the entries it stores.
  const ran = new Map();
  site.runLoader = (name) => {
    if (!ran.has(name)) ran.set(name, load(name));
    return ran.get(name);
  };
  const load = asynchronous(function* (name) {
    const before = site.refusals();
    const uses = site.uses();
    let watched;
    try {
      watched = yield site.watching(() => loaded(name), true);
    } catch (error) {
      // An error made of a package that is not installed says no more than that.
      const unresolved = site.unresolvedName(error);
      if (unresolved && !unresolved.startsWith('network:')) return { loaders: [], entries: [], unresolved };
      throw error;
    }
    const { result: found, names } = watched;
    // Entries that a package which is not installed had a part in say nothing.
    if (found.entries.length > 0 && site.uses() !== uses) {
      found.unresolved ??= names[0] ?? site.unresolvedNames()[0];
      found.entries = [];
    }
    // It may have borne that the network is off, and given nothing.
    if (site.refusals() > before) found.wantsNetwork = true;
    return found;
  });
  const loaded = asynchronous(function* (name) {
    const { loader } = site.exports[0].collections[name];
    const found = { loaders: [], entries: [] };
    if (typeof loader === 'function') {
      const entries = yield loader();
      if (Array.isArray(entries)) found.entries = entries;
      else if (typeof entries === 'object' && entries !== null) {
        found.entries = Object.keys(entries).map((id) => ({ id, ...entries[id] }));
      } else throw new TypeError('the loader returned neither an array nor an object');
      return found;
    }
    const store = new Map();
    const log = { info() {}, warn() {}, error() {}, debug() {}, fork: () => log, label: name };
    const parse = asynchronous(function* ({ data }) {
      return data;
    });
    yield loader.load({
      frontisRecord(record, context) {
        if (found.loaders.length === 0) functions.set(name, record);
        found.loaders.push(loaderRecord(record));
        // What reaches the schema is then not what the files say.
        if (context.parseData !== parse) found.unresolved = `what ${loader.name || 'the loader'} makes of each entry`;
      },
      collection: name,
      store: {
        get: (id) => store.get(id), has: (id) => store.has(id), delete: (id) => void store.delete(id),
        set: (entry) => (store.set(entry.id, entry), true), clear: () => store.clear(),
        keys: () => [...store.keys()], values: () => [...store.values()], entries: () => [...store.entries()],
        addModuleImport() {}, addAssetImport() {}, addAssetImports() {},
      },
      meta: new Map(), logger: log, parseData: parse, entryTypes: new Map(),
      renderMarkdown: () => Promise.resolve({ html: '', metadata: { headings: [], imagePaths: [], frontmatter: {} } }),
      generateDigest: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
      config: {
        root, srcDir: sourceFolder, publicDir: new URL('public/', root), outDir: new URL('dist/', root),
        cacheDir: new URL('node_modules/.astro/', root), base: '/', trailingSlash: 'ignore',
        integrations: site.integrations.map((integration) => ({ name: integration })),
        markdown: {}, image: {}, experimental: {}, legacy: {}, i18n: undefined,
      },
    });
    found.entries = [...store.values()].map(({ id, data }) => ({ id, ...data }));
    return found;
  });

  site.rethrow = (error) => {
    throw error;
  };
  site.hasFunctions = (name) => functions.has(name);

  const callback = (name, key) => {
    const found = functions.get(name)?.[key];
    if (!found) throw new Error(`the collection ${name} has no ${key} function`);
    return found;
  };
  // The path stands in for an id that a package which is not installed had a part in.
  site.generateId = (name, entry, base, data) => {
    const uses = site.uses();
    try {
      const id = String(callback(name, 'generateId')({ entry, base: new URL(encodeURI(base) + '/', root), data }));
      return site.uses() === uses ? id : entry;
    } catch (error) {
      site.blame(error);
      if (site.uses() === uses) throw error;
      return entry;
    }
  };
  site.parseText = asynchronous(function* (name, text) {
    const uses = site.uses();
    const { result, names } = yield site.watching(asynchronous(function* () {
      try {
        return { value: yield callback(name, 'parser')(text) };
      } catch (error) {
        site.blame(error);
        if (site.uses() === uses) throw error;
        return {};
      }
    }), true);
    return site.uses() === uses ? result : { unresolved: names[0] ?? site.unresolvedNames()[0] };
  });
})
