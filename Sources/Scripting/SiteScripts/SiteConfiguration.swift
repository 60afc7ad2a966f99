package import Diagnostics
import Foundation

/// A site's collections and what is wrong with their configuration.
package struct SiteConfiguration: Sendable {
  /// In the order of the `collections` object; empty when the file could not be run.
  package let collections: [CollectionDefinition]
  package let diagnostics: [Diagnostic]
  /// Every file that decides about the above.
  package let inputs: [InputFile]
  /// Every variable of the environment that does.
  package let variables: [InputVariable]
  /// The functions that the configuration passes to loaders.
  package let functions: SiteFunctions
  /// Whether neither the bundler nor the engine had to run.
  package let isCached: Bool
}

/// A file that was read to evaluate a site's code.
package struct InputFile: Sendable, Hashable {
  /// Relative to the root where inside it.
  package let path: String
  /// Of its bytes; nil when there is no such file, which also decides.
  package let hash: UInt64?
}

/// A variable of the environment that a site's code looked at.
package struct InputVariable: Sendable, Hashable {
  package let name: String
  /// Of its value; nil when it was not set, which also decides.
  package let hash: UInt64?

  /// The variable as it is in `environment`.
  init(name: String, in environment: [String: String]) {
    self.name = name
    hash = environment[name].map { InputFile.hash(Data($0.utf8)) }
  }
}
