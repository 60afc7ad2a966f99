extension TOMLParser {
  /// Reads one value; it stops right after it.
  mutating func readValue(depth: Int) throws(ReadFailure) -> TOMLDocument.Item {
    switch byte {
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "{"): return try readInlineTable(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .scalar(try readString())
    case nil, 0x0A, 0x0D, UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      throw failure("incomplete key-value declaration: no value specified")
    default: return .scalar(try readLiteral())
    }
  }

  private mutating func readArray(depth: Int) throws(ReadFailure) -> TOMLDocument.Item {
    let start = index
    try checkDepth(depth, at: start)
    index += 1
    var items: [TOMLDocument.Item] = []
    while true {
      try skipVoid()
      if byte == UInt8(ascii: "]") { break }
      if byte == UInt8(ascii: ",") { throw failure("expected value, found comma") }
      guard !isAtEnd else { throw failure("unfinished array encountered", origin: start) }
      items.append(try readValue(depth: depth + 1))
      try skipVoid()
      if byte == UInt8(ascii: "]") { break }
      guard byte == UInt8(ascii: ",") else {
        throw isAtEnd
          ? failure("unfinished array encountered", origin: start)
          : failure("unexpected character encountered")
      }
      index += 1
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
    skipBlanks()
    if byte != UInt8(ascii: "}") {
      while true {
        try checkInsideInlineTable(start)
        try readPair(into: table)
        skipBlanks()
        if byte == UInt8(ascii: "}") { break }
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
    index += 1
    document.tables[table].range = start..<index
    document.tables[table].origin = .inline
    return .table(table)
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
  private mutating func readLiteral() throws(ReadFailure) -> DocumentNode {
    let start = index
    while let byte, !Self.endsLiteral(byte) { index += 1 }
    // One space may stand between a date and its time.
    if byte == 0x20, index - start == 10, bytes[start + 4] == UInt8(ascii: "-"),
      let digit = peek(1), digit >= 0x30, digit <= 0x39
    {
      index += 1
      while let byte, !Self.endsLiteral(byte) { index += 1 }
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
    switch TOMLLiteral.read(text) {
    case .success(let literal):
      if isStrict, literal.type == .timestamp, TOMLDate(text)?.runsOver == true {
        throw failure(TOMLLiteral.Problem.invalid.rawValue, at: start)
      }
      return DocumentNode(kind: .scalar, style: .plain, type: literal.type, range: start..<index)
    case .failure(let problem): throw failure(problem.rawValue, at: start)
    }
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
