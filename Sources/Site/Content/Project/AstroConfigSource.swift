/// What can be told of an `astro.config.*` without running it.
///
/// Only literals count that stand in the object that is exported by default, directly or as the
/// first argument of `defineConfig(…)`.
package struct AstroConfigSource: Sendable {
  /// The value of one setting.
  package enum Setting: Sendable, Hashable {
    case absent
    case text(String)
    case boolean(Bool)
    case number(Double)
    /// It is there, or may be, and only running the file would tell its value.
    case unknown
  }

  private var settings: [[String]: Setting] = [:]
  /// What `env.schema` says of each variable.
  package private(set) var variables: [EnvironmentVariable] = []
  /// Whether the exported object could be found and had nothing spread into it.
  private var isReadable = false
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var scanner = ScriptScanner(bytes)
    guard scanner.findDefaultExport() else { return }
    isReadable = true
    readObject([], &scanner)
  }

  /// The setting at `path`, such as `["legacy", "collectionsBackwardsCompat"]`.
  package subscript(path: String...) -> Setting {
    if let setting = settings[path] { return setting }
    if isReadable { return .absent }
    let name = Array((path.last ?? "").utf8)
    return bytes.firstRange(of: name) == nil ? .absent : .unknown
  }

  /// The integrations that change what a loader reads, as far as the file names them.
  package var integrations: [String] {
    ["@astrojs/markdoc", "@astrojs/mdx", "@astrojs/starlight"].filter { name in
      bytes.firstRange(of: Array(name.utf8)) != nil
    }
  }

  /// `envField.number({ … })`, up to the end of the expression.
  private mutating func readVariable(_ place: [String], _ scanner: inout ScriptScanner) -> Bool {
    guard scanner.takeName() == "envField", scanner.take("."), let type = scanner.takeName(),
      scanner.take("("), scanner.take("{")
    else { return false }
    readObject(place, &scanner)
    _ = scanner.take(")")
    scanner.skipExpression()
    let fallback = settings[place + ["default"]] ?? .absent
    variables.append(EnvironmentVariable(name: place[2], type: type, fallback: fallback))
    return true
  }

  /// Reads an object whose brace was taken, up to its end.
  private mutating func readObject(_ path: [String], _ scanner: inout ScriptScanner) {
    while !scanner.isAtEnd, !scanner.take("}") {
      if scanner.take(",") { continue }
      guard let name = scanner.takeName() else {
        // A spread or a computed key may hold anything.
        isReadable = false
        scanner.skipExpression()
        continue
      }
      let place = path + [name]
      guard scanner.take(":") else {
        settings[place] = .unknown
        scanner.skipExpression()
        continue
      }
      if path.count < 4, scanner.take("{") {
        readObject(place, &scanner)
        continue
      }
      if path == ["env", "schema"], readVariable(place, &scanner) { continue }
      let literal = scanner.takeLiteral()
      settings[place] = scanner.endsExpression ? literal ?? .unknown : .unknown
      scanner.skipExpression()
    }
  }
}

/// One variable of `astro:env`.
package struct EnvironmentVariable: Sendable, Hashable {
  package var name: String
  /// `string`, `number`, `boolean` or `enum`.
  package var type: String
  package var fallback: AstroConfigSource.Setting

  package init(name: String, type: String, fallback: AstroConfigSource.Setting) {
    self.name = name
    self.type = type
    self.fallback = fallback
  }
}
