import Values

/// The text and the value of a scalar that the parser has accepted, from its bytes.
enum YAMLScalarText {
  /// Reads scalars by `rules`.
  static func decoder(_ rules: YAMLScalarRules) -> DocumentTree.ScalarDecoder {
    { node, file in
      let bytes = UnsafeBufferPointer(rebasing: file[Int(node.start)..<Int(node.end)])
      return value(of: node, bytes, rules)
    }
  }

  /// The value of the scalar `node`, whose bytes are `bytes`.
  private static func value(
    of node: DocumentNode,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ rules: YAMLScalarRules
  ) -> Value {
    if node.flags.contains(.needsDecoding) {
      let text = decode(node, bytes, rules)
      return text.withUnsafeBufferPointer { value($0, node.type, rules) }
    }
    let quote = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
    guard bytes.count >= 2 * quote else { return .string("") }
    return value(
      UnsafeBufferPointer(rebasing: bytes[quote..<bytes.count - quote]),
      node.type,
      rules
    )
  }

  /// The value of a scalar of `type` whose text is `text`.
  static func value(
    _ text: UnsafeBufferPointer<UInt8>,
    _ type: NodeType,
    _ rules: YAMLScalarRules
  ) -> Value {
    switch type {
    case .string, .merge, .pairs: .string(String(decoding: text, as: UTF8.self))
    case .null: .null
    case .boolean: .boolean(text.first.map { $0 | 0x20 } == UInt8(ascii: "t"))
    case .integer: .number(YAMLNumber.integer(text, rules))
    case .float: .number(YAMLNumber.float(text))
    case .timestamp:
      .date(DateValue(milliseconds: YAMLTimestamp(text)?.milliseconds ?? .nan))
    case .binary: .bytes(YAMLBinary.decode(text))
    }
  }

  /// The text of a scalar that does not stand in its bytes as it is.
  static func decode(
    _ node: DocumentNode,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ rules: YAMLScalarRules
  ) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    switch node.style {
    case .singleQuoted: return singleQuoted(bytes)
    case .doubleQuoted: return doubleQuoted(bytes)
    case .literal, .folded:
      return block(bytes, folds: node.style == .folded, indent: Int(node.count))
    default: return plain(bytes)
    }
  }
}

// MARK: - Flow scalars

extension YAMLScalarText {
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      if bytes[place].isBreak {
        while text.last?.isBlank == true { text.removeLast() }
        fold(bytes, &place, into: &text)
      } else {
        text.append(bytes[place])
        place += 1
      }
    }
    return text
  }

  /// Skips blanks and line breaks from `place`, which is at one, and adds what they fold to.
  private static func fold(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: inout Int,
    into text: inout [UInt8]
  ) {
    let breaks = skipBreaks(bytes, &place)
    if breaks == 1 { text.append(0x20) }
    for _ in 1..<Swift.max(breaks, 1) { text.append(0x0A) }
  }

  private static func skipBreaks(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Int {
    var breaks = 0
    while place < bytes.count, bytes[place].isBlankOrBreak {
      let byte = bytes[place]
      place += 1
      guard byte.isBreak else { continue }
      breaks += 1
      if byte == 0x0D, place < bytes.count, bytes[place] == 0x0A { place += 1 }
    }
    return breaks
  }

  private static func singleQuoted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var place = 1
    while place < bytes.count - 1 {
      let byte = bytes[place]
      if byte.isBreak {
        fold(bytes, &place, into: &text)
      } else {
        text.append(byte)
        place += byte == UInt8(ascii: "'") ? 2 : 1
      }
    }
    return text
  }

  private static func doubleQuoted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var place = 1
    while place < bytes.count - 1 {
      let byte = bytes[place]
      if byte.isBreak {
        fold(bytes, &place, into: &text)
      } else if byte == UInt8(ascii: "\\") {
        escape(bytes, &place, into: &text)
      } else {
        text.append(byte)
        place += 1
      }
    }
    return text
  }

  private static func escape(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: inout Int,
    into text: inout [UInt8]
  ) {
    place += 1
    let byte = bytes[place]
    if byte.isBreak {
      _ = skipBreaks(bytes, &place)
    } else if let scalar = YAMLEscapes.simple(byte) {
      text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      place += 1
    } else {
      let code = hexCode(bytes, &place)
      var scalar = Unicode.Scalar(code)
      if code & 0xFFFF_FC00 == 0xD800 {
        // JavaScript's strings join the halves of a surrogate pair that are escaped one by one.
        var next = place
        if let low = lowSurrogate(bytes, &next) {
          scalar = Unicode.Scalar(0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF))
          place = next
        }
      }
      text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}").map(Array.init) ?? [])
    }
  }

  private static func lowSurrogate(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ place: inout Int
  ) -> UInt32? {
    guard place + 1 < bytes.count - 1, bytes[place] == UInt8(ascii: "\\") else { return nil }
    place += 1
    guard YAMLEscapes.digits(after: bytes[place]) >= 4 else { return nil }
    let code = hexCode(bytes, &place)
    return code & 0xFFFF_FC00 == 0xDC00 ? code : nil
  }

  /// The number after the `x`, `u` or `U` at `place`, which ends up behind it.
  private static func hexCode(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
    var code: UInt32 = 0
    let digits = YAMLEscapes.digits(after: bytes[place])
    place += 1
    for _ in 0..<digits where place < bytes.count {
      code = code << 4 | UInt32(bytes[place].hexValue ?? 0)
      place += 1
    }
    // js-yaml reckons with signed numbers: a negative one loses all but its low 16 bits.
    return Int32(bitPattern: code) < 0 ? code & 0xFFFF : code
  }
}

// MARK: - Block scalars

extension YAMLScalarText {
  private static func block(
    _ bytes: UnsafeBufferPointer<UInt8>,
    folds: Bool,
    indent: Int
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    let chomping = bytes.prefix(3).dropFirst().first {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    var place = 0
    var emptyLines = 0
    var hasContent = false
    var isMoreIndented = false

    /// The line breaks that stand before what comes next.
    func separate(beforeBlank: Bool) {
      if !folds || beforeBlank {
        isMoreIndented = isMoreIndented || beforeBlank
        text.append(
          contentsOf: repeatElement(0x0A, count: hasContent ? 1 + emptyLines : emptyLines)
        )
      } else if isMoreIndented {
        isMoreIndented = false
        text.append(contentsOf: repeatElement(0x0A, count: emptyLines + 1))
      } else if emptyLines == 0 {
        if hasContent { text.append(0x20) }
      } else {
        text.append(contentsOf: repeatElement(0x0A, count: emptyLines))
      }
    }

    skipLine(bytes, &place)
    while place < bytes.count {
      let start = place
      while place < bytes.count, place - start < indent, bytes[place] == 0x20 { place += 1 }
      if place >= bytes.count || bytes[place].isBreak {
        emptyLines += 1
        skipLine(bytes, &place)
        continue
      }
      separate(beforeBlank: bytes[place].isBlank)
      hasContent = true
      emptyLines = 0
      let first = place
      while place < bytes.count, !bytes[place].isBreak { place += 1 }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first..<place]))
      skipLine(bytes, &place)
    }

    if indent == 0 {
      // js-yaml, readBlockScalar: without indentation the end of the text reads as one more line.
      separate(beforeBlank: false)
    } else if chomping == UInt8(ascii: "+") {
      text.append(contentsOf: repeatElement(0x0A, count: hasContent ? 1 + emptyLines : emptyLines))
    } else if chomping == nil, hasContent {
      text.append(0x0A)
    }
    return text
  }

  /// Goes on to just after the next line break.
  private static func skipLine(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
    while place < bytes.count, !bytes[place].isBreak { place += 1 }
    guard place < bytes.count else { return }
    let isCarriageReturn = bytes[place] == 0x0D
    place += 1
    if isCarriageReturn, place < bytes.count, bytes[place] == 0x0A { place += 1 }
  }
}
