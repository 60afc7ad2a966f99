import Foundation
import Testing

/// The verbs that write, by the real program on a copy of the sample site.
@Suite(
  .enabled(if: binary != nil, "the program is not built"),
  .enabled(if: hasEsbuild, "esbuild is not installed"),
  .serialized,
  .timeLimit(.minutes(10))
) struct WritingVerbTests {
  private let folder: ProgramFolder
  private let content: [String: Data]

  init() throws {
    folder = try ProgramFolder()
    content = try Self.content(of: folder)
  }

  private static func content(of folder: ProgramFolder) throws -> [String: Data] {
    let root = "\(folder.site)/src/content"
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
    return Dictionary(
      uniqueKeysWithValues: files.compactMap { file in
        FileManager.default.contents(atPath: "\(root)/\(file)").map { (file, $0) }
      }
    )
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(folder.site)/src/content/\(file)"), encoding: .utf8)
  }

  private func isUntouched() throws -> Bool { try Self.content(of: folder) == content }

  @Test func `fix writes what it shows, and undo brings every byte back`() async throws {
    let shown = try await folder.run(["fix", "the-slipway", "--dry-run"])
    #expect(try isUntouched())
    #expect(shown.output.contains("-    \"width\": \"112\",\n+    \"width\": 112,\n"))

    #expect(try await folder.run(["fix", "the-slipway"]).status == 1)
    #expect(try text("products/oak-tiller.json").contains("\"width\": 112,"))
    #expect(try text("blog/fog-horn-biscuits.md").contains("title:") == false)

    #expect(try await folder.run(["undo", "--site", "the-slipway"]).status == 0)
    #expect(try isUntouched())
    #expect(try await folder.run(["undo", "--site", "the-slipway"]).status == 1)
    #expect(try await folder.run(["redo", "--site", "the-slipway"]).status == 0)
    #expect(try text("products/oak-tiller.json").contains("\"width\": 112,"))
  }

  @Test func `fixes are narrowed by path, rule and title`() async throws {
    let one = try await folder.run([
      "fix", "the-slipway/src/content/products", "--like", "quote it",
    ])
    #expect(one.output == "edited  src/content/products/sourdough-kit.yaml  +1 -1\n")
    let parse = try await folder.run(["fix", "the-slipway", "--rule", "parse"])
    #expect(
      parse.output == "edited  src/content/docs/de/backstube/sauerteig-fuettern.md  +1 -1\n"
    )
    #expect(parse.status == 0)
  }

  @Test func `undo prints how a file changed since, and leaves all as it is`() async throws {
    _ = try await folder.run(["fix", "the-slipway"])
    let file = "\(folder.site)/src/content/products/oak-tiller.json"
    let now = try text("products/oak-tiller.json").replacing("112", with: "113")
    try now.write(toFile: file, atomically: false, encoding: .utf8)
    let before = try Self.content(of: folder)

    let (status, output) = try await folder.run(["undo", "--site", "the-slipway"])

    #expect(status == 1)
    #expect(output.contains("-    \"width\": 112,\n+    \"width\": 113,\n"))
    #expect(try Self.content(of: folder) == before)
  }

  @Test func `the history is listed, as JSON with each file's diff`() async throws {
    _ = try await folder.run(["fix", "the-slipway", "--rule", "parse"])
    let list = ["undo", "--site", "the-slipway", "--list"]
    #expect(try await folder.run(list).output.contains("fixed 1 problem"))
    let json = try await folder.run(list + ["--format", "json"]).output
    #expect(json.contains(#""title": "fixed 1 problem""#))
    #expect(json.contains(#"+title: \"Für Anfänger"#))
  }

  private func run(_ line: String...) async throws -> (status: Int32, output: String) {
    try await folder.run(line + ["--site", "the-slipway"])
  }

  @Test func `get prints a text as it is and anything else as JSON`() async throws {
    #expect(try await run("get", "blog/low-tide-loaf", "title").output == "Low-tide loaf\n")
    #expect(try await run("get", "blog/low-tide-loaf", "tags[1]").output == "tides\n")
    #expect(try await run("get", "blog/low-tide-loaf", "rating").output == "4\n")
    #expect(try await run("get", "blog/launch-day", "updatedDate").output == "2026-09-02\n")
    #expect(try await run("get", "blog/low-tide-loaf", "nothing").status == 1)
    #expect(try await run("get", "blog/nothing").status == 2)
    #expect(try await run("get", "blog/*", "title").status == 2)
  }

  @Test func `an entry of a loader that was not run is said to need the network`() async throws {
    let config = """
      import { defineCollection } from 'astro:content';
      const loader = async () => (await fetch('http://127.0.0.1:1/')).json();
      export const collections = { feed: defineCollection({ loader }) };
      """
    let place = "\(folder.site)/src/content.config.ts"
    try config.write(toFile: place, atomically: false, encoding: .utf8)
    let arguments = ["set", "feed/a", "n=1", "--site", "the-slipway"]
    let (status, output) = try await folder.run(arguments, withErrors: true)
    #expect(status == 2)
    #expect(output.contains("  feed: its loader needs the network: pass --allow-network to run it"))
  }

  @Test func `set reads values as the schema wants them, and changes many entries at once`()
    async throws
  {
    let shown = try await run("set", "blog/*", "tags+=bread", "rating=3", "--dry-run")
    #expect(
      shown.output.contains(
        "-tags: [recipes]\n-rating: 7   # they are very good\n+tags: [recipes, bread]\n+rating: 3   # they are very good\n"
      )
    )
    #expect(try isUntouched())
    #expect(try await run("set", "blog/*", "tags-=bread", "title=2026", "draft=true").status == 0)
    #expect(try text("blog/low-tide-loaf.md").contains("title: \"2026\""))
    #expect(try text("blog/low-tide-loaf.md").contains("tags: [tides]\ndraft: true\n"))
    #expect(try await run("undo").status == 0)
    #expect(try isUntouched())
    #expect(
      try await run("set", "blog/*", "--replace", "Low-tide=High-tide", "--in", "title").output
        == "edited  src/content/blog/low-tide-loaf.md  +1 -1\n"
    )
  }

  @Test func `unset and rename change fields`() async throws {
    #expect(try await run("unset", "blog/*", "rating").status == 0)
    #expect(try text("blog/low-tide-loaf.md").contains("rating") == false)
    // The one that does not parse is named; all others are changed.
    let renamed = try await run(
      "rename",
      "docs/**",
      "--field",
      "reviewed=checked",
      "--format",
      "json"
    )
    #expect(renamed.status == 1)
    #expect(renamed.output.contains("\"subject\": \"docs/de/backstube/sauerteig-fuettern\""))
    #expect(try text("docs/en/index.md").contains("\nchecked: "))
    _ = try await run("undo")
    _ = try await run("undo")
    #expect(try isUntouched())
  }

  @Test func `an entry is created, renamed with what leads to it, removed and restored`()
    async throws
  {
    let new = try await run("new", "blog", "title=Low: tide", "author=maris", "description=D")
    #expect(new.output == "created  src/content/blog/low-tide.md  +10 -0\n")
    #expect(
      try await run("refs", "authors/maris").output.contains("blog/low-tide.md:5:9  reference")
    )
    let renamed = try await run("rename", "authors/maris", "marisa")
    #expect(
      renamed.output.contains("moved  src/content/authors/maris.json to src/content/authors/")
    )
    #expect(!renamed.output.contains("removed"))
    #expect(try text("blog/low-tide.md").contains("author: marisa\n"))
    #expect(try text("blog/fog-horn-biscuits.md").contains("author: marisa\n"))
    #expect(try await run("remove", "authors/marisa").status == 0)
    #expect(try await run("remove", "--list").output.contains("src/content/authors/marisa.json"))
    #expect(try await run("remove", "--restore", "src/content/authors/marisa.json").status == 0)
    for _ in 0..<4 { #expect(try await run("undo").status == 0) }
    #expect(try isUntouched())
  }

  @Test func `what has a space is a title, and undo takes the site's folder`() async throws {
    let new = try await run("new", "blog", "Low tide", "author=maris", "--format", "json")
    #expect(new.output.contains("src/content/blog/low-tide.md"))
    #expect(try text("blog/low-tide.md").contains("title: Low tide\n"))
    #expect(try await folder.run(["undo", "the-slipway"]).status == 0)
    #expect(try isUntouched())
  }

  @Test(
    arguments: [
      (["set", "blog/low-tide-loaf"], 2), (["set", "title=x"], 2),
      (["set", "blog/low-tide-loaf", "title.deep=x"], 1), (["new", "nothing", "x"], 2),
      (["new", "authors", "maris"], 1), (["rename", "authors/maris", "osk"], 1),
      (["rename", "authors/maris", "../../../x"], 1), (["unset", "title"], 2),
      (["remove"], 2), (["remove", "--restore", "nothing"], 2), (["redo"], 1),
      (["set", "blog/*", "docs/**", "title=x"], 2),
    ] as [([String], Int32)]
  )
  func `what cannot be done writes nothing`(_ line: [String], _ status: Int32) async throws {
    #expect(try await folder.run(line + ["--site", "the-slipway"]).status == status)
    #expect(try isUntouched())
  }
}
