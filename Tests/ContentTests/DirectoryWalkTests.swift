import Foundation
import Testing

@testable import Content

struct DirectoryWalkTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What a walk came to, the paths of its files in their order.
  private struct Walked {
    var paths: [String] = []
    var problems: [WalkProblem] = []
    var folders: [FolderFiles] = []
  }

  private func walk(
    _ patterns: String...,
    limits: DirectoryWalk.Limits = DirectoryWalk.Limits()
  ) throws -> Walked {
    var walked = Walked()
    let walk = try DirectoryWalk(folder.path, matching: GlobSet(patterns), limits: limits) {
      walked.folders.append($0)
    }
    walked.paths = walked.folders.flatMap { files in (0..<files.count).map { files.path($0) } }
    walked.problems = walk.problems
    #expect(walk.fileCount == walked.paths.count)
    return walked
  }

  @Test func `matching files are found with their status`() throws {
    for name in ["a.md", "b/c.md", "b/d.mdx", "b/.e.md", ".g/h.md", "i.txt"] {
      try folder.write(name, "four")
    }
    let walk = try walk("**/*.md")
    #expect(walk.paths == ["a.md", "b/c.md"])
    for files in walk.folders {
      for index in 0..<files.count {
        let status = try #require(files.status(index))
        #expect(status.size == 4 && status.modified > 0 && status.inode > 0)
      }
    }
    #expect(walk.problems.isEmpty)
  }

  @Test func `a pattern that subtracts a folder keeps out all that is in it`() throws {
    for name in ["a.md", "_b/c.md", "d/_e/f.md"] { try folder.write(name) }
    #expect(try walk("**/*.md", "!**/_*").paths == ["a.md"])
    #expect(try walk("d/**/*.md").paths == ["d/_e/f.md"])
  }

  @Test func `a base that is not there is an empty one`() throws {
    #expect(try walk("src/posts/*.md").paths.isEmpty)
    #expect(throws: FileError.self) {
      try DirectoryWalk(folder.path + "/no", matching: GlobSet(["*"])) { _ in }
    }
  }

  @Test func `linked folders are followed, but not in circles`() throws {
    try folder.write("posts/a.md")
    try folder.write("other/b.md")
    try folder.link("posts/linked", to: "../other")
    try folder.link("posts/up", to: "..")
    try folder.link("posts/self", to: "self")
    let walk = try walk("posts/**/*.md")
    #expect(walk.paths.sorted() == ["posts/a.md", "posts/linked/b.md"] + circle(walk))
    #expect(walk.problems.contains { $0.kind == .loop })
  }

  /// A link to a folder above the base is not one that the walk stands in: it is entered once.
  private func circle(_ walk: Walked) -> [String] {
    walk.paths.filter { $0.hasPrefix("posts/up/") }.sorted()
  }

  @Test func `what is no file is named once and never opened`() throws {
    #expect(mkfifo(folder.path + "/pipe.md", 0o600) == 0)
    try folder.link("broken.md", to: "nowhere")
    try folder.link("device.md", to: "/dev/zero")
    try folder.write("a?b.md")
    let invalid: [UInt8] = Array((folder.path + "/").utf8) + [0xFF, 0x2E, 0x6D, 0x64, 0]
    let made = invalid.withUnsafeBytes {
      open($0.bindMemory(to: CChar.self).baseAddress!, O_CREAT, 0o600)
    }
    #expect(made >= 0)
    close(made)
    let walk = try walk("**/*.md")
    #expect(walk.paths.isEmpty)
    #expect(
      Set(walk.problems)
        == [
          WalkProblem(path: "pipe.md", kind: .notRegular),
          WalkProblem(path: "broken.md", kind: .brokenLink),
          WalkProblem(path: "device.md", kind: .notRegular),
          WalkProblem(path: "a?b.md", kind: .cutByURL),
          WalkProblem(path: "\u{FFFD}.md", kind: .notText),
        ]
    )
  }

  @Test func `the limits hold`() throws {
    for index in 0..<20 { try folder.write("\(index)/x/y/a.md") }
    var limits = DirectoryWalk.Limits()
    limits.files = 5
    let few = try walk("**/*.md", limits: limits)
    #expect(few.paths.count == 5)
    #expect(few.problems.map(\.kind) == [.tooMany])
    limits = DirectoryWalk.Limits()
    limits.depth = 2
    #expect(try walk("**/*.md", limits: limits).problems.allSatisfy { $0.kind == .tooDeep })
  }

  @Test func `files are opened by their path where too many folders are open`() throws {
    for index in 0..<100 { try folder.write("\(index)/a.md", "\(index)") }
    let folders = try walk("**/*.md").folders
    #expect(folders.count == 100)
    let head = FileHead()
    for files in folders {
      try head.read(files, 0, asksStatus: true)
      #expect(files.path(0) == String(decoding: head.bytes, as: UTF8.self) + "/a.md")
    }
  }

  @Test(arguments: [
    (0, 0, true), (10, 10, true), (1023, 1023, true), (1024, 1024, false), (3000, 1024, false),
    (4096, 1024, false), (9000, 1024, false),
  ])
  func `a head is read in two steps`(size: Int, first: Int, isWhole: Bool) throws {
    let text = String(
      (0..<size).map { Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8($0 % 26))) }
    )
    try folder.write("a.md", text)
    let files = try #require(try walk("*.md").folders.first)
    let head = FileHead()
    for asksStatus in [false, true] {
      try head.read(files, 0, asksStatus: asksStatus)
      #expect(head.content.count == first)
      #expect(head.isWhole == isWhole)
      #expect(head.readOn() == (size > first))
      #expect(String(decoding: head.bytes, as: UTF8.self) == String(text.prefix(4096)))
      #expect(head.isWhole == (size < 4096))
      #expect(!head.readOn())
    }
  }

  @Test func `files that are opened ahead are read as those that are not`() throws {
    for index in 0..<20 { try folder.write("\(10 + index).md", "\(10 + index)") }
    let files = try #require(try walk("*.md").folders.first)
    try FileManager.default.removeItem(atPath: "\(folder.path)/13.md")
    let head = FileHead()
    head.openAhead((0..<5).map { (files, $0) })
    // The one that is open stays what it was; the other is opened in its turn.
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/11.md",
      toPath: "\(folder.path)/13.md"
    )
    for index in 0..<files.count {
      try head.read(files, index, asksStatus: true)
      let expected = index == 3 ? "11" : "\(10 + index)"
      #expect(String(decoding: head.bytes, as: UTF8.self) == expected)
    }
  }

  @Test func `a tree four hundred folders deep is walked`() throws {
    var deep = folder.path
    for _ in 0..<400 { deep += "/d" }
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: deep + "/a.md"))
    #expect(try walk("**/*.md").paths.count == 1)
  }

  #if os(Linux)
  @Test func `room for the descriptors of all folders is made at one stroke`() throws {
    OpenFolders.makeRoom()
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("FDSize:") })
    let size = try #require(line.split(separator: "\t").last.flatMap { Int($0) })
    var files = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0)
    #expect(size >= min(Int(clamping: files.rlim_cur), 1024))
  }
  #endif
}
