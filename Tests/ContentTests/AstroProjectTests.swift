import Foundation
import FrontisTestSupport
import Testing
import Values

@testable import Content

struct AstroProjectTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a project is found from any folder in it`() throws {
    try folder.write("site/astro.config.mjs", "export default {}")
    try folder.write("site/src/content/blog/a.md")
    let project = try #require(try AstroProject.find(from: folder.path + "/site/src/content/blog"))
    #expect(project.root.path == folder.path + "/site")
    #expect(project.name == "site")
    #expect(project.sourceFolder == "src")
    #expect(project.contentConfig == nil)
  }

  @Test(
    arguments: [
      ("export default { srcDir: './app' }", "app", true),
      (
        "import x from 'y'\nexport default defineConfig({ // srcDir: 'no'\n  srcDir: \"a/b/\" })",
        "a/b", true
      ),
      ("export default defineConfig({ vite: { srcDir: 'no' }, site: `https://x/` })", "src", true),
      (
        "export default defineConfig({ site: 'x'.replace(/[}'\"]/, ''), srcDir: 'app' })", "app",
        true
      ),
      ("export default defineConfig({ srcDir: folder })", "src", false),
      ("export default defineConfig({ srcDir: 'a' + b })", "src", false),
      ("export default defineConfig({ ...base, srcDir })", "src", false),
      ("const srcDir = 'x'; export default { srcDir }", "src", false),
      ("const config = { srcDir: 'x' }; export default config", "src", false),
      ("export default { srcDir: '../other' }", "src", false),
    ]
  )
  func `srcDir is read when it is a plain text`(source: String, path: String, isSure: Bool) throws {
    try folder.write("astro.config.mjs", source)
    let project = try AstroProject(at: folder.path)
    #expect(project.sourceFolder == path)
    #expect(project.warnings.isEmpty == isSure)
  }

  @Test func `the first content config in Astro's order is read`() throws {
    try folder.write("package.json", #"{"dependencies": {"astro": "^5.1.0"}}"#)
    try folder.write("src/content/config.ts")
    #expect(try AstroProject(at: folder.path).contentConfig?.path == "src/content/config.ts")
    try folder.write("src/content.config.ts")
    try folder.write("src/content.config.mjs")
    let project = try AstroProject(at: folder.path)
    #expect(project.contentConfig?.path == "src/content.config.mjs")
    #expect(
      project.warnings == [
        .severalContentConfigs(
          read: "src/content.config.mjs",
          ignored: ["src/content.config.ts", "src/content/config.ts"]
        )
      ]
    )
  }

  @Test func `a content config in the old place is one that Astro 6 refuses`() throws {
    try folder.write("package.json", #"{"dependencies": {"astro": "6.0.1"}}"#)
    try folder.write("src/content/config.ts")
    let project = try AstroProject(at: folder.path)
    #expect(project.contentConfig?.isLegacy == true)
    #expect(
      project.warnings
        == [
          .legacyContentConfig(
            path: "src/content/config.ts",
            moveTo: "src/content.config.ts",
            isCertain: true
          )
        ]
    )
  }

  @Test(
    arguments: [
      (
        "package-lock.json", PackageManager.npm,
        #"{"packages": {"node_modules/astro": {"version": "4.16.7"}, "node_modules/x/node_modules/zod": {"version": "4.1.0"}, "node_modules/zod": {"version": "3.23.8"}}}"#
      ),
      (
        "pnpm-lock.yaml", .pnpm,
        "packages:\n\n  astro@4.16.7(typescript@5.0.0):\n    x: 1\n\n  zod@3.23.8:\n  zod@4.1.0:\n"
      ),
      (
        "yarn.lock", .yarn,
        "# yarn\n\nastro@^4.0.0:\n  version \"4.16.7\"\n  dependencies:\n    zod \"^3\"\n\n\"zod@npm:^3.0.0\":\n  version: 3.23.8\n"
      ),
      (
        "bun.lock", .bun,
        "{\"packages\": {\n \"astro\": [\"astro@4.16.7\", \"\", {}],\n \"zod\": [\"zod@3.23.8\", {}],}}"
      ),
    ]
  )
  func `lock files pin versions`(name: String, manager: PackageManager, text: String) throws {
    try folder.write(
      "package.json",
      #"{"name": "my-site", "dependencies": {"astro": "^4.0.0"}, "scripts": {"build": "astro build"}}"#
    )
    try folder.write(name, text)
    let project = try AstroProject(at: folder.path)
    #expect(project.packageManager == manager)
    #expect(project.astro == PackageVersion(major: 4, minor: 16, patch: 7, source: .lockFile))
    #expect(project.zod == PackageVersion(major: 3, minor: 23, patch: 8, source: .lockFile))
    #expect(project.jsYAML.major == 3)
    #expect(project.name == "my-site")
    #expect(project.scripts == ["build": "astro build"])
  }

  @Test(arguments: [
    // Neighbours in a repository have Astros of their own.
    ("^4.0.0", 4, 15, 3), ("~6.0", 6, 0, 7), ("6.4.2", 6, 4, 2), (">=3", 7, 2, 1),
    ("3 || 4", 7, 2, 1), ("workspace:*", 7, 2, 1),
  ])
  func `of several pinned versions the one is meant that is asked for`(
    range: String,
    major: Int,
    minor: Int,
    patch: Int
  ) throws {
    try folder.write("site/package.json", #"{ "dependencies": { "astro": "\#(range)" } }"#)
    try folder.write(
      "pnpm-lock.yaml",
      "packages:\n\n  astro@4.15.3:\n  astro@6.0.7:\n  astro@6.4.2:\n  astro@7.2.1:\n"
    )
    let project = try AstroProject(at: folder.path + "/site")
    let version = PackageVersion(major: major, minor: minor, patch: patch, source: .lockFile)
    #expect(project.astro == version)
  }

  @Test func `a lock file older than what is asked for says nothing`() throws {
    try folder.write("package.json", #"{ "dependencies": { "astro": "^6.1.0" } }"#)
    let lock = #"{ "packages": { "node_modules/astro": { "version": "5.6.4" } } }"#
    try folder.write("package-lock.json", lock)
    let project = try AstroProject(at: folder.path)
    #expect(project.astro == PackageVersion(major: 6, minor: 1, source: .range))
    #expect(project.zod.major == 4)
  }

  @Test func `packages are installed beside the lock file too`() throws {
    try folder.write("package-lock.json", "{}")
    try folder.write("node_modules/astro/package.json", #"{ "version": "5.6.4" }"#)
    try folder.write("node_modules/zod/package.json", #"{ "version": "4.1.0" }"#)
    try folder.write(
      "node_modules/astro/node_modules/zod/package.json",
      #"{ "version": "3.25.1" }"#
    )
    try folder.write("sites/one/package.json", #"{ "dependencies": { "astro": "*" } }"#)
    let project = try AstroProject(at: folder.path + "/sites/one")
    #expect(project.astro == PackageVersion(major: 5, minor: 6, patch: 4, source: .installed))
    #expect(project.zod == PackageVersion(major: 3, minor: 25, patch: 1, source: .installed))
  }

  @Test func `zod/v4 of Zod 3 is Zod 4.0`() throws {
    try folder.write("package.json", #"{ "dependencies": { "astro": "^5.0.0" } }"#)
    let lock = #"{ "packages": { "node_modules/zod": { "version": "3.25.76" } } }"#
    try folder.write("package-lock.json", lock)
    let project = try AstroProject(at: folder.path)
    #expect(project.zod4 == PackageVersion(major: 4, minor: 0, source: .lockFile))
  }

  @Test(
    arguments: [
      ("^5.1.2", 5, 1), ("~4.0", 4, 0), (">=3", 3, 0), ("npm:astro@6.2.0", 6, 2), ("7", 7, 0),
      ("workspace:^7.1.0", 7, 1), ("v2.3.4", 2, 3),
    ]
  )
  func `a range tells at least the major version`(range: String, major: Int, minor: Int) {
    let version = PackageVersion(range, source: .range)
    #expect(version == PackageVersion(major: major, minor: minor, source: .range))
    for none in ["latest", "workspace:*", "file:../x", "https://x/5.0.0.tgz", "*", ""] {
      #expect(PackageVersion(none, source: .range) == nil, "\(none)")
    }
  }

  @Test(
    arguments: [
      "export default {", "export default defineConfig({a: [", "export default", "'", "/*", "/",
      "export default {a: {b: {c: {d: {e: {f: 1}}}}}}", "export default { a: ) ] }", "`${`",
      String(repeating: "{", count: 100_000),
      "export default {" + String(repeating: "a:{", count: 100_000),
      "export default { /", "export default { a: '\\", "\u{FEFF}export default{srcDir:'x'",
    ]
  )
  func `no config is too strange to read`(source: String) throws {
    try folder.write("astro.config.mjs", source)
    #expect(throws: Never.self) { try AstroProject(at: folder.path) }
  }

  // The recorded sites are not part of the repository.
  @Test(.enabled(if: Vectors.sharedFile("sites") != nil))
  func `recorded sites' majors follow from each other`() throws {
    let sites = try #require(Vectors.sharedFile("sites"))
    for url in try FileManager.default.contentsOfDirectory(
      at: sites,
      includingPropertiesForKeys: nil
    )
    where url.pathExtension == "json" {
      guard let site = try Vectors.loadShared("sites/" + url.lastPathComponent),
        let major = site[["astroMajor"]]?.numberValue,
        let config = site[["configPath"]]?.stringValue
      else { continue }
      let own = try TemporaryFolder()
      try own.write("package.json", "{\"dependencies\": {\"astro\": \"^\(Int(major)).0.0\"}}")
      try own.write(config)
      let project = try AstroProject(at: own.path)
      #expect(project.contentConfig?.path == config, "\(url.lastPathComponent)")
      #expect(site[["zod"]]?.stringValue?.hasPrefix("\(project.zod.major).") == true)
      #expect(
        site[["jsYamlForFrontmatter"]]?.stringValue?.hasPrefix("\(project.jsYAML.major).") == true
      )
    }
  }
}
