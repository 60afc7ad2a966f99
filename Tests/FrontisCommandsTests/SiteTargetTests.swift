import Foundation
import Testing

@testable import FrontisCommands

@Suite struct SiteTargetTests {
  /// A site of one config and one entry, gone with the value.
  private final class Folder {
    let path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/frontis-target-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path + "/src/content/blog",
        withIntermediateDirectories: true
      )
      for file in ["astro.config.mjs", "src/content/blog/a.md"] {
        try Data().write(to: URL(filePath: "\(path)/\(file)"))
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var world: World { World(variables: [:], currentFolder: path, executable: "/bin/frontis") }
  }

  @Test func `without a path it is the nearest site upwards`() throws {
    let folder = try Folder()
    let world = World(
      variables: [:],
      currentFolder: folder.path + "/src/content",
      executable: "/bin/frontis"
    )
    let target = try SiteTarget(paths: [], in: world)
    #expect(target.root == folder.path)
    #expect(target.includes("astro.config.mjs"))
  }

  @Test func `a file in the site narrows what is meant`() throws {
    let folder = try Folder()
    let target = try SiteTarget(paths: ["src/content/blog"], in: folder.world)
    #expect(target.root == folder.path)
    #expect(target.includes("src/content/blog/a.md"))
    #expect(!target.includes("src/content/blogs/a.md"))
  }

  @Test func `a mistyped verb is answered with the nearest one`() throws {
    let folder = try Folder()
    let failure = #expect(throws: CommandFailure.self) {
      try SiteTarget(paths: ["chekc"], in: folder.world)
    }
    #expect(failure?.help == "did you mean 'frontis check'?")
    #expect(failure?.status == 2)
  }

  @Test func `a path that is not there is named`() throws {
    let folder = try Folder()
    let failure = #expect(throws: CommandFailure.self) {
      try SiteTarget(paths: ["content/nothing"], in: folder.world)
    }
    #expect(failure?.message == "no such file or folder: content/nothing")
  }

  @Test func `a file outside every site is refused`() throws {
    let folder = try Folder()
    try FileManager.default.removeItem(atPath: folder.path + "/astro.config.mjs")
    #expect(throws: CommandFailure.self) {
      try SiteTarget(paths: ["src/content/blog/a.md"], in: folder.world)
    }
    #expect(try SiteTarget(paths: ["src"], in: folder.world).root == folder.path + "/src")
  }
}
