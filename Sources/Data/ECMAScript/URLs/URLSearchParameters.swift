/// `application/x-www-form-urlencoded` text as pairs, in order (URL Standard §5).
package struct URLSearchParameters: Sendable, Equatable {
  package var pairs: [Pair]

  /// A name and its value.
  package struct Pair: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(pairs: [Pair] = []) { self.pairs = pairs }

  /// Reads a query, with or without its `?`; invalid UTF-8 becomes U+FFFD.
  package init(_ text: String) {
    let query = text.utf8.first == UInt8(ascii: "?") ? text.utf8.dropFirst() : text.utf8[...]
    pairs = query.split(separator: UInt8(ascii: "&")).map { part in
      let sides = part.split(
        separator: UInt8(ascii: "="),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      return Pair(
        name: Self.decode(sides[0]),
        value: sides.count > 1 ? Self.decode(sides[1]) : ""
      )
    }
  }

  /// `toString()`: the text of all pairs, without a `?`.
  package var text: String {
    pairs.map { Self.encode($0.name) + "=" + Self.encode($0.value) }.joined(separator: "&")
  }

  /// The first value of `name`, or nil.
  package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

  package func values(of name: String) -> [String] {
    pairs.filter { $0.name == name }.map(\.value)
  }

  private static func decode(_ part: Substring.UTF8View) -> String {
    let spaced = part.lazy.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    return String(decoding: PercentEncoding.decode(spaced), as: UTF8.self)
  }

  private static func encode(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == " " {
        result.unicodeScalars.append("+")
      } else {
        PercentEncoding.form.append(scalar, to: &result)
      }
    }
    return result
  }
}
