import ECMAScript
import Foundation

/// A site's own modules, copied with what an older esbuild or any esbuild does not understand said in
/// another way.
///
/// Import attributes (esbuild 0.19.7) and `const` type parameters (0.17.2) become spaces, so that lines
/// and columns stay; what Vite reads by `?raw`, and YAML and TOML, become modules that hold the data.
/// In place of a module that is not there stands what knows nothing but its name.
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
  private var moduleCount = 0
  /// What leads nowhere.
  private let missing: Set<MissingImport>
  /// What a path of the site is called.
  private let siteName: (String) -> String

  typealias DataReader = @Sendable (_ path: String) -> String?

  /// The modules that the one at `entry` leads to; nil when nothing in them needs to be rewritten.
  init?(
    entry: String,
    sourceFolder: String,
    options: CompilerOptions,
    folder: String,
    missing: Set<MissingImport>,
    siteName: @escaping (String) -> String,
    data: @escaping DataReader
  ) {
    self.folder = folder
    self.missing = missing
    self.siteName = siteName
    self.data = data
    self.sourceFolder = sourceFolder
    self.options = options
    var waiting = [entry]
    var isNeeded = !missing.isEmpty
    while let path = waiting.popLast() {
      guard texts[path] == nil, texts.count < 500,
        let content = FileManager.default.contents(atPath: path), content.count < 1 << 20
      else { continue }
      let text = String(decoding: content, as: UTF8.self)
      texts[path] = text
      copies[path] = "\(folder)/\(texts.count)-\(path.split(separator: "/").last ?? "")"
      let specifiers = Self.specifier.matches(in: text).compactMap {
        $0[2].map { String(text[$0]) }
      }
      if Self.needsRewriting(text, specifiers) { isNeeded = true }
      for specifier in specifiers {
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
      try ScratchFile.write(rewritten(text, of: path), to: copy)
    }
  }

  private mutating func rewritten(_ text: String, of path: String) throws -> String {
    let named = try Self.replacing(2, of: Self.specifier, in: text) { try module($0, from: path) }
    let plain = Self.replacing(2, of: Self.attributes, in: named, by: Self.blank)
    return Self.replacing(2, of: Self.constParameter, in: plain, by: Self.blank)
  }

  /// `text` with a group of each match of `expression` said in another way; nil leaves it.
  private static func replacing(
    _ group: Int,
    of expression: RegularExpression,
    in text: String,
    by change: (String) throws -> String?
  ) rethrows -> String {
    var result = ""
    var end = text.startIndex
    for match in expression.matches(in: text) {
      guard let range = match[group], let new = try change(String(text[range])) else { continue }
      result += text[end..<range.lowerBound] + new
      end = range.upperBound
    }
    return result + text[end...]
  }

  /// Spaces, and what ends a line.
  private static func blank(_ text: String) -> String {
    String(text.map { $0.isNewline ? $0 : " " })
  }

  /// What an import of `specifier` is written as; nil when it stays.
  private mutating func module(_ specifier: String, from path: String) throws -> String? {
    guard let file = file(specifier, from: path) else {
      let missing = MissingImport(importer: path, specifier: specifier)
      return self.missing.contains(missing) ? try missingModule(missing) : nil
    }
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
    return try module(json)
  }

  private mutating func missingModule(_ missing: MissingImport) throws -> String {
    let name = Self.quoted(ScriptBundle.missingFile + siteName(missing.path))
    return try module("\(ScriptBundle.host).unresolved(\(name))")
  }

  /// The path of a module that exports what `expression` says.
  private mutating func module(_ expression: String) throws -> String {
    moduleCount += 1
    let path = "\(folder)/module-\(moduleCount).js"
    try ScratchFile.write("module.exports = \(expression);\n", to: path)
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
  /// What an import or export names: the quote, the name.
  private static let specifier = expression(
    #"(?:\bfrom|\bimport)\s*\(?\s*(["'])([^"'\n]+)["']"#
  )

  /// `with { type: 'json' }` behind the text that names a module.
  private static let attributes = expression(
    #"(\b(?:from|import)\s*["'][^"'\n]+["'])(\s*\b(?:with|assert)\s*\{\s*type\s*:\s*["']\w+["']\s*,?\s*\})"#
  )

  /// `<const T`.
  private static let constParameter = expression(
    #"(<\s*)(const)\s+[A-Za-z_$][\w$]*\s*(?:,|>|=|extends\b)"#
  )

  private static func expression(_ source: String) -> RegularExpression {
    do {
      return try RegularExpression(source: source)
    } catch {
      preconditionFailure("our own pattern failed: \(error)")
    }
  }

  /// Whether a module must be said in another way, of which the imports are `specifiers`.
  private static func needsRewriting(_ text: String, _ specifiers: [String]) -> Bool {
    attributes.isMatch(text) != false || constParameter.isMatch(text) != false
      || specifiers.contains { specifier in
        let query = query(of: specifier)
        return query == "raw" || (query == nil && isData(specifier))
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
      return ModulePaths.file(plain, from: ModulePaths.folder(of: path))
    }
    let place = options.places(of: plain).lazy.compactMap { ModulePaths.file($0, from: "/") }.first
    if let place { return place }
    guard plain.hasPrefix("@/") || plain.hasPrefix("~/") else { return nil }
    return ModulePaths.file(String(plain.dropFirst(2)), from: sourceFolder)
  }
}

/// An import of a file of the site's own that is not there.
struct MissingImport: Hashable {
  /// The module that imports it, an absolute path.
  let importer: String
  /// As it is written there.
  let specifier: String

  /// The file that is named, as an absolute path, most often without its ending.
  var path: String { ModulePaths.absolute(specifier, from: ModulePaths.folder(of: importer)) }

  /// Where it was looked for, absolute.
  var candidates: [String] {
    ModulePaths.candidates(specifier, from: ModulePaths.folder(of: importer))
  }
}
