import Values

extension YAMLEditor {
  /// The ways to give the mapping at `index` a key that it does not have.
  func add(_ name: String, _ value: Value, to index: Int, order: [String]) -> [[TextChange]] {
    tree[index].style == .block
      ? addLine(name, value, to: index, order: order)
      : addInFlow(name, value, to: index, order: order)
  }

  private func addLine(
    _ name: String,
    _ value: Value,
    to index: Int,
    order: [String]
  ) -> [[TextChange]] {
    let pairs = Array(tree.pairs(of: index))
    let column = layout.column(of: Int(tree[index].start))
    let ways = entries(value, column: column).map { writer.key(name) + Array(":".utf8) + $0 }
    guard let last = predecessor(of: name, in: pairs, order: order) else {
      let start = Int(tree[index].start)
      return ways.map { [TextChange(at: start, $0 + newline + margin(column))] }
    }
    let keepsBreaks = tree[last.value].style == .literal || tree[last.value].style == .folded
    let ends = [writtenEnd(of: last.value)] + (keepsBreaks ? [Int(tree[last.value].end)] : [])
    let places = ends.map { end in
      end > layout.content.lowerBound && bytes[end - 1].isBreak
        ? end : layout.nextLine(after: Swift.max(end, Int(tree[last.key].end)))
    }
    return places.flatMap { place in
      ways.map { [lines(margin(column) + $0, at: place)] }
    }
  }

  /// What may stand after the colon of a key at `column`.
  private func entries(_ value: Value, column: Int) -> [[UInt8]] {
    let usual = writer.entry(value, column: column, isInline: false)
    let scalars = writer.scalars(value, like: nil, YAMLWriter.Context())
    return (usual.map { [$0] } ?? [])
      + scalars.map { $0.isEmpty ? [] : [0x20] + $0 }
      + (writer.flow(value).map { [[0x20] + $0] } ?? [])
  }

  /// The pair after which `name` should stand; nil for the top.
  private func predecessor(
    of name: String,
    in pairs: [DocumentTree.Pair],
    order: [String]
  ) -> DocumentTree.Pair? {
    guard let own = order.firstIndex(of: name) else { return pairs.last }
    let ranks = pairs.map { order.firstIndex(of: tree.keyText(of: $0.key)) }
    if let place = ranks.lastIndex(where: { $0.map { $0 < own } ?? false }) { return pairs[place] }
    // All known keys follow it: it goes before the first of them.
    guard let next = ranks.firstIndex(where: { $0 != nil }) else { return pairs.last }
    return next == 0 ? nil : pairs[next - 1]
  }

  private func addInFlow(
    _ name: String,
    _ value: Value,
    to index: Int,
    order: [String]
  ) -> [[TextChange]] {
    guard let text = writer.flow(value) else { return [] }
    let pairs = Array(tree.pairs(of: index))
    let key = writer.key(name, like: pairs.last.map { tree[$0.key] }, inFlow: true)
    let entry = key + Array(": ".utf8) + text
    let ends = pairs.map { Swift.max(Int(tree[$0.value].end), Int(tree[$0.key].end)) }
    let atEnd = insertInFlow(entry, after: ends.last, in: index)
    guard let first = pairs.first else { return atEnd }
    guard let before = predecessor(of: name, in: pairs, order: order) else {
      return [[TextChange(at: Int(tree[first.key].start), entry + Array(", ".utf8))]] + atEnd
    }
    let place = pairs.firstIndex { $0.key == before.key } ?? pairs.count - 1
    return insertInFlow(entry, after: ends[place], in: index) + atEnd
  }

  /// `text` after the entry that ends at `end`, or as the only one.
  func insertInFlow(_ text: [UInt8], after end: Int?, in index: Int) -> [[TextChange]] {
    if let end { return [[TextChange(at: end, Array(", ".utf8) + text)]] }
    // A tag alone, as in `!!map`, is a collection without brackets.
    guard tree[index].range.count >= 2 else { return [] }
    return [[TextChange(Int(tree[index].start) + 1..<Int(tree[index].end) - 1, text)]]
  }

  /// The ways to remove what is at `path`.
  func unset(_ path: ValuePath) -> [[TextChange]] {
    guard let place = tree.place(at: path), let parent = place.parent else { return [] }
    let entries = entryRanges(of: parent)
    let isFlow = tree[parent].style != .block
    if tree[parent].count == 1,
      !(isFlow && layout.hasComment(between: tree[parent].range, outside: entries))
    {
      let empty: Value = tree[parent].kind == .mapping ? .object(ObjectValue()) : []
      let parentPath = Array(path.dropLast())
      guard !parentPath.isEmpty, let outer = tree.place(at: parentPath) else {
        return removeEverything(empty)
      }
      return replace(outer, with: empty)
    }
    let start = Int(tree[place.key ?? place.value].start)
    guard let number = entries.firstIndex(where: { $0.contains(start) || $0.lowerBound == start })
    else {
      return []
    }
    if isFlow { return [layout.removing(number, of: entries, between: tree[parent].range)] }
    let entry = entries[number]
    let lineStart = layout.lineStart(of: entry.lowerBound)
    let mark = bytes[lineStart..<entry.lowerBound].filter { !$0.isBlank }
    guard !mark.isEmpty, mark != [UInt8(ascii: "?")], number + 1 < entries.count else {
      return [[TextChange(lineStart..<layout.nextLine(after: entry.upperBound), [])]]
    }
    // The first entry of a mapping or sequence that is itself an item stands behind a dash: the
    // next takes its place there, or stays where it is below a comment.
    let next = entries[number + 1].lowerBound
    let lineEnd = layout.lineEnd(of: entry.upperBound)
    guard bytes[lineEnd..<Swift.max(lineEnd, next)].contains(UInt8(ascii: "#")) else {
      return [[TextChange(entry.lowerBound..<next, [])]]
    }
    let dashEnd = layout.trimmedEnd(lineStart..<entry.lowerBound)
    return [[TextChange(dashEnd..<lineEnd, [])]]
  }

  /// The last entry of all is gone: nothing at all for frontmatter, else an empty collection.
  private func removeEverything(_ empty: Value) -> [[TextChange]] {
    guard let root = tree.root, let text = writer.flow(empty) else { return [] }
    let range = replacedRange(of: root)
    let lines = layout.lineStart(of: range.lowerBound)..<layout.nextLine(after: range.upperBound)
    return [[TextChange(lines, [])], [TextChange(range, text)]]
  }

  /// From the first to the last byte of each pair or item, dashes included.
  func entryRanges(of index: Int) -> [Range<Int>] {
    guard tree[index].kind == .sequence else {
      return tree.pairs(of: index).map { pair in
        let start = Int(tree[pair.key].start)
        let end = Swift.max(writtenEnd(of: pair.value), colonEnd(after: pair.key) ?? start)
        return start..<end
      }
    }
    return tree.items(of: index).map { item in
      var start = replacedRange(of: item).lowerBound
      if let properties = tree.properties(of: item) {
        start = Swift.min(
          start,
          properties.anchor?.lowerBound ?? start,
          properties.tag?.lowerBound ?? start
        )
      }
      if tree[index].style == .block {
        repeat {
          start -= 1
        } while start > layout.content.lowerBound && bytes[start] != UInt8(ascii: "-")
      }
      return start..<Swift.max(writtenEnd(of: item), start + 1)
    }
  }
}
