import Foundation

/// A package whose code is there and was not built yet, as one of the site's own repository.
///
/// Its `package.json` leads to files that do not exist; the sources that they would be made of do.
struct UnbuiltPackage {
  /// The source file of `specifier` as code in `root` imports it; nil when no such package is
  /// there.
  static func source(of specifier: String, from root: String) -> String? {
    let parts = specifier.split(separator: "/", omittingEmptySubsequences: false)
    let length = specifier.hasPrefix("@") ? 2 : 1
    guard parts.count >= length, !parts.contains("..") else { return nil }
    let name = parts.prefix(length).joined(separator: "/")
    let subpath = (["."] + parts.dropFirst(length)).joined(separator: "/")
    var folder = root
    while !folder.isEmpty {
      let package = UnbuiltPackage(folder: "\(folder)/node_modules/\(name)")
      if let package { return package.source(of: subpath) }
      folder = ModulePaths.folder(of: folder)
    }
    return nil
  }

  private let folder: String
  private let manifest: [String: Any]

  private init?(folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/package.json"),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    self.folder = folder
    self.manifest = manifest
  }
}

extension UnbuiltPackage {
  private static let endings = ["ts", "mts", "tsx", "js", "mjs"]
  private static let outputs: Set<Substring> = ["dist", "build", "lib", "out", "esm", "output"]

  private func source(of subpath: String) -> String? {
    var stems = target(of: subpath).map { [Self.stem(ofSourceFor: $0)] } ?? []
    if subpath == "." { stems += ["src/index", "index"] }
    let files = stems.flatMap { stem in Self.endings.map { "\(folder)/\(stem).\($0)" } }
    return files.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The file that the manifest names for `subpath`.
  private func target(of subpath: String) -> String? {
    if let exports = manifest["exports"] {
      let paths = exports as? [String: Any]
      let isByPath = paths?.keys.contains { $0.hasPrefix(".") } == true
      if isByPath { return paths?[subpath].flatMap(Self.file) }
      return subpath == "." ? Self.file(exports) : nil
    }
    guard subpath == "." else { return subpath }
    return (manifest["module"] ?? manifest["main"]) as? String
  }

  /// The file behind conditions.
  private static func file(_ target: Any) -> String? {
    if let file = target as? String { return file }
    let conditions = target as? [String: Any]
    return ["import", "module", "node", "default"].lazy
      .compactMap { conditions?[$0].flatMap(file) }.first
  }

  /// `./dist/a/b.js` was made of `src/a/b.ts`.
  private static func stem(ofSourceFor path: String) -> String {
    var parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    if let first = parts.first, outputs.contains(first) { parts[0] = "src" }
    if let last = parts.last, let dot = last.lastIndex(of: ".") {
      parts[parts.count - 1] = last[..<dot]
    }
    return parts.joined(separator: "/")
  }
}
