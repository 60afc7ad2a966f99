package import Diagnostics
package import Values

extension FrontmatterDocument {
  /// The bytes of the value at `path`; nil when it is not there or nothing is written for it.
  package func valueRange(at path: ValuePath) -> SourceRange? {
    guard let tree, let place = tree.place(at: path), tree[place.value].kind != .absent else {
      return nil
    }
    return tree[place.value].range
  }

  /// The bytes of the key at `path`; nil when it is not there and for an array's item.
  package func keyRange(at path: ValuePath) -> SourceRange? {
    guard let tree, let key = tree.place(at: path)?.key else { return nil }
    return tree[key].range
  }

  /// Where a problem with the value at `path` is shown.
  ///
  /// The value when it begins on its key's line, else its key; an array's item itself; for a key
  /// that is not there its parent's key; at the top the opening fence, or the start of a data file.
  /// With `unrecognizedKeys`, the first of them.
  package func range(
    ofProblemAt path: ValuePath,
    unrecognizedKeys: [String] = []
  ) -> SourceRange {
    if let name = unrecognizedKeys.first, let key = keyRange(at: path + [.key(name)]) { return key }
    guard let tree else { return top }
    var path = path
    var isMissing = false
    while !path.isEmpty {
      if let place = tree.place(at: path) {
        return range(of: place, in: tree, asParent: isMissing)
      }
      isMissing = true
      path.removeLast()
    }
    return top
  }

  /// Where a problem with the whole of the data is shown.
  package var top: SourceRange { openingFence ?? (kind == .markdown ? 0..<0 : firstLine) }

  private func range(
    of place: DocumentTree.Place,
    in tree: DocumentTree,
    asParent: Bool
  ) -> SourceRange {
    let value = tree[place.value]
    guard let key = place.key.map({ tree[$0] }) else {
      // An item of which nothing is written stands for its dash.
      return value.kind == .absent
        ? Swift.max(value.range.lowerBound - 1, 0)..<value.range.lowerBound : value.range
    }
    if asParent || value.kind == .absent { return key.range }
    let between = source.bytes[
      key.range.upperBound..<Swift.max(value.range.lowerBound, key.range.upperBound)
    ]
    return between.contains(where: \.isBreak) ? key.range : value.range
  }

  private var firstLine: SourceRange {
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = source.bytes[start...].firstIndex(where: \.isBreak) ?? source.bytes.count
    return start..<end
  }
}
