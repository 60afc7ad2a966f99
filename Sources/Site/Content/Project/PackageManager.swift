/// The program that installs a site's packages, told by the lock file it left.
package enum PackageManager: String, Sendable, CaseIterable {
  case pnpm, yarn, bun, npm

  /// The names of its lock files, read or not.
  package var lockFiles: [String] {
    switch self {
    case .pnpm: ["pnpm-lock.yaml"]
    case .yarn: ["yarn.lock"]
    case .bun: ["bun.lock", "bun.lockb"]
    case .npm: ["package-lock.json", "npm-shrinkwrap.json"]
    }
  }
}
