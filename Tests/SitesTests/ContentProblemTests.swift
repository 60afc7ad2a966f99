import Diagnostics
import Foundation
import Sites
import Testing
import Values

/// What a person sees when content is wrong: one problem at its place, and all else is checked.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct ContentProblemTests {
  private static let config = """
    import { defineCollection, reference } from 'astro:content';
    import { file, glob } from 'astro/loaders';
    import { z } from 'astro/zod';
    export const collections = {
      notes: defineCollection({
        loader: glob({ base: './notes', pattern: '**/*.{md,json,yaml}' }),
        schema: z.object({ title: z.string(), see: reference('notes').optional() }),
      }),
      berths: defineCollection({
        loader: file('berths.json'),
        schema: z.object({ length: z.number() }),
      }),
    };
    """

  /// The snapshot of a site of notes, one of them sound, and berths.
  private func refresh(
    _ files: [String: String] = [:],
    bytes: [String: [UInt8]] = [:]
  ) async throws -> SiteSnapshot {
    let sound = [
      "package.json": "{}", "src/content.config.ts": Self.config,
      "notes/sound.md": "---\ntitle: Sound\n---\n", "berths.json": #"{"one": {"length": 5}}"#,
    ]
    let folder = try SiteFolder(sound.merging(files) { $1 })
    for (file, content) in bytes { try folder.write(file, content) }
    return try await folder.open().refresh()
  }

  /// The problem's rule, severity and place; line 0 where the whole file is meant.
  private func place(_ problem: Problem) -> String {
    let start = problem.span?.start
    return
      "\(problem.rule) \(problem.severity) \(problem.file):\(start?.line ?? 0):\(start?.column ?? 0)"
  }

  private func places(
    _ files: [String: String],
    bytes: [String: [UInt8]] = [:]
  ) async throws -> [String] {
    let snapshot = try await refresh(files, bytes: bytes)
    #expect(snapshot[collection: "notes"]?.entries.contains { $0.title == "Sound" } == true)
    return snapshot.allProblems.map(place)
  }

  @Test func `a sound site has no problems`() async throws {
    #expect(try await places([:]) == [])
  }

  @Test func `YAML that cannot be read is marked where it breaks`() async throws {
    let found = try await places(["notes/a.md": "---\ntitle: a: b\n---\n"])
    #expect(found == ["parse/yaml error notes/a.md:2:9"])
  }

  @Test func `JSON that cannot be read is marked where it breaks`() async throws {
    let found = try await places(["notes/a.json": "{\n  \"title\": ,\n}"])
    #expect(found == ["parse/json error notes/a.json:2:12"])
  }

  @Test func `a file that is not UTF-8 is marked at the byte`() async throws {
    let latin = Array("---\ntitle: Caf".utf8) + [0xE9] + Array(" au lait\n---\n".utf8)
    let found = try await places([:], bytes: ["notes/a.md": latin])
    #expect(found == ["parse/encoding warning notes/a.md:2:11"])
  }

  @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian, .utf32])
  func `a file of another encoding is named`(_ encoding: String.Encoding) async throws {
    let text = "---\ntitle: A\n---\n"
    let bytes = Array(try #require(text.data(using: encoding)))
    let found = try await places([:], bytes: ["notes/a.md": bytes])
    #expect(found.contains("parse/encoding warning notes/a.md:1:1"))
  }

  @Test(arguments: [
    "b\u{202E}c", "\u{2067}b \u{202B}c\u{202C}", "\u{2066}\u{202A}b\u{202C}", "b\u{2068}",
  ])
  func `a sign that turns text around is named where its line does not end it`(
    _ text: String
  ) async throws {
    let found = try await places(["notes/a.md": "---\ntitle: 'A \(text)'\n---\n"])
    let column = text.hasPrefix("b") ? 12 : 11
    #expect(found == ["content/text-direction warning notes/a.md:2:\(column)"])
  }

  @Test(
    arguments: [
      "\u{2067}שלום\u{2069} b", "\u{202B}שלום\u{202C}", "\u{2068}\u{202E}b\u{2069}", "שלום",
      "a “b” – c… \u{2068}d\u{2069}",
    ]
  )
  func `text of two directions is no problem`(_ text: String) async throws {
    #expect(try await places(["notes/a.md": "---\ntitle: 'A \(text)'\n---\n\u{202E}\n"]) == [])
  }

  @Test func `data that is no object is refused`() async throws {
    let found = try await places(["notes/a.json": "5", "notes/b.yaml": "words\n"])
    #expect(
      found == [
        "entry/not-an-object error notes/a.json:1:1", "entry/not-an-object error notes/b.yaml:1:1",
      ]
    )
  }

  // JavaScript's `typeof` of a Date is an object, and so is Zod 4's.
  @Test func `data that is a lone date reaches the schema`() async throws {
    let found = try await places([
      "notes/a.md": "---\n2024-05-01\n---\n", "notes/b.yaml": "2024-05-01\n",
    ])
    #expect(
      found == [
        "schema/invalid_type error notes/a.md:1:1", "schema/invalid_type error notes/b.yaml:1:1",
      ]
    )
  }

  @Test func `what cannot be read is an entry all the same, named by its path`() async throws {
    let snapshot = try await refresh([
      "notes/In Two/index.md": "---\ntitle: a: b\n---\n", "notes/a.json": "{",
      "notes/b.yaml": "words\n", "notes/!.md": "---\ntitle: A\n---\n",
      "notes/sees.md": "---\ntitle: Sees\nsee: in-two\n---\n",
    ])
    let notes = try #require(snapshot[collection: "notes"])
    #expect(notes.entries.map(\.id) == ["", "a", "b", "in-two", "sees", "sound"])
    #expect(notes.entries.map(\.title) == ["!.md", "a", "b", "in-two", "Sees", "Sound"])
    #expect(notes.entries.map(\.errorCount) == [1, 1, 1, 1, 0, 0])
    #expect(notes.entries.flatMap(\.problems).allSatisfy { $0.entry != nil })
    #expect(snapshot.allProblems.count == 4)
  }

  @Test func `where an open bracket began is told beside the place where it breaks`() async throws {
    let snapshot = try await refresh([
      "notes/a.md": "---\ntitle: A\ntags: [a, b\nsee: sound\n---\n"
    ])
    let problem = try #require(snapshot.allProblems.first)
    #expect(place(problem) == "parse/yaml error notes/a.md:4:1")
    #expect(problem.related.map(\.message) == ["it begins here"])
    #expect(problem.related.first?.span?.start.line == 3)
    #expect(problem.help == "it begins on line 3, column 7")
  }

  @Test func `a date that is read as another is a warning at its place`() async throws {
    let config = """
      import { file, glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({ title: z.string().optional(), day: z.coerce.date() });
      export const collections = {
        notes: { loader: glob({ base: './notes', pattern: '**/*' }), schema },
        tides: { loader: file('tides.yaml'), schema },
      };
      """
    let snapshot = try await refresh([
      "src/content.config.ts": config,
      "notes/sound.md": "---\ntitle: Sound\nday: 2024-02-29\n---\n",
      "notes/over.md": "---\ntitle: Over\nday: 2023-02-29 # leap\n---\n",
      "notes/time.yaml": "title: Time\nday: 2024-01-01T25:00:00Z\n",
      "notes/none.md": "---\nday:\n---\n",
      "tides.yaml": "a: { day: 2024-12-31 }\nb: { day: 2024-11-31 }\n",
    ])
    let shifts = snapshot.allProblems
    #expect(
      shifts.map(place) == [
        "content/date-shift warning notes/none.md:2:1",
        "content/date-shift warning notes/over.md:3:6",
        "content/date-shift warning notes/time.yaml:2:6",
        "content/date-shift warning tides.yaml:2:11",
      ]
    )
    #expect(shifts.map(\.path) == [["day"], ["day"], ["day"], []])
    #expect(shifts[1].message == "2023-02-29 does not exist; it is read as 2023-03-01")
    #expect(
      shifts[2].message
        == "2024-01-01T25:00:00Z does not exist; it is read as 2024-01-02T01:00:00.000Z"
    )
  }

  @Test func `of an empty data file the schema says what is missing`() async throws {
    let found = try await places(["notes/a.yaml": "", "notes/b.yaml": "# nothing\n"])
    #expect(
      found == [
        "schema/invalid_type error notes/a.yaml:1:1", "schema/invalid_type error notes/b.yaml:1:1",
      ]
    )
  }

  // Root may read everything.
  @Test(.enabled(if: getuid() != 0, "root may read every file"))
  func `a file that must not be read is named with the reason`() async throws {
    let folder = try SiteFolder([
      "package.json": "{}", "src/content.config.ts": Self.config, "berths.json": "{}",
      "notes/a.md": "---\ntitle: A\n---\n", "notes/b.md": "---\ntitle: B\n---\n",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0],
      ofItemAtPath: folder.path("notes/a.md")
    )
    let snapshot = try await folder.open().refresh()
    #expect(snapshot.allProblems.map(place) == ["parse/unreadable warning notes/a.md:0:0"])
    #expect(snapshot[collection: "notes"]?.entries.map(\.id) == ["a", "b"])
  }

  @Test func `two files of one id are both named`() async throws {
    let snapshot = try await refresh([
      "notes/a.md": "---\ntitle: A\n---\n", "notes/a.json": #"{"title": "A"}"#,
    ])
    let problem = try #require(snapshot.allProblems.first)
    #expect(snapshot.allProblems.map(\.rule) == ["entry/duplicate-id"])
    #expect(problem.severity == .warning)
    let named = problem.file + problem.message
    #expect(named.contains("notes/a.md") && named.contains("notes/a.json"))
  }

  @Test func `a file whose name leaves no id is named`() async throws {
    let found = try await places(["notes/!!.md": "---\ntitle: A\n---\n"])
    #expect(found == ["entry/empty-id error notes/!!.md:0:0"])
  }

  @Test func `a reference to nothing is a warning in Astro's words`() async throws {
    let snapshot = try await refresh(["notes/a.md": "---\ntitle: A\nsee: gone\n---\n"])
    #expect(snapshot.allProblems.map(place) == ["reference/missing warning notes/a.md:3:6"])
    #expect(
      snapshot.allProblems.first?.message
        == "Invalid content reference: entry \"a\" in collection \"notes\" (field: see) references \"gone\" in collection \"notes\", but that entry does not exist."
    )
  }

  @Test func `a reference to nothing is found beside what does not fit the schema`() async throws {
    let snapshot = try await refresh(["notes/a.md": "---\ntitle: 1\nsee: gone\n---\n"])
    #expect(
      snapshot.allProblems.map(place) == [
        "schema/invalid_type error notes/a.md:2:8", "reference/missing warning notes/a.md:3:6",
      ]
    )
  }

  @Test func `an entry of a data file is marked inside the file`() async throws {
    let found = try await places(["berths.json": "{\n  \"one\": { \"length\": \"long\" }\n}"])
    #expect(found == ["schema/invalid_type error berths.json:2:22"])
  }

  @Test func `a data file that cannot be read leaves the others`() async throws {
    let found = try await places(["berths.json": "{ oh"])
    #expect(found == ["parse/json error berths.json:1:3"])
  }

  @Test func `a collection without entries says where it looked`() async throws {
    let folder = try SiteFolder([
      "package.json": "{}", "src/content.config.ts": Self.config, "berths.json": "{}",
    ])
    let snapshot = try await folder.open().refresh()
    let notes = try #require(snapshot[collection: "notes"])
    #expect(notes.entries.isEmpty)
    #expect(notes.problems.map(\.severity) == [.warning])
    #expect(notes.problems.first?.file == "notes")
    #expect(notes.problems.first?.help != nil)
  }

  @Test func `a text on which a pattern takes too many steps is not called wrong`() async throws {
    let text = String(repeating: "a", count: 40)
    let found = try await refresh([
      "src/content.config.ts": Self.config.replacing(
        "z.string()",
        with: "z.string().regex(/^(S|a|a)*ound$/)"
      ),
      "notes/a.md": "---\nsee: sound\ntitle: \(text)\n---\n",
    ])
    #expect(found.allProblems.map(place) == ["parse/limit warning notes/a.md:3:8"])
  }

  @Test func `code of the schema that throws or never ends costs only its entry`() async throws {
    let found = try await refresh([
      "src/content.config.ts": """
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      interface Tide { height: number }
      export const collections = {
        notes: {
          loader: glob({ base: './notes', pattern: '*.md' }),
          schema: z.object({
            title: z.string().transform((title) => {
              if (title === 'Storm') throw new Error('too high');
              return title;
            }),
            turns: z.boolean().optional()
              .refine((turns?: boolean) => { while (turns) {} return true; }),
            waits: z.boolean().optional()
              .refine((waits) => waits ? new Promise(() => {}) : true),
            spins: z.boolean().optional()
              .refine(async (spins) => { while (spins) await null; return true; })
              .transform(async (spins) => { for await (const v of [spins]) return v; }),
          }),
        },
      };
      """, "notes/a.md": "---\ntitle: Storm\n---\n",
      "notes/b.md": "---\ntitle: B\nturns: true\n---\n",
      "notes/c.md": "---\ntitle: C\nwaits: true\n---\n",
      "notes/d.md": "---\ntitle: D\nspins: true\n---\n",
    ])
    #expect(
      found.allProblems.map(\.file) == ["notes/a.md", "notes/b.md", "notes/c.md", "notes/d.md"]
    )
    #expect(Set(found.allProblems.map(\.rule)) == ["schema/exception"])
    let places = found.allProblems.map { problem in
      problem.message.firstMatch(of: /src\/content\.config\.ts:\d+:\d+/).map { String($0.0) }
    }
    let config = "src/content.config.ts"
    #expect(places == ["\(config):9:42", "\(config):13:17", "\(config):15:17", "\(config):17:17"])
    #expect(found[collection: "notes"]?.entries.map(\.id) == ["a", "b", "c", "d", "sound"])
  }

  @Test(arguments: ["glob({ base: './notes', pattern: '*.md' })", "file('notes.json')"])
  func `the schema's code is run once for each of many entries`(loader: String) async throws {
    var content = [
      "package.json": "{}",
      "src/content.config.ts": """
      import { file, glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const seen = new Set<string>();
      export const collections = {
        notes: {
          loader: \(loader),
          schema: z.object({
            title: z.string().refine((title) => !seen.has(title) && seen.add(title).size > 0, 'twice'),
            turns: z.boolean().optional(),
          })
            .refine((note) => { while (note.turns) {} return true; })
            .transform((note) => {
              if (note.title === 'Note 20') throw new Error('too high');
              return { ...note, slug: note.title.toLowerCase() };
            }),
        },
      };
      """,
    ]
    let notes = (0..<80).map { (id: "\($0)", turns: $0 == 70) }
    for (id, turns) in notes {
      content["notes/\(id).md"] = "---\ntitle: Note \(id)\nturns: \(turns)\n---\n"
    }
    let items = notes.map { #""\#($0.id)": {"title": "Note \#($0.id)", "turns": \#($0.turns)}"# }
    content["notes.json"] = "{\(items.joined(separator: ",\n"))}"
    let folder = try SiteFolder(content)
    let snapshot = try await folder.open().refresh()
    #expect(snapshot[collection: "notes"]?.entries.count == 80)
    #expect(Set(snapshot.allProblems.map(\.entry)) == ["20", "70"])
    #expect(snapshot.allProblems.map(\.rule) == ["schema/exception", "schema/exception"])
    let places = snapshot.allProblems.map {
      $0.message.contains("src/content.config.ts:13:49")
        || $0.message.contains("src/content.config.ts:11:15")
    }
    #expect(places == [true, true])
  }

  @Test(arguments: [(nil, true), ("1.6.1", true), ("1.5.2", false)])
  func `TOML is read as the site's smol-toml reads it`(version: String?, isTaken: Bool) async throws
  {
    var files = [
      "package.json": #"{ "dependencies": { "astro": "7.2.4" } }"#,
      "src/content.config.ts": """
      import { defineCollection } from 'astro:content';
      import { glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = z.object({ link: z.object({ label: z.string() }), at: z.date() });
      export const collections = {
        notes: defineCollection({ loader: glob({ base: 'notes', pattern: '*.{toml,md}' }), schema }),
      };
      """,
      "notes/a.toml": "link = {\n  label = \"a\", # so\n}\nat = 2026-01-31T07:30\n",
      "notes/b.md": "+++\nlink = { label = \"\\x41\", }\nat = 2026-01-31\n+++\n",
    ]
    if let version {
      files["node_modules/smol-toml/package.json"] = #"{ "version": "\#(version)" }"#
    }
    let folder = try SiteFolder(files)
    let problems = await (try folder.open(usesIndex: false)).refresh().allProblems
    #expect(problems.map(\.rule) == (isTaken ? [] : ["parse/toml", "parse/toml"]))
  }
}
