import Foundation
import Frontmatter
import Sites
import Testing
import Values

/// Saving when somebody else changed the file meanwhile: field by field, nothing silently lost.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct SaveConflictTests {
  private static let file = "src/content/blog/first-light-rolls.md"
  private let folder: SiteFolder
  private let site: Site

  init() throws {
    folder = try SiteFolder.sample()
    site = try folder.open()
  }

  private func detail() async throws -> EntryDetail {
    try await site.detail(of: "first-light-rolls", file: Self.file, in: "blog")
  }

  private func change(_ old: String, _ new: String) throws {
    let text = String(decoding: try folder.bytes(Self.file), as: UTF8.self)
    try #require(text.contains(old))
    try folder.write(Self.file, text.replacing(old, with: new))
  }

  private func text() throws -> String {
    String(decoding: try folder.bytes(Self.file), as: UTF8.self)
  }

  @Test func `a file that did not change has no conflict`() async throws {
    let detail = try await detail()
    #expect(try await site.conflict(saving: [.set(["rating"], 5)], to: detail) == nil)
  }

  @Test func `changes of other fields go together`() async throws {
    let detail = try await detail()
    try change("title: First-light rolls", "title: Rolls # theirs")

    let edits = [Edit.set(["rating"], 5), .unset(["keywords"])]
      .filter { detail.data[$0.path] != nil }
    let conflict = try #require(try await site.conflict(saving: edits, to: detail))
    #expect(conflict.isMergeable)
    #expect(conflict.fields.first { $0.path == ["title"] }?.side == .theirs)
    #expect(conflict.fields.first { $0.path == ["rating"] }?.side == .mine)
    _ = try await site.save(conflict.edits(), to: conflict.now)

    #expect(try text().contains("title: Rolls # theirs"))
    #expect(try text().contains("rating: 5"))
  }

  @Test func `a field that both changed waits for a choice`() async throws {
    let detail = try await detail()
    try change("rating: 4", "rating: 3")
    let edits = [Edit.set(["rating"], 5)]

    let conflict = try #require(try await site.conflict(saving: edits, to: detail))

    #expect(!conflict.isMergeable)
    #expect(
      conflict.fields == [SaveConflict.Field(path: ["rating"], before: 4, mine: 5, theirs: 3)]
    )
    #expect(conflict.edits().isEmpty)
    _ = try await site.save(conflict.edits { $0.path == ["rating"] }, to: conflict.now)
    #expect(try text().contains("rating: 5"))
  }

  @Test func `both sides made the same change`() async throws {
    let detail = try await detail()
    try change("rating: 4", "rating: 5")
    let conflict = try #require(
      try await site.conflict(saving: [.set(["rating"], 5)], to: detail)
    )
    #expect(conflict.isMergeable && conflict.edits().isEmpty)
  }

  @Test func `a body that changed costs no choice`() async throws {
    let detail = try await detail()
    try folder.write(Self.file, try folder.bytes(Self.file) + Array("More.\n".utf8))
    let conflict = try #require(
      try await site.conflict(saving: [.set(["rating"], 5)], to: detail)
    )
    _ = try await site.save(conflict.edits(), to: conflict.now)
    #expect(try text().contains("rating: 5") && text().hasSuffix("More.\n"))
  }

  @Test func `a file that is gone or cannot be read says so`() async throws {
    let detail = try await detail()
    try folder.write(Self.file, "---\ntitle: [\n---\n")
    await #expect(throws: SiteError.self) {
      try await site.conflict(saving: [.set(["rating"], 5)], to: detail)
    }
    try FileManager.default.removeItem(atPath: folder.path(Self.file))
    await #expect(throws: SiteError.self) {
      try await site.conflict(saving: [.set(["rating"], 5)], to: detail)
    }
  }
}
