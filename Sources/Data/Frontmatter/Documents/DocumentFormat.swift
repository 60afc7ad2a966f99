/// The languages that content's data is written in.
package enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
  case yaml
  case toml
  case json
}

/// What kind of file holds the data.
package enum DocumentKind: Sendable, Hashable {
  /// Frontmatter between fences, then a body: `.md`, `.mdx`, `.mdoc` and the like.
  case markdown
  /// Nothing but data in this format.
  case data(DocumentFormat)

  package static let yaml = DocumentKind.data(.yaml)
  package static let toml = DocumentKind.data(.toml)
  package static let json = DocumentKind.data(.json)
}

/// How a site's version of Astro reads its files.
package struct DocumentRules: Sendable {
  package var yaml: YAMLRules
  package var toml: TOMLRules
  package var fences: FenceRules

  package init(yaml: YAMLRules, toml: TOMLRules = .smolTOML(minor: 6), fences: FenceRules) {
    self.yaml = yaml
    self.toml = toml
    self.fences = fences
  }

  /// Astro 5.2 and later, with these minor versions of js-yaml 4 and smol-toml 1.
  package static func astro52(jsYAMLMinor: Int = 3, smolTOMLMinor: Int = 6) -> DocumentRules {
    DocumentRules(
      yaml: .jsYAML4(minor: jsYAMLMinor),
      toml: .smolTOML(minor: smolTOMLMinor),
      fences: .astro52
    )
  }

  /// Astro 2 to 4.
  package static let astro2 = DocumentRules(yaml: .jsYAML3, fences: .grayMatter)
}
