import Screen

/// Light colours for lines of source: keys, comments and quoted text of the frontmatter.
enum SourceColors {
  /// `line` is one line of a file; in a body nothing but hits of `search` stand out.
  static func line(_ line: String, isBody: Bool, matching search: String) -> Line {
    let hits = search.isEmpty ? [] : positions(of: search, in: line)
    if !hits.isEmpty { return Line(line, .code, matching: hits) }
    if isBody { return Line(line, .text) }
    let trimmed = line.drop { $0 == " " }
    if trimmed.hasPrefix("#") { return Line(line, .codeComment) }
    if line == "---" || line == "+++" { return Line(line, .muted) }
    guard let colon = keyEnd(of: line) else { return Line([Span(line, .code)]) }
    let key = String(line[..<colon])
    let rest = String(line[colon...])
    return Line([Span(key, .codeKey)] + value(rest))
  }

  /// The colon after a plain or quoted key at the line's start.
  private static func keyEnd(of line: String) -> String.Index? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let after = line.index(after: colon)
    guard after == line.endIndex || line[after] == " " else { return nil }
    let key = line[..<colon].drop { $0 == " " || $0 == "-" }
    return key.contains(where: { "#{}[]".contains($0) }) ? nil : colon
  }

  private static func value(_ text: String) -> [Span] {
    guard let comment = text.firstRange(of: " #") else { return scalar(text) }
    let quotes = text[..<comment.lowerBound].count { $0 == "\"" || $0 == "'" }
    guard quotes.isMultiple(of: 2) else { return scalar(text) }
    return scalar(String(text[..<comment.lowerBound]))
      + [Span(String(text[comment.lowerBound...]), .codeComment)]
  }

  private static func scalar(_ text: String) -> [Span] {
    let bare = text.dropFirst().drop { $0 == " " }
    guard let first = bare.first else { return [Span(text, .code)] }
    if first == "\"" || first == "'" {
      let lead = String(text.dropLast(bare.count))
      return [Span(lead, .code), Span(String(bare), .codeString)]
    }
    return [Span(text, .code)]
  }

  private static func positions(of search: String, in line: String) -> [Int] {
    let wanted = Array(search.lowercased())
    let letters = line.map { $0.lowercased().first ?? $0 }
    guard !wanted.isEmpty, letters.count >= wanted.count else { return [] }
    var positions: [Int] = []
    for start in 0...(letters.count - wanted.count)
    where letters[start..<start + wanted.count].elementsEqual(wanted) {
      positions += start..<start + wanted.count
    }
    return positions
  }
}
