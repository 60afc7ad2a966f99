import Foundation
import SiteScripts

/// A site of a few files that is removed with the value.
final class SiteFolder {
  let root: String
  private let cache: String

  init(_ files: [String: String]) throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    root = base + "/frontis-site-" + UUID().uuidString
    cache = base + "/frontis-cache-" + UUID().uuidString
    for (name, text) in files { try write(name, text) }
  }

  func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: root + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  func evaluation(major: Int = 7, environment: [String: String]? = nil) -> SiteEvaluation {
    SiteEvaluation(
      surroundings: SiteSurroundings(root: root, astroMajor: major),
      cacheFolder: cache,
      version: "test",
      environment: environment ?? ProcessInfo.processInfo.environment
    )
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
    try? FileManager.default.removeItem(atPath: cache)
  }
}
