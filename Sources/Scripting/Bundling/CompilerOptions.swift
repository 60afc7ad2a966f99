import Foundation

/// What a site's `tsconfig.json` says, with all that it extends, as one file that esbuild can read
/// from anywhere.
///
/// esbuild reads most of them by itself. This is for what it does not know: `extends` with several files
/// (TypeScript 5.0), aliases that stand in the Astro config, sources that are read from another folder.
package struct CompilerOptions: Codable {
  private var baseUrl: String?
  private var paths: [String: [String]]?
  private var experimentalDecorators: Bool?
  private var jsx: String?
  private var jsxImportSource: String?
  private var target: String?
  private var useDefineForClassFields: Bool?

  /// Those of the site in `root`; nothing where it has none or they cannot be read.
  package init(root: String) {
    let files = ["tsconfig.json", "jsconfig.json"].map { "\(root)/\($0)" }
    guard let file = files.first(where: FileManager.default.fileExists) else { return }
    self = Self.read(file, depth: 0)
  }

  /// Whether the site's own file has a list of those that it extends.
  static func extendsList(root: String) -> Bool { File("\(root)/tsconfig.json")?.isList == true }

  /// Adds what stands for a path and all below it, each an absolute one.
  mutating func add(_ aliases: [String: String]) {
    for (name, target) in aliases where paths?[name] == nil {
      let isFolder = name.hasSuffix("/")
      var more = [(isFolder ? "\(name)*" : "\(name)/*"): ["\(target)/*"]]
      if !isFolder { more[name] = [target] }
      paths = more.merging(paths ?? [:]) { $1 }
    }
  }

  /// The absolute paths at which a module that is named without `./` may be, the likeliest first, as
  /// TypeScript has it: the name itself or else the longest pattern, then below `baseUrl`.
  package func places(of specifier: String) -> [String] {
    let patterns = (paths ?? [:]).compactMap { pattern, targets -> (Int, [String])? in
      guard let star = pattern.firstIndex(of: "*") else {
        return pattern == specifier ? (.max, targets) : nil
      }
      let (start, end) = (pattern[..<star], pattern[pattern.index(after: star)...])
      guard specifier.count >= start.count + end.count, specifier.hasPrefix(start),
        specifier.hasSuffix(end)
      else { return nil }
      let middle = specifier.dropFirst(start.count).dropLast(end.count)
      return (start.count, targets.map { $0.replacing("*", with: middle, maxReplacements: 1) })
    }
    let aliased = patterns.max { $0.0 < $1.0 }?.1 ?? []
    return aliased + (baseUrl.map { ["\($0)/\(specifier)"] } ?? [])
  }

  /// Writes them as a `tsconfig.json`.
  func write(to path: String) throws {
    try JSONEncoder().encode(["compilerOptions": self]).write(to: URL(filePath: path))
  }
}

// MARK: - Reading

extension CompilerOptions {
  /// The part of a `tsconfig.json` that is read.
  private struct File: Decodable {
    var extends: [String]
    var isList: Bool
    var compilerOptions: CompilerOptions?

    private enum Key: CodingKey {
      case extends, compilerOptions
    }

    init(from decoder: any Decoder) throws {
      let keys = try decoder.container(keyedBy: Key.self)
      isList = (try? keys.decode([String].self, forKey: .extends)) != nil
      let one = try? keys.decode(String.self, forKey: .extends)
      extends = one.map { [$0] } ?? (try? keys.decode([String].self, forKey: .extends)) ?? []
      compilerOptions = try keys.decodeIfPresent(CompilerOptions.self, forKey: .compilerOptions)
    }

    /// Nil when it is not there or does not parse: esbuild says so.
    init?(_ path: String) {
      let decoder = JSONDecoder()
      // Comments and trailing commas are allowed there.
      decoder.allowsJSON5 = true
      guard let data = FileManager.default.contents(atPath: path),
        let file = try? decoder.decode(File.self, from: data)
      else { return nil }
      self = file
    }
  }

  private init() {}

  private static func read(_ path: String, depth: Int) -> CompilerOptions {
    guard depth < 16, let file = File(path) else { return CompilerOptions() }
    let folder = ModulePaths.folder(of: path)
    var options = CompilerOptions()
    for name in file.extends {
      guard let parent = place(of: name, from: folder) else { continue }
      options.merge(read(parent, depth: depth + 1))
    }
    var own = file.compilerOptions ?? CompilerOptions()
    own.baseUrl = own.baseUrl.map { ModulePaths.absolute($0, from: folder) }
    let base = own.baseUrl ?? options.baseUrl ?? folder
    own.paths = own.paths?.mapValues { $0.map { ModulePaths.absolute($0, from: base) } }
    options.merge(own)
    return options
  }

  private mutating func merge(_ other: CompilerOptions) {
    baseUrl = other.baseUrl ?? baseUrl
    paths = other.paths ?? paths
    experimentalDecorators = other.experimentalDecorators ?? experimentalDecorators
    jsx = other.jsx ?? jsx
    jsxImportSource = other.jsxImportSource ?? jsxImportSource
    target = other.target ?? target
    useDefineForClassFields = other.useDefineForClassFields ?? useDefineForClassFields
  }

  /// The file that `extends` names; nil when it is of a package that is not installed.
  private static func place(of name: String, from folder: String) -> String? {
    let isPath = name.hasPrefix(".") || name.hasPrefix("/")
    let stems =
      isPath
      ? [ModulePaths.absolute(name, from: folder)]
      : NodeModules.folders(above: folder).map { "\($0)/\(name)" }
    return stems.lazy.flatMap { stem in ["", ".json", "/tsconfig.json"].map { stem + $0 } }
      .first(where: ModulePaths.isFile)
  }
}
