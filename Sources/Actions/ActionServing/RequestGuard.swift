import Actions

/// Which requests are answered at all.
///
/// A page anywhere can make a browser send requests to this machine, under a host name of its own that
/// resolves here (DNS rebinding): only names that cannot be rebound are answered. Headers by which proxies
/// say who really asked are believed by many servers and set by anyone, so a request with one is refused.
struct RequestGuard {
  /// Further host names to answer to, as of a server that other machines reach.
  let hosts: [String]

  private static let refusedHeaders = [
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "forwarded",
    "x-astro-path", "x-astro-locals",
  ]

  /// Why `request` is refused, or nil.
  func refusal(of request: ActionRequest) -> String? {
    let given = request.headers.all("Host")
    guard given.count == 1, let host = hostName(given[0]) else { return "no usable Host header" }
    guard isAllowed(host) else { return "this server does not answer for the host \(host)" }
    let refused = request.headers.fields.first {
      Self.refusedHeaders.contains($0.name.lowercased())
    }
    return refused.map { "the header \($0.name) is not accepted here" }
  }

  /// The name in a `Host` header without its port; nil when it is none.
  private func hostName(_ host: String) -> String? {
    let bytes = Array(host.utf8)
    let name: ArraySlice<UInt8>
    if bytes.first == UInt8(ascii: "[") {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      name = bytes[...end]
    } else {
      name = bytes.prefix { $0 != UInt8(ascii: ":") }
    }
    let port = bytes[name.endIndex...]
    let isPort = port.isEmpty || port.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    guard !name.isEmpty, isPort else { return nil }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  private func isAllowed(_ host: String) -> Bool {
    host == "localhost" || host.hasSuffix(".localhost") || isAddress(host) || hosts.contains(host)
  }

  /// An address is not looked up, so nobody can rebind it.
  private func isAddress(_ host: String) -> Bool {
    if host.hasPrefix("[") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
