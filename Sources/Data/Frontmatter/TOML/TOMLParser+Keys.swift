/// One part of a dotted key.
struct TOMLKey {
  var name: String
  var node: DocumentNode

  var start: Int { Int(node.start) }
}

extension TOMLParser {
  /// Reads a dotted key and the blanks after it; `end` must stand there then, and stays.
  mutating func readKey(until end: UInt8) throws(ReadFailure) -> [TOMLKey] {
    let start = index
    guard bytes[start..<range.upperBound].contains(end) else {
      throw failure("incomplete key-value: cannot find end of key", at: start)
    }
    var parts: [TOMLKey] = []
    while true {
      skipBlanks()
      parts.append(try readKeyPart())
      skipBlanks()
      switch byte {
      case UInt8(ascii: "."): index += 1
      case end: return parts
      case nil, 0x0A, 0x0D:
        throw failure("incomplete key-value: cannot find end of key", at: start)
      default:
        let isQuoted = parts.last.map { $0.node.style != .plain } ?? false
        throw isQuoted
          ? failure("found extra tokens after the string part")
          : failure(Self.bareKeyRule, at: parts.last?.start)
      }
      try checkDepth(parts.count, at: start)
    }
  }

  private static let bareKeyRule =
    "only letter, numbers, dashes and underscores are allowed in keys"

  private mutating func readKeyPart() throws(ReadFailure) -> TOMLKey {
    let start = index
    if let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if peek(1) == quote, peek(2) == quote {
        throw failure("multiline strings are not allowed in keys")
      }
      var node = try readString()
      node.flags.insert(.isKey)
      guard case .string(let name) = TOMLScalarText.value(node, bytes) else {
        preconditionFailure("a quoted key is a string")
      }
      return TOMLKey(name: name, node: node)
    }
    while let byte, Self.isBare(byte) { index += 1 }
    guard index > start else {
      if isAtEnd || byte == 0x0A || byte == 0x0D {
        throw failure("incomplete key-value: cannot find end of key")
      }
      throw failure(Self.bareKeyRule)
    }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    let node = DocumentNode(kind: .scalar, style: .plain, flags: .isKey, range: start..<index)
    return TOMLKey(name: name, node: node)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
