import Sessions
import Sites
import Synchronization
import Testing

/// Changes of more files than are read, recorded or written at once, which a person may stop.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct ManyFilesTests {
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
  private static let count = 300

  private let folder: SiteFolder

  init() throws {
    var files = ["package.json": "{}", "src/content.config.ts": Self.config]
    for number in 0..<Self.count {
      files["notes/n\(number).md"] = String(decoding: Self.note, as: UTF8.self)
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
    #expect(told.withLock { $0.sorted() } == [256])
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

  @Test func `what is removed is read again for the trash, and comes back byte for byte`()
    async throws
  {
    let site = try folder.open(sessions: folder.sessions())
    let entries = await site.refresh().addresses
    let changes = try await site.planRemoval(of: entries)
    #expect(changes.files.allSatisfy { $0.diff == nil && $0.lineCounts == (0, 4) })
    #expect(
      site.unified(changes.files[0]).hasSuffix(
        "@@ -1,4 +0,0 @@\n----\n-title: T\n----\n-[x](./n0.md)\n"
      )
    )
    try folder.write("notes/n7.md", "changed since")

    let commit = try await site.commit(changes)

    #expect(commit.failures.map(\.subject) == ["notes/n7.md"])
    #expect(commit.files.count == Self.count - 1)
    #expect(try folder.bytes("notes/n7.md") == Array("changed since".utf8))
    #expect(site.unified(changes.files[0]).contains("-title: T\n"))
    #expect(try await site.trash().count == Self.count - 1)
    let step = try #require(try await site.undoStep())
    #expect(step.changes.files.count == Self.count - 1 && step.conflictCount == 0)
    _ = try await site.undo()
    #expect(try folder.bytes("notes/n299.md") == Self.note)
    #expect(await site.refresh().addresses.count == Self.count)
    _ = try await site.redo()
    #expect(await site.refresh().addresses.map(\.id) == ["n7"])
  }

  @Test func `a change of many files is undone and done again`() async throws {
    let site = try folder.open(sessions: folder.sessions())
    let entries = await site.refresh().addresses
    let plan = await site.plan([.set(["title"], "U")], on: entries, titled: "many")
    try await site.commit(plan.changes)
    let step = try #require(try await site.undoStep())
    #expect(step.changes.files.map(\.file) == plan.changes.files.map(\.file).reversed())
    _ = try await site.undo()
    #expect(try folder.bytes("notes/n0.md") == Self.note)
    _ = try await site.redo()
    #expect(try folder.bytes("notes/n299.md") == Array("---\ntitle: U\n---\n[x](./n0.md)\n".utf8))
  }

  @Test func `nothing is removed that the trash cannot keep`() async throws {
    try folder.write("taken", "a file where the state's folder would be")
    let sessions = try SessionStore(path: folder.path("taken/state.sqlite"), now: { .now })
    let site = try folder.open(sessions: sessions)
    let entries = await site.refresh().addresses
    let changes = try await site.planRemoval(of: [entries[0]])
    await #expect(throws: SiteError.self) { try await site.commit(changes) }
    #expect(try folder.bytes(entries[0].file) == Self.note)
  }

  private static let note = Array("---\ntitle: T\n---\n[x](./n0.md)\n".utf8)

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
