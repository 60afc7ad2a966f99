import ECMAScript
import Values

/// What `URL` and `URLSearchParams` ask of Swift.
enum NativeURL {
  /// The parts of an address, or null when it is none.
  static func parse(_ arguments: [Value]) throws -> Value {
    let text = try NativeText.first(arguments)
    var base: WebURL?
    if arguments.count > 1, let baseText = arguments[1].stringValue {
      base = WebURL(baseText)
      guard base != nil else { return .null }
    }
    guard let url = WebURL(text, base: base) else { return .null }
    return [
      "href": .string(url.href), "protocol": .string(url.protocol), "host": .string(url.host),
      "username": .string(url.username), "password": .string(url.password),
      "hostname": .string(url.hostname), "port": .string(url.port),
      "pathname": .string(url.pathname), "search": .string(url.search), "hash": .string(url.hash),
      "origin": .string(url.origin),
    ]
  }

  /// `application/x-www-form-urlencoded` percent-encoding (WHATWG URL, 5.2).
  static func formEncoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x20: encoded.append(0x2B)
      case 0x2A, 0x2D, 0x2E, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: encoded.append(byte)
      default: encoded += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// The pairs of a query, each as an array of two (WHATWG URL, 5.1).
  static func formDecoded(_ text: String) -> Value {
    .array(
      text.utf8.split(separator: 0x26).map { pair in
        let name = pair.prefix { $0 != 0x3D }
        return [.string(decoded(name)), .string(decoded(pair.dropFirst(name.count + 1)))]
      }
    )
  }

  private static func decoded(_ text: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == 0x2B {
        bytes.append(0x20)
      } else if byte == 0x25, let code = UInt8(Substring(rest.prefix(2)), radix: 16),
        rest.prefix(2).count == 2
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hex = Array("0123456789ABCDEF".utf8)
}
