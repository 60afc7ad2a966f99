import Values

/// The site's own functions that the loaders call.
protocol SiteFunctions: Sendable {
  /// `generateId` of a glob loader. `path` is relative to the loader's base.
  func generateID(collection: String, path: String, data: Value) throws -> String
  /// `parser` of a file loader.
  func parse(collection: String, text: String) throws -> Value
}
