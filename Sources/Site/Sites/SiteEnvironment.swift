package import Foundation

/// What a site may use of the machine; handed in, since nothing here looks around.
package struct SiteEnvironment: Sendable {
  /// Where what can be made again is kept: the index of entries, the evaluated configuration.
  package var cacheFolder: String
  /// The process's environment variables: where esbuild is looked for.
  package var variables: [String: String]
  /// frontis's own version: another one starts with empty caches.
  package var version: String
  /// Whether the index of entries is read and written.
  package var usesIndex: Bool
  /// Whether somebody looks at the list of entries, or the index is to hold it; else titles and columns are
  /// left out.
  package var listsEntries: Bool
  /// Whether the evaluated configuration is taken from its cache.
  package var usesConfigCache: Bool
  /// Whether loaders may fetch from the network.
  package var allowsNetwork: Bool
  package var now: @Sendable () -> Date

  package init(
    cacheFolder: String,
    variables: [String: String],
    version: String,
    usesIndex: Bool = true,
    listsEntries: Bool = true,
    usesConfigCache: Bool = true,
    allowsNetwork: Bool = false,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.cacheFolder = cacheFolder
    self.variables = variables
    self.version = version
    self.usesIndex = usesIndex
    self.listsEntries = listsEntries || usesIndex
    self.usesConfigCache = usesConfigCache
    self.allowsNetwork = allowsNetwork
    self.now = now
  }
}
