import Diagnostics
import Foundation
import Processes

/// Makes one script of a site's file and all that it imports; the only caller of esbuild.
///
/// Our own modules and Node's are read from a global object instead of files. A package that is not
/// installed does not fail the bundle, nor does a file of the site's own that is not there: both are read
/// from that object's `unresolved` function.
package struct Bundler: Sendable {
  private let esbuild: Esbuild
  private let root: String
  private let folder: String
  private let modules: [String]
  private let aliases: [String: String]
  private let sourceFolder: String
  private let data: @Sendable (String) -> String?

  /// - `root`: the site, an absolute path without a trailing slash.
  /// - `folder`: where files of ours may be written; made when it is missing.
  /// - `modules`: the specifiers that are ours, besides Node's.
  /// - `aliases`: names that stand for an absolute path, as Vite's `resolve.alias` has them.
  /// - `sourceFolder`: relative to the root.
  /// - `data`: the JSON that a YAML or TOML file at an absolute path holds.
  package init(
    esbuild: Esbuild,
    root: String,
    folder: String,
    modules: [String],
    aliases: [String: String] = [:],
    sourceFolder: String = "src",
    data: @escaping @Sendable (_ path: String) -> String? = { _ in nil }
  ) {
    self.esbuild = esbuild
    self.root = root
    self.folder = folder
    self.modules = modules
    self.aliases = aliases
    self.sourceFolder = sourceFolder
    self.data = data
  }

  /// Bundles one entry.
  package func bundle(_ entry: BundleEntry) async throws(BundlingError) -> ScriptBundle {
    let bundles = try await bundle([entry])
    guard let bundle = bundles.first else { throw .broken("it wrote nothing") }
    return bundle
  }

  /// Bundles each of `entries`, in one run; an error in one fails them all.
  package func bundle(_ entries: [BundleEntry]) async throws(BundlingError) -> [ScriptBundle] {
    if let problem = pipeProblem { throw .failed([problem]) }
    let work = folder + "/" + UUID().uuidString
    defer { removeQuietly(work) }
    var gaps = Gaps()
    var sources = sources(of: entries, gaps, work)
    // Each turn resolves what the one before could not; packages import packages.
    for _ in 0..<8 {
      do {
        try sources?.write()
        try writeEntries(entries, work, sources)
        try ours.write()
        try node.write()
        try missing(gaps.packages, work).write()
        try unbuiltSources(gaps.unbuilt, work).write()
        if needsOptions(sources) { try options.write(to: work + "/tsconfig.json") }
      } catch {
        throw .broken(error.localizedDescription)
      }
      var arguments =
        arguments(entries, work, gaps.packages) + unbuiltSources(gaps.unbuilt, work).aliases()
      if needsOptions(sources) { arguments.append("--tsconfig=\(work)/tsconfig.json") }
      let (status, lines) = try await run(arguments)
      if status.isSuccess {
        var bundles: [ScriptBundle] = []
        for number in entries.indices {
          bundles.append(try await read(number, work, gaps, sources))
        }
        if let outside = bundles.lazy.compactMap(outsideFile).first {
          throw .failed([outsideProblem(outside, name(of: entries))])
        }
        return bundles
      }
      let messages = BundlerMessage.parse(lines).map { original($0, sources) }
      guard !messages.isEmpty else {
        throw .broken(lines.first { !$0.isEmpty } ?? "it said nothing")
      }
      let missing = gaps.files
      guard gaps.add(messages, root: root) else {
        throw .failed(
          messages.filter { !$0.lacksPackage }
            .map { $0.diagnostic(root: root, entry: name(of: entries)) }
        )
      }
      // They are read anew only where something in them changes.
      if gaps.files != missing { sources = self.sources(of: entries, gaps, work) }
    }
    throw .broken("too many packages that are not installed")
  }

  /// The site's modules said in another way, where that is needed.
  private func sources(of entries: [BundleEntry], _ gaps: Gaps, _ work: String) -> RewrittenSources?
  {
    guard case .file(let path) = entries.first, entries.count == 1 else { return nil }
    return RewrittenSources(
      entry: "\(root)/\(path)",
      sourceFolder: ModulePaths.absolute(sourceFolder, from: root),
      options: options,
      folder: work + "/sources",
      missing: gaps.files,
      siteName: siteName,
      data: data
    )
  }

  /// A message about a copy as one about the site's own file.
  private func original(_ message: BundlerMessage, _ sources: RewrittenSources?) -> BundlerMessage {
    var message = message
    if let file = message.file, let sources {
      message.file = siteName(sources.original(of: resolved(file, from: root)))
    }
    return message
  }

  /// esbuild reads these by itself, and would wait for a pipe.
  private var pipeProblem: Diagnostic? {
    ["package.json", "tsconfig.json"].first { name in
      let file = URL(filePath: "\(root)/\(name)").resolvingSymlinksInPath().path
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: file) else {
        // What is not there is not read.
        return false
      }
      return attributes[.type] as? FileAttributeType != .typeRegular
    }.map { name in
      Diagnostic(
        rule: "config/evaluation",
        severity: .error,
        message: "\(name) is not a regular file",
        file: name
      )
    }
  }

  /// A data file that is in no package and outside of the repository the site is in.
  private func outsideFile(_ bundle: ScriptBundle) -> String? {
    bundle.inputs.first { path in
      guard path.hasPrefix("/"), !path.contains("/node_modules/"),
        !path.hasPrefix(repository + "/")
      else { return false }
      let ending = path.split(separator: ".").last.map(String.init) ?? ""
      return ending == "json" || NodeModules.texts.contains(ending)
    }
  }

  private func outsideProblem(_ path: String, _ entry: String) -> Diagnostic {
    Diagnostic(
      rule: "config/evaluation",
      severity: .error,
      message: "\(path) is imported and is outside of the site",
      file: entry
    )
  }

  /// The nearest folder around the site that is a git checkout, or the site itself.
  private var repository: String {
    var folder = root
    while !folder.isEmpty {
      if FileManager.default.fileExists(atPath: folder + "/.git") { return folder }
      folder = ModulePaths.folder(of: folder)
    }
    return root
  }

  /// Whether esbuild must be told what the site's `tsconfig.json` says.
  private func needsOptions(_ sources: RewrittenSources?) -> Bool {
    sources != nil || !aliases.isEmpty || CompilerOptions.extendsList(root: root)
  }

  private var options: CompilerOptions {
    var options = CompilerOptions(root: root)
    options.add(aliases)
    return options
  }

  private func name(of entries: [BundleEntry]) -> String {
    if case .file(let path) = entries.first { path } else { "" }
  }
}

// MARK: - The command

extension Bundler {
  /// Seconds on the clock that one run may take; a busy machine needs many for what takes 0.1.
  private static let timeLimit = 60.0

  private func arguments(
    _ entries: [BundleEntry],
    _ work: String,
    _ unresolved: Set<String>
  ) -> [String] {
    var arguments = [esbuild.path]
    arguments += entries.indices.map { "\(work)/\($0).ts" }
    arguments += [
      "--bundle", "--format=esm", "--platform=neutral", "--target=es2022", "--charset=utf8",
      "--main-fields=module,main", "--conditions=import,module,node", "--outdir=\(work)/out",
      "--sourcemap=external", "--sources-content=false", "--metafile=\(work)/meta.json",
      "--log-level=error", "--log-limit=0", "--color=false", "--keep-names",
      "--define:import.meta.env=\(ScriptBundle.host).environment",
    ]
    arguments += ModulePlaces.arguments
    arguments += NodeModules.assets.map { "--loader:.\($0)=empty" }
    arguments += NodeModules.texts.map { "--loader:.\($0)=text" }
    arguments += ours.aliases() + node.aliases() + node.aliases(prefix: "node:")
    arguments += missing(unresolved, work).aliases()
    return arguments
  }

  /// `text` as a JSON string.
  private func quoted(_ text: String) -> String {
    // Encoding a string cannot fail.
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private func run(
    _ arguments: [String]
  ) async throws(BundlingError) -> (ProgramRun.Status, [String]) {
    let errors = ProgramOutput()
    // Copies of sources stand outside of the site, and import its packages.
    let packages = NodeModules.folders(above: root).joined(separator: ":")
    let program = ProgramRun(
      arguments: arguments,
      folder: root,
      environment: ["NODE_PATH": packages]
    )
    do {
      let status = try await withThrowingTaskGroup(of: ProgramRun.Status?.self) { group in
        group.addTask { try await program.run { await errors.add($0) } }
        group.addTask {
          try await Task.sleep(for: .seconds(Self.timeLimit))
          return nil
        }
        defer { group.cancelAll() }
        return try await group.next() ?? nil
      }
      guard let status else { throw BundlingError.timedOut(seconds: Self.timeLimit) }
      return (status, await errors.lines)
    } catch let error as BundlingError {
      throw error
    } catch {
      throw .broken("\(error)")
    }
  }
}

// MARK: - Files

extension Bundler {
  private func writeEntries(
    _ entries: [BundleEntry],
    _ work: String,
    _ sources: RewrittenSources?
  ) throws {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    for (number, entry) in entries.enumerated() {
      let text =
        switch entry {
        case .file(let path):
          "import * as site from \(quoted(sources?.copies[root + "/" + path] ?? root + "/" + path));\n"
            + "\(ScriptBundle.host).exports[\(number)] = site;\n"
        case .text(let text): text
        }
      try ScratchFile.write(text, to: "\(work)/\(number).ts")
    }
  }

  /// Our own modules.
  private var ours: StandInFiles {
    StandInFiles(folder: folder + "/modules", specifiers: Set(modules)) { specifier in
      "\(ScriptBundle.host).modules(\(quoted(specifier)))"
    }
  }

  /// Node's modules, which are imported with and without `node:`.
  private var node: StandInFiles {
    StandInFiles(folder: folder + "/modules", specifiers: Set(NodeModules.builtIn)) { specifier in
      "\(ScriptBundle.host).modules(\(quoted("node:" + specifier)))"
    }
  }

  /// What this site imports and does not have.
  private func missing(_ specifiers: Set<String>, _ work: String) -> StandInFiles {
    StandInFiles(folder: work + "/missing", specifiers: specifiers) { specifier in
      "\(ScriptBundle.host).unresolved(\(quoted(specifier)))"
    }
  }

  /// The sources of packages that were not built.
  private func unbuiltSources(_ files: [String: String], _ work: String) -> StandInFiles {
    StandInFiles(folder: work + "/unbuilt", specifiers: Set(files.keys)) { specifier in
      "require(\(quoted(files[specifier] ?? specifier)))"
    }
  }

  private func removeQuietly(_ path: String) {
    // What cannot be removed stays in a cache folder, where nothing reads it.
    try? FileManager.default.removeItem(atPath: path)
  }
}

// MARK: - What was written

/// The part of esbuild's metafile that is read.
private struct Metafile: Decodable {
  struct Output: Decodable {
    struct Input: Decodable {}
    var inputs: [String: Input]
  }
  var inputs: [String: Output.Input]
  var outputs: [String: Output]
}

extension Bundler {
  private func read(
    _ number: Int,
    _ work: String,
    _ gaps: Gaps,
    _ sources: RewrittenSources?
  ) async throws(BundlingError) -> ScriptBundle {
    var (script, map): (String, SourceMap)
    let lowering: AsyncLowering?
    let metafile: Metafile
    do {
      let output = "\(work)/out/\(number).js"
      var code = try Data(contentsOf: URL(filePath: output))
      if gaps.hasAny { Self.passOnMissing(in: &code) }
      // The code starts in column 1, so that only lines differ from the map's.
      script = "(() => {\n\(String(decoding: code, as: UTF8.self))\n})()"
      let json = try Data(contentsOf: URL(filePath: output + ".map"))
      map = try SourceMap(json: json).belowOneLine()
      lowering = try AsyncLowering(code, json, name: "\(number).js", besides: work + "/out")
      metafile = try JSONDecoder().decode(
        Metafile.self,
        from: Data(contentsOf: URL(filePath: work + "/meta.json"))
      )
    } catch {
      throw .broken(error.localizedDescription)
    }
    func original(_ path: String) -> String { sources?.original(of: path) ?? path }
    func source(_ path: String) -> String {
      siteName(original(resolved(path, from: work + "/out")))
    }
    if let lowering {
      // One that cannot be lowered runs as it is: then only endless awaiting is not stopped.
      (script, map) =
        try await lower(lowering) ?? ("(async () =>" + script.dropFirst("(() =>".count), map)
    }
    let files = metafile.inputs.keys.map { original(resolved($0, from: root)) }
      .filter { !$0.hasPrefix(folder + "/") }
    let inputs = Set(files).union(sources?.dataFiles ?? [])
      .union(gaps.files.flatMap(\.candidates)).map(siteName)
    var bundle = ScriptBundle(
      script: script,
      sourceMap: map.renamingSources(source),
      inputs: inputs.sorted(),
      unresolved: gaps.packages.sorted()
    )
    bundle.problems = gaps.problems
    return ModulePlaces.resolved(bundle, root: root)
  }

  /// Lets `export * from` a module that is not there tell the global object, which knows what such a module
  /// exports.
  ///
  /// It is in esbuild's own function for that, whose line is on no map.
  private static func passOnMissing(in code: inout Data) {
    let start = Data("var __reExport = (target, mod, secondTarget) => (".utf8)
    guard let found = code.firstRange(of: start) else { return }
    code.insert(contentsOf: "\(ScriptBundle.host).passOn(target, mod), ".utf8, at: found.upperBound)
  }

  /// What becomes of a bundle with `async` functions; nil when this esbuild cannot do without one of them,
  /// such as an async generator before 0.18.8.
  private func lower(
    _ lowering: AsyncLowering
  ) async throws(BundlingError) -> (String, SourceMap)? {
    guard try await run([esbuild.path] + lowering.arguments).0.isSuccess else { return nil }
    do { return try lowering.read() } catch { throw .broken(error.localizedDescription) }
  }

  /// A path of esbuild's, relative to the root it ran in, as an absolute one where it is outside.
  private func siteName(_ path: String) -> String {
    let absolute = resolved(path, from: root)
    return absolute.hasPrefix(root + "/") ? String(absolute.dropFirst(root.count + 1)) : absolute
  }

  private func resolved(_ path: String, from folder: String) -> String {
    ModulePaths.absolute(path, from: folder)
  }
}

// MARK: - What is not there

/// What a site's code imports and does not have, as one run after the other finds out.
private struct Gaps {
  /// Packages that are not installed.
  private(set) var packages: Set<String> = []
  /// Packages that are there and were not built, each with its source.
  private(set) var unbuilt: [String: String] = [:]
  /// Files of the site's own.
  private(set) var files: Set<MissingImport> = []
  /// An error for each of these.
  private(set) var problems: [Diagnostic] = []

  /// Whether something is not there.
  var hasAny: Bool { !packages.isEmpty || !files.isEmpty }

  /// Takes note of what `messages` miss; false when one of them says something else, or all of it is
  /// known and nothing came of that.
  mutating func add(_ messages: [BundlerMessage], root: String) -> Bool {
    guard messages.allSatisfy({ $0.unresolved != nil }) else { return false }
    var isNew = false
    for message in messages {
      guard let specifier = message.unresolved else { continue }
      if message.lacksPackage {
        guard !packages.contains(specifier), unbuilt[specifier] == nil else { continue }
        if let source = UnbuiltPackage.source(of: specifier, from: root) {
          unbuilt[specifier] = source
        } else {
          packages.insert(specifier)
        }
        isNew = true
      } else if let file = message.file {
        let importer = ModulePaths.absolute(file, from: root)
        guard files.insert(MissingImport(importer: importer, specifier: specifier)).inserted else {
          continue
        }
        var problem = message.diagnostic(root: root, entry: file)
        problem.help = "generate or restore that file; what rests on it is not checked"
        problems.append(problem)
        isNew = true
      }
    }
    return isNew
  }
}
