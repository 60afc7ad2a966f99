import Values

/// A field as it is typed: `title`, `author.name`, `tags[0]`, `links[0]["a.b"]`.
enum FieldPath {
  /// Throws `CommandFailure` where the text is no path.
  static func parse(_ text: String) throws -> ValuePath {
    var path: ValuePath = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix("[\"") {
        guard let end = rest.dropFirst(2).firstRange(of: "\"]") else { throw failure(text) }
        path.append(.key(String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])))
        rest = rest[end.upperBound...]
      } else if rest.hasPrefix("[") {
        guard let end = rest.firstIndex(of: "]"), let index = Int(rest[..<end].dropFirst()),
          index >= 0
        else { throw failure(text) }
        path.append(.index(index))
        rest = rest[rest.index(after: end)...]
      } else {
        if rest.hasPrefix("."), !path.isEmpty { rest = rest.dropFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard !key.isEmpty else { throw failure(text) }
        path.append(.key(String(key)))
        rest = rest.dropFirst(key.count)
      }
    }
    guard !path.isEmpty else { throw failure(text) }
    return path
  }

  private static func failure(_ text: String) -> CommandFailure {
    CommandFailure(message: "'\(text)' is no field", help: "write it as author.name or tags[0]")
  }
}
