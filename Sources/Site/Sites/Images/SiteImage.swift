/// An image file of a site.
package struct SiteImage: Sendable, Equatable {
  /// Relative to the site's root.
  package var file: String
  package var byteCount: Int64
  /// In pixels; nil where the file does not say it in its first bytes.
  package var size: ImageSize?

  package init(file: String, byteCount: Int64, size: ImageSize? = nil) {
    self.file = file
    self.byteCount = byteCount
    self.size = size
  }
}

extension SiteImage {
  /// The endings of image files that Astro takes.
  package static let endings: Set<String> = [
    "png", "jpg", "jpeg", "webp", "gif", "svg", "avif", "tiff",
  ]

  /// Whether `path` ends as an image does.
  package static func isImage(_ path: String) -> Bool {
    guard let dot = path.lastIndex(of: ".") else { return false }
    return endings.contains(path[path.index(after: dot)...].lowercased())
  }
}

// MARK: - As entries name it

extension SiteImage {
  /// The image's path as an entry in `file` names it, in the way of `other`, which stands there or
  /// in its neighbours: from the root of `public`, by an alias of `src`, else relative.
  package func path(from file: String, like other: String?) -> String {
    if self.file.hasPrefix("public/"), other?.hasPrefix("/") != false {
      return String(self.file.dropFirst("public".count))
    }
    if self.file.hasPrefix("src/") {
      for alias in ["~/", "@/"] where other?.hasPrefix(alias) == true {
        return alias + self.file.dropFirst("src/".count)
      }
      if other?.hasPrefix("/src/") == true { return "/" + self.file }
    }
    let from = file.split(separator: "/").dropLast()
    let to = self.file.split(separator: "/")
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: from.count - common)
    let rest = to[common...].map(String.init)
    return (up.isEmpty ? ["."] + rest : up + rest).joined(separator: "/")
  }

  /// The file that `path` names in an entry at `file`; nil for one of elsewhere.
  package static func file(_ path: String, from file: String) -> String? {
    if path.hasPrefix("/src/") { return String(path.dropFirst()) }
    if path.hasPrefix("/") { return "public" + path }
    for alias in ["~/", "@/"] where path.hasPrefix(alias) { return "src/" + path.dropFirst(2) }
    guard !path.contains("://") else { return nil }
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
