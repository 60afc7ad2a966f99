import Foundation
import Sites
import Testing

/// One wrong file, the fix that is chosen by its title, and the file afterwards.
private struct FixCase: Sendable {
  let name: String
  let file: String
  let before: String
  let title: String
  let isSafe: Bool
  let after: String

  /// A Markdown note of these lines between fences, with a body.
  init(
    _ name: String,
    _ before: String,
    _ title: String,
    _ after: String,
    safe: Bool = true,
    file: String = "notes/a.md"
  ) {
    self.name = name
    self.file = file
    self.title = title
    isSafe = safe
    let isMarkdown = file.hasSuffix(".md")
    self.before = isMarkdown ? "---\n\(before)\n---\n\n# Heading\n\nBody: \"x\"\n" : before
    self.after = isMarkdown ? "---\n\(after)\n---\n\n# Heading\n\nBody: \"x\"\n" : after
  }
}

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct QuickFixTests {
  private static let config = """
    import { defineCollection, reference } from 'astro:content';
    import { glob } from 'astro/loaders';
    import { z } from 'astro/zod';
    const note = z.strictObject({
      title: z.string(),
      level: z.enum(['easy', 'steady', 'hard']).optional(),
      pubDate: z.date().optional(),
      rating: z.number().max(5).optional(),
      draft: z.boolean().optional(),
      tags: z.array(z.string()).optional(),
      see: reference('notes').optional(),
      link: z.object({ label: z.string(), hidden: z.boolean() }).optional(),
    });
    export const collections = {
      notes: defineCollection({
        loader: glob({ base: './notes', pattern: '**/*.{md,json,toml,yaml}' }),
        schema: note,
      }),
    };
    """

  private static let cases = [
    FixCase(
      "nearest enum value",
      "title: A\nlevel: stedy # so",
      "change it to 'steady'",
      "title: A\nlevel: steady # so"
    ),
    FixCase(
      "enum value in another case",
      "title: A\nlevel: 'Hard'",
      "change it to 'hard'",
      "title: A\nlevel: 'hard'"
    ),
    FixCase(
      "missing key",
      "level: easy # first",
      "add title: Heading",
      "title: Heading\nlevel: easy # first",
      safe: false
    ),
    FixCase(
      "missing key of an object",
      "title: A\nlink:\n  label: x\n",
      "add hidden: false",
      "title: A\nlink:\n  label: x\n  hidden: false\n",
      safe: false
    ),
    FixCase(
      "unknown key like the missing one",
      "# c\ntitel: A # t\nlevel: easy",
      "rename 'titel' to 'title'",
      "# c\ntitle: A # t\nlevel: easy"
    ),
    FixCase(
      "unknown key like a free one",
      "title: A\nTags: [a]",
      "rename 'Tags' to 'tags'",
      "title: A\ntags: [a]"
    ),
    FixCase(
      "unknown key removed",
      "title: A\nxyzzy: 1 # y\nlevel: easy",
      "remove 'xyzzy'",
      "title: A\nlevel: easy",
      safe: false
    ),
    FixCase("quoting a number", "title: 2024 # y", "quote it", "title: \"2024\" # y"),
    FixCase("quoting a boolean", "title:   true", "quote it", "title:   \"true\""),
    FixCase(
      "quoting a date keeps its text",
      "title: 2024-05-06",
      "quote it",
      "title: \"2024-05-06\""
    ),
    FixCase(
      "number written as text",
      "title: A\nrating: \"4\"  # r",
      "write it as a number",
      "title: A\nrating: 4  # r"
    ),
    FixCase(
      "number with a unit",
      "title: A\nrating: 4 %",
      "write it as 4",
      "title: A\nrating: 4",
      safe: false
    ),
    FixCase(
      "boolean written as text",
      "title: A\ndraft: 'yes'",
      "write it as true",
      "title: A\ndraft: true"
    ),
    FixCase(
      "number over its bound",
      "title: A\nrating: 9",
      "change it to 5",
      "title: A\nrating: 5",
      safe: false
    ),
    FixCase(
      "date with its month's name",
      "title: A\npubDate: 4th of Jan 2025   # first",
      "write it as 2025-01-04",
      "title: A\npubDate: 2025-01-04   # first"
    ),
    FixCase(
      "date with slashes",
      "title: A\npubDate: 2025/1/4",
      "write it as 2025-01-04",
      "title: A\npubDate: 2025-01-04"
    ),
    FixCase(
      "date that may be two",
      "title: A\npubDate: 04/01/2025",
      "write it as 2025-04-01",
      "title: A\npubDate: 2025-04-01",
      safe: false
    ),
    FixCase(
      "scalar wrapped in a list",
      "title: A\ntags: boats # t",
      "make it a list",
      "title: A\ntags: [boats] # t"
    ),
    FixCase(
      "list in one text",
      "title: A\ntags: boats, bread",
      "make it a list of 2",
      "title: A\ntags: [boats, bread]",
      safe: false
    ),
    FixCase(
      "key that says nothing",
      "title: A\ntags:\nlevel: easy",
      "remove 'tags', which says nothing",
      "title: A\nlevel: easy"
    ),
    FixCase(
      "duplicate key of the same value",
      "title: A\nlevel: easy\ntitle: A",
      "remove the second 'title'",
      "title: A\nlevel: easy"
    ),
    FixCase(
      "duplicate key of another value",
      "title: A\nlevel: easy\ntitle: B",
      "keep the second 'title'",
      "level: easy\ntitle: B",
      safe: false
    ),
    FixCase(
      "tab indentation",
      "title: A\nlink:\n\tlabel: x\n\thidden: true",
      "indent with spaces",
      "title: A\nlink:\n  label: x\n  hidden: true"
    ),
    FixCase(
      "unclosed quote",
      "title: \"A\nlevel: easy",
      "close the quote",
      "title: \"A\"\nlevel: easy"
    ),
    FixCase(
      "unclosed single quote",
      "title: 'A b\nlevel: easy",
      "close the quote",
      "title: 'A b'\nlevel: easy"
    ),
    FixCase("colon in a text", "title: A: b # c", "quote it", "title: \"A: b\" # c"),
    FixCase("quote in a quoted text", "title: 'It's so'", "quote it anew", "title: \"It's so\""),
    FixCase("text that begins with @", "title: @home", "quote it", "title: \"@home\""),
    FixCase(
      "no blank after the colon",
      "title:A\nlevel: easy",
      "put a blank after the colon",
      "title: A\nlevel: easy"
    ),
    FixCase(
      "no blank before an address",
      "title:https://a.example\nlevel: easy",
      "put a blank after the colon",
      "title: https://a.example\nlevel: easy"
    ),
    FixCase(
      "broken reference",
      "title: A\nsee: fog-hron # s",
      "change it to 'fog-horn'",
      "title: A\nsee: fog-horn # s"
    ),
    FixCase(
      "reference to a file",
      "title: A\nsee: fog-horn.md",
      "change it to 'fog-horn'",
      "title: A\nsee: fog-horn"
    ),
    FixCase(
      "nearest enum value in flow style",
      "{title: A, level: stedy} # so",
      "change it to 'steady'",
      "{title: A, level: steady} # so"
    ),
    FixCase(
      "missing key in flow style",
      "{level: easy} # first",
      "add title: Heading",
      "{title: Heading, level: easy} # first",
      safe: false
    ),
    FixCase(
      "missing key of an object in flow style",
      "title: A\nlink: { label: x }",
      "add hidden: false",
      "title: A\nlink: { label: x, hidden: false }",
      safe: false
    ),
    FixCase(
      "unknown key in flow style",
      "{titel: A, level: easy}",
      "rename 'titel' to 'title'",
      "{title: A, level: easy}"
    ),
    FixCase(
      "unknown key removed in flow style",
      "{title: A, xyzzy: [1, 2], level: easy}",
      "remove 'xyzzy'",
      "{title: A, level: easy}",
      safe: false
    ),
    FixCase("quoting in flow style", "{title: 2024}", "quote it", "{title: \"2024\"}"),
    FixCase(
      "number written as text in flow style",
      "{title: A, rating: '4'}",
      "write it as a number",
      "{title: A, rating: 4}"
    ),
    FixCase(
      "boolean written as text in flow style",
      "{title: A, draft: 'yes'}",
      "write it as true",
      "{title: A, draft: true}"
    ),
    FixCase(
      "date in flow style",
      "{title: A, pubDate: 2025/1/4}",
      "write it as 2025-01-04",
      "{title: A, pubDate: 2025-01-04}"
    ),
    FixCase(
      "scalar wrapped in flow style",
      "{title: A, tags: boats}",
      "make it a list",
      "{title: A, tags: [boats]}"
    ),
    FixCase(
      "duplicate key in flow style",
      "{title: A, level: easy, title: A}",
      "remove the second 'title'",
      "{title: A, level: easy}"
    ),
    FixCase(
      "broken reference in flow style",
      "{title: A, see: fog-hron}",
      "change it to 'fog-horn'",
      "{title: A, see: fog-horn}"
    ),
    FixCase(
      "JSON enum value",
      "{\n  \"title\": \"A\",\n  \"level\": \"Easy\"\n}\n",
      "change it to 'easy'",
      "{\n  \"title\": \"A\",\n  \"level\": \"easy\"\n}\n",
      file: "notes/a.json"
    ),
    FixCase(
      "JSON key like the missing one",
      "{\n  \"titel\": \"A\"\n}\n",
      "rename 'titel' to 'title'",
      "{\n  \"title\": \"A\"\n}\n",
      file: "notes/a.json"
    ),
    FixCase(
      "JSON missing key of an object",
      "{\n  \"title\": \"A\",\n  \"link\": {\n    \"label\": \"x\"\n  }\n}\n",
      "add hidden: false",
      "{\n  \"title\": \"A\",\n  \"link\": {\n    \"label\": \"x\",\n    \"hidden\": false\n  }\n}\n",
      safe: false,
      file: "notes/a.json"
    ),
    FixCase(
      "JSON number to be a text",
      "{ \"title\": 2024 }\n",
      "quote it",
      "{ \"title\": \"2024\" }\n",
      file: "notes/a.json"
    ),
    FixCase(
      "JSON boolean as text",
      "{ \"title\": \"A\", \"draft\": \"no\" }\n",
      "write it as false",
      "{ \"title\": \"A\", \"draft\": false }\n",
      file: "notes/a.json"
    ),
    FixCase(
      "JSON scalar wrapped in a list",
      "{ \"title\": \"A\", \"tags\": \"boats\" }\n",
      "make it a list",
      "{ \"title\": \"A\", \"tags\": [\"boats\"] }\n",
      file: "notes/a.json"
    ),
    FixCase(
      "JSON reference",
      "{ \"title\": \"A\", \"see\": \"fog-hron\" }\n",
      "change it to 'fog-horn'",
      "{ \"title\": \"A\", \"see\": \"fog-horn\" }\n",
      file: "notes/a.json"
    ),
    FixCase(
      "TOML key like the missing one",
      "titel = 'A' # t\n",
      "rename 'titel' to 'title'",
      "title = 'A' # t\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML missing key of a table",
      "title = 'A'\n\n[link]\nlabel = 'x' # l\n",
      "add hidden: false",
      "title = 'A'\n\n[link]\nlabel = 'x' # l\nhidden = false\n",
      safe: false,
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML number to be a text",
      "title = 2024 # y\n",
      "quote it",
      "title = \"2024\" # y\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML number as text",
      "title = 'A'\nrating = '4'  # r\n",
      "write it as a number",
      "title = 'A'\nrating = 4  # r\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML boolean as text",
      "title = 'A'\ndraft = 'yes'\n",
      "write it as true",
      "title = 'A'\ndraft = true\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML date as text",
      "title = 'A'\npubDate = '4 Jan 2025'\n",
      "write it as 2025-01-04",
      "title = 'A'\npubDate = 2025-01-04\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML scalar wrapped in a list",
      "title = 'A'\ntags = 'boats' # t\n",
      "make it a list",
      "title = 'A'\ntags = [\"boats\"] # t\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML reference",
      "title = 'A'\nsee = 'fog-hron'\n",
      "change it to 'fog-horn'",
      "title = 'A'\nsee = 'fog-horn'\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML key written twice",
      "title = 'A'\nlevel = 'easy'\ntitle = 'A'\n",
      "remove the second 'title'",
      "title = 'A'\nlevel = 'easy'\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML text without quotes",
      "title = A\n",
      "quote it",
      "title = \"A\"\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "TOML boolean in other letters",
      "title = 'A'\ndraft = True # d\n",
      "write it as true",
      "title = 'A'\ndraft = true # d\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "key of another value in flow style",
      "title: A\nlink: { label: x, hidden: true, label: 'y, z' }",
      "keep the second 'label'",
      "title: A\nlink: { hidden: true, label: 'y, z' }",
      safe: false
    ),
    FixCase(
      "TOML unclosed quote",
      "title = \"A\nlevel = 'easy'\n",
      "close the quote",
      "title = \"A\"\nlevel = 'easy'\n",
      file: "notes/a.toml"
    ),
    FixCase(
      "JSON number as text",
      "{\"title\": \"A\",  \"rating\": \"4\"}\n",
      "write it as a number",
      "{\"title\": \"A\",  \"rating\": 4}\n",
      file: "notes/a.json"
    ),
    FixCase(
      "last comma of JSON",
      "{\n  \"title\": \"A\",\n}\n",
      "remove the last comma",
      "{\n  \"title\": \"A\"\n}\n",
      file: "notes/a.json"
    ),
    FixCase(
      "TOML enum value",
      "title = 'A' # t\nlevel = 'Easy'\n",
      "change it to 'easy'",
      "title = 'A' # t\nlevel = 'easy'\n",
      file: "notes/a.toml"
    ),
  ]

  private static func folder(_ files: [String: String]) throws -> SiteFolder {
    let sound = [
      "package.json": "{}", "src/content.config.ts": config,
      "notes/fog-horn.md": "---\ntitle: Fog horn\n---\n", "notes/other.md": "---\ntitle: O\n---\n",
    ]
    return try SiteFolder(sound.merging(files) { $1 })
  }

  /// The same file with other line ends, and a mark before it.
  enum Spelling: String, CaseIterable {
    case plain, crlf, marked

    func bytes(of text: String) -> [UInt8] {
      switch self {
      case .plain: Array(text.utf8)
      case .crlf: Array(text.replacing("\n", with: "\r\n").utf8)
      case .marked: Array("\u{FEFF}\(text)".utf8)
      }
    }
  }

  @Test(arguments: Spelling.allCases)
  func `a fix removes its problem and changes nothing else`(_ spelling: Spelling) async throws {
    let folder = try Self.folder([:])
    var cases: [(item: FixCase, file: String)] = []
    for (number, item) in Self.cases.enumerated() {
      // JSON.parse and Astro's TOML reader take no mark.
      if spelling == .marked, !item.file.hasSuffix(".md") { continue }
      let file = "notes/fix-\(number).\(item.file.split(separator: ".").last ?? "")"
      try folder.write(file, spelling.bytes(of: item.before))
      cases.append((item, file))
    }
    let site = try folder.open()
    let snapshot = await site.refresh()
    for (item, file) in cases {
      let problems = snapshot.allProblems.filter { $0.file == file }
      let offered = await site.fixes(for: problems)
      let all = zip(problems, offered).flatMap { problem, fixes in fixes.map { (problem, $0) } }
      let chosen = all.first { $0.1.title == item.title }
      let said =
        "\(item.name): \(all.map { ($0.0.message, $0.1.title) }), \(problems.map(\.summary))"
      guard let (problem, fix) = chosen else {
        Issue.record("\(said)")
        continue
      }

      let commit = try await site.commit(site.plan(fix, of: problem))

      let written = try folder.bytes(file)
      #expect(
        written == spelling.bytes(of: item.after),
        "\(item.name): \(String(decoding: written, as: UTF8.self))"
      )
      #expect(fix.isSafe == item.isSafe, "\(item.name)")
      let left = commit.snapshot.allProblems.filter { $0.file == file }
      #expect(!left.contains { $0.rule == problem.rule && $0.path == problem.path }, "\(item.name)")
      #expect(left.count < problems.count, "\(item.name)")
    }
  }

  @Test func `line endings and a byte order mark stay`() async throws {
    let before = "\u{FEFF}---\r\ntitle: 12 # a\r\ntags: x\r\n---\r\nBody\r\n"
    let folder = try Self.folder(["notes/a.md": before])
    let site = try folder.open()
    let problems = await site.refresh().allProblems

    let plan = await site.planFixes(of: problems)
    try await site.commit(plan.changes)

    #expect(plan.items.map(\.fix.title) == ["quote it", "make it a list"])
    #expect(
      try folder.bytes("notes/a.md")
        == Array("\u{FEFF}---\r\ntitle: \"12\" # a\r\ntags: [x]\r\n---\r\nBody\r\n".utf8)
    )
    #expect(await site.refresh().allProblems.isEmpty)
  }

  @Test func `one like this is fixed in all files, as one step of undo`() async throws {
    let files = ["a", "b", "c"].map {
      ("notes/\($0).md", "---\ntitle: \($0)\nrating: \"4\"\nlevel: Easy\n---\n")
    }
    let folder = try Self.folder(Dictionary(uniqueKeysWithValues: files))
    let site = try folder.open(sessions: folder.sessions())
    let problems = await site.refresh().allProblems

    let plan = await site.planFixes(of: problems, titled: "write it as a number")
    let left = try await site.commit(plan.changes).snapshot.allProblems
    #expect(plan.items.count == 3 && plan.changes.files.count == 3)
    #expect(plan.changes.title == "fixed 3 problems")
    #expect(left.map(\.pathText) == ["level", "level", "level"])

    _ = try await site.undo()
    for (file, before) in files {
      #expect(String(decoding: try folder.bytes(file), as: UTF8.self) == before)
    }
  }

  @Test func `fixes are listed where the problems stand, in their order`() async throws {
    let text = "---\ntags: x\nlink:\n  label: 1\n  hidden: 'true'\nrating: '4'\ntitle: 2\n---\n"
    let folder = try Self.folder(["notes/a.md": text])
    let site = try folder.open()
    let problems = await site.refresh().allProblems

    let items = await site.planFixes(of: problems).items

    #expect(items.map(\.problem.span?.start.line) == [2, 4, 5, 6, 7])
  }

  @Test func `unsafe fixes are left out unless they are allowed`() async throws {
    let folder = try Self.folder(["notes/a.md": "---\ntitle: A\nxyzzy: 1\n---\n"])
    let site = try folder.open()
    let problems = await site.refresh().allProblems

    #expect(await site.planFixes(of: problems).items.isEmpty)
    let plan = await site.planFixes(of: problems, allowsUnsafe: true)
    #expect(plan.items.map(\.fix.title) == ["remove 'xyzzy'"])
  }

  @Test func `fixes are found too where nothing had to be read`() async throws {
    let folder = try Self.folder(["notes/a.md": "---\ntitle: 12\n---\n"])
    _ = try await folder.open().refresh()
    let site = try folder.open()
    let problems = await site.refresh().allProblems
    #expect(await site.fixes(for: problems).map { $0.map(\.title) } == [["quote it"]])
  }

  @Test func `the count of what has a safe fix is that of the fixes, also after a change`()
    async throws
  {
    let files = ["a", "b", "c"].map { ("notes/\($0).md", "---\ntitle: 12\nxyzzy: 1\n---\n") }
    let folder = try Self.folder(Dictionary(uniqueKeysWithValues: files))
    func count() async throws -> Int {
      let site = try folder.open()
      let problems = await site.refresh().allProblems
      let count = await site.review(problems, areAll: true) { _, _ in "" }.fixableCount
      let fixes = await site.fixes(for: problems)
      #expect(count == fixes.count { $0.contains(where: \.isSafe) })
      #expect(await site.review([problems[0]], areAll: false) { _, _ in "" }.fixableCount <= 1)
      return count
    }
    #expect(try await count() == 3)
    #expect(try await count() == 3)

    try folder.write("notes/b.md", "---\ntitle: twelve\nxyzzy: 1\n---\n")

    #expect(try await count() == 2)
    #expect(try await count() == 2)
  }

  @Test func `a fix for a file that changed since is refused`() async throws {
    let folder = try Self.folder(["notes/a.md": "---\ntitle: 12\n---\n"])
    let site = try folder.open()
    let problem = try #require(await site.refresh().allProblems.first)
    let fix = try #require(await site.fixes(for: problem).first)
    try folder.write("notes/a.md", "---\ntitle: 13 # other\n---\n")

    await #expect(throws: SiteError.changedOnDisk(file: "notes/a.md")) {
      try await site.plan(fix, of: problem)
    }
  }
}
