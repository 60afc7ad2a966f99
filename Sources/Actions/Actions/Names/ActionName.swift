/// The name of an action: its keys from the `server` object inwards.
package struct ActionName: Sendable, Hashable {
  package let keys: [String]

  package init(keys: [String]) { self.keys = keys }

  /// The name that `text` writes, keys joined by dots and percent-encoded; nil when an escape is
  /// broken.
  package init?(_ text: String) {
    var keys: [String] = []
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard let key = PercentCoding.decodeComponent(String(decoding: part, as: UTF8.self)) else {
        return nil
      }
      keys.append(key)
    }
    self.keys = keys
  }

  /// The name on the wire.
  package var text: String {
    keys.map { key in
      PercentCoding.encodeComponent(key).split(separator: ".", omittingEmptySubsequences: false)
        .joined(separator: "%2E")
    }
    .joined(separator: ".")
  }

  /// `?_action=…`, which a form posts to its own page.
  package var query: String { "?_action=" + PercentCoding.encodeForm(text) }

  /// Where calls are posted to.
  package func path(base: String = "/", withTrailingSlash: Bool = false) -> String {
    let base = base.hasSuffix("/") ? String(base.dropLast()) : base
    return base + "/_actions/" + text + (withTrailingSlash ? "/" : "")
  }
}

extension ActionName: CustomStringConvertible {
  package var description: String { text }
}
