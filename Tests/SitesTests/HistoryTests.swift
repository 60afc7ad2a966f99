import Content
import Foundation
import Sessions
import Sites
import Synchronization
import Testing
import Values

/// Undo and redo of what frontis wrote, by the site as a new process would open it.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct HistoryTests {
  private let folder: SiteFolder
  private let files = ["blog/first-light-rolls.md", "blog/launch-day.mdx", "docs/en/index.md"]
    .map { "src/content/\($0)" }

  init() throws { folder = try SiteFolder.sample() }

  private func site() throws -> Site { try folder.open(sessions: folder.sessions()) }

  /// Each file with its title changed, as one change.
  private func retitled(_ site: Site, _ title: String) async throws -> ChangeSet {
    let snapshot = await site.refresh()
    var changes = ChangeSet(title: "retitled")
    for collection in snapshot.collections {
      for entry in collection.entries where files.contains(entry.file) {
        let detail = try await site.detail(of: entry.id, file: entry.file, in: collection.name)
        changes.files += try site.plan([.set(["title"], .string(title))], on: detail).files
      }
    }
    return changes
  }

  private func bytes() throws -> [[UInt8]] { try files.map(folder.bytes) }

  @Test func `many files are one step, there and back, across restarts`() async throws {
    let before = try bytes()
    let changes = try await retitled(site(), "Another title")
    try #require(changes.files.count == files.count)
    try await site().commit(changes)
    let after = try bytes()
    #expect(zip(before, after).allSatisfy { $0 != $1 })

    #expect(try await site().undo().title == "retitled")
    #expect(try bytes() == before)
    #expect(try await site().redo().title == "retitled")
    #expect(try bytes() == after)
    await #expect(throws: SiteError.nothingToRedo) { try await site().redo() }
    _ = try await site().undo()
    #expect(try bytes() == before)
    await #expect(throws: SiteError.nothingToUndo) { try await site().undo() }
  }

  /// A site of so many notes, which all get another title.
  private func notes(_ count: Int) async throws -> (SiteFolder, Site, ChangeSet) {
    let folder = try SiteFolder([
      "package.json": #"{"dependencies": {"astro": "^5.0.0"}}"#,
      "src/content.config.ts": """
      import { defineCollection, z } from "astro:content";
      import { glob } from "astro/loaders";
      export const collections = {
        notes: defineCollection({
          loader: glob({ pattern: "*.md", base: "src/notes" }),
          schema: z.object({ title: z.string() }),
        }),
      };
      """,
    ])
    for number in 0..<count {
      try folder.write("src/notes/\(number).md", "---\ntitle: note # \(number)\n---\n")
    }
    let site = try folder.open(sessions: folder.sessions())
    let entries = await site.refresh().collections[0].entries.map {
      EntryAddress(collection: "notes", id: $0.id, file: $0.file)
    }
    let plan = await site.plan([.set(["title"], "new")], on: entries, titled: "retitled")
    return (folder, site, plan.changes)
  }

  private func titled(_ title: String, of count: Int, in folder: SiteFolder) throws -> Int {
    try (0..<count).count {
      try folder.bytes("src/notes/\($0).md") == Array("---\ntitle: \(title) # \($0)\n---\n".utf8)
    }
  }

  @Test func `hundreds of files are written in turns that are told of, and taken back`()
    async throws
  {
    let (folder, site, changes) = try await notes(600)
    let told = Mutex<[Int]>([])
    let commit = try await site.commit(changes) { done, _ in told.withLock { $0.append(done) } }
    #expect(commit.files.count == 600 && commit.failures.isEmpty && commit.unwanted == 0)
    #expect(told.withLock { $0 } == [256, 512, 600])
    #expect(try titled("new", of: 600, in: folder) == 600)
    _ = try await site.undo()
    #expect(try titled("note", of: 600, in: folder) == 600)
  }

  @Test
  func `a write that is stopped leaves each file whole, and undo takes back the written ones`()
    async throws
  {
    let (folder, site, changes) = try await notes(600)
    let commit = try await Task {
      try await site.commit(changes) { _, _ in withUnsafeCurrentTask { $0?.cancel() } }
    }.value
    #expect(commit.files.count == 256 && commit.unwanted == 344)
    #expect(try titled("new", of: 600, in: folder) == 256)
    #expect(try titled("note", of: 600, in: folder) == 344)
    _ = try await site.undo()
    #expect(try titled("note", of: 600, in: folder) == 600)
    await #expect(throws: SiteError.nothingToUndo) { try await site.undo() }
  }

  @Test func `an undo that is stopped is gone on with`() async throws {
    let (folder, site, changes) = try await notes(600)
    _ = try await site.commit(changes)
    let task = Task {
      try await site.undo { _, _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: SiteError.stopped(done: 256, of: 600)) { _ = try await task.value }
    #expect(try titled("note", of: 600, in: folder) == 256)
    _ = try await site.undo()
    #expect(try titled("note", of: 600, in: folder) == 600)
  }

  @Test func `undo after a crash leaves no temporary file behind`() async throws {
    let before = try folder.bytes(files[0])
    let after = before + Array("more\n".utf8)
    let write = FileWrite(
      file: files[0],
      before: before,
      after: after,
      beforeHash: FileWrite.hash(before),
      afterHash: FileWrite.hash(after)
    )
    let sessions = try folder.sessions()
    let id = try sessions.beginWrite(titled: "cut", at: .now, in: folder.root)
    try sessions.add([write], to: id)
    try sessions.startWrite(id)
    try folder.write(files[0], after)
    // No process has a number as high (proc(5), pid_max).
    let stray = "src/content/blog/.frontis-4194305-abc.tmp"
    try folder.write(stray, after)
    #expect(try await site().undo().title == "cut")
    #expect(try folder.bytes(files[0]) == before)
    #expect(!FileManager.default.fileExists(atPath: folder.path(stray)))
  }

  @Test func `one file that changed since keeps all of them`() async throws {
    let site = try site()
    try await site.commit(retitled(site, "Another title"))
    try folder.write(files[1], try folder.bytes(files[1]) + Array("more\n".utf8))
    let now = try bytes()

    let error = await #expect(throws: SiteError.self) { try await site.undo() }

    guard case .changedSince(files[1], let diff)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diff.unified(file: "x").contains("+more\n"))
    #expect(try bytes() == now)
  }

  @Test func `a file that is gone is told, not made again`() async throws {
    let site = try site()
    try await site.commit(retitled(site, "Another title"))
    try FileManager.default.removeItem(atPath: folder.path(files[0]))

    await #expect(throws: SiteError.self) { try await site.undo() }
    #expect(!FileManager.default.fileExists(atPath: folder.path(files[0])))
  }

  @Test func `what was written again puts what was undone out of reach`() async throws {
    let site = try site()
    try await site.commit(retitled(site, "First title"))
    _ = try await site.undo()
    try await site.commit(retitled(site, "Second title"))
    await #expect(throws: SiteError.nothingToRedo) { try await site.redo() }
  }

  @Test
  func
    `nothing is taken back while another process writes, and nothing written while it takes back`()
    async throws
  {
    let site = try site()
    try await site.commit(retitled(site, "Another title"))
    guard let writer = SiteLock(folder.root, isAlone: false) else {
      Issue.record("nobody writes")
      return
    }
    await #expect(throws: SiteError.busy) { try await site.undo() }
    writer.release()

    guard let undoer = SiteLock(folder.root, isAlone: true) else {
      Issue.record("the writer is gone")
      return
    }
    await #expect(throws: SiteError.busy) { try await site.undo() }
    let later = try await retitled(site, "Later title")
    await #expect(throws: SiteError.busy) { try await site.commit(later) }
    undoer.release()

    #expect(try await site.undo().title == "retitled")
    try await site.commit(try await retitled(site, "Later title"))
  }

  @Test func `a step is shown before it is taken`() async throws {
    let site = try site()
    try await site.commit(retitled(site, "Another title"))

    let undo = try #require(try await site.undoStep())

    #expect(undo.conflicts.isEmpty && undo.changes.files.map(\.file) == files.sorted().reversed())
    #expect(
      undo.changes.files.contains { site.unified($0).contains("+title: First-light rolls\n") }
    )
    #expect(try await site.redoStep() == nil)
  }

  @Test func `the history tells what each write did, the newest first`() async throws {
    let site = try site()
    try await site.commit(retitled(site, "First title"))
    try await site.commit(retitled(site, "Second title"))

    let history = try await site.history()

    #expect(history.map(\.state) == [.done, .done])
    let diffs = try site.diffs(of: try #require(history.first).id)
    #expect(diffs.map(\.file) == files.sorted())
    let first = try #require(diffs.first)
    #expect(first.diff.lines.map(\.text).contains("title: Second title"))
  }

  @Test func `a file that changed before the write is left alone, the others are written`()
    async throws
  {
    let site = try site()
    let changes = try await retitled(site, "Another title")
    let others = try folder.bytes(files[2]) + [0x0A]
    try folder.write(files[2], others)

    let commit = try await site.commit(changes)

    #expect(commit.failures.map(\.subject) == [files[2]])
    #expect(commit.files == files.sorted().filter { $0 != files[2] })
    #expect(try folder.bytes(files[2]) == others)
    _ = try await site.undo()
    #expect(try folder.bytes(files[2]) == others)
  }
}
