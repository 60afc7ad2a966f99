// URL Standard §6.1: what is no part of its kind changes nothing.
extension WebURL {
  package mutating func setProtocol(_ text: String) { change(text + ":", from: .schemeStart) }

  package mutating func setUsername(_ text: String) {
    if canHaveCredentials { username = PercentEncoding.userinfo.encode(text) }
  }

  package mutating func setPassword(_ text: String) {
    if canHaveCredentials { password = PercentEncoding.userinfo.encode(text) }
  }

  /// Host and port.
  package mutating func setHost(_ text: String) {
    if !hasOpaquePath { change(text, from: .host) }
  }

  package mutating func setHostname(_ text: String) {
    if !hasOpaquePath { change(text, from: .hostname) }
  }

  /// Nothing stands for the scheme's own port.
  package mutating func setPort(_ text: String) {
    guard canHaveCredentials else { return }
    if text.isEmpty { portNumber = nil } else { change(text, from: .port) }
  }

  package mutating func setPathname(_ text: String) {
    guard !hasOpaquePath else { return }
    var cleared = self
    cleared.path = .segments([])
    cleared.change(text, from: .pathStart)
    self = cleared
  }

  /// With or without its `?`.
  package mutating func setSearch(_ text: String) {
    guard !text.isEmpty else {
      query = nil
      stripOpaquePath()
      return
    }
    query = ""
    change(without("?", text), from: .query)
  }

  /// With or without its `#`.
  package mutating func setHash(_ text: String) {
    guard !text.isEmpty else {
      fragment = nil
      stripOpaquePath()
      return
    }
    fragment = ""
    change(without("#", text), from: .fragment)
  }

  /// False, with nothing changed, where JavaScript throws `Invalid URL`.
  package mutating func setHref(_ text: String) -> Bool {
    guard let url = WebURL(text) else { return false }
    self = url
    return true
  }

  /// `text` without its first scalar if that is `mark`, whatever combines with it.
  private func without(_ mark: Unicode.Scalar, _ text: String) -> String {
    text.unicodeScalars.first == mark ? String(text.unicodeScalars.dropFirst()) : text
  }

  private mutating func change(_ text: String, from state: URLParser.State) {
    var parser = URLParser(text: text, changing: self, from: state)
    // A part that fails changes nothing, but what was read before it holds.
    _ = parser.run()
    self = parser.url
  }

  /// An opaque path that nothing follows has no spaces at its end.
  private mutating func stripOpaquePath() {
    guard case .opaque(let text) = path, query == nil, fragment == nil else { return }
    let end = text.unicodeScalars.lastIndex { $0 != " " }
    path = .opaque(end.map { String(text.unicodeScalars[...$0]) } ?? "")
  }
}
