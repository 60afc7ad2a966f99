/// The lines on which the keys of a TOML text are set.
///
/// The TOML reader keeps no positions, so the text is gone through once more, line by line. Keys
/// inside a value in braces are not found themselves; the key of the value is.
struct KeyLines: Sendable, Equatable {
  private var lines: [[String]: Int] = [:]

  /// 1-based; of the nearest key around it when `path` has no line of its own.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }

  init(_ text: String) {
    var table: [String] = []
    /// The quotes that end the text of several lines we are in.
    var openQuotes: String?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if let quotes = openQuotes {
        if line.contains(quotes) { openQuotes = nil }
        continue
      }
      var rest = Substring(line).drop { $0 == " " || $0 == "\t" }
      if rest.first == "[" {
        rest = rest.drop { $0 == "[" }
        guard let path = Self.takePath(from: &rest), rest.first == "]" else { continue }
        table = path
        note(path, after: [], at: number)
      } else if let path = Self.takePath(from: &rest), rest.first == "=" {
        note(path, after: table, at: number)
        openQuotes = ["\"\"\"", "'''"].first { quotes in
          rest.split(separator: quotes, omittingEmptySubsequences: false).count == 2
        }
      }
    }
  }

  /// The first line that names a key or a table around it is its line.
  private mutating func note(_ path: [String], after table: [String], at number: Int) {
    for length in 1...path.count where lines[table + path.prefix(length)] == nil {
      lines[table + path.prefix(length)] = number
    }
  }

  /// No setting lies deeper; longer keys have no line.
  private static let greatestDepth = 16

  /// A dotted key, and the blanks after it; nil when there is none.
  private static func takePath(from rest: inout Substring) -> [String]? {
    var path: [String] = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      if let quote = rest.first, quote == "\"" || quote == "'" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        path.append(String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !name.isEmpty else { return nil }
        path.append(String(name))
        rest = rest[name.endIndex...]
      }
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard rest.first == "." else { return path }
      guard path.count < greatestDepth else { return nil }
      rest.removeFirst()
    }
  }
}
