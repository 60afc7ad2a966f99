import Bundling
import Diagnostics
import Foundation
import JavaScript
import Schemas
import Values

/// How a site's files are evaluated: which program bundles them and where results are kept.
package struct SiteEvaluation: Sendable {
  package let surroundings: SiteSurroundings
  /// Where files of ours may be written, an absolute path.
  package let cacheFolder: String
  /// This program's version; results of another are not used.
  package let version: String
  /// The environment that says where programs are: `FRONTIS_ESBUILD`, `PATH`.
  private let environment: [String: String]
  /// Whether programs of the site's own may run.
  private let isTrusted: Bool

  package init(
    surroundings: SiteSurroundings,
    cacheFolder: String,
    version: String,
    environment: [String: String],
    isTrusted: Bool = false
  ) {
    self.surroundings = surroundings
    self.cacheFolder = cacheFolder
    self.version = version
    self.environment = environment
    self.isTrusted = isTrusted
  }

  func cache(for path: String) -> EvaluationCache {
    EvaluationCache(folder: cacheFolder, path: path, surroundings: surroundings, version: version)
  }

  /// The script of the file at `path`, and the engine for it, which starts while esbuild is at work.
  func prepare(_ path: String) async throws(BundlingError)
    -> (bundle: ScriptBundle, program: Result<SiteProgram, JavaScriptError>)
  {
    let program = Task.detached { [surroundings] in
      Result { () throws(JavaScriptError) in try SiteProgram(surroundings: surroundings) }
    }
    return (try await bundle(path), await program.value)
  }

  /// The script of the file at `path`; where it imports what is not there, with the aliases that the
  /// Astro config gives.
  func bundle(_ path: String) async throws(BundlingError) -> ScriptBundle {
    let bundle = try await bundle(.file(path), aliases: [:])
    guard !bundle.unresolved.isEmpty, let config = surroundings.configPath, config != path else {
      return bundle
    }
    let (aliases, inputs) = await AstroConfigLoader(self).aliases(of: config)
    let names = aliases.keys.filter { name in
      bundle.unresolved.contains {
        $0 == name || $0.hasPrefix(name.hasSuffix("/") ? name : name + "/")
      }
    }
    guard !names.isEmpty else { return bundle }
    var again = try await self.bundle(.file(path), aliases: aliases)
    again.inputs = Set(again.inputs).union(inputs).sorted()
    return again
  }

  func bundle(_ entry: BundleEntry) async throws(BundlingError) -> ScriptBundle {
    try await bundle(entry, aliases: [:])
  }

  private func bundle(
    _ entry: BundleEntry,
    aliases: [String: String]
  ) async throws(BundlingError) -> ScriptBundle {
    let site = isTrusted ? surroundings.root : nil
    let candidates = Esbuild.candidates(environment: environment, trustedSite: site)
    guard let first = candidates.first else { throw .missingEsbuild }
    do {
      return try await bundler(first, aliases).bundle(entry)
    } catch {
      // Asked only now, since it takes as long as a bundle does.
      let esbuild = try await Esbuild.newEnough(of: candidates)
      guard esbuild != first else { throw error }
      return try await bundler(esbuild, aliases).bundle(entry)
    }
  }

  private func bundler(_ esbuild: Esbuild, _ aliases: [String: String]) -> Bundler {
    Bundler(
      esbuild: esbuild,
      root: surroundings.root,
      folder: cacheFolder,
      modules: SiteProgram.modules,
      aliases: aliases,
      sourceFolder: surroundings.sourceFolder,
      data: DataFile.json
    )
  }

  /// Every file that decides about the bundle and what its code read.
  func inputs(of bundle: ScriptBundle, files: SiteFiles?) -> [InputFile] {
    var paths = Set(bundle.inputs)
    paths.formUnion(files?.inputs ?? [])
    // What decides how imports are resolved, whether it is there or not.
    paths.formUnion(["package.json", "tsconfig.json"])
    for specifier in bundle.unresolved {
      let parts = specifier.split(separator: "/")
      let package = parts.prefix(specifier.hasPrefix("@") ? 2 : 1).joined(separator: "/")
      paths.insert("node_modules/\(package)/package.json")
    }
    return paths.sorted().map { InputFile(path: $0, root: surroundings.root) }
  }

  /// The variables that the code run in `program` has looked at.
  func variables(of program: SiteProgram) throws(JavaScriptError) -> [InputVariable] {
    let names = try program.ask("lookedAt").arrayValue?.compactMap(\.stringValue) ?? []
    return names.sorted().map { InputVariable(name: $0, in: surroundings.environment) }
  }

  /// An exception of the site's code as a problem of the file that threw it.
  func diagnostic(_ error: JavaScriptError, in bundle: ScriptBundle, of path: String) -> Diagnostic
  {
    let message = error.name.isEmpty ? error.message : "\(error.name): \(error.message)"
    var diagnostic = Diagnostic(
      rule: "config/evaluation",
      severity: .error,
      message: message,
      file: path
    )
    if error.wantsBuild {
      // A build has it: that is no error of the site's.
      diagnostic.severity = .warning
      diagnostic.help = "only a build can run it: nothing that the file says is checked"
    }
    if error.kind == .timeLimit || error.kind == .unsettled {
      diagnostic.help = "look for a loop or a wait in it that never ends"
    }
    guard let place = bundle.place(of: error), !place.file.hasPrefix("/"),
      !place.file.contains("node_modules/")
    else { return diagnostic }
    diagnostic.file = place.file
    if let content = FileManager.default.contents(atPath: surroundings.root + "/" + place.file) {
      diagnostic.range = range(of: place, in: SourceText(Array(content)))
    }
    return diagnostic
  }

  /// From the place to the end of the word that begins there.
  private func range(of place: CodePlace, in text: SourceText) -> SourceRange? {
    let starts = text.lineStarts()
    guard starts.indices.contains(place.line - 1) else { return nil }
    var offset = starts[place.line - 1]
    var units = place.column - 1
    while units > 0, offset < text.bytes.count {
      let byte = text.bytes[offset]
      // Four bytes in UTF-8 are two units in UTF-16; continuation bytes are none.
      if byte & 0xC0 != 0x80 { units -= byte >= 0xF0 ? 2 : 1 }
      offset += 1
      while offset < text.bytes.count, text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    var end = offset
    while end < text.bytes.count, Self.isWord(text.bytes[end]) { end += 1 }
    return offset..<max(end, min(offset + 1, text.bytes.count))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}

extension JavaScriptError {
  /// Whether it was thrown for something that is only there in a build, as our own modules say.
  fileprivate var wantsBuild: Bool { properties["wantsBuild"] == true }
}
