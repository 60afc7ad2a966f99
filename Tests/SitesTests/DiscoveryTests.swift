import Foundation
import Sites
import Testing
import Values

/// What of a site decides about its collections is found where Astro finds it.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct DiscoveryTests {
  private static let astro7 = #"{ "dependencies": { "astro": "7.0.0" } }"#

  private func open(
    _ files: [String: String],
    variables: [String: String] = [:]
  ) throws -> (site: Site, folder: SiteFolder) {
    let folder = try SiteFolder(["package.json": Self.astro7].merging(files) { $1 })
    let all = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    return (try folder.open(variables: all), folder)
  }

  /// A config whose only entry has what `expression` gives as its data's `value`.
  private static func config(_ expression: String, _ head: String = "") -> String {
    """
    \(head)
    const value = \(expression);
    export const collections = { data: { loader: () => [{ id: 'a', value }] } };
    """
  }

  /// The value that the config's `expression` had.
  private func value(
    of expression: String,
    _ head: String = "",
    _ files: [String: String] = [:],
    variables: [String: String] = [:]
  ) async throws -> Value? {
    let config = ["src/content.config.ts": Self.config(expression, head)]
    let (site, folder) = try open(config.merging(files) { $1 }, variables: variables)
    defer { withExtendedLifetime(folder) {} }
    return await site.entries(of: "data")?.first?.data[["value"]]
  }

  @Test func `import.meta.env has .env files, the shell's variables and Astro's own`() async throws
  {
    let value = try await value(
      of: "({ ...import.meta.env, all: undefined, one: import.meta.env.FROM_FILE, own: "
        + "[import.meta.env.BASE_URL, import.meta.env.SITE, import.meta.env.PROD] })",
      "",
      [
        ".env": "FROM_FILE=file\nBOTH=file",
        "astro.config.mjs":
          "export default { site: 'https://tide.example', base: '/docs' }",
      ],
      variables: ["BOTH": "shell"]
    )
    #expect(value?[["one"]] == "file")
    #expect(value?[["BOTH"]] == "shell")
    #expect(value?[["own"]] == ["/docs", "https://tide.example", true])
  }

  @Test func `process.env has the shell's variables, and a change of one counts`() async throws {
    let files = ["src/content.config.ts": Self.config("process.env.TIDE ?? 'none'")]
    let (site, folder) = try open(files)
    #expect(await site.entries(of: "data")?.first?.data[["value"]] == "none")
    var variables = ProcessInfo.processInfo.environment
    variables["TIDE"] = "high"
    let later = try folder.open(variables: variables)
    #expect(await later.entries(of: "data")?.first?.data[["value"]] == "high")
  }

  @Test func `astro:env has the types and defaults of the Astro config`() async throws {
    let value = try await value(
      of: "[LIMIT, FLAG, NAME ?? 'none', getSecret('FLAG')]",
      "import { LIMIT, NAME, getSecret } from 'astro:env/server';\n"
        + "import { FLAG } from 'astro:env/client';",
      [
        ".env": "FLAG=true",
        "astro.config.mjs": """
        import { defineConfig, envField } from 'astro/config';
        export default defineConfig({ env: { schema: {
          LIMIT: envField.number({ context: 'server', access: 'public', default: 7 }),
          FLAG: envField.boolean({ context: 'client', access: 'public' }),
          NAME: envField.string({ context: 'client', access: 'public', optional: true }),
        } } });
        """,
      ]
    )
    #expect(value == [7, true, "none", "true"])
  }

  @Test func `import.meta may be asked as a whole`() async throws {
    let value = try await value(
      of:
        "[meta.env.MODE, Object.keys(meta).includes('env'), meta.url === import.meta.url, typeof meta.hot]",
      "const meta = import.meta;"
    )
    #expect(value == ["production", true, true, "undefined"])
  }

  @Test func `import.meta.url is that of each module, and its files can be read`() async throws {
    let value = try await value(
      of: "[words, import.meta.url.endsWith('/src/content.config.ts'), existsSync('nothing')]",
      "import { words } from './lib/words'; import { existsSync } from 'node:fs';",
      [
        "src/lib/words.ts": """
        import { readFileSync } from 'node:fs';
        import { dirname, join } from 'node:path';
        import { fileURLToPath } from 'node:url';
        const here = dirname(fileURLToPath(import.meta.url));
        export const words: string[] = JSON.parse(readFileSync(join(here, 'words.json'), 'utf8'));
        """, "src/lib/words.json": #"["bread"]"#,
      ]
    )
    #expect(value == [["bread"], true, false])
  }

  @Test func `files outside of the root cannot be read`() async throws {
    let value = try await value(
      of:
        "(() => { try { return readFileSync('/etc/passwd', 'utf8') } catch (e) { return e.code } })()",
      "import { readFileSync } from 'fs';"
    )
    #expect(value == "EACCES")
  }

  @Test func `a module may wait at its top`() async throws {
    #expect(try await value(of: "await Promise.resolve('waited')") == "waited")
  }

  @Test(arguments: [
    #"{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"] } } }"#,
    #"{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } } // a comment"#,
  ])
  func `tsconfig's paths and baseUrl lead to modules`(tsconfig: String) async throws {
    let files = ["tsconfig.json": tsconfig, "lib/a.ts": "export const a: number = 4;"]
    #expect(try await value(of: "a", "import { a } from '@lib/a';", files) == 4)
  }

  @Test func `baseUrl alone leads to modules`() async throws {
    let files = [
      "tsconfig.json":
        #"{ "extends": "astro/tsconfigs/strict", "compilerOptions": { "baseUrl": "src" } }"#,
      "src/lib/a.ts": "export const a = 4;",
    ]
    #expect(try await value(of: "a", "import { a } from 'lib/a';", files) == 4)
  }

  @Test func `a tsconfig may extend a list, and Vite's aliases lead to modules too`() async throws {
    let list = [
      "tsconfig.json": #"{ "extends": ["./base.json", "astro/tsconfigs/strict"] }"#,
      "base.json": #"{ "compilerOptions": { "paths": { "@/*": ["./src/*"], }, } } // a comment"#,
      "src/a.ts": "export const a = 4;",
    ]
    #expect(try await value(of: "a", "import { a } from '@/a';", list) == 4)
    let aliases = [
      "{ '@': fileURLToPath(new URL('./src', import.meta.url)) }",
      "[{ find: /^@\\//, replacement: '/src/' }]",
    ]
    for alias in aliases {
      let config = """
        import { fileURLToPath } from 'node:url';
        export default { vite: { resolve: { alias: \(alias) } } };
        """
      let files = ["astro.config.mjs": config, "src/a.ts": "export const a = 4;"]
      #expect(try await value(of: "a", "import { a } from '@/a';", files) == 4, "\(alias)")
    }
  }

  @Test func `what an older esbuild does not know is read all the same, at its own lines`()
    async throws
  {
    let head = """
      import list from './list.json' with { type: 'json' };
      import raw from './list.json?raw';
      import tide, { height } from './tide.yaml';
      import { same } from './lib/same';
      """
    let files = [
      "src/list.json": "[1]", "src/tide.yaml": "height: 3\nnames: [spring]\n",
      "src/lib/same.ts": """
      import type { Other } from './other';
      export const same = <const T extends readonly unknown[],>(value: T): T => value;
      """,
    ]
    let found = try await value(of: "same([list, raw, tide.names, height])", head, files)
    #expect(found == [[1], "[1]", ["spring"], 3])

    let config = Self.config("nothing.at.all", head)
    let (site, folder) = try open(files.merging(["src/content.config.ts": config]) { $1 })
    defer { withExtendedLifetime(folder) {} }
    let problem = try #require(await site.refresh().problems.first)
    #expect(problem.file == "src/content.config.ts")
    #expect(problem.span?.start.line == 5)
  }

  @Test func `import.meta.glob reads files of data, and a new one counts`() async throws {
    let config = Self.config(
      "[Object.values(import.meta.glob('./tags/*.json', { eager: true, import: 'default' })).map((t) => t.id),"
        + "Object.keys(import.meta.glob(['/src/tags/**/*.json', '!**/b.json']))]"
    )
    let (site, folder) = try open([
      "src/content.config.ts": config, "src/tags/a.json": #"{ "id": "x" }"#,
      "src/tags/b.json": #"{ "id": "y" }"#,
    ])
    let first = await site.entries(of: "data")?.first?.data[["value"]]
    #expect(first == [["x", "y"], ["/src/tags/a.json"]])
    try folder.write("src/tags/c.json", #"{ "id": "z" }"#)
    let second = await site.entries(of: "data")?.first?.data[["value"]]
    #expect(second == [["x", "y", "z"], ["/src/tags/a.json", "/src/tags/c.json"]])
  }

  @Test func `folders are read to their ends, and data is required`() async throws {
    let value = try await value(
      of:
        "[readdirSync('data', { recursive: true }), globSync('data/**/*.json'), need('../data/a/b.json')]",
      """
      import { globSync, readdirSync } from 'node:fs';
      import { createRequire } from 'node:module';
      const need = createRequire(import.meta.url);
      """,
      ["data/a/b.json": #"{ "c": 1 }"#]
    )
    #expect(value == [["a", "a/b.json"], ["data/a/b.json"], ["c": 1]])
  }

  @Test(arguments: [
    "slug", "({ entry }) => slug(entry)", "({ data }) => slug(data).parts[0].x.trim()",
  ])
  func `an id that a missing package makes is the entry's path`(generateId: String) async throws {
    let (site, folder) = try open([
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      import { slug } from 'some-package';
      import { z } from 'astro/zod';
      const loader = glob({ base: 'notes', pattern: '*.md', generateId: \(generateId) });
      export const collections = { notes: { loader, schema: z.object({}) } };
      """, "notes/a.md": "", "notes/b.md": "",
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.allProblems.map(\.rule) == [])
    #expect(snapshot[collection: "notes"]?.entries.map(\.id) == ["a.md", "b.md"])
  }

  @Test(arguments: [
    "z.object({ title: z.string().max(limits.title * 2) })",
    "z.object({ title: z.string().startsWith(`${limits.prefix}/`) })",
    "z.object({ title: z.string(), kind: z.enum(Object.keys(kinds)) })",
    "z.object({ title: z.string(), kind: z.enum(kinds.map((kind) => kind.id)) })",
    "z.object({ title: z.string(), kind: z.union(kinds.map((kind) => z.literal(kind))) })",
    "z.object({ title: z.string(), kind: z.enum([...kinds]) })",
    "z.object({ title: z.string() }).extend(shape.fields)",
    "z.object({ title: z.string() }).merge(shape)",
    "z.object({ title: z.preprocess(check, z.string()) })",
    "z.object({ title: z.preprocess((title) => check(title), z.string()) })",
    "z.object({ title: z.string() }).superRefine((data, ctx) => { if (check(data)) ctx.addIssue('no'); })",
    "z.object({ title: z.string().transform((title) => check(title).deep.value()) }).strict()",
  ])
  func `nobody is blamed for a package that is not installed`(schema: String) async throws {
    let (site, folder) = try open([
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      import { check, kinds, limits, shape } from 'some-package';
      export const collections = {
        notes: { loader: glob({ base: 'notes', pattern: '*.md' }), schema: \(schema) },
      };
      """, "notes/a.md": "---\ntitle: A\n---\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.allProblems.filter { $0.rule != "collection/unresolved" } == [])
    #expect(snapshot[collection: "notes"]?.entries.count == 1)
  }

  // MARK: Configs and folders

  @Test(arguments: [
    "export default { srcDir: './content' }",
    "export default { srcDir: process.env.NONE ?? 'content' }",
    "const folder = 'content';\nexport default async () => ({ srcDir: `./${folder}/` })",
  ])
  func `srcDir is read, or found out by running the Astro config`(config: String) async throws {
    let (site, folder) = try open([
      "astro.config.mjs": config, "content/content.config.ts": Self.config("1"),
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.collections.map(\.name) == ["data"])
    #expect(snapshot.problems.filter { $0.rule == "config/source-folder" } == [])
  }

  @Test(arguments: [
    "const rest = ({ site }) => ({ site });\nexport default { ...rest({ srcDir: './other' }) }",
    "import text from 'theme/dark.jsonc?raw';\nexport default { ...{ text }, vite: { srcDir: text } }",
    "export default { srcDir: new URL('./src', import.meta.url).pathname }",
  ])
  func `a config that moves nothing leaves no doubt`(config: String) async throws {
    let (site, folder) = try open([
      "astro.config.mjs": config, "src/content.config.ts": Self.config("1"),
      "node_modules/theme/package.json": "{}", "node_modules/theme/dark.jsonc": "{} // dark",
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.collections.map(\.name) == ["data"])
    #expect(snapshot.problems.map(\.rule) == ["collection/no-schema"])
  }

  @Test(arguments: [true, false])
  func `where the sources are is in doubt when the config fails`(isThere: Bool) async throws {
    var files = ["astro.config.mjs": "throw new Error();\nexport default { srcDir: String() }"]
    if isThere { files["src/content.config.ts"] = Self.config("1") }
    let (site, folder) = try open(files)
    defer { withExtendedLifetime(folder) {} }
    let problem = await site.refresh().problems.first { $0.rule == "config/source-folder" }
    #expect(problem?.severity == (isThere ? .hint : .warning))
  }

  @Test func `collections of a live config are listed and not checked`() async throws {
    let (site, folder) = try open([
      "src/live.config.ts": """
      import { defineLiveCollection } from 'astro:content';
      const loader = { name: 'tides', loadCollection: () => ({}), loadEntry: () => ({}) };
      export const collections = { tides: defineLiveCollection({ loader }) };
      """
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.problems == [])
    #expect(snapshot[collection: "tides"]?.status.reason?.contains("a page asks") == true)
  }

  private static let folders = [
    "src/content/blog/First Post.md": "---\ntitle: A\n---\n",
    "src/content/people/ann lee.json": "{}", "src/content/_drafts/x.md": "",
    "src/content/empty/notes.txt": "",
  ]

  @Test func `without a config the folders of Astro 4 are its collections`() async throws {
    let manifest = ["package.json": #"{ "dependencies": { "astro": "4.16.0" } }"#]
    let (site, folder) = try open(Self.folders.merging(manifest) { $1 })
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.collections.map(\.name) == ["blog", "people"])
    #expect(snapshot.collections.map { $0.entries.map(\.id) } == [["First Post.md"], ["ann lee"]])
    #expect(snapshot.problems == [])
  }

  @Test(arguments: [
    ("4.16.0", "{}", ["First Post.md"], ["ann lee"]), ("5.1.0", "{}", ["first-post"], ["ann lee"]),
    (
      "7.0.0", "{ legacy: { collectionsBackwardsCompat: true } }", ["First Post.md"],
      ["ann lee.json"]
    ),
  ])
  func `entries without a loader have the ids that each Astro gives`(
    version: String,
    config: String,
    content: [String],
    data: [String]
  ) async throws {
    let files = [
      "package.json": #"{ "dependencies": { "astro": "\#(version)" } }"#,
      "astro.config.mjs": "export default \(config)",
      "src/content/config.ts": """
      import { z, defineCollection } from 'astro:content';
      export const collections = {
        blog: defineCollection({ type: 'content', schema: z.object({}) }),
        people: defineCollection({ type: 'data', schema: z.object({}) }),
      };
      """,
    ]
    let (site, folder) = try open(Self.folders.merging(files) { $1 })
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.allProblems == [])
    #expect(snapshot[collection: "blog"]?.entries.map(\.id) == content)
    #expect(snapshot[collection: "people"]?.entries.map(\.id) == data)
  }

  @Test func `the slug of Astro 5's content without a loader does not reach its schema`()
    async throws
  {
    let (site, folder) = try open([
      "package.json": #"{ "dependencies": { "astro": "5.13.0" } }"#,
      "src/content/config.ts": """
      import { z, defineCollection } from 'astro:content';
      const schema = z.object({ title: z.string() }).strict();
      export const collections = {
        blog: defineCollection({ type: 'content', schema }),
        data: defineCollection({ type: 'data', schema }),
      };
      """,
      "src/content/blog/a.md": "---\ntitle: A\nslug: own\n---\n",
      "src/content/data/b.json": #"{ "title": "B", "slug": "own" }"#,
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    #expect(snapshot.allProblems.map(\.rule) == ["schema/unrecognized_keys"])
    #expect(snapshot.allProblems.map(\.file) == ["src/content/data/b.json"])
    #expect(snapshot[collection: "blog"]?.entries.map(\.id) == ["own"])
  }

  /// Zod's changes from 4.3 to 4.4: whose absence is parsed as `undefined`, and whose is an issue.
  @Test(arguments: [
    (["package-lock.json": lock("4.3.6")], ["inner"]), ([:], ["inner"]),
    (["package-lock.json": lock("4.4.3")], ["any", "code", "either", "inner", "late"]),
  ])
  func `a key that is left out is taken as the site's Zod takes it`(
    files: [String: String],
    paths: [String]
  ) async throws {
    let own = [
      "package.json": #"{ "dependencies": { "astro": "^7.0.0" } }"#,
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({
        any: z.any(), code: z.coerce.string(), count: z.preprocess((value) => value ?? 1, z.number()),
        either: z.string().or(z.undefined()), inner: z.string(), late: z.string().pipe(z.string().optional()),
        optional: z.any().optional(), fallback: z.string().default('x'),
      });
      export const collections = {
        notes: { loader: glob({ base: 'notes', pattern: '*.md' }), schema },
      };
      """,
      "notes/a.md": "",
    ]
    let (site, folder) = try open(own.merging(files) { $1 })
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems
    #expect(problems.map { $0.path.map(\.description).joined() }.sorted() == paths)
  }

  /// Zod 4.3.6 and 4.4.3, asked for the same values.
  @Test(arguments: [("4.3.6", ["1", "2"]), ("4.4.3", ["0", "2"])])
  func `a cuid is what the site's Zod takes for one`(zod: String, wrong: [String]) async throws {
    let (site, folder) = try open([
      "package.json": #"{ "dependencies": { "astro": "^7.0.0" } }"#,
      "package-lock.json": Self.lock(zod),
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({ ids: z.array(z.cuid()) });
      export const collections = {
        notes: { loader: glob({ base: 'notes', pattern: '*.md' }), schema },
      };
      """,
      "notes/a.md": "---\nids: [c_2345678, c123456, d23456789, c23456789]\n---\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems
    #expect(problems.map { $0.path.last?.description } == wrong)
  }

  /// Zod 3.22.4, 3.23.8 and 3.25.76, asked for the same values.
  @Test(arguments: [("3.22.4", ["0"]), ("3.23.8", ["0", "1"]), ("3.25.76", ["1"])])
  func `a time is what the site's Zod 3 takes for one`(zod: String, wrong: [String]) async throws {
    let (site, folder) = try open([
      "package.json": #"{ "dependencies": { "astro": "^4.0.0" } }"#,
      "package-lock.json": Self.lock(zod),
      "src/content/config.ts": """
      import { defineCollection, z } from 'astro:content';
      const schema = z.object({ times: z.array(z.string().datetime()) });
      export const collections = { notes: defineCollection({ schema }) };
      """,
      "src/content/notes/a.md": """
      ---
      times: ['2024-01-15T10:30Z', '2023-02-29T00:00:00Z', '2024-01-15T10:30:00Z']
      ---

      """,
    ])
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems
    #expect(problems.map { $0.path.last?.description } == wrong)
  }

  private static func lock(_ zod: String) -> String {
    #"{ "lockfileVersion": 3, "packages": { "node_modules/zod": { "version": "\#(zod)" } } }"#
  }

  @Test func `references of Astro 4 name content by its slug and data by its id`() async throws {
    let files = [
      "package.json": #"{ "dependencies": { "astro": "4.16.0" } }"#,
      "src/content/config.ts": """
      import { z, defineCollection, reference } from 'astro:content';
      const see = reference('blog').optional();
      const schema = z.object({ see, by: reference('people').optional() });
      export const collections = {
        blog: defineCollection({ type: 'content', schema }),
        people: defineCollection({ type: 'data', schema: z.object({}) }),
      };
      """,
      "src/content/blog/b.md": "---\nsee: first-post\nby: ann lee\n---\n",
      "src/content/blog/c.md": "---\nby: bob\n---\n",
      "src/content/blog/d.md": "---\nslug: own/name\n---\n",
      "src/content/blog/e.md": "---\nsee: own/name\n---\n",
      "src/content/blog/f.md": "---\nsee: d\n---\n",
    ]
    let (site, folder) = try open(Self.folders.merging(files) { $1 })
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems
    #expect(problems.map(\.file) == ["src/content/blog/c.md", "src/content/blog/f.md"])
    #expect(problems.map(\.rule) == ["reference/missing", "reference/missing"])
    #expect(problems.map(\.severity) == [.error, .error])
    let entry = await site.entries(of: "blog")?.first { $0.id == "b.md" }
    #expect(entry?.data[["see"]] == ["slug": "first-post", "collection": "blog"])
  }

  @Test func `a collection without a schema is said to have none`() async throws {
    let (site, folder) = try open(["src/content.config.ts": Self.config("1")])
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().problems
    #expect(problems.map(\.rule) == ["collection/no-schema"])
    #expect(problems.map(\.severity) == [.hint])
  }

  // MARK: Loaders

  @Test func `a loader that asks for the site's integrations reads Markdoc where there is some`()
    async throws
  {
    let (site, folder) = try open([
      "astro.config.mjs": """
      import markdoc from '@astrojs/markdoc';
      export default { integrations: [markdoc()] };
      """,
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      const load = (context) => {
        const hasMarkdoc = context.config.integrations.find(({ name }) => name === '@astrojs/markdoc');
        return glob({ base: 'docs', pattern: hasMarkdoc ? '*.{md,mdoc}' : '*.md' }).load(context);
      };
      export const collections = { docs: { loader: { name: 'docs-loader', load } } };
      """,
      "docs/a.md": "", "docs/b.mdoc": "",
    ])
    defer { withExtendedLifetime(folder) {} }
    #expect(await site.refresh()[collection: "docs"]?.entries.map(\.id) == ["a", "b"])
  }

  @Test func `every kind of loader that needs no network gives its entries`() async throws {
    let (site, folder) = try open([
      "src/content.config.ts": """
      import { glob, file } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({ name: z.string() });
      const csv = (text: string) => text.trim().split('\\n').slice(1)
        .map((line) => { const [id, name] = line.split(','); return { id, name }; });
      export const collections = {
        named: { schema, loader: glob({ base: 'posts', pattern: '*.md',
          generateId: ({ entry, data }) => `${data.name}/${entry}` }) },
        csv: { schema, loader: file('data/a.csv', { parser: csv }) },
        toml: { schema, loader: file('data/a.toml') },
        yaml: { schema, loader: file('data/a.yaml') },
        list: { schema, loader: async () => [{ id: 'a', name: 'A' }] },
        keyed: { schema, loader: () => ({ a: { name: 'A' } }) },
        object: { schema, loader: { name: 'own', load: async ({ store, parseData }) => {
          store.set({ id: 'a', data: await parseData({ id: 'a', data: { name: 'A' } }) });
        } } },
        online: { schema, loader: async () => (await fetch('https://tide.example')).json() },
      };
      """, "posts/p.md": "---\nname: P\n---\n", "data/a.csv": "id,name\na,Ann\n",
      "data/a.toml": "[a]\nname = 'A'\n", "data/a.yaml": "- id: a\n  name: A\n- id: b\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    let snapshot = await site.refresh()
    let ids = snapshot.collections.map {
      "\($0.name) \($0.entries.map(\.id).joined(separator: " "))"
    }
    #expect(
      ids == [
        "named P/p.md", "csv a", "toml a", "yaml a b", "list a", "keyed a", "object a", "online ",
      ]
    )
    #expect(
      snapshot.allProblems.map { "\($0.rule) \($0.file)" } == ["schema/invalid_type data/a.yaml"]
    )
    #expect(snapshot[collection: "online"]?.status.reason?.contains("network") == true)
    for name in ["csv", "list", "keyed", "object"] {
      #expect(await site.entries(of: name)?.first?.data[["name"]]?.stringValue?.first == "A")
    }
  }

  @Test func `what the site's own parser makes of a file is checked where it stands`() async throws
  {
    let (site, folder) = try open([
      "src/content.config.ts": """
      import { file } from 'astro/loaders';
      import { z } from 'astro/zod';
      import { parse } from 'csv-package';
      const schema = z.object({ name: z.string() });
      const lines = (text) => text.trim().split('\\n').slice(1).map((line) => line.split(','));
      export const collections = {
        part: { schema, loader: file('a/part.json', { parser: (text) => JSON.parse(text).list }) },
        more: { schema, loader: file('a/more.yaml', { parser: () => [
          { id: 'x', name: 1, n: 1 }, { id: 'y', name: 2, n: 2 } ] }) },
        keyed: { schema, loader: file('a/keyed.json', {
          parser: (text) => Object.entries(JSON.parse(text)).map(([id, item]) => ({ id, ...item })) }) },
        csv: { schema, loader: file('a/a.csv', {
          parser: (text) => lines(text).map(([id, name]) => ({ id, name: name || 5 })) }) },
        broken: { schema, loader: file('a/broken.json', { parser: (text) => JSON.parse(text).list }) },
        thrown: { schema, loader: file('a/b.csv', { parser: () => { throw new Error('no header') } }) },
        node: { schema, loader: file('a/c.csv', { parser: () => process.binding('x') }) },
        missing: { schema, loader: file('a/d.csv', { parser: (text) => parse(text) }) },
        fails: { schema, loader: file('a/e.csv', { parser: (text) => parse(text).x.y.map(5) }) },
      };
      """,
      "a/part.json":
        "{\"list\": [{\"id\": \"x\", \"name\": \"X\"},\n  {\"id\": \"y\", \"name\": 5}]}",
      "a/more.yaml": "- {name: 1, id: x}\n- {name: 2, id: y}\n",
      "a/keyed.json": "{\"x\": {\"name\": \"X\"},\n\"y\": {\"name\": 5}}",
      "a/a.csv": "id,name\nx,X\ny,\n", "a/b.csv": "x", "a/c.csv": "x", "a/d.csv": "x",
      "a/e.csv": "x",
      "a/broken.json": "{\"list\":\n [1,]}",
    ])
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems.map {
      let start = $0.span?.start
      return
        "\($0.file) \($0.severity) \($0.rule) \(start.map { "\($0.line):\($0.column)" } ?? "-")"
    }
    #expect(
      Set(problems) == [
        "a/part.json error schema/invalid_type 2:23", "a/more.yaml error schema/invalid_type 1:10",
        "a/more.yaml error schema/invalid_type 2:10", "a/keyed.json error schema/invalid_type 2:15",
        "a/a.csv error schema/invalid_type 3:1", "a/broken.json error parse/json 2:5",
        "a/b.csv error parse/parser -", "a/c.csv warning parse/parser -",
        "a/d.csv warning collection/unresolved -", "a/e.csv warning collection/unresolved -",
      ]
    )
  }

  @Test(arguments: [
    ("4.3.4", ["0"]), ("4.3.3", ["slug"]), ("2.10.1", ["slug"]), ("5.0.0", ["0"]),
  ])
  func `slug reaches the schema from Astro 2.1 to 4.3.3, and a list as it is`(
    version: String,
    named: [String]
  ) async throws {
    let (site, folder) = try open([
      "package.json": "{\"dependencies\": {\"astro\": \"\(version)\"}}",
      "node_modules/astro/package.json": "{\"version\": \"\(version)\"}",
      "src/content/config.ts": """
      import { defineCollection, z } from 'astro:content';
      export const collections = { posts: defineCollection({ schema: z.object({}).strict() }) };
      """,
      "src/content/posts/a.md": "---\nslug: b\n---\n", "src/content/posts/b.md": "---\n- a\n---\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    let problems = await site.refresh().allProblems.filter { $0.severity == .error }
    let messages = problems.map { "\($0.file.suffix(4)) \($0.message)" }
    let isList = named == ["slug"]
    #expect(
      messages.sorted()
        == (isList
          ? [
            "a.md Unrecognized key(s) in object: 'slug'", "b.md Expected object, received array",
          ] : ["b.md Unrecognized key(s) in object: '0'"])
    )
  }
}
