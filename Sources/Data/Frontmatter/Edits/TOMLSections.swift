import Values

/// Which lines of a TOML text belong to a table: its header, what stands under it, and the tables
/// inside it, wherever they stand.
struct TOMLSections {
  let tree: DocumentTree
  let layout: TextLayout

  /// Whether the value stands under headers or dotted keys, not behind a key of its own.
  func isSpread(_ index: Int) -> Bool {
    switch tree[index].style {
    case .table, .tableArray, .implied: true
    default: false
    }
  }

  /// The whole lines of what is at `index`, in order, with blank ones in between; `key` is its key,
  /// where it is on one line.
  func lines(of index: Int, key: Int? = nil) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for range in ownLines(of: index, key).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last,
        range.lowerBound <= last.upperBound
          || layout.bytes[last.upperBound..<range.lowerBound].allSatisfy(\.isBlankOrBreak)
      {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }

  private func ownLines(of index: Int, _ key: Int?) -> [Range<Int>] {
    let node = tree[index]
    switch node.style {
    case .table:
      return [lines(from: Int(node.start), to: Int(node.end))]
        + tree.pairs(of: index).filter { isSpread($0.value) }.flatMap {
          ownLines(of: $0.value, $0.key)
        }
    case .tableArray: return tree.items(of: index).flatMap { ownLines(of: $0, nil) }
    case .implied: return tree.pairs(of: index).flatMap { ownLines(of: $0.value, $0.key) }
    default:
      return [lines(from: key.map { Int(tree[$0].start) } ?? Int(node.start), to: Int(node.end))]
    }
  }

  private func lines(from start: Int, to end: Int) -> Range<Int> {
    layout.lineStart(of: start)..<layout.nextLine(after: max(start, end))
  }

  /// Where the lines of what is at `index` end.
  func end(of index: Int) -> Int { lines(of: index).last?.upperBound ?? Int(tree[index].end) }

  /// Takes out `lines`, and one blank line: that which parts them from what follows, where another one
  /// or nothing stands before them; before the last lines that which parts them from what they followed.
  func removing(_ lines: [Range<Int>]) -> [TextChange] {
    lines.map { range in
      var (start, end) = (range.lowerBound, range.upperBound)
      if end == layout.content.upperBound {
        if isBlankLine(before: start) { start = layout.lineStart(of: start - 1) }
      } else if isBlankLine(at: end),
        start == layout.content.lowerBound || isBlankLine(before: start)
      {
        end = layout.nextLine(after: end)
      }
      return TextChange(start..<end, [])
    }
  }

  /// What is at `index` with the comment right above it, without its last line break: what changes
  /// places as a whole.
  func block(of index: Int) -> Range<Int>? {
    guard let first = lines(of: index).first, let last = lines(of: index).last else { return nil }
    return commentStart(
      above: first.lowerBound
    )..<layout.trimmedEnd(first.lowerBound..<last.upperBound)
  }

  /// Where the comment begins that stands right above the line at `start`; else `start`.
  func commentStart(above start: Int) -> Int {
    var start = start
    while start > layout.content.lowerBound {
      let above = layout.lineStart(of: start - lineBreakLength(before: start))
      guard layout.bytes[above...].drop(while: \.isBlank).first == UInt8(ascii: "#") else { break }
      start = above
    }
    return start
  }

  private func isBlankLine(at start: Int) -> Bool {
    layout.bytes[start..<layout.lineEnd(of: start)].allSatisfy(\.isBlank)
  }

  private func isBlankLine(before start: Int) -> Bool {
    guard start > layout.content.lowerBound else { return false }
    let end = start - lineBreakLength(before: start)
    return end > layout.content.lowerBound && isBlankLine(at: layout.lineStart(of: end))
  }

  private func lineBreakLength(before start: Int) -> Int {
    start - 2 >= layout.content.lowerBound && layout.bytes[start - 1] == 0x0A
      && layout.bytes[start - 2] == 0x0D ? 2 : 1
  }
}

// MARK: - Keys in headers and dotted keys

extension TOMLSections {
  /// Every place where the last key of `path`, whose value is at `index`, is written.
  func places(ofKeyOf path: ValuePath, at index: Int, key: Int) -> [Range<Int>] {
    let depth = path.count { if case .index = $0 { false } else { true } } - 1
    var header = 0
    for end in path.indices {
      guard let place = tree.place(at: Array(path[..<end])), tree[place.value].style == .table
      else {
        continue
      }
      header = path[..<end].count { if case .index = $0 { false } else { true } }
    }
    return places(index, key, inHeader: depth, inLine: depth - header)
  }

  /// `inHeader` and `inLine` say which part of a key it is, counted from 0; nil where it is in none.
  private func places(_ index: Int, _ key: Int?, inHeader: Int, inLine: Int?) -> [Range<Int>] {
    switch tree[index].style {
    case .table:
      let start = Int(tree[index].start)
      let inner = layout.bytes[start...].prefix { $0 == UInt8(ascii: "[") }.endIndex
      return part(inHeader, ofKeyAt: inner)
        + tree.pairs(of: index).flatMap {
          places($0.value, $0.key, inHeader: inHeader, inLine: nil)
        }
    case .tableArray:
      return tree.items(of: index).flatMap {
        places($0, nil, inHeader: inHeader, inLine: inLine)
      }
    case .implied:
      return tree.pairs(of: index).flatMap {
        places($0.value, $0.key, inHeader: inHeader, inLine: inLine)
      }
    default:
      guard let inLine, let key else { return [] }
      return part(inLine, ofKeyAt: layout.lineStart(of: Int(tree[key].start)))
    }
  }

  /// The range of one part of the key that begins at `start`, behind blanks.
  private func part(_ number: Int, ofKeyAt start: Int) -> [Range<Int>] {
    var place = start
    let bytes = layout.bytes
    let end = layout.content.upperBound
    for count in 0... {
      while place < end, bytes[place].isBlank { place += 1 }
      guard place < end else { return [] }
      let from = place
      let quote = bytes[place]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        place += 1
        while place < end, bytes[place] != quote {
          place += quote == UInt8(ascii: "\"") && bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        place += 1
      } else {
        while place < end, !" \t.=]".utf8.contains(bytes[place]) { place += 1 }
      }
      if count == number { return place <= end ? [from..<place] : [] }
      while place < end, bytes[place].isBlank { place += 1 }
      guard place < end, bytes[place] == UInt8(ascii: ".") else { return [] }
      place += 1
    }
    return []
  }
}
