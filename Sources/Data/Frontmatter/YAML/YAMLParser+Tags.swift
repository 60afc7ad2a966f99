extension YAMLParser {
  /// Gives the node at `result` its type by its tag, or by its text when it has none, and lets its
  /// anchor name it.
  mutating func resolveTag() throws(ReadFailure) {
    switch tag {
    case .none: break
    case .implicit: try resolveImplicitly()
    case .nonSpecific: break
    case .named: try resolve(tagName)
    }
    setAnchor(to: result)
  }

  private mutating func resolveImplicitly() throws(ReadFailure) {
    switch nodes[result].kind {
    case .absent: return
    case .scalar:
      let node = nodes[result]
      if node.style == .plain, !node.flags.contains(.needsDecoding) {
        let start = Int(node.start) - base
        let text = UnsafeBufferPointer(start: input + start, count: Int(node.end - node.start))
        nodes[result].type = YAMLResolution.type(of: text, rules.scalars)
      } else {
        nodes[result].type = withText(of: result) { YAMLResolution.type(of: $0, rules.scalars) }
      }
    case .mapping, .sequence, .alias:
      throw failure(
        "unacceptable node kind for !<?> tag; it should be \"scalar\", not \"\(kindName)\""
      )
    }
  }

  private mutating func resolve(_ name: String) throws(ReadFailure) {
    guard let type = YAMLType(tag: name), type.accepts(nodes[result].kind) else {
      throw failure("unknown tag !<\(name)>")
    }
    if nodes[result].kind == .alias {
      throw failure(
        "unacceptable node kind for !<\(name)> tag; it should be \"\(type.kindName)\", not \"null\""
      )
    }
    let resolved =
      switch nodes[result].kind {
      case .absent: resolveAbsent(as: type)
      case .scalar: resolveScalar(as: type)
      case .mapping, .sequence, .alias: resolveCollection(as: type)
      }
    guard resolved else { throw failure("cannot resolve a node with !<\(name)> explicit tag") }
  }

  private var kindName: String {
    switch nodes[result].kind {
    case .mapping: "mapping"
    case .sequence: "sequence"
    case .scalar: "scalar"
    case .alias, .absent: "null"
    }
  }

  /// Makes nothing what `type` makes of it: empty text, an empty collection, null.
  private mutating func resolveAbsent(as type: YAMLType) -> Bool {
    switch type {
    case .string:
      nodes[result].kind = .scalar
      nodes[result].type = .string
    case .sequence, .omap, .pairs:
      nodes[result].kind = .sequence
      nodes[result].type = type == .pairs ? .pairs : .string
    case .mapping, .set:
      nodes[result].kind = .mapping
      nodes[result].type = .string
    case .null: break
    case .merge: nodes[result].type = .merge
    case .boolean, .integer, .float, .timestamp, .binary: return false
    }
    return true
  }

  private mutating func resolveScalar(as type: YAMLType) -> Bool {
    let index = result
    let found = nodes[index].type
    guard found == .string || found == .merge else {
      // The text was resolved before its tag, which stands on a line of its own, was looked at.
      switch (type, found) {
      case (.string, .null):
        nodes[index].type = .string
        nodes[index].end = nodes[index].start
        return true
      case (.string, _), (.null, .null): return true
      default: return false
      }
    }
    guard type != .string else {
      nodes[index].type = .string
      return true
    }
    guard let resolved = withText(of: index, { type.resolve($0, rules.scalars) }) else {
      return false
    }
    nodes[index].type = resolved
    return true
  }

  private mutating func resolveCollection(as type: YAMLType) -> Bool {
    let tree = tree
    switch type {
    case .set:
      return tree.members(of: result).allSatisfy { tree.isNull($0.1) }
    case .omap, .pairs:
      var seen: Set<String> = []
      for item in tree.items(of: result) {
        let pair = tree.resolved(item)
        guard tree[pair].kind == .mapping else { return false }
        let members = tree.members(of: pair)
        guard members.count == 1, let name = members.first(where: { _ in true })?.0 else {
          return false
        }
        if type == .omap, !seen.insert(name).inserted { return false }
      }
      if type == .pairs { nodes[result].type = .pairs }
      return true
    default: return true
    }
  }

  /// Calls `body` with the text of the scalar at `index`, decoded.
  private func withText<R>(
    of index: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> R
  ) -> R {
    let node = nodes[index]
    let quote = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
    let start = Int(node.start) - base
    let end = Int(node.end) - base
    let bytes = UnsafeBufferPointer(start: input + start, count: end - start)
    guard node.flags.contains(.needsDecoding) else {
      return body(UnsafeBufferPointer(rebasing: bytes[quote..<bytes.count - quote]))
    }
    return YAMLScalarText.decode(node, bytes, rules.scalars).withUnsafeBufferPointer(body)
  }
}

/// The types a tag can name in js-yaml's default schema.
enum YAMLType {
  case string, null, boolean, integer, float, timestamp, merge, binary
  case sequence, omap, pairs
  case mapping, set

  /// The type of a full tag, or nil when js-yaml has none.
  init?(tag: String) {
    guard tag.hasPrefix("tag:yaml.org,2002:") else { return nil }
    switch tag.dropFirst("tag:yaml.org,2002:".count) {
    case "str": self = .string
    case "null": self = .null
    case "bool": self = .boolean
    case "int": self = .integer
    case "float": self = .float
    case "timestamp": self = .timestamp
    case "merge": self = .merge
    case "binary": self = .binary
    case "seq": self = .sequence
    case "omap": self = .omap
    case "pairs": self = .pairs
    case "map": self = .mapping
    case "set": self = .set
    default: return nil
    }
  }

  /// Whether a node of `kind` may have the type; a node without content may have any.
  func accepts(_ kind: NodeKind) -> Bool {
    switch kind {
    case .absent, .alias: true
    case .scalar: kindName == "scalar"
    case .sequence: kindName == "sequence"
    case .mapping: kindName == "mapping"
    }
  }

  var kindName: String {
    switch self {
    case .string, .null, .boolean, .integer, .float, .timestamp, .merge, .binary: "scalar"
    case .sequence, .omap, .pairs: "sequence"
    case .mapping, .set: "mapping"
    }
  }

  /// What a scalar of this type with `text` is, or nil when the text does not fit.
  func resolve(_ text: UnsafeBufferPointer<UInt8>, _ rules: YAMLScalarRules) -> NodeType? {
    switch self {
    case .null: YAMLResolution.isNull(text) ? .null : nil
    case .boolean: YAMLResolution.isBoolean(text) ? .boolean : nil
    case .integer: YAMLResolution.isInteger(text, rules) ? .integer : nil
    case .float: YAMLResolution.isFloat(text, rules) ? .float : nil
    case .timestamp: YAMLTimestamp(text) == nil ? nil : .timestamp
    case .merge: text.elementsEqual("<<".utf8) ? .merge : nil
    case .binary: YAMLBinary.isValid(text) ? .binary : nil
    default: nil
    }
  }
}
