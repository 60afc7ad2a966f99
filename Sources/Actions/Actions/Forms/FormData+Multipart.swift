// multipart/form-data: RFC 7578, RFC 2046 §5.1, names escaped as WHATWG HTML §4.10.21.8 has it.

extension FormData {
  /// The form that `bytes` write between lines of `boundary`; nil when they are no such form.
  package init?(multipart bytes: [UInt8], boundary: String) {
    self.init()
    let mark = Array("--\(boundary)".utf8)
    guard !boundary.isEmpty, boundary.utf8.count <= 70,
      var position = Self.find(mark, in: bytes, from: 0, atLineStart: true)
    else { return nil }
    position += mark.count
    while true {
      if bytes[position...].starts(with: Self.dashes) { return }
      Self.skipBlanks(in: bytes, &position)
      guard bytes[position...].starts(with: Self.lineEnd) else { return nil }
      position += 2
      guard let headers = Self.headers(in: bytes, &position),
        let end = Self.find(Self.lineEnd + mark, in: bytes, from: max(position - 2, 0)),
        let entry = Self.entry(headers, Array(bytes[min(position, end)..<end]))
      else { return nil }
      entries.append(entry)
      position = end + 2 + mark.count
    }
  }

  /// The form in that encoding; `boundary` must not occur in any of its values.
  package func multipart(boundary: String) -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    for entry in entries {
      add("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(entry.name))\"")
      switch entry.content {
      case .text(let text):
        add("\r\n\r\n")
        add(text)
      case .file(let file):
        add("; filename=\"\(Self.escaped(file.name))\"\r\nContent-Type: \(file.type)\r\n\r\n")
        bytes.append(contentsOf: file.bytes)
      }
      add("\r\n")
    }
    add("--\(boundary)--\r\n")
    return bytes
  }

  private static let dashes: [UInt8] = [0x2D, 0x2D]
  private static let lineEnd: [UInt8] = [0x0D, 0x0A]

  private static func entry(_ headers: [String: String], _ content: [UInt8]) -> Entry? {
    guard let disposition = headers["content-disposition"].map({ HeaderValue($0, escapes: false) }),
      disposition.value == "form-data", let name = disposition.parameters["name"]
    else { return nil }
    guard let fileName = disposition.parameters["filename"] else {
      return Entry(name: unescaped(name), content: .text(String(decoding: content, as: UTF8.self)))
    }
    let file = File(
      name: unescaped(fileName),
      type: headers["content-type"] ?? "application/octet-stream",
      bytes: content
    )
    return Entry(name: unescaped(name), content: .file(file))
  }

  /// The header lines up to the empty one, by lower-case name; nil when one is broken.
  private static func headers(in bytes: [UInt8], _ position: inout Int) -> [String: String]? {
    var headers: [String: String] = [:]
    while true {
      guard let end = find(lineEnd, in: bytes, from: position), end - position < 8_192 else {
        return nil
      }
      let line = bytes[position..<end]
      position = end + 2
      if line.isEmpty { return headers }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), headers.count < 32 else {
        return nil
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      headers[name] = HeaderValue.trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self))
    }
  }

  private static func skipBlanks(in bytes: [UInt8], _ position: inout Int) {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }

  /// Where `wanted` first is from `start` on.
  private static func find(
    _ wanted: [UInt8],
    in bytes: [UInt8],
    from start: Int,
    atLineStart: Bool = false
  ) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    var position = start
    let last = bytes.count - wanted.count
    while position <= last {
      if bytes[position] == wanted[0], bytes[position...].starts(with: wanted),
        !atLineStart || position == 0 || bytes[position - 1] == 0x0A
      {
        return position
      }
      position += 1
    }
    return nil
  }

  private static let escapes: [(character: Character, escape: String)] = [
    ("\"", "%22"), ("\r\n", "%0D%0A"), ("\r", "%0D"), ("\n", "%0A"),
  ]

  private static func escaped(_ name: String) -> String {
    var escaped = ""
    for character in name {
      escaped += escapes.first { $0.character == character }?.escape ?? String(character)
    }
    return escaped
  }

  private static func unescaped(_ name: String) -> String {
    guard name.contains("%") else { return name }
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    let codes: [(String, UInt8)] = [("%22", 0x22), ("%0D", 0x0D), ("%0A", 0x0A)]
    while let byte = rest.first {
      if let (code, decoded) = codes.first(where: { rest.starts(with: $0.0.utf8) }) {
        bytes.append(decoded)
        rest.removeFirst(code.utf8.count)
      } else {
        bytes.append(byte)
        rest.removeFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
