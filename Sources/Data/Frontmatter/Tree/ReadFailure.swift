/// Why bytes could not be read as YAML, TOML or JSON.
package struct ReadFailure: Error, Sendable, Hashable {
  package var kind: Kind
  /// The reason in the words of the library that Astro uses, without the position.
  package var reason: String
  /// Where that library says it noticed, as a byte offset in the file; nil when it does not say.
  package var offset: Int?
  /// Where what went wrong begins (an unclosed quote or bracket), when that is another place.
  package var origin: Int?

  package init(kind: Kind, reason: String, offset: Int?, origin: Int? = nil) {
    self.kind = kind
    self.reason = reason
    self.offset = offset
    self.origin = origin
  }

  /// Which reader failed, and so which rule a problem is reported under.
  package enum Kind: String, Sendable, Hashable {
    case yaml
    case toml
    case json
    /// The bytes are not the text the format asks for.
    case encoding
    /// Our own limit: the text is well formed, but what it stands for is too big to build.
    case limit
  }
}
