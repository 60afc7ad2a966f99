import Content
import Testing

@testable import Sites

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct EntryGlanceTests {
  @Test func `what is told at a glance is what a closer look says`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open(usesIndex: false)
    let snapshot = await site.refresh()
    let known = try #require(await site.known())
    var plainCount = 0
    for (place, plan) in known.configuration.plans.enumerated() where plan.isWhole {
      let glance = EntryGlance(plan)
      for entry in try #require(snapshot[collection: plan.name]).entries {
        let read = try FileReading.whole("\(folder.root)/\(entry.file)")
        let path = String(entry.file.dropFirst(plan.base.count + 1))
        let record = known.check.record(
          of: entry.file,
          path,
          plan: place,
          read.bytes,
          isWhole: true
        )
        var closer = try #require(record.entries.first)
        let isPlain =
          record.entries.count == 1 && record.problems.isEmpty && closer.problems.isEmpty
          && closer.references.isEmpty
        let data = known.check.document(read.bytes, file: entry.file, plan).data
        if glance.isPlain(data) {
          plainCount += 1
          #expect(isPlain, "\(entry.file)")
        }
        // What others say of it is known only when all were read.
        closer.problems = entry.problems
        #expect(EntrySummary(closer, file: entry.file) == entry)
      }
    }
    #expect(plainCount > 10)
  }

  /// Astro's own check finds references by their look, whatever schema lets them through.
  @Test(arguments: [
    "z.object({ see: z.object({ collection: z.string(), id: z.string() }) })",
    "z.object({ see: z.object({ collection: z.literal('notes'), slug: z.string() }) })",
    "z.looseObject({ title: z.string() })",
    "z.object({ title: z.string() }).catchall(z.any())",
    "z.object({ see: z.any() })",
    "z.object({ see: z.record(z.string(), z.string()) })",
    "z.object({ see: z.object({}).passthrough().optional() })",
    "z.object({ see: z.union([z.string(), z.unknown()]) })",
    "z.object({ other: z.object({ id: z.string() }).default({ collection: 'notes', id: 'gone' }) })",
  ])
  func `what looks like a reference is seen through`(_ schema: String) async throws {
    let entry = "---\ntitle: A\nsee:\n  collection: notes\n  id: gone\n  slug: gone\n---\n"
    let folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "7.2.4" } }"#,
      "src/content.config.ts": """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const notes = defineCollection({
        loader: glob({ base: 'src/notes', pattern: '*.md' }),
        schema: \(schema),
      });
      export const collections = { notes };
      """,
      "src/notes/a.md": entry,
    ])
    let problems = await (try folder.open(usesIndex: false)).refresh().allProblems
    #expect(problems.map(\.rule) == ["reference/missing"])
  }

  @Test func `what the schema leaves out is no reference`() async throws {
    let folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "7.2.4" } }"#,
      "src/content.config.ts": """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const notes = defineCollection({
        loader: glob({ base: 'src/notes', pattern: '*.md' }),
        schema: z.object({ see: z.object({ id: z.string() }) }),
      });
      export const collections = { notes };
      """,
      "src/notes/a.md": "---\nsee:\n  collection: notes\n  id: gone\n---\n",
    ])
    #expect(await (try folder.open(usesIndex: false)).refresh().allProblems.isEmpty)
  }
}
