import Foundation
import Frontmatter
import Values

/// An Astro site's folder: where its files are, and which rules its versions make it follow.
///
/// Found by reading only; nothing of the site is run.
package struct AstroProject: Sendable {
  package let root: SiteRoot
  /// `astro.config.*`, relative to the root; nil for a site that has none and takes all defaults.
  package private(set) var configPath: String?
  package private(set) var config: AstroConfigSource
  /// `srcDir`, relative to the root, without a trailing slash.
  package private(set) var sourceFolder = "src"
  package private(set) var contentConfig: ContentConfig?
  /// `src/live.config.*`, relative to the root.
  package private(set) var liveConfigPath: String?
  /// Nil when nothing tells the version: the newest is assumed then.
  package private(set) var astro: PackageVersion?
  /// The Zod that `astro/zod` and `astro:content` give.
  package private(set) var zod: PackageVersion
  /// The Zod 4 that the site's code may import, or that Astro would bring.
  package private(set) var zod4: PackageVersion
  /// The js-yaml that reads frontmatter: major 3 up to Astro 4, else 4.
  package private(set) var jsYAML: PackageVersion
  /// The smol-toml that reads TOML, of major 1.
  package private(set) var smolTOML: PackageVersion
  package private(set) var packageManager: PackageManager
  /// `scripts` of package.json.
  package private(set) var scripts: [String: String] = [:]
  /// package.json's name, else the folder's.
  package private(set) var name: String
  package private(set) var warnings: [ProjectWarning] = []

  /// The file that defines a site's collections.
  package struct ContentConfig: Sendable, Hashable {
    /// Relative to the root.
    package var path: String
    /// Whether it is in the place that Astro 6 no longer takes.
    package var isLegacy: Bool
    /// Others that are there too and not read.
    package var ignored: [String]
  }

  /// The newest Astro whose rules are known.
  package static let newestMajor = 7

  /// Astro's major version, the newest when nothing tells it.
  package var astroMajor: Int { astro?.major ?? Self.newestMajor }

  /// The project in the folder at `path`; `setting` is what running its config said `srcDir` is.
  package init(at path: String, sourceFolder setting: String? = nil) throws(FileError) {
    root = try SiteRoot(path)
    let files = ProjectFiles(root: root.path)
    configPath = ["mjs", "js", "ts", "mts"].lazy.map { "astro.config.\($0)" }.first(
      where: files.has
    )
    config = AstroConfigSource(configPath.flatMap(files.bytes) ?? [])
    let manifest = files.json("package.json")
    name =
      manifest[["name"]]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
      ?? String(root.path.split(separator: "/").last ?? "site")
    for (key, value) in manifest[["scripts"]]?.objectValue ?? ObjectValue() {
      scripts[key] = value.stringValue
    }
    let versions = PackageVersions(files: files, manifest: manifest)
    packageManager = versions.manager
    astro = versions.version(of: "astro")
    let major = astro?.major ?? Self.newestMajor
    zod = versions.version(of: "zod", major: major >= 6 ? 4 : 3)
    zod4 = versions.version(of: "zod", major: 4)
    if zod4.source == .astro, zod.source != .astro, zod.major == 3 {
      // `zod/v4` of Zod 3.25 is Zod 4.0.
      zod4 = PackageVersion(major: 4, minor: 0, source: zod.source)
    }
    jsYAML = versions.version(of: "js-yaml", major: major >= 5 ? 4 : 3)
    smolTOML = versions.version(of: "smol-toml", major: 1)
    readSourceFolder(setting.map(AstroConfigSource.Setting.text) ?? config["srcDir"])
    findContentConfig(files)
    liveConfigPath = ["mjs", "js", "mts", "ts"].lazy
      .map { [sourceFolder] in "\(sourceFolder)/live.config.\($0)" }.first(where: files.has)
  }

  /// The project that `path` is in, or nil when it is in none.
  package static func find(from path: String) throws(FileError) -> AstroProject? {
    guard let folder = root(above: path) else { return nil }
    return try AstroProject(at: folder)
  }

  /// The nearest folder from `path` upwards that looks like an Astro site, as `path` spells it;
  /// nil when none does.
  package static func root(above path: String) -> String? {
    var folder = path
    while true {
      while folder.hasSuffix("/") { folder.removeLast() }
      if ProjectFiles(root: folder).isProject { return folder.isEmpty ? "/" : folder }
      guard let slash = folder.lastIndex(of: "/") else { return nil }
      folder = String(folder[..<slash])
    }
  }
}

/// Something about a project that its owner should know.
package enum ProjectWarning: Sendable, Hashable {
  /// `srcDir` is set, and only running the config would tell to what; `./src` is assumed.
  case sourceFolderUnknown(config: String)
  /// Several content configs are there; only the first is read.
  case severalContentConfigs(read: String, ignored: [String])
  /// The content config is where Astro 6 and later refuse it; `isCertain` when the site's Astro is
  /// known to be one of these.
  case legacyContentConfig(path: String, moveTo: String, isCertain: Bool)
}

// MARK: - Finding

extension AstroProject {
  private mutating func readSourceFolder(_ setting: AstroConfigSource.Setting) {
    switch setting {
    case .absent: break
    case .text(var text):
      if text.hasPrefix(root.path + "/") { text.removeFirst(root.path.count + 1) }
      let parts = text.split(separator: "/").filter { $0 != "." }
      if parts.contains("..") || text.hasPrefix("/") {
        warnings.append(.sourceFolderUnknown(config: configPath ?? ""))
      } else {
        sourceFolder = parts.isEmpty ? "." : parts.joined(separator: "/")
      }
    case .boolean, .number, .unknown:
      warnings.append(.sourceFolderUnknown(config: configPath ?? ""))
    }
  }

  private mutating func findContentConfig(_ files: ProjectFiles) {
    let modern = ["mjs", "js", "mts", "ts"].map { "\(sourceFolder)/content.config.\($0)" }
    let order =
      switch astroMajor {
      case ...3: ["mjs", "js", "ts"]
      case 4, 5: ["mjs", "js", "mts", "ts"]
      default: ["ts", "js", "mjs", "mts"]
      }
    let legacy = order.map { "\(sourceFolder)/content/config.\($0)" }
    let found = ((astroMajor >= 5 ? modern : []) + legacy).filter(files.has)
    guard let first = found.first else { return }
    let config = ContentConfig(
      path: first,
      isLegacy: astroMajor >= 6 && legacy.contains(first),
      ignored: Array(found.dropFirst())
    )
    contentConfig = config
    if !config.ignored.isEmpty {
      warnings.append(.severalContentConfigs(read: first, ignored: config.ignored))
    }
    if config.isLegacy, self.config["legacy", "collectionsBackwardsCompat"] != .boolean(true) {
      let ending = first.utf8.suffix(
        from: first.utf8.lastIndex(of: UInt8(ascii: ".")) ?? first.startIndex
      )
      let target = "\(sourceFolder)/content.config" + String(Substring(ending))
      warnings.append(
        .legacyContentConfig(path: first, moveTo: target, isCertain: astro != nil)
      )
    }
  }
}
