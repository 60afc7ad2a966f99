/// Which Zod a site's schemas are written for.
package enum ZodDialect: String, Sendable, Hashable {
  /// Zod 3, what Astro 5 and older re-export.
  case zod3
  /// Zod 4, what Astro 6 and later re-export.
  case zod4
}
