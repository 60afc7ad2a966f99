import Bundling
import Fetching
import Foundation
import JavaScript
import Schemas
import Values

/// An engine for one of a site's files.
final class SiteProgram: Sendable {
  let runtime: JavaScriptRuntime
  let bridge: SchemaBridge
  let files: SiteFiles
  private let site: ForeignValue
  /// Time on the clock in which a loader must be done.
  let loaderDeadline: Duration

  /// The specifiers that our own modules answer to, besides Node's.
  static let modules = [
    "astro:actions", "astro:assets", "astro:content", "astro:db", "astro:env/client",
    "astro:env/server", "astro:i18n", "astro:middleware", "astro:schema", "astro:transitions",
    "astro/config", "astro/loaders", "astro/zod", "zod", "zod/mini", "zod/v3", "zod/v4",
    "zod/v4-mini", "zod/v4/core", "zod/v4/mini", "zod/locales", "zod/v4/locales",
  ]

  /// Processor time that the file and all it imports may take: large packages among that, on a slow machine.
  private static let runLimit = Duration.seconds(5)
  /// Processor time that one collection or loader may take to be described.
  static let startLimit = Duration.seconds(2)
  /// Time on the clock in which what waits at the top of a module must be done.
  private static let startDeadline = Duration.seconds(10)
  /// The same where it may fetch.
  private static let networkDeadline = Duration.seconds(120)

  /// Starts an engine with our own modules, in which no code of a site has run.
  ///
  /// What only Node has throws when it is used; `standsIn` gives something unknown for it instead.
  init(surroundings: SiteSurroundings, standsIn: Bool = false) throws(JavaScriptError) {
    try JavaScriptRuntime.load()
    runtime = JavaScriptRuntime(
      environment: surroundings.environment,
      workingFolder: surroundings.root
    )
    bridge = try SchemaBridge(runtime: runtime, rules: surroundings.zodRules)
    files = SiteFiles(root: surroundings.root)
    site = try Self.loadModules(runtime, files, surroundings, standsIn)
    loaderDeadline = surroundings.allowsNetwork ? Self.networkDeadline : Self.startDeadline
  }

  /// An engine in which `script`, one of the site's files, was run: `program`, or one that is started for it.
  ///
  /// A script that cannot do without what only Node has is run once more, with something unknown for that.
  static func running(
    _ script: String,
    in program: SiteProgram? = nil,
    _ surroundings: SiteSurroundings
  ) throws(JavaScriptError) -> SiteProgram {
    let program = if let program { program } else { try SiteProgram(surroundings: surroundings) }
    do {
      try program.run(script)
      return program
    } catch {
      guard try program.ask("hasRefused") == .boolean(true) else { throw error }
      let second = try SiteProgram(surroundings: surroundings, standsIn: true)
      do { try second.run(script) } catch _ { throw error }
      return second
    }
  }

  private func run(_ script: String) throws(JavaScriptError) {
    let promise = try runtime.evaluate(script, name: Self.scriptName, timeLimit: Self.runLimit)
    _ = try runtime.settle(promise, within: loaderDeadline, timeLimit: Self.runLimit)
  }

  /// What stack frames call the site's script.
  static let scriptName = "site.js"

  private static func loadModules(
    _ runtime: JavaScriptRuntime,
    _ files: SiteFiles,
    _ surroundings: SiteSurroundings,
    _ standsIn: Bool
  ) throws(JavaScriptError) -> ForeignValue {
    runtime.install("__frontisDigest") { ScriptHash.digest($0) }
    runtime.install("__frontisReadFile") { [files] in try files.readFile($0) }
    runtime.install("__frontisFileStatus") { [files] in try files.fileStatus($0) }
    runtime.install("__frontisImageSize") { [files] in try files.imageSize($0) }
    runtime.install("__frontisListFolder") { [files] in try files.listFolder($0) }
    if surroundings.allowsNetwork {
      runtime.install("__frontisFetch") { try WebFetch().answer(to: $0) }
    }
    try runtime.setGlobal(
      "__frontisSite",
      [
        "root": .string(surroundings.root), "sourceFolder": .string(surroundings.sourceFolder),
        "dialect": .string(surroundings.dialect.rawValue),
        "major": .number(Double(surroundings.astroMajor)),
        "references": .string(surroundings.references),
        "variables": .object(surroundings.variables),
        "address": surroundings.address.map(Value.string) ?? .undefined,
        "base": .string(surroundings.base),
        "integrations": .array(surroundings.integrations.map(Value.string)),
        "standsIn": .boolean(standsIn),
        "nodeNames": .array(NodeModules.builtIn.map(Value.string)),
      ]
    )
    let loaded = try runtime.evaluate(
      ModuleScript.source,
      name: "modules.js",
      timeLimit: .seconds(5)
    )
    guard case .foreign(let site) = loaded else {
      throw JavaScriptError(kind: .thrown, message: "the modules did not load")
    }
    return site
  }

  /// Calls one of the functions that our modules keep for Swift.
  func ask(
    _ name: String,
    _ arguments: [Value] = [],
    within deadline: Duration = .seconds(2),
    timeLimit: Duration = .seconds(1)
  ) throws(JavaScriptError) -> Value {
    try runtime.callAndSettle(
      site,
      [.string(name)] + arguments,
      within: deadline,
      timeLimit: timeLimit
    )
  }
}

/// Our own modules as one script.
private enum ModuleScript {
  /// Evaluates to a function of a name and arguments that calls what the modules keep for Swift.
  static let source = """
    (() => {
    'use strict';
    const site = globalThis.__frontisSite;
    const native = {
      readFile: globalThis.__frontisReadFile,
      fileStatus: globalThis.__frontisFileStatus,
      listFolder: globalThis.__frontisListFolder,
      imageSize: globalThis.__frontisImageSize, fetch: globalThis.__frontisFetch,
      digest: globalThis.__frontisDigest,
    };
    for (const name of ['Site', 'Digest', 'ReadFile', 'FileStatus', 'ListFolder', 'ImageSize', 'Fetch']) delete globalThis[`__frontis${name}`];
    \(text(PackageResources.host_js))(site, native);
    \(text(PackageResources.network_js))(site, native);
    \(text(PackageResources.content_js))(site, native);
    \(text(PackageResources.builtins_js))(site, native);
    \(text(PackageResources.node_js))(site, native);
    \(text(PackageResources.actions_js))(site, native);
    return (name, ...items) => site[name](...items);
    })()
    """

  /// A module's function, in one expression with the call that follows.
  private static func text(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return ";" + text
  }
}
