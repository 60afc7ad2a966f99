/// A submitted form: names with texts or files, in order, names may repeat.
package struct FormData: Sendable, Equatable {
  package var entries: [Entry]

  package init(_ entries: [Entry] = []) { self.entries = entries }

  package struct Entry: Sendable, Equatable {
    package var name: String
    package var content: Content

    package init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }

  package enum Content: Sendable, Equatable {
    case text(String)
    case file(File)
  }

  package struct File: Sendable, Equatable {
    /// As the sender gave it: may be empty, never a path to trust.
    package var name: String
    /// The media type, `application/octet-stream` when none was given.
    package var type: String
    package var bytes: [UInt8]

    package init(name: String, type: String, bytes: [UInt8]) {
      self.name = name
      self.type = type
      self.bytes = bytes
    }
  }

  /// The first entry of `name`, or nil.
  package func first(_ name: String) -> Content? {
    entries.first { $0.name == name }?.content
  }

  /// All entries of `name`.
  package func all(_ name: String) -> [Content] {
    entries.lazy.filter { $0.name == name }.map(\.content)
  }
}

// MARK: - application/x-www-form-urlencoded (WHATWG URL §5)

extension FormData {
  /// The form that `bytes` write; anything is one.
  package init(urlEncoded bytes: [UInt8]) {
    entries = bytes.split(separator: UInt8(ascii: "&")).map { pair in
      let sides = pair.split(
        separator: UInt8(ascii: "="),
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      return Entry(
        name: PercentCoding.decodeForm(sides[0]),
        content: .text(sides.count > 1 ? PercentCoding.decodeForm(sides[1]) : "")
      )
    }
  }

  /// The form in that encoding; a file is its name.
  package var urlEncoded: [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
      bytes.append(contentsOf: PercentCoding.encodeForm(entry.name).utf8)
      bytes.append(UInt8(ascii: "="))
      let text =
        switch entry.content {
        case .text(let text): text
        case .file(let file): file.name
        }
      bytes.append(contentsOf: PercentCoding.encodeForm(text).utf8)
    }
    return bytes
  }

  package var hasFiles: Bool {
    entries.contains { if case .file = $0.content { true } else { false } }
  }
}
