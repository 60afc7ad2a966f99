import Foundation
import Frontmatter
import Sites
import Testing
import Values

/// One value of one file of the sample site that is easy to spoil.
private struct Change: Sendable, CustomTestStringConvertible {
  let collection: String
  let file: String
  let path: ValuePath
  let value: Value
  /// What stood there and what stands there afterwards.
  let old: String
  let new: String

  var testDescription: String { "\(file) \(path.dottedText)" }

  var id: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  init(
    _ file: String,
    _ path: ValuePath,
    _ old: String,
    _ new: String,
    value: Value? = nil
  ) {
    collection = file.split(separator: "/").first.map(String.init) ?? ""
    self.file = "src/content/\(file)"
    self.path = path
    self.value = value ?? .string(new)
    self.old = old
    self.new = new
  }
}

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct SavingTests {
  private static let changes = [
    // CR LF, a comment behind the value, both kinds of quotes.
    Change("blog/caulking-a-seam.md", ["tags", 1], "baots", "boats"),
    Change("blog/caulking-a-seam.md", ["title"], "'Caulking a seam'", "'A seam'", value: "A seam"),
    Change(
      "blog/caulking-a-seam.md",
      ["description"],
      "\"Oakum, a mallet and patience\"",
      "\"Oakum\"",
      value: "Oakum"
    ),
    // A byte order mark, a comment.
    Change("blog/first-light-rolls.md", ["rating"], "rating: 4", "rating: 5", value: 5),
    Change("blog/first-light-rolls.md", ["tags", 0], "[bread,", "[boats,", value: "boats"),
    // Comments between and behind, items of a flow mapping.
    Change("blog/a-mast-from-one-tree.md", ["tags", 1], "- tools ", "- bread ", value: "bread"),
    Change("blog/a-mast-from-one-tree.md", ["links", 1, "label"], "Spar table", "Spars"),
    // Folded and literal blocks.
    Change(
      "blog/a-mast-from-one-tree.md",
      ["updatedDate"],
      "2026-03-02",
      "2026-03-03",
      value: .date(DateValue(milliseconds: 1_772_496_000_000))
    ),
    // MDX with a body.
    Change("blog/launch-day.mdx", ["title"], "\"Launch day\"", "\"Launched\"", value: "Launched"),
    // JSON and YAML data.
    Change("products/oak-tiller.json", ["dimensions", "width"], "\"112\"", "112", value: 112),
    Change("products/harbour-rye.yaml", ["dimensions", "width"], "24", "25", value: 25),
    Change("products/harbour-rye.yaml", ["care"], "care: ~", "care: dry", value: "dry"),
  ]

  private func detail(_ change: Change, _ site: Site) async throws -> EntryDetail {
    try await site.detail(of: change.id, file: change.file, in: change.collection)
  }

  @Test(arguments: changes) private func `only the bytes of the value change`(
    _ change: Change
  ) async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let before = try folder.bytes(change.file)
    let place = try #require(before.firstRange(of: Array(change.old.utf8)))

    let saved = try await site.save(
      [.set(change.path, change.value)],
      to: detail(change, site)
    )

    var expected = before
    expected.replaceSubrange(place, with: Array(change.new.utf8))
    #expect(try folder.bytes(change.file) == expected)
    #expect(saved.detail.document.value[change.path] == change.value)
    #expect(saved.diff.changedLineCount == 1)
  }

  @Test func `a folded and a literal text are rewritten in their own style`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let cases = [
      Change("blog/a-mast-from-one-tree.md", ["description"], "", "", value: "Eleven metres."),
      Change("products/sailcloth-bag.yaml", ["care"], "", "", value: "Wash it.\nDry it.\n"),
    ]
    for change in cases {
      let detail = try await detail(change, site)
      let before = detail.document.source.bytes
      let range = try #require(detail.document.valueRange(at: change.path))
      let saved = try await site.save([.set(change.path, change.value)], to: detail)
      let after = try folder.bytes(change.file)
      #expect(after.starts(with: before[..<range.lowerBound]))
      #expect(after.reversed().starts(with: before[range.upperBound...].reversed()))
      #expect(after[range.lowerBound] == before[range.lowerBound])
      #expect(saved.detail.document.value[change.path] == change.value)
    }
  }

  @Test func `the file's mode is kept`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let change = Self.changes[0]
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640],
      ofItemAtPath: folder.path(change.file)
    )

    _ = try await site.save([.set(change.path, change.value)], to: detail(change, site))

    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(change.file))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func `a problem is gone from the snapshot once it is saved away`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let change = Self.changes[0]
    #expect(await site.refresh().allProblems.contains { $0.file == change.file })
    let detail = try await detail(change, site)

    let draft = await site.check([.set(change.path, change.value)], on: detail)
    let saved = try await site.save([.set(change.path, change.value)], to: detail)

    #expect(draft.problems.isEmpty && draft.refusal == nil)
    #expect(draft.diff == saved.diff)
    #expect(!(await site.recheck(change.file)).allProblems.contains { $0.file == change.file })
  }

  @Test func `a file that changed meanwhile is not written`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let change = Self.changes[0]
    let detail = try await detail(change, site)
    let others = try folder.bytes(change.file) + Array("\nA line of somebody else.\n".utf8)
    try folder.write(change.file, others)

    await #expect(throws: SiteError.changedOnDisk(file: change.file)) {
      try await site.save([.set(change.path, change.value)], to: detail)
    }
    #expect(try folder.bytes(change.file) == others)
  }

  @Test func `an edit that cannot be made leaves the file as it was`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let change = Self.changes[0]
    let before = try folder.bytes(change.file)
    let detail = try await detail(change, site)
    let edits = [Edit.set(["title", "deeper"], "x")]

    await #expect(throws: SiteError.self) { try await site.save(edits, to: detail) }
    let refusal = await site.check(edits, on: detail).refusal
    #expect(refusal == "'title.deeper' is not where the change needs it")
    #expect(try folder.bytes(change.file) == before)
  }

  @Test(arguments: changes) private func `undo brings back every byte`(
    _ change: Change
  ) async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open(sessions: folder.sessions())
    let before = try folder.bytes(change.file)
    _ = try await site.save([.set(change.path, change.value)], to: detail(change, site))

    let undone = try await site.undo()

    #expect(try folder.bytes(change.file) == before)
    #expect(undone.title == "edited \(change.id)")
    await #expect(throws: SiteError.nothingToUndo) { try await site.undo() }
  }

  @Test func `undo is refused when the file changed since`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open(sessions: folder.sessions())
    let change = Self.changes[0]
    _ = try await site.save([.set(change.path, change.value)], to: detail(change, site))
    let others = try folder.bytes(change.file) + [0x0A]
    try folder.write(change.file, others)

    let error = await #expect(throws: SiteError.self) { try await site.undo() }

    guard case .changedSince(change.file, let diff)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(diff.lines.filter { $0.kind != .kept }.map(\.text) == [""])
    #expect(try folder.bytes(change.file) == others)
  }

  @Test func `saves are undone last first, by another process too`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open(sessions: folder.sessions())
    let (first, second) = (Self.changes[0], Self.changes[3])
    let before = try [first, second].map { try folder.bytes($0.file) }
    for change in [first, second] {
      _ = try await site.save([.set(change.path, change.value)], to: detail(change, site))
    }

    let later = try folder.open(sessions: folder.sessions())
    #expect(try await later.undo().title == "edited \(second.id)")
    #expect(try await later.undo().title == "edited \(first.id)")
    #expect(try [first, second].map { try folder.bytes($0.file) } == before)
  }

  @Test func `a file that cannot be written is named once, with the reason`() async throws {
    let folder = try SiteFolder.sample()
    let site = try folder.open()
    let change = Self.changes[0]
    let detail = try await detail(change, site)
    try FileManager.default.removeItem(atPath: folder.path(change.file))
    try FileManager.default.createDirectory(
      atPath: folder.path(change.file),
      withIntermediateDirectories: false
    )

    let error = await #expect(throws: SiteError.self) {
      try await site.save([.set(change.path, change.value)], to: detail)
    }

    let message = try #require(error?.description)
    #expect(message.components(separatedBy: change.file).count == 2)
  }
}
