package import Diagnostics

/// One script made of a site's file and everything that it imports.
package struct ScriptBundle: Sendable, Codable, Equatable {
  /// An expression that runs the code; its value is a promise when modules wait at the top.
  package var script: String
  package var sourceMap: SourceMap
  /// Every file that was read or looked for, the entry among them, but for our own modules.
  ///
  /// Relative to the site's root where inside it; sorted.
  package var inputs: [String]
  /// What the code imports and the site does not have, as it is written there; sorted.
  package var unresolved: [String]
  /// An error for each file of the site's own that is imported and is not there.
  ///
  /// The code goes on without them. Not kept with the rest.
  package var problems: [Diagnostic] = []

  package init(script: String, sourceMap: SourceMap, inputs: [String], unresolved: [String]) {
    self.script = script
    self.sourceMap = sourceMap
    self.inputs = inputs
    self.unresolved = unresolved
  }

  private enum CodingKeys: CodingKey {
    case script, sourceMap, inputs, unresolved
  }

  /// The source place of a 1-based line and column of `script`; nil for code of the bundler's own.
  package func place(line: Int, column: Int) -> SourceMap.Place? {
    sourceMap.place(line: line, column: column)
  }

  /// The global object that a bundle reads modules from and writes its exports to:
  /// `modules(name)`, `unresolved(name)`, `environment`, `globFrom(folder)`, and `exports[number]`.
  package static let host = "__frontis"

  /// What a file's path begins with where `unresolved` is given that instead of a package's name.
  package static let missingFile = "file:"
}

/// What a bundle is made from.
package enum BundleEntry: Sendable, Hashable {
  /// A file of the site, relative to its root.
  case file(String)
  /// TypeScript as it stands.
  case text(String)
}
