import Bundling
import Diagnostics
import Foundation
import FrontisTestSupport
import Testing

/// A folder of files that is removed with the value.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String]) throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/frontis-" + UUID().uuidString
    for (name, text) in files {
      let url = URL(filePath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Whether the outside program that the tests run is there.
private let hasEsbuild = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
  .contains { FileManager.default.isExecutableFile(atPath: $0 + "/esbuild") }

// Without esbuild there is nothing to test: it is an outside program.
@Suite(.enabled(if: hasEsbuild)) struct BundlerTests {
  private func bundle(
    _ files: [String: String],
    _ entry: String,
    data: @escaping @Sendable (String) -> String? = { _ in nil }
  ) async throws -> ScriptBundle {
    let folder = try TemporaryFolder(files)
    let cache = try TemporaryFolder([:])
    let esbuild = try #require(
      Esbuild.candidates(environment: ProcessInfo.processInfo.environment).first
    )
    return try await Bundler(
      esbuild: esbuild,
      root: folder.path,
      folder: cache.path,
      modules: ["astro:content", "zod", "zod/v4"],
      data: data
    ).bundle(.file(entry))
  }

  @Test(arguments: [
    #"{"compilerOptions": {"paths": {"@lib/*": ["./src/lib/*"], "@lib/deep/*": ["./no/*"]}}}"#,
    #"{"compilerOptions": {"baseUrl": "src", "paths": {"@lib/*": ["gone/*", "lib/*"]}}}"#,
    #"{"compilerOptions": {"paths": {"@lib/site": ["./src/lib/site.ts"]}}}"#,
  ])
  func `data is read where a module behind an alias imports it`(options: String) async throws {
    let bundle = try await bundle(
      [
        "tsconfig.json": options, "src/config.ts": "export { site } from '@lib/site'",
        "src/lib/site.ts": "import site from '../site.yaml'; export { site }",
        "src/site.yaml": "title: Tides",
      ],
      "src/config.ts",
      data: { $0.hasSuffix("/src/site.yaml") ? #"{"title":"Tides, read"}"# : nil }
    )
    #expect(bundle.script.contains("Tides, read"))
    #expect(bundle.inputs == ["src/config.ts", "src/lib/site.ts", "src/site.yaml"])
  }

  @Test func `a file and what it imports become one script`() async throws {
    let bundle = try await bundle(
      [
        "src/config.ts": """
        import { z } from 'zod'; import { four } from 'zod/v4'; import { readFileSync } from 'node:fs'; import { readFile } from 'fs/promises';
        import data from './data.json'; import { site } from '@lib/site'; import './style.css';
        import.meta.url; import.meta.env.BASE_URL;
        export const value: number = data.n + site; await 0; export const all = [z, four, readFileSync, readFile];
        """,
        "src/data.json": "{\"n\": 1}", "src/style.css": "a { }",
        "lib/site.ts": "export const site = 2 as const",
        "tsconfig.json":
          "{\"extends\": \"astro/tsconfigs/strict\", \"compilerOptions\": {\"baseUrl\": \".\", \"paths\": {\"@lib/*\": [\"lib/*\"]}}}",
      ],
      "src/config.ts"
    )
    #expect(bundle.unresolved == [])
    #expect(Set(bundle.inputs).isSuperset(of: ["src/config.ts", "src/data.json", "lib/site.ts"]))
    #expect(bundle.inputs.allSatisfy { !$0.hasPrefix("/") && !$0.hasPrefix("..") })
    for part in [
      "modules(\"zod\")", "modules(\"zod/v4\")", "modules(\"node:fs\")",
      "modules(\"node:fs/promises\")", "exports[0]",
    ] {
      #expect(bundle.script.contains(part), "\(part)")
    }
    #expect(!bundle.script.contains("import.meta"))
  }

  @Test func `a package that was not built yet is read from its sources`() async throws {
    let bundle = try await bundle(
      [
        "a.ts":
          "import { x } from '@scope/pkg'; import { y } from '@scope/pkg/deep'; import { z } from 'other'; export default [x, y, z]",
        "node_modules/@scope/pkg/package.json":
          #"{"exports": {".": {"types": "./x.d.ts", "import": "./dist/main.js"}, "./deep": "./dist/sub/deep.js"}}"#,
        "node_modules/@scope/pkg/src/main.ts": "export const x: string = 'from main'",
        "node_modules/@scope/pkg/src/sub/deep.ts": "export const y = 'from deep'",
        "node_modules/other/package.json": #"{"main": "gone.js"}"#,
        "node_modules/other/src/index.ts": "export const z = 'from index'",
      ],
      "a.ts"
    )
    #expect(bundle.unresolved == [])
    for part in ["from main", "from deep", "from index"] {
      #expect(bundle.script.contains(part), "\(part)")
    }
  }

  @Test func `a package that is not installed is named, not an error`() async throws {
    let bundle = try await bundle(
      [
        "a.ts":
          "import { x } from '@scope/pkg/sub'; import y from 'other'; import z from 'other/deep'; import 'installed'; export default [x, y, z]",
        "node_modules/installed/package.json": "{\"main\": \"i.js\"}",
        "node_modules/installed/i.js": "require('deep-dependency')",
      ],
      "a.ts"
    )
    #expect(bundle.unresolved == ["@scope/pkg/sub", "deep-dependency", "other", "other/deep"])
    #expect(bundle.inputs == ["a.ts", "node_modules/installed/i.js"])
  }

  @Test func `a file that is not there is an error, and the rest a bundle`() async throws {
    let bundle = try await bundle(
      [
        "src/a.ts": "import { x } from './lib/b'; export * from './gone.js'; export default x",
        "src/lib/b.ts":
          "import tags from '../made/tags.json';\nimport y from 'other';\nexport const x = [tags, y];",
      ],
      "src/a.ts"
    )
    #expect(bundle.problems.map(\.file).sorted() == ["src/a.ts", "src/lib/b.ts"])
    let problem = try #require(bundle.problems.first { $0.file == "src/lib/b.ts" })
    #expect(problem.rule == "config/evaluation")
    #expect(problem.severity == .error)
    #expect(problem.range == 17..<36)
    #expect(bundle.script.contains("file:src/made/tags.json"))
    #expect(bundle.script.contains("file:src/gone.js"))
    #expect(bundle.unresolved == ["other"])
    #expect(bundle.inputs.contains("src/lib/b.ts"))
    #expect(bundle.inputs.contains("src/gone.ts"))
  }

  // A newer esbuild knows it.
  @Test(arguments: ["using x = open();", "class C { accessor x = 1 }", "using  = = 2;"])
  func `syntax that esbuild may be too old for is no error`(text: String) async throws {
    let error: BundlingError?
    do {
      _ = try await bundle(["a.ts": text], "a.ts")
      error = nil
    } catch let failure as BundlingError {
      error = failure
    }
    let isWrong = text.contains("= =")
    let severities = (error?.diagnostics(for: "a.ts") ?? []).map(\.severity)
    #expect(severities == [isWrong ? .error : .warning] || (severities.isEmpty && !isWrong))
  }

  @Test(arguments: [
    ["src/c.ts": "const a = 1;\nexport const b = = 2"],
    ["src/c.ts": "import './gone';\nexport const = 2"],
    // No import that is copied.
    ["src/c.ts": "const a = 1;\nexport default require('./gone')"],
    // Not in a file of the site's own.
    [
      "src/c.ts": "import 'installed'", "node_modules/installed/package.json": "{}",
      "node_modules/installed/index.js": "\nexport * from './gone.js'",
    ],
  ])
  func `an error has the file's own place`(files: [String: String]) async throws {
    let error = await #expect(throws: BundlingError.self) {
      try await bundle(files, "src/c.ts")
    }
    let diagnostic = try #require(error?.diagnostics(for: "src/c.ts").last)
    let file = files.keys.first { $0.hasSuffix("index.js") } ?? "src/c.ts"
    #expect(diagnostic.file == file)
    #expect(diagnostic.rule == "config/evaluation")
    let text = try #require(files[file])
    let range = try #require(diagnostic.range)
    let place = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
    #expect(text[..<place].count { $0 == "\n" } == 1)
  }

  @Test(arguments: ["", "async "])
  func `a place in the script leads back to the source`(word: String) async throws {
    let bundle = try await bundle(
      ["a.ts": "interface I {}\n\nexport const f = \(word)() => {\n  throw new Error('é')\n}"],
      "a.ts"
    )
    let lines = bundle.script.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("throw new") })
    let column = try #require(lines[line].range(of: "new")).lowerBound
    let place = bundle.place(
      line: line + 1,
      column: lines[line].distance(from: lines[line].startIndex, to: column) + 1
    )
    #expect(place == SourceMap.Place(source: "a.ts", line: 4, column: 9))
  }

  @Test(arguments: [
    "export const v = await 1;", "export async function f() { for await (const a of []) {} }",
    "export const f = async () => import(`./${f}`);",
    "export class C { async m() { await super.m() } }",
  ])
  func `no async function is left in a bundle`(text: String) async throws {
    let script = try await bundle(["a.ts": text], "a.ts").script
    #expect(!script.contains(/\b(async|await) |import\(/))
    #expect(script.contains("__async"))
  }

  @Test(.timeLimit(.minutes(10)), arguments: ["package.json", "tsconfig.json"])
  func `a pipe in place of a settings file is named and not waited for`(name: String) async throws {
    let folder = try TemporaryFolder(["src/config.ts": "export const a = 1;"])
    let cache = try TemporaryFolder([:])
    #expect(mkfifo(folder.path + "/" + name, 0o600) == 0)
    let esbuild = try #require(
      Esbuild.candidates(environment: ProcessInfo.processInfo.environment).first
    )
    let bundler = Bundler(esbuild: esbuild, root: folder.path, folder: cache.path, modules: [])
    await #expect(
      throws: BundlingError.failed([
        Diagnostic(
          rule: "config/evaluation",
          severity: .error,
          message: "\(name) is not a regular file",
          file: name
        )
      ])
    ) { try await bundler.bundle(.file("src/config.ts")) }
  }

  @Test func `data outside of the site is refused`() async throws {
    let outside = try TemporaryFolder(["secret.json": "{}"])
    let error = await #expect(throws: BundlingError.self) {
      try await bundle(
        ["a.ts": "import s from '\(outside.path)/secret.json'; console.log(s)"],
        "a.ts"
      )
    }
    #expect(error?.diagnostics(for: "a.ts").first?.message.contains("outside of the site") == true)
  }

  @Test func `many entries are bundled at once`() async throws {
    let cache = try TemporaryFolder([:])
    let esbuild = try #require(
      Esbuild.candidates(environment: ProcessInfo.processInfo.environment).first
    )
    let bundler = Bundler(
      esbuild: esbuild,
      root: cache.path,
      folder: cache.path + "/c",
      modules: ["zod"]
    )
    let bundles = try await bundler.bundle(
      (0..<20).map { .text("const n: number = \($0); console.log(n)") }
    )
    #expect(bundles.count == 20)
    #expect(bundles[7].script.contains("n = 7"))
  }

  @Test func `without esbuild there is one clear error`() async {
    await #expect(throws: BundlingError.missingEsbuild) {
      try await Esbuild.newEnough(of: Esbuild.candidates(environment: ["PATH": "/nowhere"]))
    }
    let diagnostics = BundlingError.missingEsbuild.diagnostics(for: "src/content.config.ts")
    #expect(diagnostics.first?.help?.contains("install esbuild") == true)
  }

  @Test func `an esbuild that is too old is named`() async throws {
    let folder = try TemporaryFolder(["esbuild": "#!/bin/sh\necho 0.15.2\n"])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: folder.path + "/esbuild"
    )
    await #expect(
      throws: BundlingError.oldEsbuild(path: folder.path + "/esbuild", version: "0.15.2")
    ) {
      try await Esbuild.newEnough(of: Esbuild.candidates(environment: ["PATH": folder.path]))
    }
  }
}
