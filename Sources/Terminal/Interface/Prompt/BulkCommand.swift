package import Values

/// What is done to each of many entries, as a person types it: `draft=true`, `tags+=boats`.
package enum BulkCommand: Sendable, Equatable {
  case set(ValuePath, String)
  case unset(ValuePath)
  case addItem(ValuePath, String)
  case removeItem(ValuePath, String)
  case renameKey(ValuePath, String)
  case replaceText(ValuePath, String, with: String)

  /// How each of them is written, and what it does.
  static let forms = [
    ("draft=true", "set a field"), ("-draft", "take it out"), ("tags+=boats", "add to a list"),
    ("tags-=boats", "take out of a list"), ("date>pubDate", "rename a field"),
    ("title/old/new", "replace a text in it"),
  ]

  /// Nil when `text` is none of these.
  package init?(_ text: String) {
    let text = text.trimmingSpaces
    func path(_ part: some StringProtocol) -> ValuePath? { ValuePath(typed: part.trimmingSpaces) }
    if let sign = text.firstIndex(of: "="), sign != text.startIndex {
      let value = text[text.index(after: sign)...].trimmingSpaces
      let field = text[..<sign]
      let name = field.hasSuffix("+") || field.hasSuffix("-") ? field.dropLast() : field
      guard let path = path(name) else { return nil }
      switch field.last {
      case "+": self = .addItem(path, value)
      case "-": self = .removeItem(path, value)
      default: self = .set(path, value)
      }
    } else if let sign = text.firstIndex(of: ">") {
      let name = text[text.index(after: sign)...].trimmingSpaces
      guard let path = path(text[..<sign]), !name.isEmpty else { return nil }
      self = .renameKey(path, name)
    } else if text.contains("/") {
      let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[1].isEmpty, let path = path(parts[0]) else { return nil }
      self = .replaceText(path, String(parts[1]), with: String(parts[2]))
    } else if text.hasPrefix("-"), let path = path(text.dropFirst()) {
      self = .unset(path)
    } else {
      return nil
    }
  }
}

extension ValuePath {
  /// `author.name`, `tags[0]`; nil where the text is no path.
  init?(typed text: String) {
    var path: ValuePath = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = pieces.first, !key.isEmpty else { return nil }
      path.append(.key(String(key)))
      for piece in pieces.dropFirst() {
        guard piece.hasSuffix("]"), let index = Int(piece.dropLast()), index >= 0 else {
          return nil
        }
        path.append(.index(index))
      }
    }
    self = path
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
