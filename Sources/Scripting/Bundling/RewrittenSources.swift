import Foundation

/// A site's own modules, copied with what an older esbuild or any esbuild does not understand said in
/// another way.
///
/// Import attributes (esbuild 0.19.7) and `const` type parameters (0.17.2) become spaces, so that lines
/// and columns stay; what Vite reads by `?raw`, and YAML and TOML, become modules that hold the data.
struct RewrittenSources {
  /// Where the copies are written, an absolute path.
  private let folder: String
  /// Absolute; where `@/` and `~/` lead as a rule.
  private let sourceFolder: String
  /// Whose aliases lead to modules.
  private let options: CompilerOptions
  /// The JSON that the file of data at an absolute path holds; nil when it is none or cannot be read.
  private let data: DataReader
  /// By the absolute path of each module, that of its copy.
  private(set) var copies: [String: String] = [:]
  private var texts: [String: String] = [:]
  /// The files of data that were read, absolute.
  private(set) var dataFiles: Set<String> = []
  private var dataCount = 0

  typealias DataReader = @Sendable (_ path: String) -> String?

  /// The modules that the one at `entry` leads to; nil when nothing in them needs to be rewritten.
  init?(
    entry: String,
    sourceFolder: String,
    options: CompilerOptions,
    folder: String,
    data: @escaping DataReader
  ) {
    self.folder = folder
    self.data = data
    self.sourceFolder = sourceFolder
    self.options = options
    var waiting = [entry]
    var isNeeded = false
    while let path = waiting.popLast() {
      guard texts[path] == nil, texts.count < 500,
        let content = FileManager.default.contents(atPath: path), content.count < 1 << 20
      else { continue }
      let text = String(decoding: content, as: UTF8.self)
      texts[path] = text
      copies[path] = "\(folder)/\(texts.count)-\(path.split(separator: "/").last ?? "")"
      if Self.needsRewriting(text) { isNeeded = true }
      for match in text.matches(of: Self.specifier) {
        let specifier = String(match.2)
        guard let file = file(specifier, from: path) else { continue }
        if ModulePaths.isCode(file), Self.query(of: specifier) == nil { waiting.append(file) }
      }
    }
    guard isNeeded else { return nil }
  }

  /// The module whose copy is at `path`, an absolute one; `path` itself when it is none.
  func original(of path: String) -> String {
    copies.first { $0.value == path }?.key ?? path
  }
}

// MARK: - Writing

extension RewrittenSources {
  /// Writes the copies.
  mutating func write() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      guard let copy = copies[path] else { continue }
      try Data(rewritten(text, of: path).utf8).write(to: URL(filePath: copy))
    }
  }

  private mutating func rewritten(_ text: String, of path: String) throws -> String {
    var result = ""
    var end = text.startIndex
    for match in text.matches(of: Self.specifier) {
      guard let module = try module(String(match.2), from: path) else { continue }
      result += text[end..<match.2.startIndex] + module
      end = match.2.endIndex
    }
    result += text[end...]
    result = result.replacing(Self.attributes) { match in
      match.1 + match.2.map { $0.isNewline ? $0 : " " }
    }
    return result.replacing(Self.constParameter) { "\($0.1)     \($0.2)" }
  }

  /// What an import of `specifier` is written as; nil when it stays.
  private mutating func module(_ specifier: String, from path: String) throws -> String? {
    guard let file = file(specifier, from: path) else { return nil }
    let query = Self.query(of: specifier)
    if query == "raw", let content = FileManager.default.contents(atPath: file) {
      return try dataModule(Self.quoted(String(decoding: content, as: UTF8.self)), of: file)
    }
    if query == nil, Self.isData(file), let json = data(file) {
      return try dataModule(json, of: file)
    }
    if query == nil, let copy = copies[file] { return copy }
    return query == nil ? file : nil
  }

  private mutating func dataModule(_ json: String, of file: String) throws -> String {
    dataFiles.insert(file)
    dataCount += 1
    let path = "\(folder)/data-\(dataCount).js"
    try Data("module.exports = \(json);\n".utf8).write(to: URL(filePath: path))
    return path
  }

  private static func quoted(_ text: String) -> String {
    // Encoding a string cannot fail.
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}

// MARK: - What is looked for

extension RewrittenSources {
  // A regular expression is compiled where it is used; these are used for a handful of files.

  /// What an import or export names: the quote, the name.
  private static var specifier: Regex<(Substring, Substring, Substring)> {
    /(?:\bfrom|\bimport)\s*\(?\s*(["'])([^"'\n]+)["']/
  }

  /// `with { type: 'json' }` behind the text that names a module.
  private static var attributes: Regex<(Substring, Substring, Substring)> {
    /(\b(?:from|import)\s*["'][^"'\n]+["'])(\s*\b(?:with|assert)\s*\{\s*type\s*:\s*["']\w+["']\s*,?\s*\})/
  }

  /// `<const T`.
  private static var constParameter: Regex<(Substring, Substring, Substring)> {
    /(<\s*)const(\s+[A-Za-z_$][\w$]*\s*(?:,|>|=|extends\b))/
  }

  private static func needsRewriting(_ text: String) -> Bool {
    text.contains(attributes) || text.contains(constParameter)
      || text.matches(of: specifier).contains { match in
        query(of: String(match.2)) == "raw"
          || (query(of: String(match.2)) == nil && isData(String(match.2)))
      }
  }

  private static func isData(_ path: String) -> Bool {
    [".yaml", ".yml", ".toml"].contains { path.hasSuffix($0) }
  }

  /// What stands behind the question mark.
  private static func query(of specifier: String) -> String? {
    specifier.firstIndex(of: "?").map { String(specifier[specifier.index(after: $0)...]) }
  }

  /// The file of the site that `specifier` leads to in the module at `path`; nil when it is none.
  private func file(_ specifier: String, from path: String) -> String? {
    let plain = String(specifier.prefix { $0 != "?" })
    if plain.hasPrefix(".") || plain.hasPrefix("/") {
      let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      return ModulePaths.file(plain, from: folder)
    }
    let place = options.places(of: plain).lazy.compactMap { ModulePaths.file($0, from: "/") }.first
    if let place { return place }
    guard plain.hasPrefix("@/") || plain.hasPrefix("~/") else { return nil }
    return ModulePaths.file(String(plain.dropFirst(2)), from: sourceFolder)
  }
}
