import Foundation
import FrontisTestSupport
import Sessions
import Sites

/// Whether the outside program that reads a site's TypeScript is on this machine.
let hasEsbuild = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/esbuild") }

/// A site of its own for one test, with caches and state beside it; gone afterwards.
final class SiteFolder: Sendable {
  let root: String
  private let base: String

  /// A site of these files, by their paths.
  init(_ files: [String: String] = [:]) throws {
    let name = "frontis-sites-\(UUID().uuidString)"
    base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/\(name)"
    root = base + "/site"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    for (file, text) in files { try write(file, text) }
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: base)
    } catch {
      print("left behind: \(base): \(error)")
    }
  }

  /// A copy of the project's sample site.
  static func sample() throws -> SiteFolder {
    let folder = try SiteFolder()
    try FileManager.default.removeItem(atPath: folder.root)
    try FileManager.default.copyItem(
      atPath: Vectors.project.appending(path: "sample-site").path,
      toPath: folder.root
    )
    return folder
  }

  /// The site as a new process would open it.
  func open(
    sessions: SessionStore? = nil,
    variables: [String: String] = ProcessInfo.processInfo.environment,
    usesIndex: Bool = true,
    listsEntries: Bool = true,
    allowsNetwork: Bool = false
  ) throws -> Site {
    let environment = SiteEnvironment(
      cacheFolder: base + "/cache",
      variables: variables,
      version: "test",
      usesIndex: usesIndex,
      listsEntries: listsEntries,
      allowsNetwork: allowsNetwork
    )
    return try Site(at: root, environment: environment, sessions: sessions)
  }

  func sessions() throws -> SessionStore {
    try SessionStore(path: base + "/state.sqlite", now: { Date(timeIntervalSince1970: 0) })
  }

  func path(_ file: String) -> String { "\(root)/\(file)" }

  func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: path(file))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(bytes).write(to: url)
  }

  func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(file))))
  }
}
