import Foundation
import Sites
import Testing
import Values

/// What of a site decides about its collections is found where Astro finds it.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct DiscoveryTests {
  private static let astro7 = #"{ "dependencies": { "astro": "7.0.0" } }"#

  private func open(
    _ files: [String: String],
    variables: [String: String] = [:]
  ) throws -> (site: Site, folder: SiteFolder) {
    let folder = try SiteFolder(["package.json": Self.astro7].merging(files) { $1 })
    let all = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    return (try folder.open(variables: all), folder)
  }

  /// A config whose only entry has what `expression` gives as its data's `value`.
  private static func config(_ expression: String, _ head: String = "") -> String {
    """
    \(head)
    const value = \(expression);
    export const collections = { data: { loader: () => [{ id: 'a', value }] } };
    """
  }

  /// The value that the config's `expression` had.
  private func value(
    of expression: String,
    _ head: String = "",
    _ files: [String: String] = [:],
    variables: [String: String] = [:]
  ) async throws -> Value? {
    let config = ["src/content.config.ts": Self.config(expression, head)]
    let (site, folder) = try open(config.merging(files) { $1 }, variables: variables)
    defer { withExtendedLifetime(folder) {} }
    return await site.entries(of: "data")?.first?.data[["value"]]
  }

  @Test func `import.meta.env has .env files, the shell's variables and Astro's own`() async throws
  {
    let value = try await value(
      of: "({ ...import.meta.env, all: undefined, one: import.meta.env.FROM_FILE, own: "
        + "[import.meta.env.BASE_URL, import.meta.env.SITE, import.meta.env.PROD] })",
      "",
      [
        ".env": "FROM_FILE=file\nBOTH=file",
        "astro.config.mjs":
          "export default { site: 'https://tide.example', base: '/docs' }",
      ],
      variables: ["BOTH": "shell"]
    )
    #expect(value?[["one"]] == "file")
    #expect(value?[["BOTH"]] == "shell")
    #expect(value?[["own"]] == ["/docs", "https://tide.example", true])
  }

  @Test func `process.env has the shell's variables, and a change of one counts`() async throws {
    let files = ["src/content.config.ts": Self.config("process.env.TIDE ?? 'none'")]
    let (site, folder) = try open(files)
    #expect(await site.entries(of: "data")?.first?.data[["value"]] == "none")
    var variables = ProcessInfo.processInfo.environment
    variables["TIDE"] = "high"
    let later = try folder.open(variables: variables)
    #expect(await later.entries(of: "data")?.first?.data[["value"]] == "high")
  }

  @Test func `astro:env has the types and defaults of the Astro config`() async throws {
    let value = try await value(
      of: "[LIMIT, FLAG, NAME ?? 'none', getSecret('FLAG')]",
      "import { LIMIT, NAME, getSecret } from 'astro:env/server';\n"
        + "import { FLAG } from 'astro:env/client';",
      [
        ".env": "FLAG=true",
        "astro.config.mjs": """
        import { defineConfig, envField } from 'astro/config';
        export default defineConfig({ env: { schema: {
          LIMIT: envField.number({ context: 'server', access: 'public', default: 7 }),
          FLAG: envField.boolean({ context: 'client', access: 'public' }),
          NAME: envField.string({ context: 'client', access: 'public', optional: true }),
        } } });
        """,
      ]
    )
    #expect(value == [7, true, "none", "true"])
  }

  @Test func `import.meta.url is that of each module, and its files can be read`() async throws {
    let value = try await value(
      of: "[words, import.meta.url.endsWith('/src/content.config.ts'), existsSync('nothing')]",
      "import { words } from './lib/words'; import { existsSync } from 'node:fs';",
      [
        "src/lib/words.ts": """
        import { readFileSync } from 'node:fs';
        import { dirname, join } from 'node:path';
        import { fileURLToPath } from 'node:url';
        const here = dirname(fileURLToPath(import.meta.url));
        export const words: string[] = JSON.parse(readFileSync(join(here, 'words.json'), 'utf8'));
        """, "src/lib/words.json": #"["bread"]"#,
      ]
    )
    #expect(value == [["bread"], true, false])
  }

  @Test func `files outside of the root cannot be read`() async throws {
    let value = try await value(
      of:
        "(() => { try { return readFileSync('/etc/passwd', 'utf8') } catch (e) { return e.code } })()",
      "import { readFileSync } from 'fs';"
    )
    #expect(value == "EACCES")
  }

  @Test func `a module may wait at its top`() async throws {
    #expect(try await value(of: "await Promise.resolve('waited')") == "waited")
  }

  @Test(arguments: [
    #"{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"] } } }"#,
    #"{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } } // a comment"#,
  ])
  func `tsconfig's paths and baseUrl lead to modules`(tsconfig: String) async throws {
    let files = ["tsconfig.json": tsconfig, "lib/a.ts": "export const a: number = 4;"]
    #expect(try await value(of: "a", "import { a } from '@lib/a';", files) == 4)
  }

  @Test func `baseUrl alone leads to modules`() async throws {
    let files = [
      "tsconfig.json":
        #"{ "extends": "astro/tsconfigs/strict", "compilerOptions": { "baseUrl": "src" } }"#,
      "src/lib/a.ts": "export const a = 4;",
    ]
    #expect(try await value(of: "a", "import { a } from 'lib/a';", files) == 4)
  }
}
