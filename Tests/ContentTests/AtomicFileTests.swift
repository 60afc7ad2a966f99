import Foundation
import Testing

@testable import Content

struct AtomicFileTests {
  private let folder: TemporaryFolder
  private let root: SiteRoot

  init() throws {
    folder = try TemporaryFolder()
    root = try SiteRoot(folder.path)
  }

  private func stamp(_ name: String) throws -> FileStamp {
    let file = try FileReading.whole(folder.path + "/" + name)
    return file.status.stamp(of: file.bytes)
  }

  private func save(_ name: String, _ text: String, _ expecting: FileStamp?) throws -> FileStamp {
    try AtomicFile.write(Array(text.utf8), to: SitePath(name, in: root), expecting: expecting)
  }

  @Test func `a save replaces the bytes and nothing else`() throws {
    try folder.write("a.md", "old")
    #expect(chmod(folder.path + "/a.md", 0o640) == 0)
    let new = try save("a.md", "new text", stamp("a.md"))
    #expect(try folder.text("a.md") == "new text")
    #expect(try stamp("a.md") == new)
    #expect(try folder.names() == ["a.md"])
    var status = stat()
    #expect(stat(folder.path + "/a.md", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func `a new file is made with its folders, and never over another`() throws {
    let new = try save("src/posts/a.md", "text", nil)
    #expect(try stamp("src/posts/a.md") == new)
    #expect(throws: FileError.exists(path: "src/posts/a.md")) {
      try save("src/posts/a.md", "other", nil)
    }
    #expect(try folder.text("src/posts/a.md") == "text")
  }

  @Test func `a file changed since it was read is left alone`() throws {
    try folder.write("a.md", "read")
    let read = try stamp("a.md")
    try folder.write("a.md", "them")
    #expect(throws: FileError.changedOnDisk(path: "a.md")) { try save("a.md", "mine", read) }
    #expect(try folder.text("a.md") == "them")
    try FileManager.default.removeItem(atPath: folder.path + "/a.md")
    #expect(throws: FileError.changedOnDisk(path: "a.md")) { try save("a.md", "mine", read) }
    #expect(try folder.names().isEmpty)
  }

  @Test func `a file that was only touched is saved`() throws {
    try folder.write("a.md", "same")
    let read = try stamp("a.md")
    try FileManager.default.removeItem(atPath: folder.path + "/a.md")
    try folder.write("a.md", "same")
    _ = try save("a.md", "mine", read)
    #expect(try folder.text("a.md") == "mine")
  }

  @Test func `other writers are never silently overwritten`() async throws {
    for round in 0..<40 {
      try folder.write("a.md", "read")
      let read = try stamp("a.md")
      async let theirs: Void = folder.write("a.md", "them \(round)")
      do {
        _ = try save("a.md", "mine", read)
        try await theirs
      } catch FileError.changedOnDisk {
        try await theirs
        #expect(try folder.text("a.md") == "them \(round)")
      }
    }
  }

  #if os(Linux)
  @Test func `what a program writes that has the file open is not lost`() throws {
    for isRemoved in [false, true] {
      try folder.write("a.md", "read")
      let read = try stamp("a.md")
      let theirs = try FileHandle(forWritingTo: URL(filePath: folder.path + "/a.md"))
      #expect(throws: FileError.beingWritten(path: "a.md")) {
        if isRemoved {
          try AtomicFile.remove(SitePath("a.md", in: root), expecting: read)
        } else {
          _ = try save("a.md", "mine", read)
        }
      }
      try theirs.write(contentsOf: Data("them".utf8))
      try theirs.close()
      #expect(try folder.text("a.md") == "them")
      #expect(try folder.names() == ["a.md"])
    }
  }
  #endif

  @Test func `hard links stay one file`() throws {
    try folder.write("a.md", "a long old text")
    #expect(link(folder.path + "/a.md", folder.path + "/b.md") == 0)
    _ = try save("a.md", "new", stamp("a.md"))
    #expect(try folder.text("b.md") == "new")
    #expect(try folder.names() == ["a.md", "b.md"])
  }

  @Test func `a link inside the site is followed and stays a link`() throws {
    try folder.write("real/a.md", "old")
    try folder.link("a.md", to: "real/a.md")
    _ = try save("a.md", "new", stamp("a.md"))
    #expect(try folder.text("real/a.md") == "new")
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/a.md")
    #expect(target == "real/a.md")
  }

  @Test func `a folder that cannot be written keeps the file whole`() throws {
    try folder.write("a/b.md", "old")
    let read = try stamp("a/b.md")
    #expect(throws: FileError.self) {
      try AtomicFile.write([1], to: SitePath("a/b.md/c.md", in: root), expecting: read)
    }
    #expect(try folder.text("a/b.md") == "old")
  }

  @Test func `removing checks what is removed`() throws {
    try folder.write("a.md", "read")
    let read = try stamp("a.md")
    try folder.write("a.md", "changed")
    let path = try SitePath("a.md", in: root)
    #expect(throws: FileError.changedOnDisk(path: "a.md")) {
      try AtomicFile.remove(path, expecting: read)
    }
    try AtomicFile.remove(path, expecting: stamp("a.md"))
    #expect(try folder.names().isEmpty)
  }

  @Test func `what a crash left is tidied`() throws {
    try folder.write("posts/.frontis-999999999-1.tmp", "half")
    try folder.write("posts/.frontis-\(getpid())-1.tmp", "being written")
    try folder.write("posts/a.md", "neX")
    try folder.write("posts/" + TemporaryName.journal(of: "a.md", process: 999_999_999), "old text")
    try folder.write("posts/b.md", "new")
    try folder.write("posts/" + TemporaryName.journal(of: "b.md"), "old")
    let swept = try AtomicFile.sweep("posts", in: root)
    #expect(swept.removed == 1)
    #expect(swept.restored == ["a.md"])
    #expect(try folder.text("posts/a.md") == "old text")
    #expect(try folder.text("posts/b.md") == "new", "its process is still at work")
  }

  @Test(
    arguments: [
      "", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a\0b", ".", "a/",
      "out/x", "out", "dangling", "deep/out/new/x.md",
    ]
  )
  func `no path leads out of the site`(path: String) throws {
    let other = try TemporaryFolder()
    try folder.write("a/b.md")
    try folder.write("deep/x.md")
    try folder.link("out", to: other.path)
    try folder.link("deep/out", to: "../..")
    try folder.link("dangling", to: other.path + "/new.md")
    #expect(throws: FileError.outsideRoot(path: path)) {
      try AtomicFile.write([1], to: SitePath(path, in: root), expecting: nil)
    }
    #expect(try other.names().isEmpty)
  }

  @Test func `a folder that becomes a link after the check is not followed`() throws {
    let other = try TemporaryFolder()
    try folder.write("a/b.md", "old")
    let read = try stamp("a/b.md")
    let path = try SitePath("a/b.md", in: root)
    try FileManager.default.removeItem(atPath: folder.path + "/a")
    try folder.link("a", to: other.path)
    try other.write("b.md", "old")
    #expect(throws: FileError.outsideRoot(path: "a/b.md")) {
      try AtomicFile.write([1], to: path, expecting: read)
    }
    #expect(try other.text("b.md") == "old")
  }
}
