/// The version of a package a site uses, as far as its files tell.
package struct PackageVersion: Sendable, Hashable {
  package var major: Int
  package var minor: Int
  /// Nil when only a range is known: then `minor` is the lowest the range allows.
  package var patch: Int?
  package var source: Source

  /// Where a version was found, the surest first.
  package enum Source: String, Sendable, Hashable {
    case installed = "node_modules"
    case lockFile = "the lock file"
    case range = "package.json"
    /// What the site's Astro brings along.
    case astro = "Astro's version"
  }

  package init(major: Int, minor: Int, patch: Int? = nil, source: Source) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.source = source
  }

  /// The first version in `text`: an exact one, or the lower end of a range such as `^5.1.2`.
  ///
  /// Nil for `latest`, `workspace:*`, a path or a URL.
  package init?(_ text: String, source: Source) {
    var numbers: [Int] = []
    var rest = text.utf8.drop { !Self.isDigit($0) && $0 != UInt8(ascii: ":") }
    if rest.first == UInt8(ascii: ":") {
      // `npm:astro@5.0.0`, `workspace:^5.0.0`
      let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
      guard scheme.elementsEqual("npm".utf8) || scheme.elementsEqual("workspace".utf8) else {
        return nil
      }
      let name = rest.lastIndex(of: UInt8(ascii: "@")) ?? rest.startIndex
      rest = rest[name...].drop { !Self.isDigit($0) }
    }
    while numbers.count < 3 {
      let digits = rest.prefix(while: Self.isDigit).prefix(6)
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else { break }
      numbers.append(number)
      rest = rest[digits.endIndex...]
      guard rest.first == UInt8(ascii: ".") else { break }
      rest.removeFirst()
    }
    guard let major = numbers.first else { return nil }
    let isExact = source == .installed || source == .lockFile
    self.init(
      major: major,
      minor: numbers.count > 1 ? numbers[1] : 0,
      patch: isExact && numbers.count > 2 ? numbers[2] : nil,
      source: source
    )
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}

extension PackageVersion: CustomStringConvertible {
  package var description: String {
    patch.map { "\(major).\(minor).\($0)" } ?? "\(major).\(minor)"
  }
}
