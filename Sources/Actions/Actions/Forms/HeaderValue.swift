/// A header's value with its parameters: `form-data; name="a"`.
struct HeaderValue {
  /// Before the first semicolon, lower-case, surrounding blanks removed.
  let value: String
  /// By lower-case name; quotes and escapes are resolved.
  private(set) var parameters: [String: String] = [:]

  /// Reads `text`, where a backslash in quotes escapes what follows unless `escapes` is false, as in
  /// a part of a form (WHATWG HTML, multipart/form-data).
  init(_ text: String, escapes: Bool = true) {
    var rest = Array(text.utf8)[...]
    value = Self.trimmed(Self.take(&rest, until: UInt8(ascii: ";"))).lowercased()
    while !rest.isEmpty {
      rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
      let name = Self.trimmed(Self.takeName(&rest)).lowercased()
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      let content: String
      if rest.first == UInt8(ascii: "\"") {
        content = Self.takeQuoted(&rest, escapes)
        _ = Self.take(&rest, until: UInt8(ascii: ";"))
      } else {
        content = Self.trimmed(Self.take(&rest, until: UInt8(ascii: ";")))
      }
      if parameters[name] == nil { parameters[name] = content }
    }
  }

  /// `text` without blanks around it.
  static func trimmed(_ text: String) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let bytes = text.utf8.drop(while: isBlank)
    guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(Substring(bytes[...last]))
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, until end: UInt8) -> String {
    let taken = rest.prefix { $0 != end }
    rest = rest[taken.endIndex...]
    return String(decoding: taken, as: UTF8.self)
  }

  private static func takeName(_ rest: inout ArraySlice<UInt8>) -> String {
    let taken = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
    rest = rest[taken.endIndex...]
    return String(decoding: taken, as: UTF8.self)
  }

  private static func takeQuoted(_ rest: inout ArraySlice<UInt8>, _ escapes: Bool) -> String {
    var content: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if escapes, byte == UInt8(ascii: "\\"),
        rest.first == UInt8(ascii: "\"") || rest.first == byte,
        let next = rest.popFirst()
      {
        content.append(next)
      } else {
        content.append(byte)
      }
    }
    return String(decoding: content, as: UTF8.self)
  }
}
