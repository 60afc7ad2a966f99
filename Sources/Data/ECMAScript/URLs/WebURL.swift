/// A URL as the URL Standard reads and writes it (url.spec.whatwg.org).
package struct WebURL: Sendable, Hashable {
  /// The whole URL, normalised.
  package private(set) var href: String
  /// The scheme with its colon, as in `https:`.
  package var `protocol`: String { "" }
  package var username: String { "" }
  package var password: String { "" }
  /// Host and port.
  package var host: String { "" }
  package var hostname: String { "" }
  /// Empty for the scheme's own port.
  package var port: String { "" }
  package var pathname: String { "" }
  /// With its `?`, or empty.
  package var search: String { "" }
  /// With its `#`, or empty.
  package var hash: String { "" }
  /// `null` where the URL has none.
  package var origin: String { "null" }

  /// `new URL(text, base)`; nil where JavaScript throws `Invalid URL`.
  package init?(_ text: String, base: WebURL? = nil) {
    href = text
    return nil
  }
}
