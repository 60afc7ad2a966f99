/// A collection's tag and anchor, kept while what is in it is read.
private struct Held {
  var tag: YAMLTag
  var tagName: String
  var tagRange: Range<Int>
  var anchorRange: Range<Int>
}

extension YAMLParser {
  private var held: Held {
    Held(tag: tag, tagName: tagName, tagRange: tagRange, anchorRange: anchorRange)
  }

  private mutating func restore(_ held: Held) {
    tag = held.tag
    tagName = held.tagName
    tagRange = held.tagRange
    anchorRange = held.anchorRange
  }

  /// Gives the collection at `index` its end and what was held for it, and makes it the result.
  private mutating func finish(_ index: Int, count: Int, end: Int, _ held: Held) {
    nodes[index].end = UInt32(truncatingIfNeeded: base + end)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    nodes[index].count = UInt32(truncatingIfNeeded: count)
    result = index
    restore(held)
  }

  /// A collection that begins at `place` of the input and whose end is not known yet.
  private func openNode(_ kind: NodeKind, _ style: NodeStyle, at place: Int) -> DocumentNode {
    DocumentNode(kind: kind, style: style, range: base + place..<base + place)
  }
}

// MARK: - Block sequence

extension YAMLParser {
  /// Reads a block sequence; false when none begins here.
  mutating func readBlockSequence(indent: Int) throws(ReadFailure) -> Bool {
    guard firstTabInLine == -1 || rules.isVersion3 else { return false }
    guard input[position] == UInt8(ascii: "-"), input[position + 1].isBlankOrBreak else {
      return false
    }
    let held = held
    let index = nodes.count
    setAnchor(to: index)
    nodes.append(openNode(.sequence, .block, at: position))
    var count = 0
    while input[position] != 0 {
      try refuseTab()
      guard input[position] == UInt8(ascii: "-"), input[position + 1].isBlankOrBreak else { break }
      position += 1
      contentEnd = position
      let afterDash = position
      count += 1
      if skipSpace(comments: true) > 0, lineIndent <= indent {
        addAbsent(at: afterDash)
        continue
      }
      let itemLine = line
      _ = try composeNode(parentIndent: indent, in: .blockIn, seeking: false, allowingCompact: true)
      if nodes[result].kind == .absent { placeAbsent(result, at: afterDash) }
      skipSpace(comments: true)
      if line == itemLine || lineIndent > indent, input[position] != 0 {
        throw failure("bad indentation of a sequence entry")
      }
      if lineIndent < indent { break }
    }
    finish(index, count: count, end: contentEnd, held)
    return true
  }

  /// Moves an absent node that has no tag and no anchor to `place`.
  private mutating func placeAbsent(_ index: Int, at place: Int) {
    guard !nodes[index].flags.contains(.hasProperties) else { return }
    nodes[index].start = UInt32(truncatingIfNeeded: base + place)
    nodes[index].end = nodes[index].start
  }

  private mutating func refuseTab() throws(ReadFailure) {
    guard firstTabInLine != -1, !rules.isVersion3 else { return }
    position = firstTabInLine
    throw failure("tab characters must not be used in indentation")
  }
}

// MARK: - Block mapping

extension YAMLParser {
  /// Reads a block mapping, or else the one node that stands where its first key would.
  ///
  /// False when nothing begins here.
  mutating func readBlockMapping(indent: Int, flowIndent: Int) throws(ReadFailure) -> Bool {
    guard firstTabInLine == -1 || rules.isVersion3 else { return false }
    let held = held
    let index = nodes.count
    let start = position
    setAnchor(to: index)
    var pairs = YAMLPairs(firstKey: keys.count)
    defer { keys.removeLast(keys.count - pairs.firstKey) }
    var isDetected = false
    /// The node of a key after `?` that waits for its value, or -1.
    var waitingKey = -1
    var isAtExplicitKey = false
    var key = -1
    var keyPlace = position

    while input[position] != 0 {
      if !isAtExplicitKey { try refuseTab() }
      let entryLine = line
      let byte = input[position]
      let allowsCompact: Bool

      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":"), input[position + 1].isBlankOrBreak
      {
        if byte == UInt8(ascii: "?") {
          if isAtExplicitKey {
            try storeWithoutValue(key: waitingKey, of: index, &pairs, at: keyPlace)
          }
          if !isDetected { nodes.append(openNode(.mapping, .block, at: start)) }
          isDetected = true
          isAtExplicitKey = true
          waitingKey = -1
        } else if isAtExplicitKey {
          isAtExplicitKey = false
          key = waitingKey
        } else {
          throw failure(
            "incomplete explicit mapping pair; a key node is missed; or followed by a non-tabulated empty line"
          )
        }
        allowsCompact = true
        position += 1
        contentEnd = position
      } else {
        let implicitPlace = position
        guard
          try composeNode(
            parentIndent: flowIndent,
            in: .flowOut,
            seeking: false,
            allowingCompact: true
          )
        else {
          nodes.removeLast()
          result = -1
          break
        }
        guard line == entryLine else {
          guard !isDetected else {
            throw failure(
              "can not read a block mapping entry; a multiline key may not be an implicit key",
              origin: longQuote(endingBefore: implicitPlace)
            )
          }
          restore(held)
          return true
        }
        while input[position].isBlank { position += 1 }
        guard input[position] == UInt8(ascii: ":") else {
          guard !isDetected else {
            throw failure("can not read an implicit mapping pair; a colon is missed")
          }
          restore(held)
          return true
        }
        position += 1
        guard input[position].isBlankOrBreak else {
          throw failure(
            "a whitespace character is expected after the key-value separator within a block mapping"
          )
        }
        contentEnd = position
        key = result
        if isAtExplicitKey {
          insert(absentNode(after: key - 1), at: key, enclosing: false)
          try store(waitingKey, value: key, of: index, &pairs, at: keyPlace)
          key += 1
        }
        if !isDetected {
          insert(openNode(.mapping, .block, at: start), at: index, enclosing: true)
          key += 1
        }
        isDetected = true
        isAtExplicitKey = false
        allowsCompact = false
        keyPlace = implicitPlace
      }

      if line == entryLine || lineIndent > indent {
        if isAtExplicitKey { keyPlace = position }
        _ = try composeNode(
          parentIndent: indent,
          in: .blockOut,
          seeking: true,
          allowingCompact: allowsCompact
        )
        if isAtExplicitKey {
          waitingKey = result
        } else {
          try store(key, value: result, of: index, &pairs, at: keyPlace)
        }
        skipSpace(comments: true)
      }
      let goesOn = (line == entryLine && !rules.isVersion3) || lineIndent > indent
      if goesOn, input[position] != 0 {
        throw failure("bad indentation of a mapping entry")
      }
      if lineIndent < indent { break }
    }

    guard isDetected else { return false }
    if isAtExplicitKey { try storeWithoutValue(key: waitingKey, of: index, &pairs, at: keyPlace) }
    mergedMembers[index] = pairs.members
    finish(index, count: pairs.count, end: contentEnd, held)
    return true
  }

  /// Stores a `?` key that no `:` followed.
  private mutating func storeWithoutValue(
    key: Int,
    of mapping: Int,
    _ pairs: inout YAMLPairs,
    at place: Int
  ) throws(ReadFailure) {
    addAbsent(at: contentEnd)
    try store(key, value: result, of: mapping, &pairs, at: place)
  }

  /// The absent node that is to stand just after the scalar at `index`.
  private func absentNode(after index: Int) -> DocumentNode {
    let place = Int(nodes[index].end)
    var node = DocumentNode(kind: .absent, style: .plain, range: place..<place, next: index + 2)
    node.type = .null
    return node
  }
}

// MARK: - Flow collections

extension YAMLParser {
  /// Reads `[…]` or `{…}`, whose bracket stands here.
  mutating func readFlowCollection(indent: Int) throws(ReadFailure) -> Bool {
    let held = held
    let start = position
    let isMapping = input[position] == UInt8(ascii: "{")
    let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
    let index = nodes.count
    setAnchor(to: index)
    nodes.append(openNode(isMapping ? .mapping : .sequence, .flow, at: start))
    var pairs = YAMLPairs(firstKey: keys.count)
    defer { keys.removeLast(keys.count - pairs.firstKey) }
    var items = 0
    var expectsEntry = true
    position += 1

    while input[position] != 0 {
      skipSpace(comments: true)
      if input[position] == closing {
        position += 1
        contentEnd = position
        mergedMembers[index] = pairs.members
        finish(index, count: isMapping ? pairs.count : items, end: position, held)
        return true
      }
      guard expectsEntry else {
        throw failure("missed comma between flow collection entries", origin: start)
      }
      if input[position] == UInt8(ascii: ","), !rules.isVersion3 {
        // YAML 1.2.2 §7.4: flow collection entries can never be completely empty.
        throw failure("expected the node content, but found ','")
      }
      if isMapping {
        let entry = try readFlowEntry(indent: indent, isInMapping: true)
        try store(entry.key, value: entry.value, of: index, &pairs, at: entry.place)
      } else {
        try readFlowItem(indent: indent)
        items += 1
      }
      skipSpace(comments: true)
      expectsEntry = input[position] == UInt8(ascii: ",")
      if expectsEntry { position += 1 }
    }
    throw failure("unexpected end of the stream within a flow collection", origin: start)
  }

  /// Reads one item of `[…]`; a key and value there make a mapping of their own.
  private mutating func readFlowItem(indent: Int) throws(ReadFailure) {
    let index = nodes.count
    let entry = try readFlowEntry(indent: indent, isInMapping: false)
    guard entry.isPair else { return }
    insert(openNode(.mapping, .flowPair, at: entry.start), at: index, enclosing: false)
    var pairs = YAMLPairs(firstKey: keys.count)
    defer { keys.removeLast(keys.count - pairs.firstKey) }
    try store(entry.key + 1, value: entry.value + 1, of: index, &pairs, at: entry.place)
    nodes[index].end = UInt32(truncatingIfNeeded: base + contentEnd)
    nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    nodes[index].count = 1
    mergedMembers[index] = pairs.members
  }

  private struct FlowEntry {
    var key: Int
    var value: Int
    /// Where the entry begins, its `?` included.
    var start: Int
    /// Where its key begins.
    var place: Int
    var isPair: Bool
  }

  private mutating func readFlowEntry(
    indent: Int,
    isInMapping: Bool
  ) throws(ReadFailure) -> FlowEntry {
    let start = position
    let isExplicit = input[position] == UInt8(ascii: "?") && input[position + 1].isBlankOrBreak
    if isExplicit {
      position += 1
      contentEnd = position
      skipSpace(comments: true)
    }
    let keyLine = line
    var entry = FlowEntry(key: 0, value: -1, start: start, place: position, isPair: isExplicit)
    _ = try composeNode(parentIndent: indent, in: .flowIn, seeking: false, allowingCompact: true)
    entry.key = result
    skipSpace(comments: true)
    if isExplicit || line == keyLine, input[position] == UInt8(ascii: ":") {
      entry.isPair = true
      position += 1
      contentEnd = position
      let afterColon = position
      skipSpace(comments: true)
      _ = try composeNode(parentIndent: indent, in: .flowIn, seeking: false, allowingCompact: true)
      if nodes[result].kind == .absent { placeAbsent(result, at: afterColon) }
      entry.value = result
    } else if isInMapping || isExplicit {
      addAbsent(at: contentEnd)
      entry.value = result
    }
    return entry
  }
}
