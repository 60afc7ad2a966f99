/// One pass over a JSON text; open arrays and objects are on a stack of its own.
struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let range: Range<Int>
  private var index: Int
  private var builder = DocumentTree.Builder()
  private var open: [Container] = []

  private struct Container {
    var node: Int
    var isObject: Bool
    var count = 0
  }

  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.bytes = bytes
    self.range = range
    index = range.lowerBound
  }

  /// The nodes of the whole text.
  mutating func parse() throws(ReadFailure) -> [DocumentNode] {
    repeat {
      try readValue()
      try closeContainers()
    } while !open.isEmpty
    skipSpace()
    guard isAtEnd else {
      throw failure("Unexpected non-whitespace character after JSON at position")
    }
    return builder.nodes
  }

  private var isAtEnd: Bool { index >= range.upperBound }
  private var byte: UInt8? { index < range.upperBound ? bytes[index] : nil }

  @inline(__always)
  private mutating func skipSpace() {
    while index < range.upperBound {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }
}

// MARK: - Structure

extension JSONParser {
  /// Reads one value, or the opening of one and, for an object, its first key.
  private mutating func readValue() throws(ReadFailure) {
    while true {
      skipSpace()
      switch byte {
      case UInt8(ascii: "{"):
        try openContainer(isObject: true)
        skipSpace()
        if byte == UInt8(ascii: "}") { return }
        guard byte == UInt8(ascii: "\"") else {
          throw failure("Expected property name or '}' in JSON at position")
        }
        try readKey(isFirst: true)
      case UInt8(ascii: "["):
        try openContainer(isObject: false)
        skipSpace()
        if byte == UInt8(ascii: "]") { return }
      case UInt8(ascii: "\""): return try readString(isKey: false)
      case UInt8(ascii: "t"): return try readWord("true", .boolean)
      case UInt8(ascii: "f"): return try readWord("false", .boolean)
      case UInt8(ascii: "n"): return try readWord("null", .null)
      case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte):
        return try readNumber()
      default: throw unexpected()
      }
    }
  }

  private mutating func openContainer(isObject: Bool) throws(ReadFailure) {
    guard open.count < JSONReader.depthLimit else {
      throw ReadFailure(
        kind: .limit,
        reason: "more than \(JSONReader.depthLimit) arrays and objects inside one another",
        offset: index
      )
    }
    let node = builder.open(isObject ? .mapping : .sequence, .flow, at: index)
    open.append(Container(node: node, isObject: isObject))
    index += 1
  }

  /// After a value: ends what ends here and reads on to where the next value starts.
  private mutating func closeContainers() throws(ReadFailure) {
    var isEmpty = isJustOpened
    while let last = open.indices.last {
      if !isEmpty { open[last].count += 1 }
      isEmpty = false
      skipSpace()
      let container = open[last]
      if byte == UInt8(ascii: container.isObject ? "}" : "]") {
        index += 1
        builder.close(container.node, count: container.count, at: index)
        open.removeLast()
        continue
      }
      guard byte == UInt8(ascii: ",") else {
        throw failure(
          container.isObject
            ? "Expected ',' or '}' after property value in JSON at position"
            : "Expected ',' or ']' after array element in JSON at position"
        )
      }
      index += 1
      guard container.isObject else { return }
      skipSpace()
      guard byte == UInt8(ascii: "\"") else {
        throw failure("Expected double-quoted property name in JSON at position")
      }
      return try readKey(isFirst: false)
    }
  }

  /// Whether the innermost container has nothing in it yet.
  private var isJustOpened: Bool {
    open.last.map { $0.node == builder.nodes.count - 1 } ?? false
  }

  private mutating func readKey(isFirst: Bool) throws(ReadFailure) {
    try readString(isKey: true)
    skipSpace()
    guard byte == UInt8(ascii: ":") else {
      guard isFirst else { throw unexpected() }
      throw failure("Expected ':' after property name in JSON at position")
    }
    index += 1
  }
}

// MARK: - Scalars

extension JSONParser {
  private mutating func readString(isKey: Bool) throws(ReadFailure) {
    let start = index
    var flags: NodeFlags = isKey ? .isKey : []
    var isASCII = true
    index += 1
    while true {
      guard index < range.upperBound else {
        throw failure("Unterminated string in JSON at position", origin: start)
      }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        flags.insert(.needsDecoding)
        try readEscape()
        continue
      }
      guard byte >= 0x20 else {
        throw failure("Bad control character in string literal in JSON at position", origin: start)
      }
      if byte >= 0x80 { isASCII = false }
      index += 1
    }
    index += 1
    if !isASCII { flags.insert(.needsDecoding) }
    builder.add(
      DocumentNode(kind: .scalar, style: .doubleQuoted, flags: flags, range: start..<index)
    )
  }

  private mutating func readEscape() throws(ReadFailure) {
    index += 1
    switch byte {
    case nil: throw endOfInput()
    case UInt8(ascii: "u"):
      index += 1
      for _ in 0..<4 {
        guard let digit = byte, JSONScalarText.hexadecimal(digit) != nil else {
          throw failure("Bad Unicode escape in JSON at position")
        }
        index += 1
      }
    case let escaped?:
      guard JSONScalarText.isEscape(escaped) else {
        // V8 words it differently for what is not Latin-1: U+0100 and up.
        guard escaped < 0xC4 else { throw unexpected() }
        throw failure("Bad escaped character in JSON at position")
      }
      index += 1
    }
  }

  private mutating func readNumber() throws(ReadFailure) {
    let start = index
    var isInteger = true
    if byte == UInt8(ascii: "-") {
      index += 1
      guard let digit = byte, Self.isDigit(digit) else {
        throw failure("No number after minus sign in JSON at position")
      }
    }
    if byte == UInt8(ascii: "0") {
      index += 1
      if let digit = byte, Self.isDigit(digit) {
        throw failure("Unexpected number in JSON at position")
      }
    } else {
      skipDigits()
    }
    if byte == UInt8(ascii: ".") {
      isInteger = false
      index += 1
      guard skipDigits() else {
        throw failure("Unterminated fractional number in JSON at position")
      }
    }
    if let mark = byte, mark | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      index += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
      guard skipDigits() else {
        throw failure("Exponent part is missing a number in JSON at position")
      }
    }
    let type: NodeType = isInteger ? .integer : .float
    builder.add(DocumentNode(kind: .scalar, style: .plain, type: type, range: start..<index))
  }

  private mutating func readWord(_ word: StaticString, _ type: NodeType) throws(ReadFailure) {
    let start = index
    for offset in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[offset] else { throw unexpected() }
      index += 1
    }
    builder.add(DocumentNode(kind: .scalar, style: .plain, type: type, range: start..<index))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether there was at least one digit.
  @discardableResult
  private mutating func skipDigits() -> Bool {
    let start = index
    while let digit = byte, Self.isDigit(digit) { index += 1 }
    return index > start
  }
}

// MARK: - Failures

extension JSONParser {
  private func failure(_ reason: String, origin: Int? = nil) -> ReadFailure {
    JSONWording.failure(reason, at: index, in: bytes, range, origin: origin)
  }

  private func endOfInput() -> ReadFailure {
    ReadFailure(
      kind: .json,
      reason: "Unexpected end of JSON input",
      offset: index,
      origin: open.last.map { Int(builder.nodes[$0.node].start) }
    )
  }

  /// No value can start with what stands here.
  private func unexpected() -> ReadFailure {
    isAtEnd ? endOfInput() : JSONWording.unexpected(at: index, in: bytes, range)
  }
}
