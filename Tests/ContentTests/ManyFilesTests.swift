import Foundation
import Testing

@testable import Content

/// Many files changed at one stroke, which wait for the disk together.
struct ManyFilesTests {
  private let folder: TemporaryFolder
  private let root: SiteRoot

  init() throws {
    folder = try TemporaryFolder()
    root = try SiteRoot(folder.path)
    for number in 0..<20 { try folder.write("notes/\(number).md", "old \(number)") }
  }

  private func path(_ name: String) throws -> SitePath { try SitePath(name, in: root) }

  private func stamp(_ name: String) throws -> FileStamp {
    let file = try FileReading.whole(folder.path + "/" + name)
    return file.status.stamp(of: file.bytes)
  }

  private func edits() throws -> [(path: SitePath, change: AtomicFile.Change)] {
    try (0..<20).map { number in
      let name = "notes/\(number).md"
      let bytes = Array("new \(number)".utf8)
      return (try path(name), .write(bytes, expecting: try stamp(name), like: nil))
    }
  }

  @Test func `each of them is changed, made or removed, and nothing is left beside them`() throws {
    var changes = try edits()
    changes[3].change = .remove(expecting: try stamp("notes/3.md"))
    changes.append((try path("deep/down/made.md"), .write([0x61], expecting: nil, like: nil)))
    let failures = AtomicFile.perform(changes)
    #expect(failures.count == 21 && failures.allSatisfy { $0 == nil })
    for number in 0..<20 where number != 3 {
      #expect(try folder.text("notes/\(number).md") == "new \(number)")
    }
    #expect(try folder.text("deep/down/made.md") == "a")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/notes")
    #expect(names.count == 19 && !names.contains("3.md"))
  }

  @Test func `one that cannot be changed is named and left alone, the others are changed`() throws {
    let changes = try edits()
    try folder.write("notes/5.md", "theirs")
    try FileManager.default.removeItem(atPath: folder.path + "/notes/6.md")
    let failures = AtomicFile.perform(changes)
    #expect(failures[5] == .changedOnDisk(path: "notes/5.md"))
    #expect(failures[6] == .changedOnDisk(path: "notes/6.md"))
    #expect(failures.count { $0 == nil } == 18)
    #expect(try folder.text("notes/5.md") == "theirs")
    #expect(try folder.text("notes/7.md") == "new 7")
  }

  @Test func `hard links stay one file`() throws {
    let (one, other) = (folder.path + "/notes/1.md", folder.path + "/notes/other.md")
    try FileManager.default.linkItem(atPath: one, toPath: other)
    let failures = AtomicFile.perform(try edits())
    #expect(failures.allSatisfy { $0 == nil })
    #expect(try folder.text("notes/other.md") == "new 1")
  }
}
