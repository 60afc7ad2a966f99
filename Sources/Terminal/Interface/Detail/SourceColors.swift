import Screen

/// Light colours for lines of source: keys, comments and quoted text of the frontmatter.
enum SourceColors {
  /// One line of a file.
  ///
  /// In a body nothing but hits of `search` stand out. `isText` says that the line is of a text over several lines.
  static func line(
    _ line: String,
    isBody: Bool,
    isText: Bool = false,
    matching search: String
  ) -> Line {
    let hits = search.isEmpty ? [] : positions(of: search, in: line)
    if !hits.isEmpty { return Line(line, .code, matching: hits) }
    if isBody { return Line(line, .text) }
    if isText { return Line(line, .codeString) }
    let trimmed = line.drop { $0 == " " }
    if trimmed.hasPrefix("#") { return Line(line, .codeComment) }
    if line == "---" || line == "+++" { return Line(line, .muted) }
    guard let colon = keyEnd(of: line) else {
      let lead = String(line.prefix { $0 == " " || $0 == "-" })
      return Line([Span(lead, .code)] + value(String(line.dropFirst(lead.count))))
    }
    let rest = line[line.index(after: colon)...]
    let gap = rest.prefix { $0 == " " }
    return Line(
      [Span(String(line[..<colon]), .codeKey), Span(":" + gap, .code)]
        + value(String(rest.dropFirst(gap.count)))
    )
  }

  /// The colon after a plain or quoted key at the line's start.
  private static func keyEnd(of line: String) -> String.Index? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let after = line.index(after: colon)
    guard after == line.endIndex || line[after] == " " else { return nil }
    let key = line[..<colon].drop { $0 == " " || $0 == "-" }
    return key.contains(where: { "#{}[]".contains($0) }) ? nil : colon
  }

  /// A value and the comment after it.
  private static func value(_ text: String) -> [Span] {
    let quote = text.first.flatMap { "\"'".contains($0) ? $0 : nil }
    let comment = text.ranges(of: " #").first { range in
      text[..<range.lowerBound].count { $0 == quote }.isMultiple(of: 2)
    }
    let end = comment?.lowerBound ?? text.endIndex
    let value = Span(String(text[..<end]), quote == nil ? .code : .codeString)
    return comment == nil ? [value] : [value, Span(String(text[end...]), .codeComment)]
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

// MARK: - Texts over several lines

extension SourceColors {
  /// Which of the first `count` lines are of texts that a line before them begins with `|` or `>`.
  static func textLines(_ count: Int, _ text: (Int) -> String) -> Set<Int> {
    var lines: Set<Int> = []
    var parent: Int?
    for index in 0..<count {
      let line = text(index)
      let indent = line.prefix { $0 == " " }.count
      if let column = parent, indent > column || indent == line.count {
        lines.insert(index)
      } else {
        parent = columnOfText(startedBy: line)
      }
    }
    return lines
  }

  /// The column of what a text belongs to that begins after the line: its key, or its item's dash.
  private static func columnOfText(startedBy line: String) -> Int? {
    let words = line.prefix(upTo: line.firstRange(of: " #")?.lowerBound ?? line.endIndex)
      .split(separator: " ")
    guard let head = words.last, head.first == "|" || head.first == ">",
      head.dropFirst().allSatisfy({ "+-123456789".contains($0) }), words.count > 1
    else { return nil }
    let owner = words[words.count - 2]
    guard owner == "-" || owner.last == ":" else { return nil }
    let lead = line.prefix { $0 == " " || $0 == "-" }
    let isItem = words.dropLast().allSatisfy { $0 == "-" }
    return isItem ? (lead.lastIndex(of: "-")?.utf16Offset(in: line) ?? 0) : lead.count
  }
}
