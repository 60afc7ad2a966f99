/// A key that a mapping has, for finding the next one that is the same.
struct YAMLKey {
  /// The key's first eight bytes and its length.
  var fingerprint: UInt64
  var node: Int
}

/// What is known of a mapping while its pairs are read.
struct YAMLPairs {
  /// Where the mapping's keys begin among all keys that are held.
  let firstKey: Int
  var count = 0
  /// The keys by their text, once there are many.
  var texts: Set<String>?
  /// What the mapping has, once something was merged into it.
  var members: MergedMembers?

  init(firstKey: Int) { self.firstKey = firstKey }

  static let manyKeys = 24
}

extension YAMLParser {
  /// Takes the pair of `key` and `value` into the mapping at `mapping`, whose key is at `place`.
  mutating func store(
    _ key: Int,
    value: Int,
    of mapping: Int,
    _ pairs: inout YAMLPairs,
    at place: Int
  ) throws(ReadFailure) {
    pairs.count += 1
    nodes[key].flags.insert(.isKey)
    if nodes[key].kind == .sequence || nodes[key].kind == .alias {
      try checkCompositeKey(key)
    }
    if nodes[key].type == .merge {
      nodes[mapping].flags.insert(.merges)
      try merge(value, into: &pairs, of: mapping)
      return
    }
    guard isNew(key, in: &pairs) else {
      position = place
      throw failure("duplicated mapping key")
    }
    pairs.members?.set(keyText(key), value)
  }

  /// Notes the key at `node` and returns whether the mapping did not have it yet.
  private mutating func isNew(_ node: Int, in pairs: inout YAMLPairs) -> Bool {
    if pairs.texts != nil { return pairs.texts?.insert(keyText(node)).inserted ?? true }
    let own = fingerprint(of: node)
    var place = pairs.firstKey
    while place < keys.count {
      if keys[place].fingerprint == own, hasSameText(keys[place].node, node) { return false }
      place += 1
    }
    keys.append(YAMLKey(fingerprint: own, node: node))
    if keys.count - pairs.firstKey > YAMLPairs.manyKeys {
      pairs.texts = Set(keys[pairs.firstKey...].map { keyText($0.node) })
    }
    return true
  }

  private func hasSameText(_ first: Int, _ second: Int) -> Bool {
    if let one = plainBytes(of: first), let other = plainBytes(of: second) {
      return one.elementsEqual(other)
    }
    return keyText(first).utf8.elementsEqual(keyText(second).utf8)
  }

  private func fingerprint(of node: Int) -> UInt64 {
    guard let bytes = plainBytes(of: node) else {
      var text = keyText(node)
      return text.withUTF8 { Self.fingerprint($0) }
    }
    return Self.fingerprint(bytes)
  }

  private static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var bits = UInt64(truncatingIfNeeded: bytes.count)
    for byte in bytes.prefix(7) { bits = bits << 8 | UInt64(byte) }
    return bits
  }

  /// The bytes that are the key at `node`, or nil when they have to be worked out.
  private func plainBytes(of node: Int) -> UnsafeBufferPointer<UInt8>? {
    let node = nodes[node]
    guard node.kind == .scalar, node.type == .string, !node.flags.contains(.needsDecoding) else {
      return nil
    }
    let quote = node.style == .plain ? 0 : 1
    let start = Int(node.start) - base + quote
    return UnsafeBufferPointer(start: input + start, count: Int(node.end) - base - quote - start)
  }

  private func keyText(_ node: Int) -> String { tree.keyText(of: node) }
}

// MARK: - Keys that are collections

extension YAMLParser {
  /// Refuses a list in a list, as js-yaml does, and keys whose texts become too much.
  private mutating func checkCompositeKey(_ key: Int) throws(ReadFailure) {
    let target = resolved(key)
    compositeKeyBytes += nodes[target].range.count
    if nodes[target].kind == .sequence {
      var item = target + 1
      while item < Int(nodes[target].next) {
        let value = resolved(item)
        if nodes[value].kind == .sequence || nodes[target].type == .pairs {
          throw failure("nested arrays are not supported inside keys")
        }
        compositeKeyBytes += nodes[value].range.count
        item = Int(nodes[item].next)
      }
    }
    if compositeKeyBytes > Self.compositeKeyLimit { throw expansionFailure(at: key) }
  }

  private func resolved(_ index: Int) -> Int {
    nodes[index].kind == .alias ? Int(nodes[index].count) : index
  }

  /// Bytes of all keys that are lists or aliases.
  private static var compositeKeyLimit: Int { 16 << 20 }
}

// MARK: - Merging

extension YAMLParser {
  /// Merges what the node at `value` names into the mapping whose pairs are `pairs`.
  private mutating func merge(
    _ value: Int,
    into pairs: inout YAMLPairs,
    of mapping: Int
  ) throws(ReadFailure) {
    var members = pairs.members ?? ownMembers(of: mapping, before: value)
    pairs.members = nil
    let source = nodes[value].kind == .alias ? Int(nodes[value].count) : value
    if nodes[source].kind == .sequence {
      var item = source + 1
      while item < Int(nodes[source].next) {
        let target = nodes[item].kind == .alias ? Int(nodes[item].count) : item
        try merge(source: target, into: &members)
        item = Int(nodes[item].next)
      }
    } else {
      try merge(source: source, into: &members)
    }
    pairs.members = members
  }

  private mutating func merge(
    source: Int,
    into members: inout MergedMembers
  ) throws(ReadFailure) {
    mergeSteps += 1
    guard mergeSteps <= YAMLRules.mergeStepLimit else {
      throw ReadFailure(kind: .limit, reason: "too many merges", offset: fileOffset(position))
    }
    switch (nodes[source].kind, nodes[source].type) {
    case (.mapping, _):
      if let merged = mergedMembers[source] {
        for (name, node) in merged { try merge(name, node, into: &members) }
      } else {
        let tree = tree
        for pair in tree.pairs(of: source) {
          try merge(tree.keyText(of: pair.key), pair.value, into: &members)
        }
      }
    case (.sequence, _):
      // JavaScript's keys of an array are its indices.
      for (index, item) in tree.items(of: source).enumerated() {
        try merge(String(index), item, into: &members)
      }
    case (.scalar, .timestamp), (.scalar, .binary):
      break
    default:
      throw failure("cannot merge mappings; the provided source object is unacceptable")
    }
  }

  private mutating func merge(
    _ name: String,
    _ node: Int,
    into members: inout MergedMembers
  ) throws(ReadFailure) {
    mergedKeys += 1
    guard mergedKeys <= rules.mergeKeyLimit else {
      throw failure("merge keys exceeded maxTotalMergeKeys (\(rules.mergeKeyLimit))")
    }
    members.add(name, node)
  }

  /// The pairs that the mapping at `mapping` has before the node at `end`.
  private func ownMembers(of mapping: Int, before end: Int) -> MergedMembers {
    var members = MergedMembers()
    var key = mapping + 1
    let tree = tree
    while key < end, Int(nodes[key].next) < end {
      let value = Int(nodes[key].next)
      members.set(tree.keyText(of: key), value)
      key = Int(nodes[value].next)
    }
    return members
  }
}
