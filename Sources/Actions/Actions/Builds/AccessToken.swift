/// A secret between the programs of one person on one machine: who knows it may start the site's build.
///
/// It travels in a header that a page in a browser cannot set on a request to another origin.
package struct AccessToken: Sendable, Equatable {
  package static let headerName = "Frontis-Token"

  package let text: String

  package init(_ text: String) { self.text = text }

  /// A new token of 128 random bits.
  package static func random() -> AccessToken {
    var generator = SystemRandomNumberGenerator()
    let words = [generator.next(), generator.next()] as [UInt64]
    return AccessToken(words.map { String($0, radix: 36) }.joined(separator: "-"))
  }

  /// Whether `other` is this token; takes the same time wherever they differ.
  package func matches(_ other: String?) -> Bool {
    guard let other, other.utf8.count == text.utf8.count else { return false }
    return zip(text.utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
