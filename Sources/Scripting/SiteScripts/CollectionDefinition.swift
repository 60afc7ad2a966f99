import Bundling
package import Schemas
import Values

/// One collection as the site's configuration defines it.
package struct CollectionDefinition: Sendable {
  package let name: String
  package let loader: LoaderDefinition
  /// Nil when the collection has none, or when it could not be made.
  package let schema: Schema?
  /// The schema's functions; they run the site's script when one is first needed.
  package let callbacks: any SchemaCallbacks
  /// The package that is missing for the collection to be complete, as it is imported; or a file, see
  /// `missingFile`.
  package let unresolved: String?
  /// Why the entries cannot be known here, or nil: a loader that needs the network, that failed.
  package let unchecked: String?
  /// What is wrong with the definition itself, which is among the diagnostics.
  package let problem: String?

  package init(
    name: String,
    loader: LoaderDefinition,
    schema: Schema? = nil,
    callbacks: any SchemaCallbacks = NoCallbacks(),
    unresolved: String? = nil,
    unchecked: String? = nil,
    problem: String? = nil
  ) {
    self.name = name
    self.loader = loader
    self.schema = schema
    self.callbacks = callbacks
    self.unresolved = unresolved
    self.unchecked = unchecked
    self.problem = problem
  }
}

extension CollectionDefinition {
  /// What `unresolved` begins with where it is no package but a file of the site's own, relative to the root.
  package static let missingFile = ScriptBundle.missingFile
  /// The same for a function of Node's that is only there, with its module.
  package static let nodeFunction = "node:"
  /// The same for an address, which is only fetched where the network is allowed.
  package static let networkAddress = "network:"
  /// The same for a file outside of the site, by its absolute path.
  package static let outsideFile = "outside:"
}

/// Where a collection's entries come from.
package enum LoaderDefinition: Sendable, Equatable {
  /// Files below `base`, relative to the root without a trailing slash; empty for the root itself.
  case glob(patterns: [String], base: String, hasGenerateId: Bool)
  /// All entries in one file, relative to the root.
  case file(path: String, hasParser: Bool)
  /// No loader: the files below `<srcDir>/content/<name>`, found as Astro 2 to 4 did.
  case legacy(LegacyKind)
  /// A function of the site's own that returns all entries.
  case inline
  /// An object of the site's or a package's own, by its name.
  case custom(String)

  package enum LegacyKind: String, Sendable {
    case content, data
  }
}
