import Foundation
import Frontmatter
import Values

/// The small files that tell what a project is.
struct ProjectFiles {
  /// Absolute, without a trailing slash.
  let root: String

  /// Whether there is a regular file at `path`, relative to the root.
  func has(_ path: String) -> Bool {
    var status = stat()
    return stat(root + "/" + path, &status) == 0 && status.isRegular
  }

  /// The file's bytes; nil when it cannot be read, which counts as absent.
  func bytes(_ path: String) -> [UInt8]? {
    do {
      return try FileReading.whole(root + "/" + path).bytes
    } catch {
      return nil
    }
  }

  /// The file's JSON; undefined when it has none.
  func json(_ path: String) -> Value {
    guard let bytes = bytes(path), case .success(let tree) = JSONReader.read(bytes) else {
      return .undefined
    }
    return tree.value
  }

  /// Whether the folder looks like an Astro site: a config of Astro's or of ours, collections, or
  /// a package that depends on Astro.
  var isProject: Bool {
    let scripts = ["mjs", "js", "ts", "mts"]
    if has("frontis.toml") || scripts.contains(where: { has("astro.config.\($0)") }) { return true }
    if scripts.contains(where: {
      has("src/content.config.\($0)") || has("src/content/config.\($0)")
    }) {
      return true
    }
    let manifest = json("package.json")
    return ["dependencies", "devDependencies"].contains { manifest[[.key($0), "astro"]] != nil }
  }
}
