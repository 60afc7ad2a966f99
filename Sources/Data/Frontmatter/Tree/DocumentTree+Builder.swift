extension DocumentTree {
  /// Collects nodes in preorder: `open` a collection, add what is in it, `close` it.
  package struct Builder: Sendable {
    package private(set) var nodes: [DocumentNode] = []

    package init() {}

    /// Adds a scalar, alias or absent node and returns its index.
    @discardableResult
    package mutating func add(_ node: DocumentNode) -> Int {
      let index = nodes.count
      nodes.append(node)
      nodes[index].next = UInt32(truncatingIfNeeded: index + 1)
      return index
    }

    /// Begins a collection at byte `start` and returns its index.
    package mutating func open(_ kind: NodeKind, _ style: NodeStyle, at start: Int) -> Int {
      nodes.append(DocumentNode(kind: kind, style: style, range: start..<start))
      return nodes.count - 1
    }

    /// Ends the collection at `index`, which has `count` pairs or items and ends before byte `end`.
    package mutating func close(_ index: Int, count: Int, at end: Int) {
      nodes[index].end = UInt32(truncatingIfNeeded: end)
      nodes[index].count = UInt32(truncatingIfNeeded: count)
      nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    }
  }
}
