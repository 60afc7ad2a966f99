package import Loop

/// One line of text being typed: its characters and the cursor between them.
///
/// Characters are grapheme clusters; the cursor never stands inside one.
package struct TextField: Sendable, Hashable {
  /// More than a person types into one line.
  package static let greatestLength = 20_000

  package private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  package private(set) var cursor: Int
  /// Longer text is cut.
  private let limit: Int
  /// What the last `cut` took out, for `paste back`.
  private var cutText = ""

  /// The cursor stands at the end.
  package init(_ text: String = "", limit: Int = greatestLength) {
    self.limit = limit
    characters = Array(Self.oneLine(text).prefix(limit))
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// Moves the cursor to before the character `position`, clamped.
  package mutating func moveCursor(to position: Int) {
    cursor = Swift.min(Swift.max(0, position), characters.count)
  }

  /// Puts `text` at the cursor, line ends as spaces.
  package mutating func insert(_ text: String) {
    // What is put in may become one character with its neighbours, such as an accent.
    let first = Swift.max(0, cursor - 1)
    let last = Swift.min(characters.count, cursor + 1)
    let before = String(characters[first..<cursor]) + Self.oneLine(text)
    characters.replaceSubrange(first..<last, with: before + String(characters[cursor..<last]))
    if characters.count > limit { characters.removeLast(characters.count - limit) }
    moveCursor(to: first + before.count)
  }

  private static func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" || $0 == "\t" }) else {
      return text
    }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

// MARK: - Keys

extension TextField {
  /// Does what `key` means in a text field; false when it means nothing there.
  package mutating func handle(_ key: Key) -> Bool {
    if let typed = key.typed {
      insert(String(typed))
      return true
    }
    switch key {
    case "left", "ctrl+b": moveCursor(to: cursor - 1)
    case "right", "ctrl+f": moveCursor(to: cursor + 1)
    case "home", "ctrl+a": moveCursor(to: 0)
    case "end", "ctrl+e": moveCursor(to: characters.count)
    case "ctrl+left", "alt+left", "alt+b": moveCursor(to: wordStart)
    case "ctrl+right", "alt+right", "alt+f": moveCursor(to: wordEnd)
    case "backspace": remove(cursor - 1..<cursor)
    case "delete", "ctrl+d": remove(cursor..<cursor + 1)
    case "ctrl+w", "alt+backspace", "ctrl+backspace": cut(wordStart..<cursor)
    case "alt+d", "ctrl+delete": cut(cursor..<wordEnd)
    case "ctrl+u": cut(0..<cursor)
    case "ctrl+k": cut(cursor..<characters.count)
    case "ctrl+y": insert(cutText)
    default: return false
    }
    return true
  }

  private mutating func remove(_ range: Range<Int>) {
    guard range.lowerBound >= 0, range.upperBound <= characters.count else { return }
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func cut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cutText = String(characters[range])
    remove(range)
  }

  /// Where the word before the cursor begins.
  private var wordStart: Int {
    var position = cursor
    while position > 0, !characters[position - 1].isWordPart { position -= 1 }
    while position > 0, characters[position - 1].isWordPart { position -= 1 }
    return position
  }

  /// Where the word after the cursor ends.
  private var wordEnd: Int {
    var position = cursor
    while position < characters.count, !characters[position].isWordPart { position += 1 }
    while position < characters.count, characters[position].isWordPart { position += 1 }
    return position
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
