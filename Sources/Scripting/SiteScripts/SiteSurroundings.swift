package import Schemas
package import Values

/// What a site's code is told of where it runs.
package struct SiteSurroundings: Sendable, Equatable {
  /// An absolute path without a trailing slash.
  package var root: String
  /// Relative to the root: `src`.
  package var sourceFolder: String
  /// The Astro config, relative to the root; nil when there is none.
  package var configPath: String?
  /// Of the Astro that the site is built with.
  package var astroMajor: Int
  /// Its minor and patch numbers; 0 when they are not known.
  package var astroMinor: Int
  package var astroPatch: Int
  /// Which Zod `zod` and `astro/zod` are.
  package var dialect: ZodDialect
  /// The site's versions of Zod: one, or one of each dialect.
  package var zodVersions: [ZodVersion] = []
  /// Whether they are only those that its Astro would bring.
  package var areZodVersionsAssumed = false
  /// The names of the site's Astro integrations, as far as they are known.
  package var integrations: [String]
  /// What the code sees as `process.env` and `import.meta.env`.
  package var environment: [String: String]
  /// What `astro:env` knows of each variable: `type`, and `default` where it has one.
  package var variables: ObjectValue = ObjectValue()
  /// Whether the code may fetch from the network: the person said so.
  package var allowsNetwork = false
  /// Astro's `site` and `base`, as far as they are known.
  package var address: String?
  package var base = "/"

  package init(
    root: String,
    sourceFolder: String = "src",
    astroMajor: Int,
    astroMinor: Int = 0,
    astroPatch: Int = 0,
    dialect: ZodDialect? = nil,
    integrations: [String] = [],
    environment: [String: String] = [:]
  ) {
    self.root = root
    self.sourceFolder = sourceFolder
    self.astroMajor = astroMajor
    self.astroMinor = astroMinor
    self.astroPatch = astroPatch
    // Astro 6 is the first with Zod 4.
    self.dialect = dialect ?? (astroMajor >= 6 ? .zod4 : .zod3)
    self.integrations = integrations
    self.environment = environment
  }

  /// What the site's versions of Zod do in their own way.
  package var zodRules: Set<ZodRule> {
    zodVersions.reduce(into: areZodVersionsAssumed ? ZodRule.lenient : []) {
      $0.formUnion(ZodRule.all(of: $1))
    }
  }

  /// What `reference()` takes: `text`, `object` or `number`, each with all before it.
  var references: String {
    let version = (astroMajor, astroMinor, astroPatch)
    // A version of which only the major number is known is taken for that major's latest.
    let isLatest = astroMinor == 0 && astroPatch == 0
    if version >= (6, 4, 7) || (isLatest && astroMajor >= 6) { return "number" }
    return version >= (4, 14, 0) || (isLatest && astroMajor == 4) ? "object" : "text"
  }
}
