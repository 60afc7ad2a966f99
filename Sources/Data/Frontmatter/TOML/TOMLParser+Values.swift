extension TOMLParser {
  /// Reads one value; it stops right after it.
  ///
  /// `end` is what ends the array or the inline table that it is in.
  mutating func readValue(depth: Int, in end: Unicode.Scalar? = nil) throws(ReadFailure)
    -> TOMLDocument.Item
  {
    isAfterLiteral = false
    switch byte {
    case UInt8(ascii: "["): return try readArray(depth: depth)
    case UInt8(ascii: "{"): return try readInlineTable(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .scalar(try readString())
    case nil, 0x0A, 0x0D, UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "]"),
      UInt8(ascii: "}"):
      throw failure("incomplete key-value declaration: no value specified")
    default: return .scalar(try readLiteral(in: end))
    }
  }

  /// Goes on to what follows a value in an array or an inline table; whether a comma may be left out there.
  private mutating func skipToComma() throws(ReadFailure) -> Bool {
    let isAfterLiteral = isAfterLiteral
    let start = index
    try skipVoid()
    return isAfterLiteral && !rules.isStrict && bytes[start..<index].contains(UInt8(ascii: "#"))
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
      items.append(try readValue(depth: depth + 1, in: "]"))
      let mayLackComma = try skipToComma()
      if byte == UInt8(ascii: "]") { break }
      guard byte == UInt8(ascii: ",") else {
        if mayLackComma { continue }
        throw isAtEnd
          ? failure("unfinished array encountered", origin: start)
          : failure("unexpected character encountered")
      }
      index += 1
    }
    index += 1
    isAfterLiteral = false
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
      try readPairs(of: table, from: start)
    } else {
      try readPairsOnOneLine(of: table, from: start)
    }
    index += 1
    isAfterLiteral = false
    document.tables[table].range = start..<index
    document.tables[table].origin = .inline
    return .table(table)
  }

  /// Reads up to the brace that ends an inline table: line ends, comments and a last comma may stand in it.
  private mutating func readPairs(of table: Int, from start: Int) throws(ReadFailure) {
    while true {
      try skipVoid()
      if byte == UInt8(ascii: "}") { return }
      if byte == UInt8(ascii: ",") { throw failure("expected value, found comma") }
      guard !isAtEnd else { throw failure("unfinished table encountered", origin: start) }
      try readPair(into: table, isInline: true)
      let mayLackComma = try skipToComma()
      if byte == UInt8(ascii: "}") { return }
      guard byte == UInt8(ascii: ",") else {
        if mayLackComma { continue }
        throw isAtEnd
          ? failure("unfinished table encountered", origin: start)
          : failure("unexpected character encountered")
      }
      index += 1
    }
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
    isAfterLiteral = true
    let text = UnsafeBufferPointer(rebasing: bytes[start..<index])
    switch TOMLLiteral.read(text) {
    case .success(let literal):
      if literal.type == .timestamp, TOMLDate(text)?.isTaken(by: rules) == false {
        throw failure(TOMLLiteral.Problem.invalid.rawValue, at: start)
      }
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
