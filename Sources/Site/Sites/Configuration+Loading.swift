import Content
import Diagnostics
import Foundation
import Frontmatter
import Schemas
import SiteScripts
import Values

extension Configuration {
  /// Reads what kind of site is in `root` and evaluates its content config.
  ///
  /// Never throws: whatever is wrong is a problem of the configuration, and what works is in it.
  static func load(
    root: String,
    environment: SiteEnvironment,
    isTrusted: Bool
  ) async -> Configuration {
    let project: AstroProject
    do {
      project = try await Self.project(at: root, environment: environment, isTrusted: isTrusted)
    } catch {
      return Configuration(problem: unreadable(error))
    }
    let loader = SiteConfigurationLoader(
      SiteEvaluation(project, environment: environment, isTrusted: isTrusted)
    )
    var content: SiteConfiguration?
    if let config = project.contentConfig { content = await loader.load(config.path) }
    var live: SiteConfiguration?
    if let path = project.liveConfigPath { live = await loader.load(path) }
    return Configuration(project, content, live, version: environment.version)
  }

  /// The same when none of the site's code has to run for it; else nil.
  static func cached(
    root: String,
    environment: SiteEnvironment,
    isTrusted: Bool
  ) -> Configuration? {
    guard let project = try? AstroProject(at: root), !needsEvaluation(project) else { return nil }
    let loader = SiteConfigurationLoader(
      SiteEvaluation(project, environment: environment, isTrusted: isTrusted)
    )
    let content = project.contentConfig.map { loader.cached($0.path) }
    let live = project.liveConfigPath.map { loader.cached($0) }
    // What is there and was not evaluated yet.
    if case .some(nil) = content { return nil }
    if case .some(nil) = live { return nil }
    return Configuration(
      project,
      content.flatMap { $0 },
      live.flatMap { $0 },
      version: environment.version
    )
  }

  /// What the files of `project` come to: its content config and its live one, where there are any.
  private init(
    _ project: AstroProject,
    _ content: SiteConfiguration?,
    _ live: SiteConfiguration?,
    version: String
  ) {
    self.init(project: project, version: version)
    if let config = project.contentConfig, let content {
      file = config.path
      functions = content.functions
      add(content, of: config.path, project: project, root: project.root.path)
    }
    if let path = project.liveConfigPath, let live {
      add(live, of: path, project: project, root: project.root.path)
    }
    addFolders(of: project)
    if project.contentConfig == nil, plans.isEmpty { problems.append(Self.noConfig(project)) }
  }

  /// The project, whose config is run when its text does not tell where its sources are.
  private static func project(
    at root: String,
    environment: SiteEnvironment,
    isTrusted: Bool
  ) async throws(FileError) -> AstroProject {
    let project = try AstroProject(at: root)
    guard let config = project.configPath, needsEvaluation(project) else { return project }
    let evaluation = SiteEvaluation(project, environment: environment, isTrusted: isTrusted)
    guard let folder = await AstroConfigLoader(evaluation).sourceFolder(of: config) else {
      return project
    }
    return try AstroProject(at: root, sourceFolder: folder)
  }

  /// Whether only running the project's config tells where its sources are.
  private static func needsEvaluation(_ project: AstroProject) -> Bool {
    project.configPath.map { project.warnings.contains(.sourceFolderUnknown(config: $0)) } ?? false
  }

  /// Adds the folders below `content` that are collections without being declared: in Astro 2 to 4
  /// all, later those of a site of which no collection has a loader.
  private mutating func addFolders(of project: AstroProject) {
    let isLegacy = plans.allSatisfy { $0.loader == .legacy }
    let hasFlag = project.config["legacy", "collectionsBackwardsCompat"] == .boolean(true)
    switch project.astroMajor {
    case ...4: break
    case 5: guard isLegacy else { return }
    default: guard isLegacy, hasFlag, project.contentConfig != nil else { return }
    }
    let content = "\(project.root.path)/\(project.sourceFolder)/content"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: content)) ?? []
    let known = Set(plans.map(\.name))
    for name in names.sorted() where !known.contains(name) {
      guard !name.hasPrefix("_"), !name.hasPrefix(".") else { continue }
      // What has no Markdown is a collection of data.
      let kinds: [LoaderDefinition.LegacyKind] = [.content, .data]
      let kind = kinds.first { kind in
        let patterns = ContentFormat.legacyPatterns(isData: kind == .data)
        let walk = try? DirectoryWalk("\(content)/\(name)", matching: GlobSet(patterns)) { _ in
        }
        return walk.map { $0.fileCount > 0 } ?? false
      }
      guard let kind else { continue }
      plans.append(
        CollectionPlan(
          CollectionDefinition(name: name, loader: .legacy(kind)),
          names: known,
          config: file ?? "",
          project: project
        )
      )
    }
  }

  /// What holds for every site of the project's versions, without a single collection.
  private init(project: AstroProject, version: String) {
    astroVersion = project.astro?.description
    astroMajor = project.astroMajor
    zodMajor = project.zod.major
    rules = DocumentRules(project)
    plans = []
    problems = project.warnings.map { Problem($0, hasConfig: project.contentConfig != nil) }
    fingerprint =
      "\(version) astro \(project.astroMajor) yaml \(project.jsYAML) toml \(project.smolTOML)"
  }

  /// A site that cannot be looked at.
  private init(problem: Problem) {
    astroMajor = AstroProject.newestMajor
    zodMajor = 4
    rules = .astro52()
    plans = []
    problems = [problem]
    fingerprint = ""
  }

  private mutating func add(
    _ loaded: SiteConfiguration,
    of path: String,
    project: AstroProject,
    root: String
  ) {
    inputs += loaded.inputs.map(\.path)
    problems += loaded.diagnostics.map { Problem($0, root: root) }
    let names = Set(loaded.collections.map(\.name))
    plans += loaded.collections.map { definition in
      CollectionPlan(definition, names: names, config: path, project: project)
    }
    problems += loaded.collections.compactMap { Self.noSchema($0, config: path) }
    problems += loaded.collections.compactMap { Self.unresolved($0, config: path) }
    problems += loaded.collections.compactMap { Self.noLoader($0, config: path, project) }
    for input in loaded.inputs {
      fingerprint += " \(input.path)=\(input.hash.map { String($0, radix: 36) } ?? "-")"
    }
    for variable in loaded.variables {
      fingerprint += " $\(variable.name)=\(variable.hash.map { String($0, radix: 36) } ?? "-")"
    }
  }
}

// MARK: - Problems

extension Configuration {
  /// What stands in for a configuration that does not end and could not be stopped.
  static var endless: Configuration {
    var configuration = Configuration(
      problem: Problem(
        rule: "config/evaluation",
        severity: .error,
        message: "the content config did not end within 120 seconds",
        file: ".",
        help: "look for an endless loop in it, then start frontis again"
      )
    )
    configuration.isEndless = true
    return configuration
  }

  private static func unreadable(_ error: FileError) -> Problem {
    Problem(rule: "config/evaluation", severity: .error, message: "\(error)", file: ".")
  }

  /// Nothing of such a collection's entries is checked, which may not be meant.
  private static func noSchema(_ collection: CollectionDefinition, config: String) -> Problem? {
    guard collection.schema == nil, collection.unresolved == nil, collection.unchecked == nil,
      collection.problem == nil
    else { return nil }
    return Problem(
      rule: "collection/no-schema",
      severity: .hint,
      message: "the collection '\(collection.name)' has no schema: its entries may hold anything",
      collection: collection.name,
      file: config
    )
  }

  /// Its entries are not held against its schema, which may not be noticed.
  private static func unresolved(_ collection: CollectionDefinition, config: String) -> Problem? {
    guard collection.problem == nil, let name = collection.unresolved else { return nil }
    return .unresolved(collection.name, name, file: config)
  }

  /// Astro passes over it without a word.
  private static func noLoader(
    _ collection: CollectionDefinition,
    config: String,
    _ project: AstroProject
  ) -> Problem? {
    guard project.passesOver(collection) else { return nil }
    return Problem(
      rule: "collection/no-loader",
      severity: .warning,
      message: "the collection '\(collection.name)' has \(Self.noLoaderReason(project))",
      collection: collection.name,
      file: config,
      help: "give it a loader: glob({ base, pattern })"
    )
  }

  fileprivate static func noLoaderReason(_ project: AstroProject) -> String {
    "no loader: Astro \(project.astroMajor) reads none of its entries"
  }

  private static func noConfig(_ project: AstroProject) -> Problem {
    Problem(
      rule: "config/missing-collections",
      severity: .warning,
      message: "the site has no content config, so it has no collections",
      file: project.configPath ?? ".",
      help: "write \(project.sourceFolder)/content.config.ts and export collections from it"
    )
  }
}

extension Problem {
  fileprivate init(_ diagnostic: Diagnostic, root: String) {
    var span: SourceSpan?
    if let range = diagnostic.range,
      let content = FileManager.default.contents(atPath: "\(root)/\(diagnostic.file)")
    {
      span = SourceSpan(range, in: SourceText(Array(content)))
    }
    self.init(
      rule: diagnostic.rule,
      severity: diagnostic.severity,
      message: diagnostic.message,
      file: diagnostic.file,
      span: span,
      help: diagnostic.help
    )
  }

  /// `hasConfig` says whether a content config stands where it was looked for.
  fileprivate init(_ warning: ProjectWarning, hasConfig: Bool) {
    switch warning {
    case .sourceFolderUnknown(let config):
      self.init(
        rule: "config/source-folder",
        severity: hasConfig ? .hint : .warning,
        message: "srcDir can only be known by running \(config); src is assumed",
        file: config,
        help: "write srcDir as a plain string"
      )
    case .severalContentConfigs(let read, let ignored):
      self.init(
        rule: "config/several",
        severity: .warning,
        message: "only \(read) is read; Astro ignores \(ignored.joined(separator: ", "))",
        file: read
      )
    case .legacyContentConfig(let path, let target, let isCertain):
      self.init(
        rule: "config/legacy",
        severity: isCertain ? .error : .warning,
        message: "found legacy content config file in \"\(path)\"",
        file: path,
        help: "move it to \(target) and give each collection a loader"
      )
    }
  }
}

// MARK: - From the project

extension SiteEvaluation {
  /// How the files of `project` are evaluated.
  init(_ project: AstroProject, environment: SiteEnvironment, isTrusted: Bool) {
    var surroundings = SiteSurroundings(project, shell: environment.variables)
    surroundings.allowsNetwork = environment.allowsNetwork
    self.init(
      surroundings: surroundings,
      cacheFolder: "\(environment.cacheFolder)/config",
      version: environment.usesConfigCache ? environment.version : UUID().uuidString,
      environment: environment.variables,
      isTrusted: isTrusted
    )
  }
}

extension AstroProject {
  /// Whether the collection has no entries since it has no loader: from Astro 6 on, unless the site asks
  /// for them or has its config where Astro refuses it anyway.
  fileprivate func passesOver(_ collection: CollectionDefinition) -> Bool {
    guard case .legacy = collection.loader, let astro, astro.major >= 6,
      contentConfig?.isLegacy == false
    else { return false }
    return switch config["legacy", "collectionsBackwardsCompat"] {
    case .absent, .boolean(false): true
    default: false
    }
  }
}

extension AstroProject {
  /// Whether the schema of a collection without a loader never sees `slug`: not so from 2.1 to 4.3.3, and
  /// from 6 on.
  fileprivate var takesSlugAway: Bool {
    guard let astro else { return astroMajor <= 5 }
    switch astro.major {
    case 2: return astro.minor == 0 && astro.patch != nil
    case 4: return astro.patch.map { (astro.minor, $0) >= (3, 4) } ?? true
    case 5: return true
    default: return false
    }
  }
}

extension SiteSurroundings {
  fileprivate init(_ project: AstroProject, shell: [String: String]) {
    self.init(
      root: project.root.path,
      sourceFolder: project.sourceFolder,
      astroMajor: project.astroMajor,
      astroMinor: project.astro?.minor ?? 0,
      astroPatch: project.astro?.patch ?? 0,
      dialect: project.zod.major >= 4 ? .zod4 : .zod3,
      integrations: project.config.integrations,
      environment: project.environment(over: shell)
    )
    zodVersions = [ZodVersion(project.zod), ZodVersion(project.zod4)]
    areZodVersionsAssumed = project.zod4.source == .astro
    configPath = project.configPath
    if case .text(let address) = project.config["site"] { self.address = address }
    if case .text(let base) = project.config["base"] { self.base = base }
    for variable in project.config.variables {
      var field: ObjectValue = ["type": .string(variable.type)]
      switch variable.fallback {
      case .text(let text): field["default"] = .string(text)
      case .number(let number): field["default"] = .number(number)
      case .boolean(let flag): field["default"] = .boolean(flag)
      case .absent, .unknown: break
      }
      variables[variable.name] = .object(field)
    }
  }
}

extension ZodVersion {
  /// A version of which the patch is not known is taken for the latest of its minor one.
  fileprivate init(_ version: PackageVersion) {
    self.init(version.major, version.minor, version.patch ?? .max)
  }
}

extension DocumentRules {
  fileprivate init(_ project: AstroProject) {
    guard project.jsYAML.major >= 4 else {
      self = .astro2
      return
    }
    self = .astro52(
      jsYAMLMinor: project.jsYAML.minor,
      smolTOMLMinor: project.smolTOML.minor
    )
    if let astro = project.astro, astro.major == 5, astro.minor < 2, astro.patch != nil {
      fences = .astro50
    }
  }
}

extension Problem {
  /// The problem of a collection that rests on what `name` stands for: a package that is not installed, or
  /// code that is only known when it runs.
  static func unresolved(_ collection: String, _ name: String, file: String) -> Problem {
    Problem(
      rule: "collection/unresolved",
      severity: .warning,
      message: "the collection '\(collection)' is not checked: "
        + CollectionPlan.reason(unresolved: name),
      collection: collection,
      file: file
    )
  }
}

// MARK: - From a definition

extension CollectionPlan {
  fileprivate convenience init(
    _ definition: CollectionDefinition,
    names: Set<String>,
    config: String,
    project: AstroProject
  ) {
    let isPassedOver = project.passesOver(definition)
    // What rests on a package that is not there may say anything.
    let schema = definition.unresolved == nil && !isPassedOver ? definition.schema : nil
    let check = EntryCheck(
      collection: definition.name,
      schema: schema,
      callbacks: definition.callbacks,
      collections: names,
      config: config
    )
    let (loader, source) = Self.source(of: definition, project)
    self.init(
      name: definition.name,
      loader: loader,
      source: source,
      check: check,
      columns: EntryColumns.columns(of: check.field ?? definition.schema?.field),
      status: isPassedOver
        ? .unchecked("it has \(Configuration.noLoaderReason(project))")
        : Self.status(of: definition),
      takesSlugAway: definition.loader == .legacy(.content) && project.takesSlugAway
    )
  }

  private static func source(
    of definition: CollectionDefinition,
    _ project: AstroProject
  ) -> (LoaderKind, Source) {
    switch definition.loader {
    case .glob(let patterns, let base, let hasGenerateId):
      let naming = hasGenerateId ? Naming.generated : .slugged
      return (.glob, .files(base: base, patterns: patterns, naming: naming))
    case .file(let path, let hasParser):
      return (.file, .items(file: path, hasParser: hasParser))
    case .legacy(let kind):
      let source = Source.files(
        base: "\(project.sourceFolder)/content/\(definition.name)",
        patterns: ContentFormat.legacyPatterns(isData: kind == .data),
        naming: naming(isData: kind == .data, astro: project.astroMajor)
      )
      return (.legacy, source)
    case .inline: return (.inline, .inline)
    case .custom(let name): return (.custom, name.isEmpty ? .none : .inline)
    }
  }

  /// How entries of a collection without a loader are named.
  private static func naming(isData: Bool, astro: Int) -> Naming {
    switch astro {
    case ...4: .legacy(isData: isData)
    case 5: isData ? .legacy(isData: true) : .slugged
    default: .emulated
    }
  }

  /// What is said before and after the name of what is no package and not there, by how `unresolved` begins.
  private static let absences = [
    (CollectionDefinition.missingFile, "it rests on ", ", which is not there"),
    (CollectionDefinition.nodeFunction, "it rests on Node's ", ", which is not available here"),
    (CollectionDefinition.networkAddress, "it rests on ", ": pass --allow-network to run it"),
    (CollectionDefinition.outsideFile, "it reads ", ", which is outside of the site"),
  ]

  fileprivate static func reason(unresolved name: String) -> String {
    for (kind, before, after) in absences where name.hasPrefix(kind) {
      return before + name.dropFirst(kind.count) + after
    }
    let isCode = name.hasPrefix(".") || name.hasPrefix("/") || name.contains(" ")
    return isCode
      ? "it rests on code that is only known when it runs: \(name)"
      : "the package '\(name)' is not installed: run npm install"
  }

  private static func status(of definition: CollectionDefinition) -> CollectionStatus {
    if let problem = definition.problem { return .failed(problem) }
    if let name = definition.unresolved { return .unchecked(reason(unresolved: name)) }
    if let reason = definition.unchecked { return .unchecked(reason) }
    return .checked
  }
}
