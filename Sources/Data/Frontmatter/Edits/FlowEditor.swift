import Values

/// Works out edits of collections in brackets, as JSON has them and TOML for its inline values.
struct FlowEditor {
  let tree: DocumentTree
  let layout: TextLayout
  /// A value's text; `column` is the indentation of the line it begins on.
  let text: (_ value: Value, _ column: Int) -> [UInt8]?
  /// A value's text on one line, with blanks inside its brackets where `isPadded`.
  let inline: (_ value: Value, _ isPadded: Bool) -> [UInt8]?
  /// A key's text and what stands between it and its value.
  let key: (String) -> [UInt8]
  let separator: [UInt8]
  /// How much deeper entries on lines of their own stand than the bracket's line.
  let indent: Int
  let newline: [UInt8]

  /// The ways to put `value` where another stands.
  func replace(_ index: Int, with value: Value) -> [[TextChange]] {
    change(tree[index].range, to: text(value, column: indentation(of: index), like: [index]))
  }

  /// The ways to give the mapping at `index` a key that it does not have, after the pair `last`.
  func add(_ name: String, _ value: Value, to index: Int, order: [String]) -> [[TextChange]] {
    let pairs = Array(tree.pairs(of: index))
    let others = pairs.map(\.value)
    guard
      let text = isSpread(index)
        ? text(value, column: innerColumn(of: index), like: others) : inline(value, false)
    else { return [] }
    let place = order.firstIndex(of: name).map { own in
      let ranks = pairs.map { order.firstIndex(of: tree.keyText(of: $0.key)) ?? -1 }
      return (ranks.lastIndex { $0 >= 0 && $0 < own } ?? -1) + 1
    }
    return insert(key(name) + separator + text, at: place ?? pairs.count, in: index)
  }

  /// The ways to put an item into the sequence at `index`.
  func add(_ value: Value, at place: Int, to index: Int) -> [[TextChange]] {
    let others = Array(tree.items(of: index))
    guard
      let text = isSpread(index)
        ? text(value, column: innerColumn(of: index), like: others) : inline(value, false)
    else { return [] }
    return insert(text, at: place, in: index)
  }

  /// The ways to remove the entry at `place`.
  func remove(_ place: Int, from index: Int) -> [[TextChange]] {
    let entries = entries(of: index)
    guard entries.indices.contains(place) else { return [] }
    return [layout.removing(place, of: entries, between: tree[index].range)]
  }

  /// The ways to put the item at `place` where the item `target` is.
  func move(_ place: Int, to target: Int, in index: Int) -> [[TextChange]] {
    let entries = entries(of: index)
    guard entries.indices.contains(place), entries.indices.contains(target) else { return [] }
    var order = Array(entries.indices)
    order.insert(order.remove(at: place), at: target)
    return [
      zip(entries, order).compactMap { slot, source in
        slot == entries[source] ? nil : TextChange(slot, Array(layout.bytes[entries[source]]))
      }
    ]
  }

  private func innerColumn(of index: Int) -> Int {
    indentation(of: index) + (isSpread(index) ? indent : 0)
  }

  /// A collection goes on one line where those of its kind among `others` do.
  private func text(_ value: Value, column: Int, like others: [Int]) -> [UInt8]? {
    let kind: NodeKind? =
      switch value {
      case .object: .mapping
      case .array: .sequence
      default: nil
      }
    let other = others.first { tree[$0].kind == kind && tree[$0].count > 0 }
    guard let other, !layout.bytes[tree[other].range].contains(where: \.isBreak) else {
      return text(value, column)
    }
    return inline(value, layout.bytes[Int(tree[other].start) + 1].isBlank)
  }

  /// From the first to the last byte of each pair or item.
  private func entries(of index: Int) -> [Range<Int>] {
    guard tree[index].kind == .mapping else { return tree.items(of: index).map { tree[$0].range } }
    return tree.pairs(of: index).map { pair in
      let start = Int(tree[pair.key].start)
      return start..<Swift.max(start, Int(tree[pair.value].end))
    }
  }

  private func insert(_ text: [UInt8], at place: Int, in index: Int) -> [[TextChange]] {
    let entries = entries(of: index)
    let isSpread = isSpread(index)
    let line = newline + [UInt8](repeating: 0x20, count: indentation(of: index) + indent)
    guard tree[index].range.count >= 2 else { return [] }
    if entries.isEmpty {
      let inner = Int(tree[index].start) + 1..<Int(tree[index].end) - 1
      let close = newline + [UInt8](repeating: 0x20, count: indentation(of: index))
      let spread = [TextChange(inner, line + text + close)]
      return isSpreadOutside(index)
        ? [spread, [TextChange(inner, text)]] : [[TextChange(inner, text)]]
    }
    let comma = [UInt8(ascii: ",")]
    if place > 0, place <= entries.count {
      let gap = isSpread ? line : [0x20]
      return [[TextChange(at: entries[place - 1].upperBound, comma + gap + text)]]
    }
    return [[TextChange(at: entries[0].lowerBound, text + comma + (isSpread ? line : [0x20]))]]
  }

  /// Whether the entries of the collection at `index` stand on lines of their own.
  private func isSpread(_ index: Int) -> Bool {
    guard let first = entries(of: index).first else { return isSpreadOutside(index) }
    return layout.bytes[Int(tree[index].start)..<first.lowerBound].contains(where: \.isBreak)
  }

  private func isSpreadOutside(_ index: Int) -> Bool {
    layout.bytes[..<Int(tree[index].start)].contains(where: \.isBreak)
  }

  /// The blanks before the line on which the node at `index` begins.
  private func indentation(of index: Int) -> Int {
    let start = layout.lineStart(of: Int(tree[index].start))
    return layout.bytes[start...].prefix { $0 == 0x20 }.count
  }

  private func change(_ range: Range<Int>, to text: [UInt8]?) -> [[TextChange]] {
    text.map { [[TextChange(range, $0)]] } ?? []
  }
}
