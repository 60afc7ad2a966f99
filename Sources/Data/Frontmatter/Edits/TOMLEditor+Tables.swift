import Values

/// Tables under headers: they have lines of their own, and those of one table may stand apart.
extension TOMLEditor {
  /// Gives a table, or an array of tables, another value.
  func setTable(
    _ path: ValuePath,
    _ value: Value,
    at place: DocumentTree.Place
  ) -> [[TextChange]] {
    var ways: [[TextChange]] = []
    let style = tree[place.value].style
    if style == .table, case .object(let object) = value, let way = rewritten(place.value, object) {
      ways.append(way)
    }
    if style == .tableArray, case .array(let items) = value, !items.isEmpty,
      let way = rewritten(place.value, items, at: path)
    {
      ways.append(way)
    }
    // Else the tables go, and the value stands behind a key.
    guard let parent = place.parent, case .key(let name) = path.last else { return ways }
    let removal = sections.removing(sections.lines(of: place.value, key: place.key))
    return ways + addLine(name, value, to: parent, order: []).map { removal + $0 }
  }

  /// Other lines under the table's own header, and none of the tables inside it.
  private func rewritten(_ index: Int, _ object: ObjectValue) -> [TextChange]? {
    guard index != tree.root, let lines = lines(object) else { return nil }
    let first = layout.nextLine(after: Int(tree[index].start))
    let own = first..<max(first, layout.nextLine(after: Int(tree[index].end)))
    let others = sections.lines(of: index).compactMap { range -> Range<Int>? in
      let start = max(range.lowerBound, own.upperBound)
      return start < range.upperBound ? start..<range.upperBound : nil
    }
    let needsBreak = first > 0 && !layout.bytes[first - 1].isBreak
    return [TextChange(own, (needsBreak ? newline : []) + lines)] + sections.removing(others)
  }

  private func rewritten(_ index: Int, _ values: [Value], at path: ValuePath) -> [TextChange]? {
    let items = Array(tree.items(of: index))
    var changes: [TextChange] = []
    for (number, value) in values.enumerated() {
      guard case .object(let object) = value else { return nil }
      if number < items.count {
        if document.value[path + [.index(number)]] == value { continue }
        guard let change = rewritten(items[number], object) else { return nil }
        changes += change
      }
    }
    for item in items.dropFirst(values.count) {
      changes += sections.removing(sections.lines(of: item))
    }
    var added: [UInt8] = []
    for value in values.dropFirst(items.count) {
      guard let section = section(like: index, value) else { return nil }
      added += newline + section
    }
    guard !added.isEmpty, let last = items.last else { return changes }
    let end = sections.end(of: last)
    return changes + [TextChange(at: end, brokenLine(at: end) + added)]
  }

  /// Puts one more `[[table]]` before the item that is at `number`, or behind the last one.
  func addTable(_ value: Value, at number: Int, to index: Int) -> [[TextChange]] {
    let items = Array(tree.items(of: index))
    guard let section = section(like: index, value), number <= items.count else { return [] }
    guard number > 0 else {
      guard let first = items.first, let block = sections.block(of: first) else { return [] }
      return [[TextChange(at: block.lowerBound, section + newline)]]
    }
    let end = sections.end(of: items[number - 1])
    return [[TextChange(at: end, brokenLine(at: end) + newline + section)]]
  }

  /// Has the tables of an array change places, each with its comment and the tables inside it.
  func moveTable(_ number: Int, to target: Int, in index: Int) -> [[TextChange]] {
    let blocks = tree.items(of: index).map(sections.block)
    guard blocks.indices.contains(number), blocks.indices.contains(target) else { return [] }
    var order = Array(blocks.indices)
    order.insert(order.remove(at: number), at: target)
    var changes: [TextChange] = []
    for (place, from) in order.enumerated() where place != from {
      guard let old = blocks[place], let new = blocks[from] else { return [] }
      changes.append(TextChange(old, Array(layout.bytes[new])))
    }
    return [changes]
  }

  /// Takes a table out, all of its lines; the last one of an array leaves an empty array.
  func unsetTable(_ path: ValuePath, _ place: DocumentTree.Place) -> [[TextChange]] {
    if let parent = place.parent, tree[parent].style == .tableArray, tree[parent].count == 1,
      let array = tree.place(at: Array(path.dropLast()))
    {
      return setTable(Array(path.dropLast()), .array([]), at: array)
    }
    return [sections.removing(sections.lines(of: place.value, key: place.key))]
  }

  /// The text of one more table of the array at `index`.
  private func section(like index: Int, _ value: Value) -> [UInt8]? {
    guard case .object(let object) = value, let lines = lines(object),
      let last = Array(tree.items(of: index)).last
    else { return nil }
    let start = layout.lineStart(of: Int(tree[last].start))
    let header = Array(layout.bytes[start..<layout.lineEnd(of: start)])
    let end = Int(tree[last].start) - start
    guard let close = header[end...].firstRange(of: Array("]]".utf8)) else { return nil }
    return header[..<close.upperBound] + newline + lines
  }

  private func lines(_ object: ObjectValue) -> [UInt8]? {
    var lines: [UInt8] = []
    for (key, value) in object {
      guard let text = TOMLWriter.text(value) else { return nil }
      lines += TOMLWriter.key(key) + Array(" = ".utf8) + text + newline
    }
    return lines
  }

  /// A line break where the text before `place` ends without one.
  private func brokenLine(at place: Int) -> [UInt8] {
    place > layout.content.lowerBound && !layout.bytes[place - 1].isBreak ? newline : []
  }
}
