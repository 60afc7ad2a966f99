import Foundation
import Sites
import Testing

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed"), .timeLimit(.minutes(10)))
struct WatchingTests {
  private static let config = """
    import { defineCollection } from 'astro:content';
    import { glob, file } from 'astro/loaders';
    import { z } from 'astro/zod';
    const schema = z.object({ title: z.string().max(MAX) });
    export const collections = {
      posts: defineCollection({ loader: glob({ pattern: '**/*.md', base: 'src/posts' }), schema }),
      notes: defineCollection({ loader: glob({ pattern: 'src/notes/*.md' }), schema }),
      items: defineCollection({ loader: file('src/data/items.json'), schema }),
    };
    """

  /// A site that is followed, with what is known of it.
  private struct Followed {
    let folder: SiteFolder
    let site: Site
    private let changes: AsyncStream<SiteSnapshot>
    private(set) var snapshot: SiteSnapshot

    init(_ files: [String: String]) async throws {
      var files = files
      files["package.json"] = #"{ "dependencies": { "astro": "7.0.0" } }"#
      files["src/content.config.ts"] = config.replacing("MAX", with: "20")
      files["src/data/items.json"] = #"[{ "id": "a", "title": "A" }]"#
      folder = try SiteFolder(files)
      site = try folder.open()
      await site.startWatching()
      changes = site.changes()
      snapshot = await site.refresh()
    }

    /// Waits until `isSo`; never ends when it never is.
    mutating func wait(until isSo: (SiteSnapshot) -> Bool) async {
      if isSo(snapshot) { return }
      for await next in changes {
        snapshot = next
        if isSo(next) { return }
      }
      Issue.record("nothing is followed")
    }

    func ids(_ name: String) -> [String] { snapshot[collection: name]?.entries.map(\.id) ?? [] }
  }

  private static func ids(_ snapshot: SiteSnapshot, _ name: String) -> [String] {
    snapshot[collection: name]?.entries.map(\.id) ?? []
  }

  private static func post(_ title: String) -> String { "---\ntitle: \(title)\n---\n" }

  @Test func `what another program writes, makes and removes is seen`() async throws {
    var site = try await Followed(["src/posts/a.md": Self.post("one")])

    try site.folder.write("src/posts/a.md", Self.post("a title that is much too long"))
    await site.wait { $0.allProblems.contains { $0.rule == "schema/too_big" } }

    try site.folder.write("src/posts/b.md", Self.post("two"))
    await site.wait { Self.ids($0, "posts") == ["a", "b"] }

    try FileManager.default.removeItem(atPath: site.folder.path("src/posts/a.md"))
    await site.wait { Self.ids($0, "posts") == ["b"] }

    try site.folder.write("src/data/items.json", #"[{ "id": "z", "title": "Z" }]"#)
    await site.wait { Self.ids($0, "items") == ["z"] }
  }

  @Test func `folders that come, move and go are followed`() async throws {
    var site = try await Followed(["src/posts/a.md": Self.post("one")])
    let folder = site.folder

    try folder.write("src/posts/x/y/b.md", Self.post("two"))
    await site.wait { Self.ids($0, "posts") == ["a", "x/y/b"] }
    try folder.write("src/posts/x/y/c.md", Self.post("three"))
    await site.wait { Self.ids($0, "posts") == ["a", "x/y/b", "x/y/c"] }

    try FileManager.default.moveItem(
      atPath: folder.path("src/posts/x"),
      toPath: folder.path("src/posts/z")
    )
    await site.wait { Self.ids($0, "posts") == ["a", "z/y/b", "z/y/c"] }
    try folder.write("src/posts/z/y/d.md", Self.post("four"))
    await site.wait { Self.ids($0, "posts") == ["a", "z/y/b", "z/y/c", "z/y/d"] }

    try FileManager.default.removeItem(atPath: folder.path("src/posts"))
    await site.wait { Self.ids($0, "posts").isEmpty }
  }

  @Test func `a base folder that is made later is seen`() async throws {
    var site = try await Followed([:])
    #expect(site.ids("posts").isEmpty && site.ids("notes").isEmpty)

    try site.folder.write("src/posts/a.md", Self.post("one"))
    try site.folder.write("src/notes/n.md", Self.post("note"))

    await site.wait {
      Self.ids($0, "posts") == ["a"] && Self.ids($0, "notes") == ["src/notes/n"]
    }
  }

  @Test func `a changed configuration checks everything again`() async throws {
    var site = try await Followed(["src/posts/a.md": Self.post("a title")])
    #expect(site.snapshot.allProblems.filter { $0.severity == .error }.isEmpty)

    try site.folder.write("src/content.config.ts", Self.config.replacing("MAX", with: "2"))

    await site.wait { $0.allProblems.contains { $0.rule == "schema/too_big" } }
  }

  @Test func `a file that is none of the site's says nothing`() async throws {
    var site = try await Followed(["src/posts/a.md": Self.post("one")])

    try site.folder.write("src/posts/draft.txt", "nothing")
    try site.folder.write("src/posts/b.md", Self.post("two"))

    await site.wait { Self.ids($0, "posts").count == 2 }
    #expect(site.snapshot.changedFileCount == 1)
  }

  @Test func `after any changes what is known is what a new look finds`() async throws {
    var files: [String: String] = [:]
    for number in 0..<40 {
      files["src/posts/\(number % 5)/\(number).md"] = Self.post("post \(number)")
    }
    var site = try await Followed(files)
    var random = SeededGenerator(seed: 7)
    for round in 0..<40 {
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        try change(site.folder, round, using: &random)
      }
      let fresh = try await site.folder.open(usesIndex: false).refresh().collections
      await site.wait { $0.collections == fresh }
    }
    #expect(await site.site.refresh().collections == site.snapshot.collections)
  }

  /// Rewrites, touches, adds, removes or moves some of the posts, as a checkout or an editor does.
  private func change(
    _ folder: SiteFolder,
    _ round: Int,
    using random: inout SeededGenerator
  ) throws {
    let manager = FileManager.default
    let posts = folder.path("src/posts")
    let names = try manager.subpathsOfDirectory(atPath: posts).sorted()
    let files = names.filter { $0.hasSuffix(".md") }
    let folders = names.filter { !$0.hasSuffix(".md") }
    let text = Self.post(
      Bool.random(using: &random) ? "round \(round)" : "far too long: \(round)……"
    )
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      for file in files {
        try manager.setAttributes([.modificationDate: Date()], ofItemAtPath: "\(posts)/\(file)")
      }
    case 1:
      for file in files.shuffled(using: &random).prefix(10) {
        try folder.write("src/posts/\(file)", text)
      }
    case 2:
      try folder.write("src/posts/new/\(round)/\(Int.random(in: 0..<9, using: &random)).md", text)
    case 3:
      if let file = files.randomElement(using: &random), files.count > 20 {
        try manager.removeItem(atPath: "\(posts)/\(file)")
      }
    case 4:
      if let name = folders.randomElement(using: &random) {
        try manager.moveItem(
          atPath: "\(posts)/\(name)",
          toPath: "\(posts)/moved \(UInt32.random(in: 0...UInt32.max, using: &random))"
        )
      }
    case 5:
      if let file = files.randomElement(using: &random) {
        // As most editors save.
        try folder.write("src/posts/.swap", text)
        _ = rename("\(posts)/.swap", "\(posts)/\(file)")
      }
    default:
      let copy = folder.path("src/other")
      try manager.copyItem(atPath: posts, toPath: copy)
      try manager.removeItem(atPath: posts)
      try manager.moveItem(atPath: copy, toPath: posts)
    }
  }
}

/// SplitMix64: the same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
