import Frontmatter
import Values

/// How a file's name says what is in it.
enum ContentFormat {
  /// What `glob()` reads a file as; nil for a file that is no entry of any kind.
  ///
  /// The part after the last dot decides, case counts (Astro's entry types).
  static func kind(of path: String, isLegacy: Bool = false) -> DocumentKind? {
    var path = path
    return path.withUTF8 { kind(of: $0, isLegacy: isLegacy) }
  }

  /// The same for a path in UTF-8.
  static func kind(of path: UnsafeBufferPointer<UInt8>, isLegacy: Bool) -> DocumentKind? {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = path[(dot + 1)...]
    guard ending.count <= 8, !ending.contains(UInt8(ascii: "/")) else { return nil }
    switch String(decoding: ending, as: UTF8.self) {
    case "md", "mdx", "mdoc": return .markdown
    case "markdown", "mdown", "mkdn", "mkd", "mdwn": return isLegacy ? .markdown : nil
    case "json": return .json
    case "yaml", "yml": return .yaml
    case "toml": return .toml
    default: return nil
    }
  }

  /// The endings of a collection without a loader, in Astro's order.
  static func legacyPatterns(isData: Bool) -> [String] {
    let endings =
      isData
      ? "{.json,.yaml,.yml,.toml}" : "{.markdown,.mdown,.mkdn,.mkd,.mdwn,.md,.mdx,.mdoc}"
    return ["**/*\(endings)", "!**/_*/**/*\(endings)", "!**/_*\(endings)"]
  }
}

extension FrontmatterDocument {
  /// What the loader hands on: an empty JSON file stands for `{}` (Astro's data entry types).
  var data: Value {
    if kind == .json, failure == nil, content.isEmpty { return [:] }
    return value
  }
}
