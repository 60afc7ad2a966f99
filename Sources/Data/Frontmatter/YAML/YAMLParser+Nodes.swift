/// Where a node stands, which decides what it may be.
enum YAMLContext {
  /// Inside `[…]` or `{…}`.
  case flowIn
  /// A key of a block mapping.
  case flowOut
  /// An item of a block sequence.
  case blockIn
  /// A value of a block mapping, or the document.
  case blockOut

  var isBlock: Bool { self == .blockIn || self == .blockOut }
}

extension YAMLParser {
  /// Reads one node and adds it and what is below it to `nodes`, an absent node for nothing.
  ///
  /// False when nothing at all was written: no tag, no anchor, no content.
  mutating func composeNode(
    parentIndent: Int,
    in context: YAMLContext,
    seeking: Bool,
    allowingCompact: Bool
  ) throws(ReadFailure) -> Bool {
    guard depth < rules.depthLimit else {
      throw failure("nesting exceeded maxDepth (\(rules.depthLimit))")
    }
    depth += 1
    defer { depth -= 1 }
    let entry = position
    tag = .none
    anchorRange = 0..<0
    tagRange = 0..<0
    result = -1

    var indentation = Indentation.deeper
    var isAtNewLine = false
    var allowsCollections = context.isBlock
    if seeking, skipSpace(comments: true) > 0 {
      isAtNewLine = true
      indentation = Indentation(lineIndent, than: parentIndent)
    }
    if indentation == .deeper {
      while try readProperty() {
        if skipSpace(comments: true) > 0 {
          isAtNewLine = true
          allowsCollections = context.isBlock
          indentation = Indentation(lineIndent, than: parentIndent)
        } else {
          allowsCollections = false
        }
      }
    }
    allowsCollections = allowsCollections && (isAtNewLine || allowingCompact)

    var hasContent = false
    if indentation == .deeper {
      hasContent = try readContent(
        flowIndent: context.isBlock ? parentIndent + 1 : parentIndent,
        in: context,
        allowingCollections: allowsCollections
      )
    } else if indentation == .same, context == .blockOut, allowsCollections {
      // YAML 1.2.2 §8.2.1: a sequence may stand at its key's own indentation.
      hasContent = try readBlockSequence(indent: position - lineStart)
    }

    if result < 0 { addAbsent(at: entry) }
    try resolveTag()
    noteProperties()
    return tag != .none || !anchorRange.isEmpty || hasContent
  }

  /// The node itself, after its tag and anchor.
  private mutating func readContent(
    flowIndent: Int,
    in context: YAMLContext,
    allowingCollections: Bool
  ) throws(ReadFailure) -> Bool {
    if allowingCollections {
      let indent = position - lineStart
      if try readBlockSequence(indent: indent) { return true }
      if try readBlockMapping(indent: indent, flowIndent: flowIndent) { return true }
    }
    switch input[position] {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return try readFlowCollection(indent: flowIndent)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return context.isBlock ? try readBlockScalar(indent: flowIndent) : false
    case UInt8(ascii: "'"):
      try readSingleQuoted()
      return true
    case UInt8(ascii: "\""):
      try readDoubleQuoted()
      return true
    case UInt8(ascii: "*"):
      try readAlias()
      if tag != .none || !anchorRange.isEmpty {
        throw failure("alias node should not have any properties")
      }
      return true
    default:
      guard try readPlain(indent: flowIndent, inFlow: context == .flowIn) else { return false }
      if tag == .none { tag = .implicit }
      return true
    }
  }

  /// A line's indentation against its parent's.
  private enum Indentation {
    case deeper, same, shallower

    init(_ indent: Int, than parent: Int) {
      self = indent > parent ? .deeper : indent == parent ? .same : .shallower
    }
  }
}

// MARK: - Properties

extension YAMLParser {
  /// Reads a tag or an anchor; false when neither stands here.
  @inline(__always)
  private mutating func readProperty() throws(ReadFailure) -> Bool {
    guard input[position] == UInt8(ascii: "!") || input[position] == UInt8(ascii: "&") else {
      return false
    }
    if try readTag() { return true }
    return try readAnchor()
  }
}

// MARK: - Adding nodes

extension YAMLParser {
  /// Adds a node whose bytes are `range` of `input` and makes it the result.
  @inline(__always)
  mutating func add(
    _ kind: NodeKind,
    _ style: NodeStyle,
    _ range: Range<Int>,
    flags: NodeFlags = [],
    count: Int = 0
  ) {
    result = nodes.count
    nodes.append(
      DocumentNode(
        kind: kind,
        style: style,
        flags: flags,
        range: base + range.lowerBound..<base + range.upperBound,
        next: result + 1,
        count: count
      )
    )
  }

  /// Adds an absent node at `place` and makes it the result.
  mutating func addAbsent(at place: Int) {
    let place = Swift.min(place, fileLength)
    add(.absent, .plain, place..<place)
    nodes[result].type = .null
  }

  /// Makes room for `node` at `index`, before nodes that have been read already.
  ///
  /// `enclosing` says that what was read from `index` on lies inside the node: an anchor that was
  /// set for the node before it was known to exist then stays with it.
  mutating func insert(_ node: DocumentNode, at index: Int, enclosing: Bool) {
    let isBeforeOneNode = enclosing && index == nodes.count - 1
    nodes.insert(node, at: index)
    for place in index + 1..<nodes.count { nodes[place].next += 1 }
    if isBeforeOneNode { return }
    let firstMoved = enclosing ? index + 1 : index
    if hasAliases {
      for place in index + 1..<nodes.count
      where nodes[place].kind == .alias && Int(nodes[place].count) >= firstMoved {
        nodes[place].count += 1
      }
    }
    for slot in anchorTargets.indices.reversed() {
      guard anchorTargets[slot] >= firstMoved else { break }
      anchorTargets[slot] += 1
    }
    for place in properties.indices.reversed() {
      guard Int(properties[place].node) >= index else { break }
      properties[place].node += 1
    }
    if !mergedMembers.isEmpty {
      let moved = mergedMembers.map { entry in
        (entry.key < index ? entry.key : entry.key + 1, entry.value.moved(from: index))
      }
      mergedMembers = Dictionary(moved) { first, _ in first }
    }
  }

  /// Remembers where the node at `result` has a tag and an anchor.
  @inline(__always)
  mutating func noteProperties() {
    if !tagRange.isEmpty || !anchorRange.isEmpty { addProperties() }
  }

  private mutating func addProperties() {
    nodes[result].flags.insert(.hasProperties)
    let index = properties.lastIndex { Int($0.node) < result }.map { $0 + 1 } ?? 0
    properties.insert(
      NodeProperties(
        node: UInt32(truncatingIfNeeded: result),
        tag: tagRange.isEmpty ? nil : base + tagRange.lowerBound..<base + tagRange.upperBound,
        anchor: anchorRange.isEmpty
          ? nil : base + anchorRange.lowerBound..<base + anchorRange.upperBound
      ),
      at: index
    )
  }
}
