package import ECMAScript
package import Values

/// What a document's bytes say, as nodes in preorder, each with its place in the file.
///
/// Building one costs no allocation per node: scalars stay bytes until `value(of:)` or
/// `keyText(of:)` asks for them. YAML, TOML and JSON share it.
package struct DocumentTree: Sendable {
  /// The whole file; every offset counts from its start.
  package let bytes: [UInt8]
  /// The nodes in preorder, none for an empty document.
  ///
  /// A mapping's keys and values alternate below it.
  package let nodes: [DocumentNode]
  /// Tags and anchors, by ascending node.
  package let properties: [NodeProperties]
  /// What each mapping has into which another is merged (YAML's `<<`), by node.
  package let merged: [Int: MergedMembers]
  /// The time zone in which a date that stands as a key becomes text.
  package let zone: DateZone
  /// Reads one scalar of this tree's format.
  package let decodeScalar: ScalarDecoder

  /// The value of a scalar node, given the whole file's bytes.
  package typealias ScalarDecoder =
    @Sendable (_ node: DocumentNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Value

  package init(
    bytes: [UInt8],
    nodes: [DocumentNode],
    properties: [NodeProperties] = [],
    merged: [Int: MergedMembers] = [:],
    zone: DateZone = .utc,
    decodeScalar: @escaping ScalarDecoder
  ) {
    self.bytes = bytes
    self.nodes = nodes
    self.properties = properties
    self.merged = merged
    self.zone = zone
    self.decodeScalar = decodeScalar
  }

  /// Index of the outermost node, or nil when the document is empty.
  package var root: Int? { nodes.isEmpty ? nil : 0 }

  package subscript(index: Int) -> DocumentNode { nodes[index] }

  /// The tag and anchor of the node at `index`, or nil when it has neither.
  ///
  /// O(log n).
  package func properties(of index: Int) -> NodeProperties? {
    guard nodes[index].flags.contains(.hasProperties) else { return nil }
    var low = 0
    var high = properties.count
    while low < high {
      let middle = (low + high) / 2
      if Int(properties[middle].node) < index { low = middle + 1 } else { high = middle }
    }
    return low < properties.count && Int(properties[low].node) == index ? properties[low] : nil
  }
}

// MARK: - Walking

extension DocumentTree {
  /// One key and value of a mapping, by node index.
  package struct Pair: Sendable, Hashable {
    package var key: Int
    package var value: Int
  }

  /// The pairs of the mapping at `index` in the order they stand, merge keys included.
  package func pairs(of index: Int) -> some Sequence<Pair> {
    let end = Int(nodes[index].next)
    return sequence(state: index + 1) { place in
      guard place < end else { return nil }
      let value = Int(nodes[place].next)
      defer { place = Int(nodes[value].next) }
      return Pair(key: place, value: value)
    }
  }

  /// The items of the sequence at `index`.
  package func items(of index: Int) -> some Sequence<Int> {
    let end = Int(nodes[index].next)
    return sequence(state: index + 1) { place in
      guard place < end else { return nil }
      defer { place = Int(nodes[place].next) }
      return place
    }
  }

  /// The node that `index` stands for: an alias's target, else itself.
  package func resolved(_ index: Int) -> Int {
    nodes[index].kind == .alias ? Int(nodes[index].count) : index
  }
}
