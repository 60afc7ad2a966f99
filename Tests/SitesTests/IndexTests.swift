import Foundation
import Sites
import Testing

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct IndexTests {
  private static let file = "src/content/blog/night-ferry.md"

  @Test func `a second look reads no file and finds the same`() async throws {
    let folder = try SiteFolder.sample()
    let first = try await folder.open().refresh()

    let second = try await folder.open().refresh()

    #expect(first.changedFileCount == first.fileCount)
    #expect(second.changedFileCount == 0)
    #expect(second.collections == first.collections)
  }

  @Test func `without an index and a list the same problems are found`() async throws {
    let folder = try SiteFolder.sample()
    let listed = try await folder.open().refresh()
    let bare = try await folder.open(usesIndex: false, listsEntries: false).refresh()

    #expect(bare.allProblems == listed.allProblems)
    #expect(
      bare.collections.map { $0.entries.map(\.id) }
        == listed.collections.map { $0.entries.map(\.id) }
    )
    // Nobody lists them, so that their columns were not worth a look.
    let blog = try #require(bare[collection: "blog"])
    #expect(blog.entries.contains { $0.problems.isEmpty && $0.cells.isEmpty })
  }

  @Test func `a changed file is read again, and only that`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    _ = await site.refresh()
    let text = try String(decoding: folder.bytes(Self.file), as: UTF8.self)
    try folder.write(Self.file, text.replacing("captain", with: "osk"))

    let snapshot = try await folder.open().refresh()

    #expect(snapshot.changedFileCount == 1)
    #expect(!snapshot.allProblems.contains { $0.file == Self.file })
    #expect(await site.refresh().collections == snapshot.collections)
  }

  @Test func `a removed file is forgotten`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let before = await site.refresh().entryCount
    try FileManager.default.removeItem(atPath: folder.path(Self.file))

    #expect(await site.refresh().entryCount == before - 1)
    #expect(try await folder.open().refresh().entryCount == before - 1)
  }

  @Test func `a changed configuration checks everything again`() async throws {
    let folder = try SiteFolder.sample()
    let first = try await folder.open().refresh()
    let config = "src/content.config.ts"
    let text = try String(decoding: folder.bytes(config), as: UTF8.self)
    try folder.write(config, text.replacing(".max(5)", with: ".max(9)"))

    let second = try await folder.open().refresh()

    #expect(second.changedFileCount == first.fileCount)
    #expect(!second.allProblems.contains { $0.rule == "schema/too_big" })
  }
}
