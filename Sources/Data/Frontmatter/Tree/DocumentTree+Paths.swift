package import Values

extension DocumentTree {
  /// Where a path leads.
  package struct Place: Sendable, Hashable {
    /// The node of the value; an alias where one stands.
    package var value: Int
    /// The node of its key; nil for an array's item and for the document.
    package var key: Int?
    /// The mapping or sequence that it is in; nil for the document.
    package var parent: Int?
  }

  /// The place of the value at `path`, or nil when a step is not there.
  package func place(at path: ValuePath) -> Place? {
    guard let root else { return nil }
    var place = Place(value: root)
    for segment in path {
      guard let next = step(segment, in: resolved(place.value)) else { return nil }
      place = next
    }
    return place
  }

  /// The pair whose key is `name` in the mapping at `index`, without looking at merged ones.
  package func pair(named name: String, in index: Int) -> Pair? {
    guard nodes[index].kind == .mapping else { return nil }
    var name = name
    return name.withUTF8 { name in
      bytes.withUnsafeBufferPointer { bytes in
        // JSON may say a key twice; the last one counts.
        var found: Pair?
        for pair in pairs(of: index) where isKey(pair.key, name, in: bytes) { found = pair }
        return found
      }
    }
  }

  private func step(_ segment: PathSegment, in index: Int) -> Place? {
    switch nodes[index].kind {
    case .mapping:
      let name: String
      switch segment {
      case .key(let key): name = key
      case .index(let number): name = String(number)
      case .other: return nil
      }
      if let pair = pair(named: name, in: index) {
        return Place(value: pair.value, key: pair.key, parent: index)
      }
      guard let value = merged[index]?[name] else { return nil }
      // A merged value's key is the node just before it.
      let key = (0..<value).last {
        Int(nodes[$0].next) == value && nodes[$0].flags.contains(.isKey)
      }
      return Place(value: value, key: key, parent: index)
    case .sequence:
      guard case .index(let number) = segment, number >= 0, number < Int(nodes[index].count),
        let item = items(of: index).dropFirst(number).first(where: { _ in true })
      else { return nil }
      return Place(value: item, parent: index)
    case .scalar, .alias, .absent:
      return nil
    }
  }

  /// Whether the key at `index` reads as `name`; a `<<` that merges reads as nothing.
  private func isKey(
    _ index: Int,
    _ name: UnsafeBufferPointer<UInt8>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let node = nodes[index]
    if node.type == .merge { return false }
    guard node.kind == .scalar, node.type == .string, !node.flags.contains(.needsDecoding),
      node.style.quoteLength == 0 || node.style.quoteLength == 1
    else {
      return keyText(of: index).utf8.elementsEqual(name)
    }
    let quote = node.style.quoteLength
    let text = bytes[
      (Int(node.start) + quote)..<Swift.max(Int(node.start) + quote, Int(node.end) - quote)
    ]
    return text.elementsEqual(name)
  }
}

extension NodeStyle {
  /// How many bytes its opening quotes have.
  var quoteLength: Int {
    switch self {
    case .singleQuoted, .doubleQuoted: 1
    case .multilineSingleQuoted, .multilineDoubleQuoted: 3
    default: 0
    }
  }
}
