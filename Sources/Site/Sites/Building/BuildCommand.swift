/// How a site is built.
package struct BuildCommand: Sendable, Equatable {
  /// The program and its arguments.
  package var arguments: [String]
  /// As one would type it.
  package var text: String
  /// Where it comes from, for people: `package.json`, `frontis.toml`.
  package var origin: String

  package init(arguments: [String], text: String, origin: String) {
    self.arguments = arguments
    self.text = text
    self.origin = origin
  }
}
