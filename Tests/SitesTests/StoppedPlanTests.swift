import Sites
import Synchronization
import Testing

/// Working out changes of many files, which a person may stop and which keeps nobody else waiting.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct StoppedPlanTests {
  private static let config = """
    import { defineCollection, reference } from 'astro:content';
    import { glob } from 'astro/loaders';
    import { z } from 'astro/zod';
    export const collections = {
      notes: defineCollection({
        loader: glob({ base: './notes', pattern: '*.md' }),
        schema: z.object({ title: z.string(), see: reference('notes').optional() }),
      }),
    };
    """
  private static let count = 600

  private let folder: SiteFolder

  init() throws {
    var files = ["package.json": "{}", "src/content.config.ts": Self.config]
    for number in 0..<Self.count {
      files["notes/n\(number).md"] = "---\ntitle: T\n---\n[x](./n0.md)\n"
    }
    folder = try SiteFolder(files)
  }

  @Test func `removing many tells how far it is, and the site answers meanwhile`() async throws {
    let site = try folder.open()
    let entries = await site.refresh().addresses
    let told = Mutex([Int]())
    let changes = try await site.planRemoval(of: entries) { done, total in
      told.withLock { $0.append(done) }
      #expect(total == Self.count)
    }
    #expect(changes.files.count == Self.count)
    #expect(told.withLock { $0.sorted() } == [256, 512])
  }

  @Test func `a removal that is stopped half-way comes to nothing`() async throws {
    let site = try folder.open()
    let entries = await site.refresh().addresses
    await expectStopped { stop in
      try await site.planRemoval(of: entries) { _, _ in stop() }.files.count
    }
  }

  @Test func `a rename that is stopped half-way comes to nothing`() async throws {
    let site = try folder.open()
    let entries = await site.refresh().addresses
    await expectStopped { stop in
      try await site.planRename(of: entries[0], to: "new") { _, _ in stop() }.changes.files.count
    }
  }

  /// `plan` calls what it is handed once it is half-way.
  private func expectStopped(
    _ plan: @escaping @Sendable (@escaping @Sendable () -> Void) async throws -> Int
  ) async {
    let task = Mutex<Task<Int, any Error>?>(nil)
    let began = AsyncStream.makeStream(of: Void.self)
    let work = Task {
      for await _ in began.stream { break }
      return try await plan { task.withLock { $0?.cancel() } }
    }
    task.withLock { $0 = work }
    began.continuation.yield()
    await #expect(throws: SiteError.self) { try await work.value }
  }
}
