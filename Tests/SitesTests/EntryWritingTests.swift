import Foundation
import Sites
import Testing
import Values

/// Creating, changing, renaming and removing entries.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct EntryWritingTests {
  private static let config = """
    import { defineCollection, reference } from 'astro:content';
    import { file, glob } from 'astro/loaders';
    import { z } from 'astro/zod';
    const note = z.object({
      title: z.string(),
      pubDate: z.coerce.date(),
      draft: z.boolean().default(false),
      tags: z.array(z.string()).optional(),
      see: z.array(reference('notes')).optional(),
      at: reference('berths').optional(),
      rating: z.number().max(5).optional(),
    });
    export const collections = {
      notes: defineCollection({ loader: glob({ base: './notes', pattern: '**/*.{md,mdx}' }), schema: note }),
      days: defineCollection({ loader: glob({ base: './days', pattern: '*/*.md' }), schema: note }),
      data: defineCollection({ loader: glob({ base: './data', pattern: '*.{toml,yaml}' }), schema: note }),
      berths: defineCollection({ loader: file('berths.json'), schema: z.object({ length: z.number() }) }),
      boats: defineCollection({ loader: file('boats.yaml'), schema: z.object({ id: z.string(), at: reference('berths').optional() }) }),
    };
    """

  private let folder: SiteFolder
  private let files = [
    "notes/one.md":
      "---\ntitle: One\npubDate: 2024-01-01 # c\ntags: [a, b]\n---\nSee [two](./deep/two.md#x), [two](/notes/deep/two/).\n",
    "notes/deep/two.md":
      "---\ntitle: Two\npubDate: 2024-01-02\nsee:\n  - one # first\nat: north\n---\n[one](../one.md) `[one](../one.md)`\n```\n[one](../one.md)\n```\n<a href=\"/notes/one\">1</a>\n![x](../x.png)\n",
    "notes/wrong.md": "---\ntitle: 3\npubDate: 2024-01-03\nsee: [one]\n---\n",
    "days/2024-01-01-first/index.md": "---\ntitle: First\npubDate: 2024-01-01\n---\n",
    "berths.json": "{\n  \"north\": { \"length\": 5 },\n  \"south\": { \"length\": 7 }\n}\n",
    "boats.yaml": "- id: ann\n  at: north # here\n- id: bea\n",
  ]

  init() throws {
    folder = try SiteFolder(
      files.merging(["package.json": "{}", "src/content.config.ts": Self.config]) { $1 }
    )
  }

  private func site() throws -> Site { try folder.open(sessions: folder.sessions()) }

  private func text(_ file: String) throws -> String {
    String(decoding: try folder.bytes(file), as: UTF8.self)
  }

  private func address(_ name: String, _ site: Site) async throws -> EntryAddress {
    try #require(await site.refresh().addresses.first { $0.name == name })
  }

  private func isRestored() throws -> Bool {
    try files.allSatisfy { try text($0.key) == $0.value }
  }

  // MARK: - Many entries

  @Test func `a bulk edit shows before and after, and is one step`() async throws {
    let site = try site()
    let entries = await site.refresh().addresses.filter { $0.collection == "notes" }
    let plan = await site.plan(
      [.addItem(["tags"], "b"), .set(["draft"], true), .renameKey(["pubDate"], "date")],
      on: entries,
      titled: "many"
    )
    #expect(plan.changes.refusals.isEmpty && plan.changes.files.count == 3)
    let tags = plan.items.filter { $0.path == ["tags"] }
    #expect(tags.map(\.address.id) == ["deep/two", "wrong"])
    #expect(tags.allSatisfy { $0.before == nil && $0.after == ["b"] })
    #expect(plan.newProblems.map(\.pathText).contains("pubDate"))

    try await site.commit(plan.changes)
    #expect(
      try text("notes/one.md").hasPrefix(
        "---\ntitle: One\ndate: 2024-01-01 # c\ndraft: true\ntags: [a, b]\n"
      )
    )
    _ = try await site.undo()
    #expect(try isRestored())
  }

  @Test(
    arguments: [
      (.unset(["tags"]), "---\ntitle: One\npubDate: 2024-01-01 # c\n---\n"),
      (.addItem(["tags"], "c"), "---\ntitle: One\npubDate: 2024-01-01 # c\ntags: [a, b, c]\n---\n"),
      (.removeItem(["tags"], "a"), "---\ntitle: One\npubDate: 2024-01-01 # c\ntags: [b]\n---\n"),
      (
        .replaceText([], "One", with: "1: One"),
        "---\ntitle: \"1: One\"\npubDate: 2024-01-01 # c\ntags: [a, b]\n---\n"
      ),
      (
        .set(["rating"], 4),
        "---\ntitle: One\npubDate: 2024-01-01 # c\ntags: [a, b]\nrating: 4\n---\n"
      ),
    ] as [(EntryChange, String)]
  )
  func `a change touches its own bytes`(_ change: EntryChange, _ head: String) async throws {
    let site = try site()
    let one = try await address("notes/one", site)
    try await site.commit(site.plan([change], on: [one], titled: "x").changes)
    #expect(
      try text("notes/one.md") == head + "See [two](./deep/two.md#x), [two](/notes/deep/two/).\n"
    )
  }

  @Test func `a change that cannot be made on an entry refuses that entry alone`() async throws {
    let site = try site()
    let entries = await site.refresh().addresses.filter { $0.collection == "notes" }
    let plan = await site.plan([.set(["tags", "x"], 1)], on: entries, titled: "x")
    #expect(plan.changes.refusals.map(\.subject) == ["notes/one"])
    #expect(plan.changes.files.map(\.file) == ["notes/deep/two.md", "notes/wrong.md"])
  }

  @Test func `entries of one data file are changed together`() async throws {
    let site = try site()
    let entries = await site.refresh().addresses.filter { $0.collection == "boats" }
    let plan = await site.plan([.set(["at"], "south")], on: entries, titled: "x")
    try await site.commit(plan.changes)
    #expect(try text("boats.yaml") == "- id: ann\n  at: south # here\n- id: bea\n  at: south\n")
  }

  // MARK: - Creating

  @Test func `a new entry has what the schema wants, and the title's slug`() async throws {
    let site = try site()
    _ = await site.refresh()
    let plan = try await site.planNew(in: "notes", values: [(["title"], "Häfen & Boote: 1")])
    #expect(plan.address.file == "notes/häfen-boote-1.md")
    #expect(plan.problems.isEmpty)
    try await site.commit(plan.changes)
    let text = try text(plan.address.file)
    #expect(text.hasPrefix("---\ntitle: \"Häfen & Boote: 1\"\npubDate: "))
    #expect(text.hasSuffix("\ndraft: false\n---\n"))
    #expect(await site.refresh().addresses.contains(plan.address))
  }

  @Test func `a new file is named as the others are`() async throws {
    let site = try site()
    let plan = try await site.planNew(
      in: "days",
      slug: "2025-02-03-storm",
      values: [(["title"], "Storm")]
    )
    #expect(plan.address.file == "days/2025-02-03-storm/index.md")
    let dated = try await site.planNew(in: "days", slug: "storm", values: [(["title"], "Storm")])
    #expect(dated.address.file.wholeMatch(of: /days\/\d{4}-\d\d-\d\d-storm\/index.md/) != nil)
  }

  @Test(arguments: ["toml", "yaml"])
  func `data files are written in their own language`(_ ending: String) async throws {
    try folder.write(
      "data/a.\(ending)",
      ending == "toml" ? "title = 'A'\npubDate = 2024-01-01\n" : "title: A\npubDate: 2024-01-01\n"
    )
    let site = try site()
    let plan = try await site.planNew(
      in: "data",
      slug: "b",
      values: [(["title"], "B"), (["tags"], ["x"])]
    )
    #expect(plan.address.file == "data/b.\(ending)")
    #expect(plan.problems.isEmpty)
    try await site.commit(plan.changes)
    #expect(
      try await site.detail(of: "b", file: plan.address.file, in: "data").data[["tags"]] == ["x"]
    )
  }

  @Test func `an entry is added to a data file of many`() async throws {
    let site = try site()
    try await site.commit(
      site.planNew(in: "berths", slug: "west", values: [(["length"], 9)]).changes
    )
    #expect(
      try text("berths.json")
        == "{\n  \"north\": { \"length\": 5 },\n  \"south\": { \"length\": 7 },\n  \"west\": { \"length\": 9 }\n}\n"
    )
    try await site.commit(site.planNew(in: "boats", slug: "cat").changes)
    #expect(try text("boats.yaml") == "- id: ann\n  at: north # here\n- id: bea\n- id: cat\n")
  }

  @Test func `an id that is taken is refused`() async throws {
    let site = try site()
    await #expect(throws: SiteError.self) { try await site.planNew(in: "notes", slug: "one") }
    await #expect(throws: SiteError.self) { try await site.planNew(in: "berths", slug: "north") }
    await #expect(throws: SiteError.self) { try await site.planNew(in: "notes") }
    await #expect(throws: SiteError.self) { try await site.planNew(in: "notes", slug: "../../x") }
  }

  @Test func `a copy has every byte but its name`() async throws {
    let site = try site()
    let one = try await address("notes/one", site)
    let plan = try await site.planDuplicate(of: one, slug: "deep/three")
    try await site.commit(plan.changes)
    #expect(plan.address.id == "deep/three")
    #expect(try text("notes/deep/three.md") == files["notes/one.md"])
    let berth = try await address("berths/north", site)
    try await site.commit(site.planDuplicate(of: berth, slug: "east").changes)
    #expect(try text("berths.json").contains("\"east\": { \"length\": 5 }"))
  }

  // MARK: - Renaming

  @Test func `references and links follow a new id`() async throws {
    let site = try site()
    let one = try await address("notes/one", site)
    let plan = try await site.planRename(of: one, to: "far/1")
    try await site.commit(plan.changes)

    #expect(plan.address.file == "notes/far/1.md")
    #expect(!FileManager.default.fileExists(atPath: folder.path("notes/one.md")))
    #expect(
      try text("notes/far/1.md").hasSuffix(
        "See [two](../deep/two.md#x), [two](/notes/deep/two/).\n"
      )
    )
    #expect(
      try text("notes/deep/two.md")
        == "---\ntitle: Two\npubDate: 2024-01-02\nsee:\n  - far/1 # first\nat: north\n---\n[one](../far/1.md) `[one](../one.md)`\n```\n[one](../one.md)\n```\n<a href=\"/notes/far/1\">1</a>\n![x](../x.png)\n"
    )
    #expect(try text("notes/wrong.md").contains("see: [far/1]"))
    #expect(!(await site.refresh().allProblems.contains { $0.rule == "reference/missing" }))
    _ = try await site.undo()
    #expect(try isRestored())
    #expect(try await site.trash().isEmpty)
  }

  @Test func `an item of a data file is renamed in its place`() async throws {
    let site = try site()
    let north = try await address("berths/north", site)
    try await site.commit(site.planRename(of: north, to: "n").changes)
    #expect(try text("berths.json").hasPrefix("{\n  \"n\": { \"length\": 5 },\n"))
    #expect(try text("boats.yaml") == "- id: ann\n  at: n # here\n- id: bea\n")
    #expect(try text("notes/deep/two.md").contains("\nat: n\n"))
    let ann = try await address("boats/ann", site)
    try await site.commit(site.planRename(of: ann, to: "anna").changes)
    #expect(try text("boats.yaml") == "- id: anna\n  at: n # here\n- id: bea\n")
  }

  @Test func `an entry that refers to itself is renamed without a problem`() async throws {
    try folder.write("notes/self.md", "---\ntitle: S\npubDate: 2024-01-01\nsee: [self]\n---\n")
    let site = try site()
    let plan = try await site.planRename(of: address("notes/self", site), to: "own")
    #expect(plan.problems.isEmpty)
    try await site.commit(plan.changes)
    #expect(try text("notes/own.md").contains("see: [own]"))
  }

  @Test func `a renamed file keeps its mode, also when that is undone`() async throws {
    try folder.write("notes/shut.md", "---\ntitle: Shut\npubDate: 2024-01-01\n---\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640],
      ofItemAtPath: folder.path("notes/shut.md")
    )
    let site = try site()
    try await site.commit(site.planRename(of: address("notes/shut", site), to: "open").changes)
    #expect(try mode("notes/open.md") == 0o640)
    _ = try await site.undo()
    #expect(try mode("notes/shut.md") == 0o640)
  }

  private func mode(_ file: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(file))
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `an entry with a slug keeps its file`() async throws {
    try folder.write("notes/s.md", "---\ntitle: S\nslug: old # s\npubDate: 2024-01-01\n---\n")
    let site = try site()
    let plan = try await site.planRename(of: address("notes/old", site), to: "new")
    try await site.commit(plan.changes)
    #expect(try text("notes/s.md") == "---\ntitle: S\nslug: new # s\npubDate: 2024-01-01\n---\n")
    #expect(plan.address.file == "notes/s.md")
  }

  @Test(arguments: ["deep/two", "Upper Case", "../../x", ""])
  func `an id that the site would not give is refused`(_ id: String) async throws {
    let site = try site()
    let one = try await address("notes/one", site)
    await #expect(throws: SiteError.self) { try await site.planRename(of: one, to: id) }
  }

  // MARK: - Uses, removing

  @Test func `what leads to an entry is listed with its place`() async throws {
    let site = try site()
    let uses = try await site.uses(of: address("notes/one", site))
    #expect(
      uses.map { "\($0.file):\($0.span?.start.line ?? 0) \($0.text)" } == [
        "notes/deep/two.md:5 one", "notes/wrong.md:4 one", "notes/deep/two.md:8 ../one.md",
        "notes/deep/two.md:12 /notes/one",
      ]
    )
  }

  @Test func `a removed entry is restored from the trash, whatever was written since`() async throws
  {
    let site = try site()
    let one = try await address("notes/one", site)
    let removal = try await site.planRemoval(of: [one])
    #expect(
      removal.notes == [
        "notes/deep/two refers to notes/one (see[0])", "notes/wrong refers to notes/one (see[0])",
      ]
    )
    try await site.commit(removal)
    #expect(!FileManager.default.fileExists(atPath: folder.path("notes/one.md")))
    let two = try await address("notes/deep/two", site)
    try await site.commit(site.plan([.set(["rating"], 1)], on: [two], titled: "later").changes)

    let later = try self.site()
    let removed = try #require(try await later.trash().first)
    try await later.commit(later.planRestore(of: removed))

    #expect(try text("notes/one.md") == files["notes/one.md"])
    #expect(try await later.trash().isEmpty)
  }

  @Test func `entries that are removed together say who else refers to them`() async throws {
    let site = try site()
    let both = [try await address("notes/one", site), try await address("notes/wrong", site)]
    let notes = try await site.planRemoval(of: both).notes
    #expect(notes == ["notes/deep/two refers to notes/one (see[0])"])
  }

  @Test func `items of a data file are removed together`() async throws {
    let site = try site()
    let entries = await site.refresh().addresses.filter {
      $0.collection == "boats" && $0.id == "ann"
    }
    try await site.commit(site.planRemoval(of: entries))
    #expect(try text("boats.yaml") == "- id: bea\n")
    _ = try await site.undo()
    #expect(try isRestored())
  }
}
