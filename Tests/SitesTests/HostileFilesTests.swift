import Foundation
import Sites
import Testing

/// Files that are made to hang or to exhaust whoever reads them: each is named once, and all else is checked.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct HostileFilesTests {
  private static let config = """
    import { defineCollection } from 'astro:content';
    import { glob } from 'astro/loaders';
    import { z } from 'astro/zod';
    export const collections = {
      notes: defineCollection({
        loader: glob({ base: './notes', pattern: '**/*.{md,json}' }),
        schema: z.object({ title: z.string() }),
      }),
    };
    """

  private let folder: SiteFolder

  init() throws {
    folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "7.0.0" } }"#,
      "src/content.config.ts": Self.config, "notes/sound.md": "---\ntitle: Sound\n---\n",
    ])
  }

  /// The rule and the file of every problem; the sound note must be there.
  private func problems() async throws -> [String] {
    let snapshot = try await folder.open().refresh()
    #expect(snapshot[collection: "notes"]?.entries.contains { $0.id == "sound" } == true)
    return snapshot.allProblems.map { "\($0.rule) \($0.file)" }.sorted()
  }

  @Test func `what is no file is named and not waited for`() async throws {
    #expect(mkfifo(folder.path("notes/pipe.md"), 0o600) == 0)
    #if canImport(Glibc)
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
    let number = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(number) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    // A socket's path must be short, so it is made elsewhere.
    let short = "/tmp/frontis-\(UInt32.random(in: 0...UInt32.max))"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    #expect(rename(short, folder.path("notes/socket.md")) == 0)
    for (name, target) in [("device", "/dev/zero"), ("tty", "/dev/tty"), ("self", "self.md")] {
      #expect(symlink(target, folder.path("notes/\(name).md")) == 0)
    }

    let found = try await problems()

    #expect(
      found
        == ["device", "pipe", "self", "socket", "tty"].map {
          "collection/unreadable notes/\($0).md"
        }
    )
  }

  @Test func `folders that lead into themselves end`() async throws {
    try folder.write("notes/a/b/c.md", "---\ntitle: C\n---\n")
    #expect(symlink("../..", folder.path("notes/a/b/up")) == 0)
    #expect(symlink(".", folder.path("notes/a/here")) == 0)

    let found = try await problems()

    #expect(found.allSatisfy { $0.hasPrefix("collection/unreadable notes/a/") })
    #expect(found.count == 2)
  }

  @Test func `names that are no text, or as long as can be, are files like others`() async throws {
    try folder.write("notes/\(String(repeating: "n", count: 252)).md", "---\ntitle: N\n---\n")
    let name = Array((folder.path("notes") + "/").utf8) + [0xFF, 0xFE] + Array(".md".utf8) + [0]
    let made = name.withUnsafeBytes {
      $0.bindMemory(to: CChar.self).baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) }
    }
    close(try #require(made))

    #expect(try await problems() == ["collection/unreadable notes/\u{FFFD}\u{FFFD}.md"])
  }

  @Test func `of a huge file no more is read than its frontmatter`() async throws {
    try folder.write("notes/huge.md", "---\ntitle: Huge\n---\n")
    try folder.write("notes/endless.json", "[")
    for name in ["huge.md", "endless.json"] {
      #expect(truncate(folder.path("notes/\(name)"), 2 << 30) == 0)
    }

    #expect(try await problems() == ["parse/unreadable notes/endless.json"])
  }

  @Test func `an entry of a million keys is named at its line and not read`() async throws {
    let keys = (0..<600_000).map { "k\($0): v\n" }.joined()
    try folder.write("notes/keys.md", "---\ntitle: K\n\(keys)---\n")
    try folder.write("notes/body.md", "---\ntitle: B\n---\n\(keys)")

    let snapshot = try await folder.open().refresh()

    #expect(snapshot[collection: "notes"]?.entries.map(\.id) == ["body", "keys", "sound"])
    let found = snapshot.allProblems
    #expect(found.map(\.rule) == ["parse/limit"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.span?.start.line == 500_001)
  }

  @Test func `a folder four hundred deep is walked`() async throws {
    let deep = "notes/" + String(repeating: "d/", count: 400) + "a.md"
    try folder.write(deep, "---\nno: title\n---\n")

    #expect(try await problems().map { $0.prefix(13) } == ["schema/invali"])
  }

  @Test(.enabled(if: getuid() != 0, "everything is readable for root"))
  func `what may not be read is named`() async throws {
    try folder.write("notes/secret.md", "---\ntitle: S\n---\n")
    try folder.write("notes/closed/a.md", "---\ntitle: A\n---\n")
    for (name, mode) in [("secret.md", 0o000), ("closed", 0o000)] {
      #expect(chmod(folder.path("notes/\(name)"), mode_t(mode)) == 0)
    }
    defer { chmod(folder.path("notes/closed"), 0o700) }

    #expect(
      try await problems() == [
        "collection/unreadable notes/closed", "parse/unreadable notes/secret.md",
      ]
    )
  }
}
