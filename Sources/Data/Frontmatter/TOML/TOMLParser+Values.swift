extension TOMLParser {
  /// Reads one value; it stops right after it.
  ///
  /// `end` is what ends the array or the inline table that it is in.
  mutating func readValue(depth: Int, in end: Unicode.Scalar? = nil) throws(ReadFailure)
    -> TOMLDocument.Item
  {
    let item: TOMLDocument.Item
    switch byte {
    case UInt8(ascii: "["): item = try readArray(depth: depth)
    case UInt8(ascii: "{"): item = try readInlineTable(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): item = .scalar(try readString())
    case nil, 0x0A, 0x0D, UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      throw failure("incomplete key-value declaration: no value specified")
    default: item = .scalar(try readLiteral(in: end))
    }
    isAfterLiteral = if case .scalar(let node) = item { node.style == .plain } else { false }
    return item
  }

  /// Reads items up to `end`, which stays: line ends, comments and a last comma may stand among them.
  ///
  /// `start` is where the array or the inline table begins, which is `unfinished` when the text ends.
  private mutating func readItems(
    until end: Unicode.Scalar,
    from start: Int,
    unfinished: String,
    _ readItem: (inout TOMLParser) throws(ReadFailure) -> Void
  ) throws(ReadFailure) {
    while true {
      try skipVoid()
      if byte == UInt8(ascii: end) { return }
      if byte == UInt8(ascii: ",") { throw failure("expected value, found comma") }
      guard !isAtEnd else { throw failure(unfinished, origin: start) }
      try readItem(&self)
      let after = index
      try skipVoid()
      if byte == UInt8(ascii: end) { return }
      if byte == UInt8(ascii: ",") {
        index += 1
        continue
      }
      guard !isAtEnd else { throw failure(unfinished, origin: start) }
      // smol-toml does without a comma where a comment follows a number or a date.
      guard isAfterLiteral, !rules.isStrict, bytes[after..<index].contains(UInt8(ascii: "#"))
      else { throw failure("unexpected character encountered") }
    }
  }

  private mutating func readArray(depth: Int) throws(ReadFailure) -> TOMLDocument.Item {
    let start = index
    try checkDepth(depth, at: start)
    index += 1
    var items: [TOMLDocument.Item] = []
    try readItems(until: "]", from: start, unfinished: "unfinished array encountered") {
      parser throws(ReadFailure) in
      items.append(try parser.readValue(depth: depth + 1, in: "]"))
    }
    index += 1
    document.arrays.append(
      TOMLDocument.List(isTables: false, range: start..<index, items: items)
    )
    return .array(document.arrays.count - 1)
  }

  private mutating func readInlineTable(depth: Int) throws(ReadFailure) -> TOMLDocument.Item {
    let start = index
    try checkDepth(depth, at: start)
    index += 1
    let table = document.tables.count
    // It grows like any table while it is read, and is closed afterwards.
    document.tables.append(
      TOMLDocument.Table(origin: .dottedKey, range: start..<start, depth: depth)
    )
    if rules.hasNewer {
      try readItems(until: "}", from: start, unfinished: "unfinished table encountered") {
        parser throws(ReadFailure) in
        try parser.readPair(into: table, isInline: true)
      }
    } else {
      try readPairsOnOneLine(of: table, from: start)
    }
    index += 1
    document.tables[table].range = start..<index
    document.tables[table].origin = .inline
    return .table(table)
  }

  private mutating func readPairsOnOneLine(of table: Int, from start: Int) throws(ReadFailure) {
    skipBlanks()
    if byte == UInt8(ascii: "}") { return }
    while true {
      try checkInsideInlineTable(start)
      try readPair(into: table, isInline: true)
      skipBlanks()
      if byte == UInt8(ascii: "}") { return }
      guard byte == UInt8(ascii: ",") else {
        try checkInsideInlineTable(start)
        throw failure("unexpected character encountered")
      }
      index += 1
      skipBlanks()
      if byte == UInt8(ascii: "}") {
        throw failure("trailing commas are not allowed in inline tables")
      }
    }
  }

  /// Line ends, comments and empty places are not allowed in `{…}`.
  private func checkInsideInlineTable(_ start: Int) throws(ReadFailure) {
    switch byte {
    case nil: throw failure("unfinished table encountered", origin: start)
    case 0x0A, 0x0D: throw failure("newlines are not allowed in inline tables")
    case UInt8(ascii: "#"): throw failure("inline tables cannot contain comments")
    case UInt8(ascii: ","): throw failure("expected key-value, found comma")
    default: break
    }
  }

  /// Reads a number, a boolean or a date.
  private mutating func readLiteral(in end: Unicode.Scalar?) throws(ReadFailure) -> DocumentNode {
    let start = index
    while let byte, !Self.endsLiteral(byte) { index += 1 }
    // One space may stand between a date and its time.
    if byte == 0x20, index - start == 10, bytes[start + 4] == UInt8(ascii: "-"),
      let digit = peek(1), digit >= 0x30, digit <= 0x39
    {
      index += 1
      while let byte, !Self.endsLiteral(byte) { index += 1 }
    }
    // All up to the end of the line or to the next comma is the value for smol-toml.
    if !rules.isStrict, !isAtEndOfValue(in: end) {
      throw failure(TOMLLiteral.Problem.invalid.rawValue, at: start)
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
    switch TOMLLiteral.read(text, rules) {
    case .success(let literal):
      return DocumentNode(kind: .scalar, style: .plain, type: literal.type, range: start..<index)
    case .failure(let problem): throw failure(problem.rawValue, at: start)
    }
  }

  /// Whether nothing but space stands before the end of the value, with which the array or inline table may end.
  private func isAtEndOfValue(in end: Unicode.Scalar?) -> Bool {
    for byte in bytes[index..<range.upperBound] {
      switch byte {
      case 0x20, 0x09: continue
      case 0x0A, 0x0D: if end == nil { return true }
      case UInt8(ascii: "#"): return true
      case UInt8(ascii: ","): return end != nil
      default: return end.map { byte == UInt8(ascii: $0) } ?? false
      }
    }
    // What is unfinished then is said where it began.
    return true
  }

  private static func endsLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: "#"):
      true
    default: false
    }
  }
}
