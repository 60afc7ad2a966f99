import Diagnostics
import Foundation
import Sites
import Testing

/// What a person sees when a site's own configuration is wrong: one clear problem, and the rest
/// works.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct ConfigurationProblemTests {
  private static let config = "src/content.config.ts"

  private func refresh(
    _ files: [String: String],
    variables: [String: String] = ProcessInfo.processInfo.environment
  ) async throws -> SiteSnapshot {
    let folder = try SiteFolder(["package.json": "{}"].merging(files) { $1 })
    return try await folder.open(variables: variables).refresh()
  }

  @Test func `a site without a content config says what to write`() async throws {
    let snapshot = try await refresh(["astro.config.mjs": "export default {}"])
    #expect(snapshot.problems.map(\.rule) == ["config/missing-collections"])
    #expect(snapshot.problems.first?.help?.contains("src/content.config.ts") == true)
    #expect(snapshot.collections.isEmpty)
  }

  @Test func `a config that throws is marked in its own TypeScript`() async throws {
    let snapshot = try await refresh([
      Self.config: """
      interface Missing { tide: string }
      const tides: Missing | undefined = undefined;

      console.log((tides as any).tide);
      export const collections = {};
      """
    ])
    let problem = try #require(snapshot.problems.first)
    #expect(snapshot.problems.count == 1)
    #expect(problem.rule == "config/evaluation")
    #expect(problem.severity == .error)
    #expect(problem.file == Self.config)
    #expect(problem.span?.start.line == 4)
    #expect(problem.message.hasPrefix("TypeError: "))
  }

  @Test func `an imported file that throws is the one that is marked`() async throws {
    let snapshot = try await refresh([
      Self.config: "import './lib/tides';\nexport const collections = {};",
      "src/lib/tides.ts": "\n\nthrow new Error('no tide today');",
    ])
    let problem = try #require(snapshot.problems.first)
    #expect(problem.file == "src/lib/tides.ts")
    #expect(problem.span?.start.line == 3)
    #expect(problem.message == "Error: no tide today")
  }

  @Test func `a config that does not parse is marked where it breaks`() async throws {
    let snapshot = try await refresh([Self.config: "export const collections = {\n  blog: ;\n};"])
    let problem = try #require(snapshot.problems.first)
    #expect(problem.rule == "config/evaluation")
    #expect(problem.span?.start.line == 2)
    #expect(problem.span?.start.column == 9)
  }

  @Test(arguments: [
    "while (true) {}", "while (true) await null;", "(async () => { for (;;) await 1; })();",
  ])
  func `a config that never ends is stopped`(loop: String) async throws {
    let snapshot = try await refresh([
      Self.config: "\(loop)\nexport const collections = {};"
    ])
    let problem = try #require(snapshot.problems.first)
    #expect(snapshot.problems.count == 1)
    #expect(problem.rule == "config/evaluation")
    #expect(problem.file == Self.config)
    #expect(problem.message.contains("stopped") || problem.message.contains("seconds"))
  }

  @Test func `a package that is not installed costs only its own collection`() async throws {
    let snapshot = try await refresh([
      Self.config: """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { feedLoader } from '@harbour/feed';
      import { z } from 'astro/zod';
      export const collections = {
        feed: defineCollection({ loader: feedLoader({ url: 'https://slipway.example/feed' }) }),
        notes: defineCollection({
          loader: glob({ base: './notes', pattern: '*.md' }),
          schema: z.object({ title: z.string() }),
        }),
      };
      """,
      "notes/a.md": "---\ntitle: 5\n---\n",
    ])
    let feed = try #require(snapshot[collection: "feed"])
    #expect(feed.status.reason?.contains("@harbour/feed") == true)
    #expect(feed.status.reason?.contains("npm install") == true)
    let notes = try #require(snapshot[collection: "notes"])
    #expect(notes.status == .checked)
    #expect(notes.allProblems.map(\.rule) == ["schema/invalid_type"])
    #expect(snapshot.problems.count(.error) == 0)
  }

  @Test func `a file that is not there costs only what rests on it`() async throws {
    let folder = try SiteFolder([
      "package.json": "{}",
      Self.config: """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { tags } from './lib/tags';
      import { z } from 'astro/zod';
      const loader = glob({ base: './notes', pattern: '*.md' });
      export const collections = {
        tagged: defineCollection({ loader, schema: z.object({ tag: z.enum(tags) }) }),
        notes: defineCollection({ loader, schema: z.object({ title: z.string() }) }),
      };
      """,
      "src/lib/tags.ts": """
      import made from '../made/tags.json';
      export const tags = made.map(({ name }) => name);
      """,
      "notes/a.md": "---\ntitle: 5\ntag: b\n---\n",
    ])
    let site = try folder.open()
    let snapshot = await site.refresh()
    let error = try #require(snapshot.problems.first { $0.severity == .error })
    #expect(snapshot.problems.count(.error) == 1)
    #expect(error.file == "src/lib/tags.ts")
    #expect(error.span?.start.line == 1)
    let tagged = try #require(snapshot[collection: "tagged"])
    #expect(tagged.status.reason == "it rests on src/made/tags.json, which is not there")
    #expect(tagged.allProblems.map(\.rule) == [])
    let notes = try #require(snapshot[collection: "notes"])
    #expect(notes.allProblems.map(\.rule) == ["schema/invalid_type"])
    // The error is said again, and not when the file came.
    #expect(try await folder.open().refresh().problems.count(.error) == 1)
    try folder.write("src/made/tags.json", #"[{"name": "a"}]"#)
    let later = await site.refresh()
    #expect(later.problems == [])
    #expect(later[collection: "tagged"]?.allProblems.map(\.rule) == ["schema/invalid_value"])
  }

  @Test(arguments: [
    ("@harbour/collections", "'@harbour/collections', which is not installed"),
    ("./gone", "src/gone, which is not there"),
  ])
  func `collections that come from what is not there are no mistake of the config`(
    module: String,
    reason: String
  ) async throws {
    let snapshot = try await refresh([Self.config: "export { collections } from '\(module)'"])
    let problem = try #require(snapshot.problems.last)
    #expect(problem.rule == "config/missing-collections")
    #expect(problem.message.contains(reason))
  }

  @Test func `Starlight's loaders are known where it is not installed, its schemas are not`()
    async throws
  {
    let snapshot = try await refresh([
      Self.config: """
      import { defineCollection } from 'astro:content';
      import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
      import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
      import { z } from 'astro/zod';
      export const collections = {
        docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
        i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
        own: defineCollection({
          loader: docsLoader({ generateId: ({ entry }) => `own/${entry}` }),
          schema: z.object({ title: z.string() }),
        }),
      };
      """,
      "src/content/docs/a.md": "---\ntitle: 5\n---\n",
      "src/content/docs/guides/b.mdx": "---\ntitle: 'B\n---\n",
      "src/content/docs/_draft.md": "---\ntitle: 'D\n---\n",
      "src/content/docs/c.mdoc": "---\ntitle: 'C\n---\n",
      "src/content/i18n/fr.json": "{\"search.label\": 5}",
    ])
    let docs = try #require(snapshot[collection: "docs"])
    #expect(docs.entries.map(\.id) == ["a", "guides/b"])
    #expect(docs.allProblems.map(\.rule) == ["parse/yaml"])
    #expect(docs.status.reason?.contains("@astrojs/starlight/schema") == true)
    let i18n = try #require(snapshot[collection: "i18n"])
    #expect(i18n.entries.map(\.id) == ["fr"])
    #expect(i18n.allProblems.map(\.rule) == [])
    let own = try #require(snapshot[collection: "own"])
    #expect(own.status == .checked)
    #expect(own.allProblems.contains { $0.rule == "schema/invalid_type" && $0.entry == "own/a.md" })
    #expect(snapshot.problems.map(\.rule) == ["collection/unresolved", "collection/unresolved"])
  }

  @Test func `without esbuild the config says how to get it`() async throws {
    let snapshot = try await refresh(
      [Self.config: "export const collections = {};"],
      variables: ["PATH": "/nowhere"]
    )
    let problem = try #require(snapshot.problems.first)
    #expect(snapshot.problems.count == 1)
    #expect(problem.severity == .error)
    #expect(problem.message.contains("esbuild"))
    #expect(problem.help?.contains("FRONTIS_ESBUILD") == true)
  }

  @Test func `a config without collections says so`() async throws {
    let snapshot = try await refresh([Self.config: "export const other = {};"])
    // Astro says so, and builds the site.
    #expect(snapshot.problems.map(\.severity) == [.warning])
    #expect(snapshot.problems.first?.message.contains("no export named collections") == true)
  }

  @Test(arguments: [("6.0.1", Severity.error), ("workspace:*", .warning)])
  func `a config in the old place is refused only where Astro is known to`(
    version: String,
    severity: Severity
  ) async throws {
    let snapshot = try await refresh([
      "package.json": #"{"dependencies": {"astro": "\#(version)"}}"#,
      "src/content/config.ts": """
      import { glob } from 'astro/loaders';
      export const collections = { blog: { loader: glob({ base: 'blog', pattern: '*.md' }) } };
      """, "blog/a.md": "---\ntitle: A\n---\n",
    ])
    #expect(snapshot.problems.map(\.rule).contains("config/legacy"))
    #expect(snapshot.problems.first { $0.rule == "config/legacy" }?.severity == severity)
    #expect(snapshot[collection: "blog"]?.entries.map(\.id) == ["a"])
  }

  @Test(arguments: [("6.0.1", ["collection/no-loader"]), ("5.18.0", ["schema/invalid_type"])])
  func `entries that Astro passes over, since nothing loads them, have no errors`(
    version: String,
    rules: [String]
  ) async throws {
    let snapshot = try await refresh([
      "package.json": #"{"dependencies": {"astro": "\#(version)"}}"#,
      Self.config: """
      import { defineCollection, z } from 'astro:content';
      const blog = defineCollection({ type: 'content', schema: z.object({ title: z.string() }) });
      export const collections = { blog };
      """, "src/content/blog/a.md": "---\ntitle: 1\n---\n",
    ])
    #expect(snapshot.allProblems.map(\.rule) == rules)
    #expect(snapshot[collection: "blog"]?.entries.count == 1)
  }

  @Test func `entries of a loader of the site's own that have no text as id are shown with it`()
    async throws
  {
    let snapshot = try await refresh([
      Self.config: """
      import { z } from 'astro/zod';
      export const collections = {
        data: { loader: () => [{ id: 1 }, { id: 'b' }, {}], schema: z.object({ id: z.any() }) },
      };
      """
    ])
    let entries = try #require(snapshot[collection: "data"]?.entries)
    #expect(entries.map(\.id) == ["", "1", "b"])
    let rules = entries.map { $0.problems.filter { $0.severity == .warning }.map(\.rule) }
    #expect(rules == [["entry/empty-id"], ["entry/invalid-id"], []])
  }
}
