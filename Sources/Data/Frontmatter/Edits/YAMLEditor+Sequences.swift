import Values

extension YAMLEditor {
  /// The ways to add an item at the end of the array at `path`.
  func append(_ value: Value, at path: ValuePath) -> [[TextChange]] {
    guard let place = tree.place(at: path) else { return ways(to: .set(path, [value])) }
    let index = tree.resolved(place.value)
    guard tree[index].kind == .sequence else {
      return tree.isNull(index) ? replace(place, with: [value]) : []
    }
    guard let last = entryRanges(of: index).last, let first = entryRanges(of: index).first else {
      return isInFlow(index) || path.isEmpty
        ? writer.flow(value).map { insertInFlow($0, after: nil, in: index) } ?? []
        : replace(place, with: [value])
          + (writer.flow(value).map { insertInFlow($0, after: nil, in: index) } ?? [])
    }
    guard tree[index].style == .block else {
      return itemTexts(value, like: last, inFlow: true).flatMap {
        insertInFlow($0, after: last.upperBound, in: index)
      }
    }
    let column = layout.column(of: first.lowerBound)
    return itemLines(value, in: index, column: column).map {
      [lines(margin(column) + $0, at: layout.nextLine(after: last.upperBound))]
    }
  }

  /// The ways to put an item before the one at `path`.
  func insert(_ value: Value, at path: ValuePath) -> [[TextChange]] {
    let parentPath = Array(path.dropLast())
    guard case .index(let number) = path.last, let place = tree.place(at: parentPath) else {
      return []
    }
    let index = tree.resolved(place.value)
    let entries = tree[index].kind == .sequence ? entryRanges(of: index) : []
    guard number < entries.count else {
      return number == entries.count ? append(value, at: parentPath) : []
    }
    let start = entries[number].lowerBound
    guard tree[index].style == .block else {
      return itemTexts(value, like: entries[number], inFlow: true).map {
        [TextChange(at: start, $0 + Array(", ".utf8))]
      }
    }
    let column = layout.column(of: start)
    return itemLines(value, in: index, column: column).map {
      [TextChange(at: start, $0 + newline + margin(column))]
    }
  }

  /// The ways to put the item at `path` where the item `target` is.
  func move(_ path: ValuePath, to target: Int) -> [[TextChange]] {
    guard case .index(let number) = path.last, let parent = tree.place(at: path)?.parent else {
      return []
    }
    var entries = entryRanges(of: parent)
    guard entries.indices.contains(target) else { return [] }
    let isBlock = tree[parent].style == .block
    if isBlock {
      // Comments at the ends of their lines go along.
      entries = entries.map { $0.lowerBound..<layout.lineEnd(of: $0.upperBound) }
    }
    var order = Array(entries.indices)
    order.insert(order.remove(at: number), at: target)
    return [
      zip(entries, order).compactMap { slot, source in
        slot == entries[source] ? nil : TextChange(slot, Array(bytes[entries[source]]))
      }
    ]
  }

  private func itemTexts(_ value: Value, like sibling: Range<Int>, inFlow: Bool) -> [[UInt8]] {
    let old = tree.nodes.first { Int($0.start) == sibling.lowerBound && $0.kind == .scalar }
    let scalars = writer.scalars(value, like: old, YAMLWriter.Context(isInFlow: inFlow))
    return scalars.isEmpty ? writer.flow(value).map { [$0] } ?? [] : scalars
  }

  /// The lines of a new item from its dash on.
  private func itemLines(_ value: Value, in index: Int, column: Int) -> [[UInt8]] {
    let sibling = tree.items(of: index).first { _ in true }.map { tree[$0] }
    let scalars = writer.scalars(value, like: sibling, YAMLWriter.Context())
      .map { $0.isEmpty ? [] : [0x20] + $0 }
    let usual = writer.entry(value, column: column + 2, isInline: true).map { [$0] } ?? []
    let flow = writer.flow(value).map { [[0x20] + $0] } ?? []
    let isString = value.stringValue.map { !$0.utf8.contains(0x0A) } ?? false
    return (isString ? scalars + usual : usual + scalars + flow).map { Array("-".utf8) + $0 }
  }
}
