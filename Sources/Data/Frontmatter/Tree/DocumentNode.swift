/// One node of a `DocumentTree`: what it is and which bytes of the file it stands in.
package struct DocumentNode: Sendable, Hashable {
  package var kind: NodeKind
  package var style: NodeStyle
  /// What a scalar's text resolves to; `.string` for a collection without a tag.
  package var type: NodeType
  package var flags: NodeFlags
  /// Offset of the node's first byte in the file, quotes, brackets and a block scalar's header
  /// included, its tag and anchor not.
  package var start: UInt32
  /// Offset just after the node's last byte; equal to `start` for an absent node.
  package var end: UInt32
  /// Index of the first node that is not inside this one: its next sibling, when it has one.
  package var next: UInt32
  /// Pairs of a mapping, items of a sequence, the index of an alias's target; 0 for a scalar.
  package var count: UInt32

  package init(
    kind: NodeKind,
    style: NodeStyle,
    type: NodeType = .string,
    flags: NodeFlags = [],
    range: Range<Int>,
    next: Int = 0,
    count: Int = 0
  ) {
    self.kind = kind
    self.style = style
    self.type = type
    self.flags = flags
    self.start = UInt32(truncatingIfNeeded: range.lowerBound)
    self.end = UInt32(truncatingIfNeeded: range.upperBound)
    self.next = UInt32(truncatingIfNeeded: next)
    self.count = UInt32(truncatingIfNeeded: count)
  }

  /// The node's bytes in the file.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

/// The shape of a node.
package enum NodeKind: UInt8, Sendable {
  /// Key, value, key, value … follow in preorder.
  case mapping
  /// The items follow in preorder.
  case sequence
  case scalar
  /// A reference to an earlier node, which `count` names.
  case alias
  /// Nothing was written where a node could stand; its value is `null`.
  case absent
}

/// How a node is written.
package enum NodeStyle: UInt8, Sendable {
  /// Without quotes: a YAML plain scalar, a JSON or TOML literal, a bare key.
  case plain
  case singleQuoted
  case doubleQuoted
  /// `'''` in TOML.
  case multilineSingleQuoted
  /// `"""` in TOML.
  case multilineDoubleQuoted
  /// `|`
  case literal
  /// `>`
  case folded
  /// Indentation makes a YAML collection.
  case block
  /// `[…]` and `{…}`: YAML's flow style, JSON, TOML's arrays and inline tables.
  case flow
  /// A key and value inside `[…]` without braces, as in `[a: 1]`.
  case flowPair
  /// A TOML table under its own `[header]`, or the root table.
  case table
  /// A TOML array of tables, `[[header]]`.
  case tableArray
  /// A TOML table that dotted keys or longer headers made.
  case implied
}

/// What a node's text resolves to.
package enum NodeType: UInt8, Sendable {
  /// A scalar's text as it stands; an ordinary collection.
  case string
  case null
  case boolean
  case integer
  case float
  /// A YAML timestamp, any TOML date or time.
  case timestamp
  /// Base 64 text under `!!binary`.
  case binary
  /// `<<` where it merges: the value's keys join the mapping.
  case merge
  /// `!!pairs`: a list of mappings of one key that reads as a list of pairs.
  case pairs
}

/// What else a reader found out about a node.
package struct NodeFlags: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The text between the quotes is not the value byte for byte: escapes, doubled quotes, folds.
  package static let needsDecoding = NodeFlags(rawValue: 1)
  /// The node stands on more than one line.
  package static let isMultiline = NodeFlags(rawValue: 2)
  /// The node has an entry in the tree's `properties`.
  package static let hasProperties = NodeFlags(rawValue: 4)
  /// The node is a mapping's key.
  package static let isKey = NodeFlags(rawValue: 8)
  /// The node is a mapping into which another is merged.
  package static let merges = NodeFlags(rawValue: 16)
}

/// Where a node's tag and anchor stand.
package struct NodeProperties: Sendable, Hashable {
  /// Index of the node.
  package var node: UInt32
  /// From `!` to the end of the tag; nil without one.
  package var tag: Range<Int>?
  /// From `&` to the end of the name; nil without one.
  package var anchor: Range<Int>?

  package init(node: UInt32, tag: Range<Int>? = nil, anchor: Range<Int>? = nil) {
    self.node = node
    self.tag = tag
    self.anchor = anchor
  }
}
