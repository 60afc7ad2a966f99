import Diagnostics
import Foundation
import Schemas
import SiteScripts
import Testing
import Values

/// Whether the outside program that the tests run is there.
let hasEsbuild = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
  .contains { FileManager.default.isExecutableFile(atPath: $0 + "/esbuild") }

// Without esbuild there is nothing to test: it is an outside program.
@Suite(.enabled(if: hasEsbuild)) struct SiteConfigurationTests {
  private static let path = "src/content.config.ts"

  /// The sites of one test, which its configurations read again.
  private final class Folders {
    var kept: [SiteFolder] = []
  }
  private let folders = Folders()

  private func load(
    _ text: String,
    _ others: [String: String] = [:],
    major: Int = 7
  ) async throws -> SiteConfiguration {
    let site = try SiteFolder(others.merging([Self.path: text]) { $1 })
    folders.kept.append(site)
    return await SiteConfigurationLoader(site.evaluation(major: major)).load(Self.path)
  }

  @Test func `collections keep their order, loaders and schemas`() async throws {
    let configuration = try await load(
      """
      import { defineCollection } from 'astro:content';
      import { glob, file } from 'astro/loaders';
      import { z } from 'astro/zod';
      import path from 'node:path';
      const schema = z.object({ title: z.string() });
      export const collections = {
        zeta: defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/zeta/' }), schema }),
        alpha: defineCollection({ loader: glob({ pattern: ['*.md', '!_*'], base: new URL('./data', import.meta.url) }), schema: ({ image }) => schema.extend({ cover: image() }) }),
        file: defineCollection({ loader: file(path.join('src', 'a.json'), { parser: (text) => JSON.parse(text).items }) }),
        'in-line': defineCollection({ loader: async () => [{ id: 'a', n: 1 }] }),
        old: defineCollection({ type: 'data', schema }),
      };
      """
    )
    #expect(configuration.diagnostics == [])
    #expect(configuration.collections.map(\.name) == ["zeta", "alpha", "file", "in-line", "old"])
    #expect(
      configuration.collections.map(\.loader) == [
        .glob(patterns: ["**/*.md"], base: "src/zeta", hasGenerateId: false),
        .glob(patterns: ["*.md", "!_*"], base: "src/data", hasGenerateId: false),
        .file(path: "src/a.json", hasParser: true), .inline, .legacy(.data),
      ]
    )
    #expect(configuration.collections.map { $0.schema != nil } == [true, true, false, false, true])
    #expect(
      try configuration.functions.parse(collection: "file", text: "{\"items\": [1]}") == .value([1])
    )
    #expect(try configuration.functions.runLoader(collection: "in-line") == [["id": "a", "n": 1]])
  }

  // Old versions of esbuild cannot do without async generators.
  @Test func `Zod Mini's functions and Zod's languages are there`() async throws {
    let configuration = try await load(
      """
      import { defineCollection } from 'astro:content';
      import * as z from 'zod/mini';
      import { fr } from 'zod/locales';
      z.config(fr());
      const base = z.object({ a: z.string(), b: z.string() });
      const schema = z.extend(z.partial(z.omit(base, { b: true })), { n: z.number().check(z.minimum(1)) });
      export const collections = { c: defineCollection({ type: 'data', schema }) };
      """
    )
    #expect(configuration.diagnostics == [])
    let collection = try #require(configuration.collections.first)
    let schema = try #require(collection.schema)
    #expect(try schema.parse(["n": 3], calling: collection.callbacks) == .success(["n": 3]))
    guard case .failure(let issues) = try schema.parse(["n": 0], calling: collection.callbacks)
    else { return #expect(Bool(false)) }
    #expect(issues.map(\.message) == ["Trop petit : nombre doit être >=1"])
  }

  @Test func `an async generator runs, whichever esbuild there is`() async throws {
    let configuration = try await load(
      """
      import { defineCollection, z } from 'astro:content';
      async function* count() { yield* [1, 2]; yield await Promise.resolve(3); }
      const names = [];
      for await (const number of count()) names.push('c' + number);
      await Promise.all([new Promise((done) => setTimeout(done, 1)), count().next()]);
      const schema = z.object({ n: z.number().refine(async (n) => {
        for await (const number of count()) if (number === n) return true;
        return Promise.resolve(false);
      }) });
      export const collections = Object.fromEntries(
        names.map((name) => [name, defineCollection({ type: 'data', schema })]));
      """
    )
    #expect(configuration.diagnostics == [])
    #expect(configuration.collections.map(\.name) == ["c1", "c2", "c3"])
    let first = try #require(configuration.collections.first)
    let schema = try #require(first.schema)
    #expect(try schema.parse(["n": 3], calling: first.callbacks) == .success(["n": 3]))
    #expect(try schema.parse(["n": 4], calling: first.callbacks) != .success(["n": 4]))
  }

  @Test func `callbacks run, from the cache too`() async throws {
    let site = try SiteFolder([
      Self.path: """
      import { defineCollection, z, reference } from 'astro:content';
      import { glob } from 'astro/loaders';
      export const collections = {
        first: defineCollection({ schema: z.string().refine((s) => s !== 'x') }),
        posts: defineCollection({
          loader: glob({ pattern: '*', generateId: ({ entry, data }) => entry.toUpperCase() + data.n }),
          schema: z.object({
            title: z.string().transform((text) => text.trim()), author: reference('people'),
            tags: z.array(z.string()).refine(async (all) => new Set(all).size === all.length, 'twice'),
          }),
        }),
      };
      """
    ])
    for isCached in [false, true] {
      let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
      #expect(configuration.isCached == isCached)
      let posts = try #require(configuration.collections.last)
      let schema = try #require(posts.schema)
      let outcome = try schema.parse(
        ["title": " a ", "author": "jo", "tags": ["x"]],
        calling: posts.callbacks
      )
      let output: Value = [
        "title": "a", "author": ["id": "jo", "collection": "people"], "tags": ["x"],
      ]
      #expect(outcome == .success(output))
      let failed = try schema.parse(
        ["title": "", "author": ["id": "a", "collection": "other"], "tags": ["x", "x"]],
        calling: posts.callbacks
      )
      guard case .failure(let issues) = failed else { throw CocoaError(.coderInvalidValue) }
      #expect(issues.map(\.message).contains("twice"))
      #expect(
        issues.map(\.message).contains {
          $0.hasSuffix("Reference to people invalid. Expected people. Received other.")
        }
      )
      let id = try configuration.functions.generateId(
        collection: "posts",
        entry: "a.md",
        base: "",
        data: ["n": 1]
      )
      #expect(id == "A.MD1")
    }
  }

  @Test func `a changed import, tsconfig or installed package empties the cache`() async throws {
    let site = try SiteFolder([
      Self.path: "import { n } from './n'; import 'later'; export const collections = { [n]: { } }",
      "src/n.ts": "export const n = 'one'",
    ])
    func names() async -> ([String], Bool) {
      let configuration = await SiteConfigurationLoader(site.evaluation()).load(Self.path)
      return (configuration.collections.map(\.name), configuration.isCached)
    }
    #expect(await names() == (["one"], false))
    #expect(await names() == (["one"], true))
    try site.write("src/n.ts", "export const n = 'two'")
    #expect(await names() == (["two"], false))
    try site.write("tsconfig.json", "{}")
    #expect(await names().1 == false)
    try site.write("node_modules/later/package.json", "{\"main\": \"i.js\"}")
    try site.write("node_modules/later/i.js", "")
    #expect(await names().1 == false)
    #expect(await names().1 == true)
  }

  @Test func `a package that is not installed leaves the other collections working`() async throws {
    let configuration = try await load(
      """
      import { defineCollection, z } from 'astro:content';
      import { docsLoader } from '@astrojs/starlight/loaders';
      import { docsSchema } from '@astrojs/starlight/schema';
      import slug from 'some-slug';
      export const collections = {
        docs: defineCollection({ loader: docsLoader({ a: slug('x') }), schema: docsSchema({ extend: z.object({}) }) }),
        mixed: defineCollection({ schema: z.object({ a: docsSchema().optional() }) }),
        called: defineCollection({ schema: () => docsSchema() }),
        fine: defineCollection({ schema: z.object({ a: z.string() }) }),
      };
      """
    )
    #expect(configuration.diagnostics == [])
    #expect(configuration.collections.map { $0.unresolved != nil } == [true, true, true, false])
    #expect(configuration.collections.first?.unresolved == "@astrojs/starlight/schema")
    #expect(configuration.collections.last?.schema != nil)
  }

  @Test func `names passed on from what is not there are its own`() async throws {
    let configuration = try await load(
      """
      import { z } from 'astro:content';
      import * as all from './all';
      import { gone, made, own } from './all';
      await 0;
      export * from 'more-collections';
      export const collections = {
        package: { schema: z.object({ a: made.optional() }) }, own: { schema: z.object({ a: own() }) },
        file: { schema: z.object({ a: gone('x') }) }, fine: { schema: z.object({ a: all.default ?? z.any() }) },
      };
      """,
      [
        "src/all.ts": "export * from './schemas'",
        "src/schemas.ts":
          "import { z } from 'astro:content'; export * from 'some-schemas'; export { gone } from './files'; export const own = z.string",
        "src/files.ts": "export * from './generated'",
      ]
    )
    #expect(configuration.diagnostics.map(\.message) == ["Could not resolve \"./generated\""])
    #expect(
      configuration.collections.map(\.unresolved)
        == ["some-schemas", nil, "file:src/generated", nil]
    )
    let listed = try await load(
      "export const collections = { c: { loader: () => Object.keys(import.meta.glob('./*.ts', { eager: true })).map((id) => ({ id })) } };"
    )
    #expect(listed.collections.map(\.unresolved) == [nil])
    #expect(try listed.functions.runLoader(collection: "c") == [["id": "./content.config.ts"]])
    let whole = try await load("export * from 'some-collections';")
    #expect(whole.collections.isEmpty)
    #expect(whole.diagnostics.map { $0.message.contains("'some-collections'") } == [true])
  }

  @Test func `a loader that wraps glob is that glob, one that fetches is unchecked`() async throws {
    let configuration = try await load(
      """
      import { glob } from 'astro/loaders';
      import { readFileSync } from 'node:fs';
      export const collections = {
        docs: { loader: { name: 'docs-loader', load: (context) => glob({
          pattern: '**/[^_]*.md', base: context.config.srcDir.pathname.replace(context.config.root.pathname, '') + 'content/docs',
          generateId: ({ entry }) => 'id-' + entry,
        }).load(context) } },
        remote: { loader: async () => (await fetch('https://example.com')).json() },
        stored: { loader: { name: 'mine', load: async ({ store, parseData }) => {
          store.set({ id: 'a', data: await parseData({ id: 'a', data: { x: 1 } }) });
        } } },
        listed: { loader: () => JSON.parse(readFileSync(new URL('./list.json', import.meta.url), 'utf8')) },
        endless: { loader: () => { while (true) {} } },
        outside: { loader: () => readFileSync('/etc/hostname', 'utf8') },
      };
      """,
      ["src/list.json": "[{\"id\": \"b\"}]"]
    )
    #expect(configuration.diagnostics == [])
    let collections = configuration.collections
    try #require(collections.count == 6)
    #expect(
      collections[0].loader
        == .glob(patterns: ["**/[^_]*.md"], base: "src/content/docs", hasGenerateId: true)
    )
    #expect(
      collections[1].unchecked == "its loader needs the network: pass --allow-network to run it"
    )
    #expect(collections[2].loader == .custom("mine"))
    #expect(try configuration.functions.runLoader(collection: "stored") == [["id": "a", "x": 1]])
    #expect(try configuration.functions.runLoader(collection: "listed") == [["id": "b"]])
    #expect(configuration.inputs.map(\.path).contains("src/list.json"))
    #expect(collections[4].unchecked?.contains("was stopped") == true)
    #expect(collections[5].unresolved == "outside:/etc/hostname")
  }

  @Test func `entries that a loader changes or makes from a missing package are not checked`()
    async throws
  {
    let configuration = try await load(
      """
      import { defineCollection, z } from 'astro:content';
      import { file, glob } from 'astro/loaders';
      import { promises as fs } from 'node:fs';
      import yaml from 'yaml-package';
      import { OddError } from 'error-package';
      const posts = glob({ pattern: '*.md', base: 'posts' });
      const joined = async () => {
        await fs.mkdir('dist', { recursive: true });
        await fs.writeFile('dist/all.json', '{}');
        await fs.appendFile('dist/all.json', '\\n');
        return (await fs.readFile('dist/all.json', 'utf8')) === '{}\\n' ? file('dist/all.json') : undefined;
      };
      const schema = z.object({ a: z.string() });
      export const collections = {
        changed: defineCollection({ schema, loader: { ...posts, name: 'more', load: (context) => posts.load({
          ...context, parseData: ({ data, ...all }) => context.parseData({ ...all, data: { ...data, a: '' } }),
        }) } }),
        made: defineCollection({ schema, loader: () => [...yaml.parse('- a'), { id: `${yaml.name}` }] }),
        stored: defineCollection({ schema, loader: { name: 'own', load: ({ store }) => store.set({
          id: `${yaml.name}/x`, data: yaml.parse('a: 1') }) } }),
        written: defineCollection({ schema, loader: await joined() }),
        same: defineCollection({ schema, loader: { ...posts, load: (context) => posts.load({ ...context, x: 1 }) } }),
        failed: defineCollection({ schema, loader: async () => { throw new OddError('no key') } }),
      };
      """
    )
    #expect(configuration.diagnostics == [])
    #expect(
      configuration.collections.map(\.unresolved) == [
        "what more makes of each entry", "yaml-package", "yaml-package",
        "the configuration writes dist/all.json", nil, "error-package",
      ]
    )
  }

  @Test(arguments: [
    ("export const other = 1", "no export named collections", nil),
    ("export const collections = 5", "must be an object", nil),
    ("\n\nthrow new Error('on purpose')\nexport const collections = {}", "Error: on purpose", 3),
    ("\nexport const collections = { a: undefinedName() }", "undefinedName", 2),
    ("while (true) {}\nexport const collections = {}", "was stopped", nil),
    ("await new Promise(() => {})\nexport const collections = {}", "never settled", nil),
    (
      "export const collections = { a: { schema: 5 } }", "collection a cannot be used: its schema",
      nil
    ),
    ("export const collections = {\n  a: }", "Unexpected", 2),
    (
      "import { z } from 'astro:content';\nexport const collections = {\n  a: { schema: () => z.nothing() } }",
      "collection a cannot be used: z.nothing is not a function", 3
    ),
  ])
  func `what is wrong with the file is one problem`(
    text: String,
    message: String,
    line: Int?
  ) async throws {
    let site = try SiteFolder([Self.path: text])
    defer { withExtendedLifetime(site) {} }
    let loader = SiteConfigurationLoader(site.evaluation(major: 7))
    let configuration = await loader.load(Self.path)
    #expect(configuration.diagnostics.count == 1)
    let diagnostic = try #require(configuration.diagnostics.first)
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.file == Self.path)
    let start = diagnostic.range.map { SourceText(text).position(at: $0.lowerBound).line }
    #expect(start == line)
    // What is kept says the same.
    #expect(await loader.load(Self.path).diagnostics == configuration.diagnostics)
  }

  @Test func `without esbuild one problem says what to install`() async throws {
    let site = try SiteFolder([Self.path: "export const collections = {}"])
    let loader = SiteConfigurationLoader(site.evaluation(environment: ["PATH": "/nowhere"]))
    let configuration = await loader.load(Self.path)
    #expect(configuration.diagnostics.map { $0.help?.contains("install esbuild") } == [true])
  }
}
