import SiteScripts
import Testing
import Values

/// What of Node's modules is there, and what happens where something is not.
@Suite(.enabled(if: hasEsbuild)) struct NodeModulesTests {
  private static let path = "src/content.config.ts"

  private static let imports = """
    import assert from 'node:assert';
    import { AsyncLocalStorage } from 'async_hooks';
    import crypto from 'crypto';
    import events, { EventEmitter } from 'node:events';
    import fs from 'fs';
    import module from 'node:module';
    import os from 'os';
    import path from 'node:path';
    import { performance } from 'node:perf_hooks';
    import querystring from 'querystring';
    import timers from 'timers';
    import timersPromises from 'node:timers/promises';
    import url from 'url';
    import util from 'node:util';
    import worker from 'worker_threads';
    """

  /// Expressions, and what Node 20 says they are, as JSON.
  private static let answers: [(expression: String, json: String)] = [
    (
      #"crypto.createHash('sha256').update('a').update(Buffer.from('b')).digest('hex')"#,
      #""fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603""#
    ),
    (
      #"crypto.createHash('md5').update('é').digest('base64')"#,
      #""Zt3Nl8/eq7L2+4qZm0vHbw==""#
    ),
    (
      #"crypto.createHash('SHA-512').update('').digest().length"#,
      #"64"#
    ),
    (
      #"crypto.createHash('sha1').update('616263', 'hex').copy().digest('base64url')"#,
      #""qZk-NkcGgWq6PiVxeFDCbJzQ2J0""#
    ),
    (
      #"crypto.createHmac('sha256', 'key').update('a').digest('hex')"#,
      #""780c3db4ce3de5b9e55816fba98f590631d96c075271b26976238d5f4444219b""#
    ),
    (
      #"crypto.createHmac('md5', 'k'.repeat(100)).update('a').digest('hex')"#,
      #""ea5a6e7a95fc1c585c72d8cef71e1cf1""#
    ),
    (
      #"crypto.randomBytes(8).toString('hex').length"#,
      #"16"#
    ),
    (
      #"(await crypto.webcrypto.subtle.digest('SHA-384', new TextEncoder().encode('a'))).byteLength"#,
      #"48"#
    ),
    (
      #"crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a'))"#,
      #"true"#
    ),
    (
      #"(() => { const e = new EventEmitter(); const seen = []; e.on('x', (n) => seen.push(n)); e.once('x', (n) => seen.push(-n)); e.prependListener('x', () => seen.push(0)); e.emit('x', 1); e.emit('x', 2); return [seen, e.listenerCount('x'), e.emit('y')]; })()"#,
      #"[[0,1,-1,0,2],2,false]"#
    ),
    (
      #"(() => { class Mine extends events {} const e = new Mine(); const f = () => {}; e.on('a', f).off('a', f); return [e instanceof EventEmitter, e.eventNames()]; })()"#,
      #"[true,[]]"#
    ),
    (
      #"(() => { try { new EventEmitter().emit('error', new RangeError('r')); } catch (e) { return e.name; } })()"#,
      #""RangeError""#
    ),
    (
      #"(() => { const fails = (action) => { try { action(); return 'ok'; } catch (e) { return e.code ?? e.name; } }; return [fails(() => assert(0)), fails(() => assert.equal(1, '1')), fails(() => assert.strictEqual(1, '1')), fails(() => assert.deepEqual({ a: [1] }, { a: ['1'] })), fails(() => assert.deepStrictEqual({ a: [1] }, { a: ['1'] })), fails(() => assert.deepStrictEqual(new Map([[1, { b: 2 }]]), new Map([[1, { b: 2 }]]))), fails(() => assert.throws(() => {})), fails(() => assert.throws(() => { throw new TypeError('x'); }, RangeError)), fails(() => assert.throws(() => { throw new TypeError('xy'); }, /y/)), fails(() => assert.match('a', /b/)), fails(() => assert.strict.equal(1, '1')), fails(() => assert.notEqual(1, 2)), fails(() => assert.fail('f'))]; })()"#,
      #"["ERR_ASSERTION","ok","ERR_ASSERTION","ok","ERR_ASSERTION","ok","ERR_ASSERTION","ERR_ASSERTION","ok","ERR_ASSERTION","ERR_ASSERTION","ok","ERR_ASSERTION"]"#
    ),
    (
      #"(() => { try { assert.ok(false, 'words'); } catch (e) { return [e.message, e.name, e instanceof assert.AssertionError, e instanceof Error]; } })()"#,
      #"["words","AssertionError",true,true]"#
    ),
    (
      #"util.format('%s is %d%% of %j and %s', 'a', '5', { b: 1 }, 'c', 'd')"#,
      #""a is 5% of {\"b\":1} and c d""#
    ),
    (
      #"util.isDeepStrictEqual([1, { a: new Date(5) }], [1, { a: new Date(5) }])"#,
      #"true"#
    ),
    (
      #"util.isDeepStrictEqual(new Set([1]), new Set([2]))"#,
      #"false"#
    ),
    (
      #"await util.promisify((a, done) => done(null, a + 1))(1)"#,
      #"2"#
    ),
    (
      #"await util.promisify((done) => done(new Error('e')))().catch((e) => e.message)"#,
      #""e""#
    ),
    (
      #"(await util.promisify(fs.readFile)('data.txt', 'utf8')).trim()"#,
      #""text""#
    ),
    (
      #"await new Promise((resolve) => fs.stat('data.txt', (error, found) => resolve([error, found.isFile()])))"#,
      #"[null,true]"#
    ),
    (
      #"await new Promise((resolve) => fs.readFile('gone.txt', (error) => resolve(error.code)))"#,
      #""ENOENT""#
    ),
    (
      #"util.types.isDate(new Date()) && util.types.isRegExp(/a/) && !util.types.isPromise({})"#,
      #"true"#
    ),
    (
      #"util.stripVTControlCharacters('\u001b[31ma\u001b[0m')"#,
      #""a""#
    ),
    (
      #"querystring.stringify({ a: 'x y', b: ['é', 2], c: true, d: null })"#,
      #""a=x%20y&b=%C3%A9&b=2&c=true&d=""#
    ),
    (
      #"JSON.stringify(querystring.parse('a=1&a=2&b=x+y%26&c&d=%zz'))"#,
      #""{\"a\":[\"1\",\"2\"],\"b\":\"x y&\",\"c\":\"\",\"d\":\"%zz\"}""#
    ),
    (
      #"[querystring.escape('a b'), querystring.unescape('a%20b')]"#,
      #"["a%20b","a b"]"#
    ),
    (
      #"await timersPromises.setTimeout(1, 'v')"#,
      #""v""#
    ),
    (
      #"typeof timers.setImmediate + typeof performance.now()"#,
      #""functionnumber""#
    ),
    (
      #"(() => { const s = new AsyncLocalStorage(); return [s.run(1, () => [s.getStore(), s.exit(() => s.getStore() ?? 'none')]), s.getStore() ?? 'none']; })()"#,
      #"[[1,"none"],"none"]"#
    ),
    (
      #"[os.EOL, typeof os.hostname(), os.type().length > 0, Array.isArray(os.cpus())]"#,
      #"["\n","string",true,true]"#
    ),
    (
      #"[module.isBuiltin('fs'), module.isBuiltin('node:path'), module.isBuiltin('zod')]"#,
      #"[true,true,false]"#
    ),
    (
      #"[worker.isMainThread, worker.parentPort]"#,
      #"[true,null]"#
    ),
    (
      #"await fs.promises.access('gone.txt').catch((e) => e.code)"#,
      #""ENOENT""#
    ),
    (
      #"(await fs.promises.lstat('data.txt')).isFile()"#,
      #"true"#
    ),
    (
      #"['', '.', './', '..', '/', '//', '/a', '//a', 'a', 'a/', 'a//b', '/a/b/', '/a/../', '.a', 'a.b.c', 'a.', '...', 'x/..'].map((text) => [path.normalize(text), path.dirname(text), path.basename(text), path.extname(text), path.parse(text), path.format(path.parse(text))])"#,
      #"[[".",".","","",{"root":"","dir":"","base":"","ext":"","name":""},""],[".",".",".","",{"root":"","dir":"","base":".","ext":"","name":"."},"."],["./",".",".","",{"root":"","dir":"","base":".","ext":"","name":"."},"."],["..",".","..","",{"root":"","dir":"","base":"..","ext":"","name":".."},".."],["/","/","","",{"root":"/","dir":"/","base":"","ext":"","name":""},"/"],["/","/","","",{"root":"/","dir":"/","base":"","ext":"","name":""},"/"],["/a","/","a","",{"root":"/","dir":"/","base":"a","ext":"","name":"a"},"/a"],["/a","//","a","",{"root":"/","dir":"/","base":"a","ext":"","name":"a"},"/a"],["a",".","a","",{"root":"","dir":"","base":"a","ext":"","name":"a"},"a"],["a/",".","a","",{"root":"","dir":"","base":"a","ext":"","name":"a"},"a"],["a/b","a/","b","",{"root":"","dir":"a/","base":"b","ext":"","name":"b"},"a//b"],["/a/b/","/a","b","",{"root":"/","dir":"/a","base":"b","ext":"","name":"b"},"/a/b"],["/","/a","..","",{"root":"/","dir":"/a","base":"..","ext":"","name":".."},"/a/.."],[".a",".",".a","",{"root":"","dir":"","base":".a","ext":"","name":".a"},".a"],["a.b.c",".","a.b.c",".c",{"root":"","dir":"","base":"a.b.c","ext":".c","name":"a.b"},"a.b.c"],["a.",".","a.",".",{"root":"","dir":"","base":"a.","ext":".","name":"a"},"a."],["...",".","...",".",{"root":"","dir":"","base":"...","ext":".","name":".."},"..."],[".","x","..","",{"root":"","dir":"x","base":"..","ext":"","name":".."},"x/.."]]"#
    ),
    (
      #"[path.join('a', '..', './'), path.join('', ''), path.join('/a', '../../b'), path.resolve('/r', 'a', '../b/'), path.relative('/r/a/b', '/r/c'), path.relative('/a', '/a/')]"#,
      #"["./",".","/b","/r/b","../../c",""]"#
    ),
    (
      #"[path.basename('a.md', '.md'), path.basename('.md', '.md'), path.basename('a/.md', '.md'), path.format({ name: 'a', ext: 'md' }), path.format({ root: '/', base: 'b' })]"#,
      #"["a","",".md","a.md","/b"]"#
    ),
    (
      #"[url.pathToFileURL('/a b/c/').href, url.pathToFileURL('/a?#%').href, url.fileURLToPath('file:///a%20b')]"#,
      #"["file:///a%20b/c/","file:///a%3F%23%25","/a b"]"#
    ),
    (
      #"(() => { try { return url.fileURLToPath('file://host/a'); } catch (e) { return e.name; } })()"#,
      #""TypeError""#
    ),
    (
      #"util.format('%%') + util.format('%% %s', -0) + util.format('%i %d %j %f', '12px', 10n, NaN, '1.5x')"#,
      #""%%% -012 10n null 1.5""#
    ),
    (
      #"url.format(new URL('https://a.b/c?d#e'))"#,
      #""https://a.b/c?d#e""#
    ),
    (
      #"(await import('node:fs')).default.existsSync('data.txt')"#,
      #"true"#
    ),
    (
      #"Array.isArray(await Array.fromAsync(new Set([1])))"#,
      #"true"#
    ),
  ]

  @Test func `Node's modules answer as Node does`() async throws {
    let expressions = Self.answers.map { "JSON.stringify(\($0.expression))" }
    let text = """
      \(Self.imports)
      const answers = [\(expressions.joined(separator: ",\n"))];
      export const collections = Object.fromEntries(answers.map((answer, index) => [`${index} ${answer}`, {}]));
      """
    let site = try SiteFolder([Self.path: text, "data.txt": "text\n"])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    #expect(configuration.diagnostics == [])
    let names = configuration.collections.map(\.name)
    #expect(names == Self.answers.enumerated().map { "\($0.offset) \($0.element.json)" })
  }

  @Test func `a config that cannot do without Node costs only what rests on it`() async throws {
    let text = #"""
      import { z } from 'astro:content';
      import { execSync, exec } from 'node:child_process';
      import { readFileSync } from 'node:fs';
      import { promisify } from 'node:util';
      import { gzipSync } from 'zlib';
      const commit = execSync('git rev-parse HEAD').toString().trim();
      const { stdout } = await promisify(exec)('git log');
      const names = JSON.parse(readFileSync('/etc/passwd', 'utf8')).names;
      export const collections = {
        process: { schema: z.object({ a: z.literal(commit) }) },
        reading: { schema: z.object({ a: z.enum(names) }) },
        called: { schema: () => z.object({ a: gzipSync('a') }) },
        loaded: { loader: () => [{ id: readFileSync('/etc/passwd', 'utf8') }] },
        fine: { schema: z.object({ a: z.string() }) },
      };
      """#
    let site = try SiteFolder([Self.path: text])
    for isCached in [false, true] {
      let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
      #expect(configuration.diagnostics == [])
      #expect(configuration.isCached == isCached)
      #expect(
        configuration.collections.map(\.unresolved) == [
          "node:child_process.execSync", "outside:/etc/passwd", "node:zlib.gzipSync",
          "outside:/etc/passwd", nil,
        ]
      )
      #expect(configuration.collections.last?.schema != nil)
    }
  }

  @Test func `what the web has and this engine does not may be named`() async throws {
    let text = """
      import { z } from 'astro:content';
      import path from 'node:path';
      const isStream = 'x' instanceof ReadableStream || new File([], 'n') instanceof WebSocket;
      const name = isStream ? 'a' : 'b';
      const module = await import(`./${name}.ts`);
      const own = new URL(import.meta.resolve('./c.json')).pathname.endsWith('/src/c.json');
      export const collections = {
        stream: { schema: z.object({ a: z.literal(new CompressionStream('gzip').x) }) },
        path: { schema: z.object({ a: z.literal(path.win32.join('a', 'b')) }) },
        module: { schema: module.schema },
        fine: { schema: own && typeof (await import('node:fs')).readFileSync === 'function' ? z.any() : 1 },
      };
      """
    let site = try SiteFolder([Self.path: text])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    #expect(configuration.diagnostics == [])
    #expect(
      configuration.collections.map(\.unresolved)
        == ["node:CompressionStream", "node:path.win32.join", "import of ./b.ts", nil]
    )
  }

  @Test func `code that can do without Node is believed`() async throws {
    let text = """
      import { z } from 'astro:content';
      import { execSync } from 'node:child_process';
      let limit = 9;
      try { limit = Number(execSync('nproc')) } catch { limit = 3 }
      export const collections = { c: { schema: z.object({ a: z.string().max(limit) }) } };
      """
    let site = try SiteFolder([Self.path: text])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    let collection = try #require(configuration.collections.first)
    #expect(collection.unresolved == nil)
    let schema = try #require(collection.schema)
    let outcome = try schema.parse(["a": "long"], calling: collection.callbacks)
    guard case .failure(let issues) = outcome else { return #expect(Bool(false), "\(outcome)") }
    #expect(issues.map(\.message) == ["Too big: expected string to have <=3 characters"])
  }

  @Test func `a config that fetches at its top costs only what rests on that`() async throws {
    let text = """
      import { z } from 'astro:content';
      const response = await fetch('https://example.com/tags');
      if (!response.ok) throw new Error('down');
      const tags = (await response.json()).map((tag) => tag.name);
      export const collections = {
        tagged: { schema: z.object({ a: z.enum(tags) }) },
        late: { schema: async () => z.object({ a: z.enum(await (await fetch('https://example.com/b')).json()) }) },
        remote: { loader: async () => (await fetch('https://example.com/c')).json() },
        fine: { schema: z.object({ a: z.string() }) },
      };
      """
    let site = try SiteFolder([Self.path: text])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    #expect(configuration.diagnostics == [])
    let collections = configuration.collections
    #expect(
      collections.map(\.unresolved) == [
        "network:https://example.com/tags", "network:https://example.com/b", nil, nil,
      ]
    )
    #expect(collections.map { $0.unchecked != nil } == [false, false, true, false])
  }

  @Test func `collections that only Node can tell are said to be`() async throws {
    let text = """
      import { readFileSync } from 'fs';
      export const collections = JSON.parse(readFileSync('/etc/passwd', 'utf8'));
      """
    let site = try SiteFolder([Self.path: text])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    let message = "the collections come from /etc/passwd, which is outside of the site"
    #expect(configuration.diagnostics.map { $0.message.contains(message) } == [true])
    #expect(configuration.diagnostics.map(\.severity) == [.warning])
  }

  @Test func `what only a build can run is a warning`() async throws {
    let callbacks = """
      import { exec } from 'node:child_process';
      import { get } from 'node:https';
      import { z } from 'astro:content';
      const log = await new Promise((done, fail) => exec('git log', (error, out) => (error ? fail(error) : done(out))));
      const status = await new Promise((done) => get('https://example.com', (response) => done(response.statusCode)));
      export const collections = { a: { schema: z.object({ a: z.literal(log) }) }, b: { schema: z.literal(status) } };
      """
    let first = try SiteFolder([Self.path: callbacks])
    let called = await SiteConfigurationLoader(first.evaluation()).load(Self.path)
    #expect(called.diagnostics == [])
    #expect(called.collections.map(\.unresolved) == ["node:child_process.exec", "node:https.get"])
    let events = """
      import { spawn } from 'node:child_process';
      await new Promise((done) => spawn('git', ['log']).on('close', done));
      export const collections = {};
      """
    let second = try SiteFolder([Self.path: events])
    let waiting = await SiteConfigurationLoader(second.evaluation()).load(Self.path)
    let problem = try #require(waiting.diagnostics.first)
    #expect(problem.severity == .warning)
    #expect(problem.message == "Error: child_process.spawn is not available here")
    let place = problem.range.map { events.utf8.dropFirst($0.lowerBound).prefix($0.count) }
    #expect(place.flatMap { String($0) } == "spawn")
  }

  @Test func `an error of the config's own stays one`() async throws {
    let text = """
      import { execSync } from 'node:child_process';
      try { execSync('a') } catch {}
      throw new Error('mine');
      """
    let site = try SiteFolder([Self.path: text])
    let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
    #expect(configuration.diagnostics.map(\.message) == ["Error: mine"])
  }
}
