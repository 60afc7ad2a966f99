extension YAMLParser {
  /// What has been read so far as a tree.
  var tree: DocumentTree { tree(nodes) }

  private func tree(_ nodes: [DocumentNode]) -> DocumentTree {
    DocumentTree(
      bytes: file,
      nodes: nodes,
      properties: properties,
      merged: mergedMembers,
      zone: rules.zone,
      decodeScalar: decodeScalar
    )
  }

  /// The tree of a text that was read to its end, unless its aliases stand for too much.
  func finishedTree() throws(ReadFailure) -> DocumentTree {
    if hasAliases { try checkExpansion() }
    // A copy of its own, so that the buffer can serve the next text.
    return tree(nodes.withUnsafeBufferPointer { Array($0) })
  }

  /// Refuses aliases that multiply: a few hundred bytes can stand for more values than there is
  /// memory.
  private func checkExpansion() throws(ReadFailure) {
    // A long scalar counts as several: each of its aliases becomes a text of its own.
    var sizes = nodes.map { $0.kind == .scalar ? 1 + $0.range.count / Self.bytesOfOne : 1 }
    let limit = Swift.max(Self.expansionLimit, 2 * sizes.reduce(0, +))
    var heights = [Int](repeating: 1, count: nodes.count)
    // Targets stand before their aliases and are complete, so going backwards through siblings
    // is not enough: children are added to their parents as soon as the parent ends.
    var open: [Int] = []
    func closeNodes(before index: Int) {
      while let last = open.last, Int(nodes[last].next) <= index {
        open.removeLast()
        guard let parent = open.last else { continue }
        sizes[parent] = Swift.min(sizes[parent] + sizes[last], limit + 1)
        heights[parent] = Swift.max(heights[parent], heights[last] + 1)
      }
    }
    for index in nodes.indices {
      closeNodes(before: index)
      if nodes[index].kind == .alias {
        sizes[index] = sizes[Int(nodes[index].count)]
        heights[index] = heights[Int(nodes[index].count)]
        if sizes[index] > limit || heights[index] > Self.heightLimit {
          throw expansionFailure(at: index)
        }
      }
      open.append(index)
    }
    closeNodes(before: nodes.count)
    let alias = nodes.lastIndex { $0.kind == .alias } ?? 0
    if sizes[0] > limit || heights[0] > Self.heightLimit {
      throw expansionFailure(at: alias)
    }
  }

  func expansionFailure(at index: Int) -> ReadFailure {
    ReadFailure(
      kind: .limit,
      reason: "the aliases stand for too many values",
      offset: Int(nodes[index].start)
    )
  }

  private static let expansionLimit = 250_000
  private static let bytesOfOne = 64
  private static let heightLimit = 500
}
