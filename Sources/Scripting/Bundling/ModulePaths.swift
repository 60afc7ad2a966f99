import Foundation

/// Where the modules are that a site's code names by a path.
enum ModulePaths {
  /// `path` made absolute, without `.` and `..`.
  static func absolute(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts = folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The file that `specifier`, in a module of `folder`, leads to as TypeScript and Vite look for it;
  /// nil when there is none.
  static func file(_ specifier: String, from folder: String) -> String? {
    candidates(specifier, from: folder).first(where: isFile)
  }

  /// Where that file may be, the best place first.
  static func candidates(_ specifier: String, from folder: String) -> [String] {
    let stem = absolute(specifier, from: folder)
    var candidates = [stem]
    // TypeScript's sources are imported under the names of what they become.
    for (written, source) in [(".js", ".ts"), (".js", ".tsx"), (".mjs", ".mts"), (".jsx", ".tsx")]
    where stem.hasSuffix(written) {
      candidates.append(stem.dropLast(written.count) + source)
    }
    candidates += endings.map { "\(stem).\($0)" }
    candidates += endings.map { "\(stem)/index.\($0)" }
    return candidates
  }

  /// The folder that the file or folder at an absolute path is in; empty for one below the root.
  static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// Whether a file's name says that it is code.
  static func isCode(_ path: String) -> Bool {
    (path.split(separator: ".").last.map(String.init)).map(endings.contains) ?? false
  }

  private static let endings = ["ts", "tsx", "mts", "mjs", "js", "jsx"]
}
