/// A URL as the URL Standard reads and writes it (url.spec.whatwg.org).
package struct WebURL: Sendable, Hashable {
  var scheme = ""
  package internal(set) var username = ""
  package internal(set) var password = ""
  /// As it is written, IPv6 in its brackets; nil where the URL has none.
  var hostText: String?
  /// Nil for the scheme's own.
  var portNumber: UInt16?
  var path = Path.segments([])
  var query: String?
  var fragment: String?

  enum Path: Hashable {
    case opaque(String)
    case segments([String])
  }

  init() {}

  /// `new URL(text, base)`; nil where JavaScript throws `Invalid URL`.
  package init?(_ text: String, base: WebURL? = nil) {
    var parser = URLParser(text: URLParser.trimmed(text), base: base)
    guard parser.run() != .failed else { return nil }
    self = parser.url
  }
}

// MARK: - Reading

extension WebURL {
  /// The whole URL, normalised.
  package var href: String { prefix + pathname + search(isWhole: true) + hash(isWhole: true) }

  /// The scheme with its colon, as in `https:`.
  package var `protocol`: String { scheme + ":" }

  /// Host and port.
  package var host: String { hostname + (portNumber.map { ":\($0)" } ?? "") }

  /// Empty where the URL has none; IPv6 in its brackets.
  package var hostname: String { hostText ?? "" }

  /// Empty for the scheme's own port.
  package var port: String { portNumber.map { String($0) } ?? "" }

  package var pathname: String {
    switch path {
    case .opaque(let text): text
    case .segments(let segments): segments.map { "/" + $0 }.joined()
    }
  }

  /// With its `?`; empty where there is nothing behind it.
  package var search: String { search(isWhole: false) }

  /// With its `#`; empty where there is nothing behind it.
  package var hash: String { hash(isWhole: false) }

  /// `null` where the scheme has none.
  package var origin: String {
    switch scheme {
    case "http", "https", "ws", "wss", "ftp": return "\(scheme)://\(host)"
    case "blob":
      guard let inner = WebURL(pathname), ["http", "https"].contains(inner.scheme) else {
        return "null"
      }
      return inner.origin
    default: return "null"
    }
  }

  var isSpecial: Bool { Self.isSpecial(scheme) }

  var hasOpaquePath: Bool { if case .opaque = path { true } else { false } }

  /// Whether there may be a user name, a password and a port.
  var canHaveCredentials: Bool { hostText.map { !$0.isEmpty } ?? false && scheme != "file" }

  static func isSpecial(_ scheme: String) -> Bool {
    switch scheme {
    case "http", "https", "ws", "wss", "ftp", "file": true
    default: false
    }
  }

  static func defaultPort(of scheme: String) -> UInt16? {
    switch scheme {
    case "http", "ws": 80
    case "https", "wss": 443
    case "ftp": 21
    default: nil
    }
  }

  /// All before the path.
  private var prefix: String {
    guard hostText != nil else {
      if case .segments(let segments) = path, segments.count > 1, segments[0].isEmpty {
        return scheme + ":/."
      }
      return scheme + ":"
    }
    var credentials = ""
    if !username.isEmpty || !password.isEmpty {
      credentials = username + (password.isEmpty ? "" : ":" + password) + "@"
    }
    return scheme + "://" + credentials + host
  }

  private func search(isWhole: Bool) -> String {
    query.map { $0.isEmpty && !isWhole ? "" : "?" + $0 } ?? ""
  }

  private func hash(isWhole: Bool) -> String {
    fragment.map { $0.isEmpty && !isWhole ? "" : "#" + $0 } ?? ""
  }
}

// MARK: - Paths

extension WebURL {
  mutating func append(segment: String) {
    guard case .segments(var segments) = path else { return }
    path = .segments([])
    segments.append(segment)
    path = .segments(segments)
  }

  // URL Standard §4.4, "shorten a url's path"
  mutating func shortenPath() {
    guard case .segments(var segments) = path else { return }
    if scheme == "file", segments.count == 1, Self.isNormalizedDrive(segments[0]) { return }
    path = .segments([])
    _ = segments.popLast()
    path = .segments(segments)
  }

  /// Whether a segment is a drive, as `C:` is.
  static func isNormalizedDrive(_ segment: String) -> Bool {
    let bytes = Array(segment.utf8)
    return bytes.count == 2 && 0x61...0x7A ~= bytes[0] | 0x20 && bytes[1] == UInt8(ascii: ":")
  }
}
