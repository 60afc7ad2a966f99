import Values

/// Which versions of its packages a project uses: installed, pinned, or asked for.
struct PackageVersions {
  /// The project's folder and those around it, up to the lock file's: where packages are installed.
  private let folders: [ProjectFiles]
  private let manifest: Value
  private let lockFile: LockFile?
  /// The manager whose lock file is nearest; npm when there is none.
  let manager: PackageManager

  init(files: ProjectFiles, manifest: Value) {
    self.manifest = manifest
    guard let (manager, bytes, folders) = Self.nearestLockFile(files) else {
      self.manager = .npm
      folders = [files]
      lockFile = nil
      return
    }
    self.manager = manager
    self.folders = folders
    lockFile = LockFile(manager, bytes)
  }

  /// The version of a package that the site itself asks for.
  func version(of name: String) -> PackageVersion? {
    installed("node_modules/\(name)/package.json") ?? pinned(name)
      ?? range(of: name).flatMap { PackageVersion($0, source: .range) }
  }

  /// The one that the lock file pins for this site, which asks for another than its neighbours may.
  ///
  /// Nil for a lock file that is older than what the site asks for.
  private func pinned(_ name: String) -> PackageVersion? {
    let pinned = lockFile?.versions(of: name) ?? []
    guard let range = range(of: name), Self.isOneMajor(range),
      let asked = PackageVersion(range, source: .lockFile)
    else { return pinned.max { $0.major < $1.major } }
    return pinned.first { $0 == asked } ?? pinned.first { $0.major == asked.major }
  }

  /// Whether all versions that `range` allows have the same major.
  private static func isOneMajor(_ range: String) -> Bool {
    guard let first = range.utf8.first, "^~=v0123456789".utf8.contains(first) else { return false }
    return !range.utf8.contains { $0 == 0x20 || $0 == UInt8(ascii: "|") }
  }

  /// The version of a package that Astro brings along, whose major follows from Astro's.
  func version(of name: String, major: Int) -> PackageVersion {
    let places = ["node_modules/astro/node_modules/\(name)", "node_modules/\(name)"]
    for place in places {
      if let version = installed(place + "/package.json", major: major) { return version }
    }
    let pinned = lockFile?.versions(of: name).filter { $0.major == major }
    return pinned?.max { ($0.minor, $0.patch ?? 0) < ($1.minor, $1.patch ?? 0) }
      ?? PackageVersion(major: major, minor: Self.assumedMinor(name, major), source: .astro)
  }

  /// What is assumed where neither a lock file nor an installed package tells.
  ///
  /// js-yaml 4.1 is what the real sites were recorded with whose answers the tests hold us to; 4.2
  /// reads `1_000` as text, and a lock file says so.
  private static func assumedMinor(_ name: String, _ major: Int) -> Int {
    switch (name, major) {
    case ("zod", 3): 25
    case ("zod", 4): 4
    case ("js-yaml", 3): 14
    case ("js-yaml", 4): 1
    case ("smol-toml", 1): 6
    default: 0
    }
  }

  /// The version that the package.json at `path` says, in the nearest folder that has it; of `major` where
  /// that is given.
  private func installed(_ path: String, major: Int? = nil) -> PackageVersion? {
    folders.lazy
      .compactMap { $0.json(path)[["version"]]?.stringValue }
      .compactMap { PackageVersion($0, source: .installed) }
      .first { major == nil || $0.major == major }
  }

  /// What the manifest asks for.
  private func range(of name: String) -> String? {
    ["dependencies", "devDependencies", "peerDependencies"].lazy
      .compactMap { manifest[[.key($0), .key(name)]]?.stringValue }
      .first { PackageVersion($0, source: .range) != nil }
  }

  /// In the project's folder or, for one of several in a repository, a folder above it up to the
  /// repository's own.
  private static func nearestLockFile(
    _ files: ProjectFiles
  ) -> (manager: PackageManager, bytes: [UInt8], folders: [ProjectFiles])? {
    var folder = files
    var folders: [ProjectFiles] = []
    for _ in 0..<8 {
      folders.append(folder)
      for manager in PackageManager.allCases {
        for name in manager.lockFiles {
          if let bytes = folder.bytes(name) { return (manager, bytes, folders) }
        }
      }
      let isRepository = folder.has(".git/HEAD") || folder.has(".git")
      guard !isRepository, let slash = folder.root.lastIndex(of: "/") else { return nil }
      folder = ProjectFiles(root: String(folder.root[..<slash]))
    }
    return nil
  }
}
