// The parts of Node's modules that need a site: paths, addresses, reading inside it.
(function (site, host) {
  'use strict';
  // What is outside of the site may be there; only the code itself can do without.
  const inside = (action) => (file) => {
    try {
      return action(file);
    } catch (error) {
      if (error.code !== 'EACCES') throw error;
      return site.refuse(`outside:${file}`, { error });
    }
  };
  const native = {
    readFile: inside(host.readFile), fileStatus: inside(host.fileStatus), listFolder: inside(host.listFolder),
  };
  const later = (action) => (...items) => Promise.try(action, ...items);

  function normalized(path, keepsTail) {
    const isAbsolute = path.startsWith('/');
    const parts = [];
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part !== '..') parts.push(part);
      else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
      else if (!isAbsolute) parts.push('..');
    }
    const whole = (isAbsolute ? '/' : '') + parts.join('/') || '.';
    return whole !== '/' && keepsTail && path.endsWith('/') ? `${whole}/` : whole;
  }

  // Where the slash before a path's last name is, one at its end left aside; -1 where there is none.
  const lastSlash = (path) => path.replace(/\/+$/, '').lastIndexOf('/');

  const path = {
    sep: '/', delimiter: ':',
    normalize: (text) => normalized(text, true),
    join: (...parts) => normalized(parts.filter((part) => part !== '').join('/') || '.', true),
    resolve(...parts) {
      let whole = '';
      for (const part of [site.root, ...parts]) whole = part.startsWith('/') ? part : `${whole}/${part}`;
      const result = normalized(whole, false);
      return result;
    },
    isAbsolute: (text) => text.startsWith('/'),
    dirname(text) {
      const cut = lastSlash(text);
      if (cut === 1 && text.startsWith('/')) return '//';
      return text.slice(0, Math.max(cut, 0)) || (text.startsWith('/') ? '/' : '.');
    },
    basename(text, ending = '') {
      if (ending && text === ending) return '';
      const name = text.replace(/\/+$/, '').split('/').pop();
      return ending && name !== ending && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
    },
    extname(text) {
      const name = path.basename(text);
      const dot = name.lastIndexOf('.');
      return dot > 0 && name !== '..' ? name.slice(dot) : '';
    },
    relative(from, to) {
      const left = path.resolve(from).split('/').filter(Boolean);
      const right = path.resolve(to).split('/').filter(Boolean);
      let shared = 0;
      while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared += 1;
      return [...left.slice(shared).map(() => '..'), ...right.slice(shared)].join('/');
    },
    parse(text) {
      const base = path.basename(text);
      const ext = path.extname(text);
      const root = text.startsWith('/') ? '/' : '';
      const dir = text.slice(0, Math.max(lastSlash(text), 0)) || root;
      return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
    },
    format({ root = '', dir, base, name = '', ext = '' }) {
      const folder = dir || root;
      const file = base || name + (ext && !ext.startsWith('.') ? `.${ext}` : ext);
      return folder && folder !== root ? `${folder}/${file}` : folder + file;
    },
    toNamespacedPath: (text) => text,
  };
  path.posix = path;
  site.defineNode('path', path);
  site.define('node:path/posix', path);

  const url = {
    URL, URLSearchParams,
    fileURLToPath(address) {
      const { protocol, hostname, pathname } = new URL(address);
      if (protocol !== 'file:') throw new TypeError('The URL must be of scheme file');
      if (hostname) throw new TypeError('File URL host must be "localhost" or empty on linux');
      return decodeURIComponent(pathname);
    },
    pathToFileURL(text) {
      const whole = path.resolve(text);
      const tail = text.endsWith('/') && whole !== '/' ? '/' : '';
      return new URL('file://' + encodeURI(whole + tail).replace(/[?#]/g, encodeURIComponent));
    },
  };
  url.format = (address) => new URL(address).href;
  url.resolve = (from, to) => new URL(to, from).href;
  site.defineNode('url', url);

  const place = (file) => (file instanceof URL ? url.fileURLToPath(file) : path.resolve(String(file)));
  const stats = (found) => ({
    size: found.size, mtimeMs: found.modified, mtime: new Date(found.modified),
    isFile: () => !found.isFolder, isDirectory: () => found.isFolder, isSymbolicLink: () => false,
  });

  // The paths of all that is below `folder`, relative to it; links to folders are not followed twice.
  function below(folder, depth = 0) {
    if (depth > 32) return [];
    return native.listFolder(folder).flatMap((name) => {
      const inside = native.fileStatus(`${folder}/${name}`).isFolder ? below(`${folder}/${name}`, depth + 1) : [];
      return [name, ...inside.map((path) => `${name}/${path}`)];
    });
  }

  // What `*`, `**`, `?`, `[…]` and `{a,b}` stand for.
  function expression(pattern) {
    let depth = 0;
    const text = pattern.replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]]+\]|[{},]|[.+^$()|\\]/g, (part) => {
      if (part === '**/') return '(?:[^/.][^/]*/)*';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      if (part === '?') return '[^/]';
      if (part === '{') return (depth += 1, '(?:');
      if (part === '}') return (depth -= 1, ')');
      if (part === ',') return depth > 0 ? '|' : ',';
      if (part.startsWith('[')) return part.replace('[!', '[^');
      return `\\${part}`;
    });
    return new RegExp(`^${text}$`);
  }

  // The files below `folder` that the patterns match, relative to it as they are.
  function found(folder, patterns) {
    const all = [].concat(patterns).map(String);
    const wanted = all.filter((pattern) => !pattern.startsWith('!'));
    const unwanted = all.filter((pattern) => pattern.startsWith('!')).map((pattern) => {
      const whole = path.normalize(pattern.slice(1));
      if (!whole.startsWith('**/')) return (file) => expression(whole).test(file);
      const tail = expression(whole.slice(3));
      return (file) => file.split('/').some((_, index, parts) => tail.test(parts.slice(index).join('/')));
    });
    const paths = new Set();
    for (const pattern of wanted) {
      const whole = path.normalize(pattern);
      const fixed = whole.split('/').slice(0, -1);
      const first = fixed.findIndex((part) => /[*?[{(]/.test(part));
      const base = (first < 0 ? fixed : fixed.slice(0, first)).join('/');
      const start = path.resolve(folder, base || (whole.startsWith('/') ? '/' : '.'));
      if (!fs.existsSync(start)) continue;
      const matches = expression(whole);
      for (const name of below(start)) {
        const relative = base || whole.startsWith('/') ? `${base}/${name}` : name;
        if (!matches.test(relative) || unwanted.some((matches) => matches(relative))) continue;
        if (!native.fileStatus(`${start}/${name}`).isFolder) paths.add(relative);
      }
    }
    return [...paths].sort();
  }

  // Vite's `import.meta.glob` in a module of `folder`: files of data are read, all else is unresolved.
  globalThis.__frontis.globFrom = (folder) => (patterns, options = {}) => {
    const all = [].concat(patterns);
    const rooted = (pattern) => pattern.replace(/^(!?)\//, `$1${site.root}/`);
    const modules = {};
    for (const file of found(folder, all.map(rooted))) {
      const isRooted = all.some((pattern) => pattern.startsWith('/'));
      const key = isRooted && file.startsWith(site.root) ? file.slice(site.root.length) : file.startsWith('.') ? file : `./${file}`;
      const read = () => {
        const query = options.query ?? (options.as && `?${options.as}`);
        const text = () => fs.readFileSync(path.resolve(folder, file), 'utf8');
        if (query === '?raw' || query?.raw !== undefined) return options.import === 'default' || options.as ? text() : { default: text() };
        if (!file.endsWith('.json')) return globalThis.__frontis.unresolved(`import.meta.glob of ${file}`);
        const data = JSON.parse(text());
        const module = { ...data, default: data };
        return options.import && options.import !== '*' ? module[options.import] : module;
      };
      modules[key] = options.eager ? read() : later(read);
    }
    return modules;
  };

  // What the code wrote, which no one but itself sees: files by their paths, and folders as nothing.
  const written = new Map();
  site.wasWritten = (relative) => relative !== undefined && written.has(path.resolve(relative));
  const overlaid = (file) => written.get(path.resolve(file));
  function write(file, data) {
    written.set(place(file), typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data));
  }

  const fs = {
    readFileSync(file, options) {
      const bytes = overlaid(place(file))?.slice() ?? native.readFile(place(file));
      if (site.unresolvedName(bytes)) return bytes;
      const encoding = typeof options === 'string' ? options : options?.encoding;
      const buffer = Buffer.from(bytes);
      return encoding ? buffer.toString(encoding) : buffer;
    },
    existsSync(file) {
      if (written.has(place(file))) return true;
      try {
        // To ask alone is no use of what is outside.
        host.fileStatus(place(file));
        return true;
      } catch {
        return false;
      }
    },
    statSync: (file) => stats(native.fileStatus(place(file))),
    lstatSync: (file) => stats(native.fileStatus(place(file))),
    readdirSync(file, options) {
      const folder = place(file);
      const names = options?.recursive ? below(folder) : native.listFolder(folder);
      if (!options?.withFileTypes) return names;
      return names.map((path) => {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const parent = `${folder}/${path}`.slice(0, -name.length - 1);
        return { name, parentPath: parent, path: parent, ...stats(native.fileStatus(`${folder}/${path}`)) };
      });
    },
    globSync: (patterns, options) => found(options?.cwd ? place(options.cwd) : site.root, patterns),
    realpathSync: place,
    accessSync: (file) => void fs.statSync(file),
    constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
    writeFileSync: write,
    appendFileSync(file, data) {
      const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
      write(file, before + (typeof data === 'string' ? data : new TextDecoder().decode(data)));
    },
    copyFileSync: (from, to) => write(to, fs.readFileSync(from)),
    mkdirSync: (folder) => void written.set(place(folder), undefined),
    rmSync: (file) => void written.delete(place(file)),
    renameSync(from, to) {
      fs.copyFileSync(from, to);
      fs.rmSync(from);
    },
  };
  fs.unlinkSync = fs.rmSync;
  fs.promises = {
    constants: fs.constants,
    glob(patterns, options) {
      let files;
      return {
        next: later(() => (files ??= fs.globSync(patterns, options).values()).next()),
        return: later((value) => ({ done: true, value })),
        [Symbol.asyncIterator]() { return this; },
      };
    },
  };
  const operations = [
    'access', 'appendFile', 'copyFile', 'lstat', 'mkdir', 'readFile', 'readdir', 'realpath', 'rename', 'rm', 'stat', 'unlink',
    'writeFile',
  ];
  for (const name of operations) {
    fs.promises[name] = later((...items) => fs[`${name}Sync`](...items));
    fs[name] = (...items) => {
      const done = items.pop();
      fs.promises[name](...items).then((value) => done(null, value), done);
    };
  }
  site.defineNode('fs', fs);
  site.defineNode('fs/promises', fs.promises);

  // What is no data would have to be run.
  const createRequire = (from) => (name) => {
    const file = new URL(name, new URL(String(from), 'file:///'));
    if (!/^\.{0,2}\//.test(name) || !name.endsWith('.json')) return globalThis.__frontis.unresolved(name);
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  };
  site.defineNode('module', { createRequire, builtinModules: site.nodeNames, isBuiltin: (name) => site.isDefined(`node:${name.replace(/^node:/, '')}`) });

  // What an import becomes whose name is only known when it is reached.
  Object.defineProperty(globalThis, 'require', {
    configurable: true, writable: true,
    value(name) {
      const builtIn = `node:${`${name}`.replace(/^node:/, '')}`;
      const known = site.isDefined(builtIn) ? builtIn : name;
      return site.isDefined(known) ? globalThis.__frontis.modules(known) : site.refuse(`import of ${name}`, { isModule: true });
    },
  });

  // Modules that only their use can show to be needed.
  for (const name of site.nodeNames) {
    if (!site.isDefined(`node:${name}`)) site.defineNode(name);
  }
})
