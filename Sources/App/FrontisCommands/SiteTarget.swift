import Content
import Foundation
import Settings

/// The site that a command's paths mean, and the part of it that they name.
struct SiteTarget {
  /// The site's folder, absolute.
  let root: String
  /// Files and folders relative to the root; empty for the whole site.
  let parts: [String]

  /// The nearest folder upwards from the first of `paths` with a configuration.
  ///
  /// A path that is not the site's own folder also narrows what is meant. Throws `CommandFailure`
  /// when a path does not exist or no site is found.
  init(paths: [String], in world: World) throws {
    let absolute = paths.map(world.absolute)
    for (path, given) in zip(absolute, paths) where !FileManager.default.fileExists(atPath: path) {
      throw Self.missing(given)
    }
    let start = absolute.first ?? world.currentFolder
    let folder = Self.folder(start)
    // A folder may be opened as a site without any configuration; a file may not.
    guard let root = AstroProject.root(above: folder) ?? (folder == start ? folder : nil) else {
      throw CommandFailure(message: "\(start) is in no site: no folder above it has a config")
    }
    self.root = root
    parts = try absolute.filter { $0 != root }.map { path in
      guard path.hasPrefix(root + "/") else {
        throw CommandFailure(message: "\(path) is not in the site \(root)")
      }
      return String(path.dropFirst(root.count + 1))
    }
  }

  /// Whether `file`, relative to the root, is meant.
  func includes(_ file: String) -> Bool {
    parts.isEmpty || parts.contains { file == $0 || file.hasPrefix($0 + "/") }
  }

  private static func folder(_ path: String) -> String {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return exists && !isFolder.boolValue
      ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : path
  }

  private static func missing(_ path: String) -> CommandFailure {
    let verbs = Frontis.configuration.subcommands.map { $0._commandName }
    if !path.contains("/"), let near = EditDistance.nearest(to: path, among: verbs) {
      return CommandFailure(
        message: "'\(path)' is neither a verb nor a folder",
        help: "did you mean 'frontis \(near)'?"
      )
    }
    return CommandFailure(message: "no such file or folder: \(path)")
  }
}
