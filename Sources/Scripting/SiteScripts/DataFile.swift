import ECMAScript
import Foundation
import Frontmatter

/// A file of YAML or TOML that a site's code imports.
enum DataFile {
  /// What the file at `path`, an absolute one, holds, as JSON; nil when it is none or cannot be read.
  static func json(_ path: String) -> String? {
    guard let content = FileManager.default.contents(atPath: path) else { return nil }
    let kind: DocumentKind = path.hasSuffix(".toml") ? .toml : .yaml
    let document = FrontmatterDocument(Array(content), kind: kind, rules: .astro52())
    guard document.failure == nil else { return nil }
    return JSONText.write(document.value)
  }
}
