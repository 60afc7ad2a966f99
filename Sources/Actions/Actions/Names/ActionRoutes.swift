/// Which paths are action calls, by the site's settings.
package struct ActionRoutes: Sendable, Equatable {
  /// Astro's `trailingSlash`.
  package enum TrailingSlash: String, Sendable {
    case always, never, ignore
  }

  /// Astro's `base`, with a leading slash.
  package var base: String
  package var trailingSlash: TrailingSlash

  package init(base: String = "/", trailingSlash: TrailingSlash = .ignore) {
    self.base = base
    self.trailingSlash = trailingSlash
  }

  /// What a path asks for.
  package enum Target: Sendable, Equatable {
    case action(ActionName)
    /// An action's path with an escape that cannot be decoded.
    case malformed
    /// Not an action: another path of the site.
    case page
    /// The same path with a slash at its end.
    case redirect(to: String)
    /// Encoded so many times that it is refused.
    case refused
  }

  /// What the path of a request, without its query, asks for.
  package func target(of path: String) -> Target {
    guard let path = normalised(path) else { return .refused }
    guard let start = path.range(of: "/_actions/") else { return .page }
    let hasBase = base != "/" && path.hasPrefix(base.hasSuffix("/") ? base : base + "/")
    if hasBase, trailingSlash == .always, !path.hasSuffix("/") { return .redirect(to: path + "/") }
    var name = path[start.upperBound...]
    if trailingSlash != .never, name.hasSuffix("/") { name.removeLast() }
    return ActionName(String(name)).map(Target.action) ?? .malformed
  }

  /// The path decoded until nothing changes, at most ten times more than once, with single slashes;
  /// nil beyond that.
  ///
  /// An escape that cannot be decoded ends it.
  private func normalised(_ path: String) -> String? {
    var path = path
    var rounds = 0
    while let decoded = PercentCoding.decodeURI(path), !decoded.utf8.elementsEqual(path.utf8) {
      guard rounds <= 10 else { return nil }
      path = decoded
      rounds += 1
    }
    var single: [UInt8] = []
    for byte in path.utf8 {
      // A URL's path has no backslashes (WHATWG URL §4.4, path state).
      let byte = byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : byte
      if byte != UInt8(ascii: "/") || single.last != byte { single.append(byte) }
    }
    return String(decoding: single, as: UTF8.self)
  }
}

extension String {
  /// The last place of `text`, by bytes.
  fileprivate func range(of text: String) -> Range<Index>? {
    let bytes = Array(utf8)
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return nil }
    for start in stride(from: bytes.count - wanted.count, through: 0, by: -1)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let from = utf8.index(utf8.startIndex, offsetBy: start)
      return from..<utf8.index(from, offsetBy: wanted.count)
    }
    return nil
  }
}
