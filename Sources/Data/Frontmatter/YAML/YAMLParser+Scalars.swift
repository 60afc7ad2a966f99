// MARK: - Plain

extension YAMLParser {
  /// Reads a scalar without quotes; false when none can begin here.
  mutating func readPlain(indent: Int, inFlow: Bool) throws(ReadFailure) -> Bool {
    guard canBeginPlain(inFlow: inFlow) else { return false }
    let start = position
    var segmentStart = start
    var end = start
    var isSuspicious = false
    var isMultiline = false
    var isPending = false
    if start == lineStart, isDocumentSeparator() { return false }

    scan: while true {
      let byte = input[position]
      switch byte {
      case 0:
        break scan
      case 0x20, 0x09:
        position += 1
        continue scan
      case 0x0A, 0x0D:
        let previous = (line: line, lineStart: lineStart, lineIndent: lineIndent)
        skipSpace(comments: false)
        guard lineIndent >= indent else {
          position = end
          (line, lineStart, lineIndent) = previous
          break scan
        }
        isPending = true
        if position == lineStart, isDocumentSeparator() { break scan }
        continue scan
      case UInt8(ascii: ":"):
        let next = input[position + 1]
        if next.isBlankOrBreak || inFlow && next.isFlowIndicator { break scan }
      case UInt8(ascii: "#"):
        if input[position - 1].isBlankOrBreak { break scan }
      case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D:
        if inFlow { break scan }
      case 0x00..<0x20, 0x7F, 0xC2, 0xEF:
        isSuspicious = true
      default: break
      }
      if isPending {
        // js-yaml checks what it has of the lines before only when there is more.
        if isSuspicious { try checkPrintable(segmentStart..<end) }
        segmentStart = position
        isMultiline = true
        isPending = false
      }
      position += 1
      while input[position].isOrdinaryInPlain { position += 1 }
      end = position
    }

    if isSuspicious { try checkPrintable(segmentStart..<end) }
    guard end > start else { return false }
    add(.scalar, .plain, start..<end, flags: isMultiline ? [.needsDecoding, .isMultiline] : [])
    contentEnd = end
    return true
  }

  private func canBeginPlain(inFlow: Bool) -> Bool {
    let byte = input[position]
    if byte.isBlankOrBreak || byte.isFlowIndicator { return false }
    switch byte {
    case UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"),
      UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    case UInt8(ascii: "?"), UInt8(ascii: "-"):
      let next = input[position + 1]
      return !next.isBlankOrBreak && !(inFlow && next.isFlowIndicator)
    default:
      return true
    }
  }

  /// Refuses control characters and what Unicode calls no character.
  private func checkPrintable(_ range: Range<Int>) throws(ReadFailure) {
    for place in range {
      let byte = input[place]
      let isRefused =
        switch byte {
        case 0x09, 0x0A, 0x0D: false
        case 0x00..<0x20, 0x7F: true
        case 0xC2: input[place + 1] >= 0x80 && input[place + 1] < 0xA0 && input[place + 1] != 0x85
        case 0xEF: input[place + 1] == 0xBF && input[place + 2] >= 0xBE
        default: false
        }
      if isRefused { throw failure("the stream contains non-printable characters") }
    }
  }
}

extension UInt8 {
  /// Whether a quoted scalar goes on at this byte whatever stands around it.
  @inline(__always)
  fileprivate var isOrdinaryInQuotes: Bool {
    self >= 0x20 && self != 0x22 && self != 0x27 && self != 0x5C
  }

  /// Whether a plain scalar goes on at this byte whatever stands around it.
  @inline(__always)
  fileprivate var isOrdinaryInPlain: Bool {
    if self < 0x40 { return (0xFBFF_EFF6_0000_0000 as UInt64) >> UInt64(self) & 1 != 0 }
    if self < 0x80 { return (0x57FF_FFFF_D7FF_FFFF as UInt64) >> UInt64(self &- 0x40) & 1 != 0 }
    return self != 0xC2 && self != 0xEF
  }
}

// MARK: - Quoted

extension YAMLParser {
  mutating func readSingleQuoted() throws(ReadFailure) {
    let start = position
    var segmentStart = start + 1
    var flags: NodeFlags = []
    position += 1
    while true {
      let byte = input[position]
      switch byte {
      case 0:
        throw failure(
          "unexpected end of the stream within a single quoted scalar",
          origin: start
        )
      case UInt8(ascii: "'"):
        try checkJSONCharacters(segmentStart..<position)
        position += 1
        guard input[position] == UInt8(ascii: "'") else {
          finishQuoted(.singleQuoted, start: start, flags: flags)
          return
        }
        flags.insert(.needsDecoding)
        segmentStart = position
        position += 1
      case 0x0A, 0x0D:
        try checkJSONCharacters(segmentStart..<position)
        flags.formUnion([.needsDecoding, .isMultiline])
        skipSpace(comments: false)
        segmentStart = position
      default:
        if position == lineStart, isDocumentSeparator() {
          throw failure(
            "unexpected end of the document within a single quoted scalar",
            origin: start
          )
        }
        position += 1
        while input[position].isOrdinaryInQuotes { position += 1 }
      }
    }
  }

  mutating func readDoubleQuoted() throws(ReadFailure) {
    let start = position
    var segmentStart = start + 1
    var flags: NodeFlags = []
    position += 1
    while true {
      let byte = input[position]
      switch byte {
      case 0:
        throw failure(
          "unexpected end of the stream within a double quoted scalar",
          origin: start
        )
      case UInt8(ascii: "\""):
        try checkJSONCharacters(segmentStart..<position)
        position += 1
        finishQuoted(.doubleQuoted, start: start, flags: flags)
        return
      case UInt8(ascii: "\\"):
        try checkJSONCharacters(segmentStart..<position)
        flags.insert(.needsDecoding)
        position += 1
        if try skipEscape() { flags.insert(.isMultiline) }
        segmentStart = position
      case 0x0A, 0x0D:
        try checkJSONCharacters(segmentStart..<position)
        flags.formUnion([.needsDecoding, .isMultiline])
        skipSpace(comments: false)
        segmentStart = position
      default:
        if position == lineStart, isDocumentSeparator() {
          throw failure(
            "unexpected end of the document within a double quoted scalar",
            origin: start
          )
        }
        position += 1
        while input[position].isOrdinaryInQuotes { position += 1 }
      }
    }
  }

  /// Skips what follows a backslash and returns whether that was a line break.
  private mutating func skipEscape() throws(ReadFailure) -> Bool {
    let byte = input[position]
    if byte.isBreak {
      skipSpace(comments: false)
      return true
    }
    if YAMLEscapes.simple(byte) != nil {
      position += 1
      return false
    }
    let digits = YAMLEscapes.digits(after: byte)
    guard digits > 0 else { throw failure("unknown escape sequence") }
    for _ in 0..<digits {
      position += 1
      guard input[position].isHexDigit else { throw failure("expected hexadecimal character") }
    }
    position += 1
    return false
  }

  private mutating func finishQuoted(_ style: NodeStyle, start: Int, flags: NodeFlags) {
    add(.scalar, style, start..<position, flags: flags)
    contentEnd = position
    if flags.contains(.isMultiline) { lastLongQuote = start..<position }
  }

  private func checkJSONCharacters(_ range: Range<Int>) throws(ReadFailure) {
    for place in range where input[place] < 0x20 && input[place] != 0x09 {
      throw failure("expected valid JSON character")
    }
  }
}

// MARK: - Block

extension YAMLParser {
  /// Reads a `|` or `>` scalar, which stands here; `indent` is the least its text may have.
  mutating func readBlockScalar(indent: Int) throws(ReadFailure) -> Bool {
    let start = position
    let style: NodeStyle = input[position] == UInt8(ascii: "|") ? .literal : .folded
    var textIndent = indent
    var isIndentKnown = try readBlockHeader(&textIndent, from: indent)
    var end = position

    while input[position] != 0 {
      try readLineBreak()
      end = position
      lineIndent = 0
      while !isIndentKnown || lineIndent < textIndent, input[position] == 0x20 {
        lineIndent += 1
        position += 1
      }
      if !isIndentKnown, lineIndent > textIndent { textIndent = lineIndent }
      if input[position].isBreak { continue }
      if lineIndent < textIndent { break }
      isIndentKnown = true
      let textStart = position
      var isSuspicious = false
      while true {
        let byte = input[position]
        if byte < 0x20 {
          if byte == 0 || byte.isBreak { break }
          isSuspicious = true
        } else if byte == 0x7F || byte == 0xC2 || byte == 0xEF {
          isSuspicious = true
        }
        position += 1
      }
      end = position
      if isSuspicious { try checkPrintable(textStart..<position) }
    }

    add(
      .scalar,
      style,
      start..<Swift.min(end, fileLength),
      flags: [.needsDecoding, .isMultiline],
      count: textIndent
    )
    contentEnd = nodes[result].range.upperBound - base
    return true
  }

  /// Reads the indicators and the comment on a block scalar's first line.
  ///
  /// True when they give the indentation, which is then in `textIndent`.
  private mutating func readBlockHeader(
    _ textIndent: inout Int,
    from indent: Int
  ) throws(ReadFailure) -> Bool {
    var isIndentKnown = false
    var isChompingKnown = false
    while true {
      position += 1
      let byte = input[position]
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
        guard !isChompingKnown else { throw failure("repeat of a chomping mode identifier") }
        isChompingKnown = true
      } else if byte.isDigit {
        guard byte != UInt8(ascii: "0") else {
          throw failure(
            "bad explicit indentation width of a block scalar; it cannot be less than one"
          )
        }
        guard !isIndentKnown else { throw failure("repeat of an indentation width identifier") }
        textIndent = indent + Int(byte - 0x30) - 1
        isIndentKnown = true
      } else {
        break
      }
    }
    if input[position].isBlank {
      while input[position].isBlank { position += 1 }
      if input[position] == UInt8(ascii: "#") {
        while input[position] != 0, !input[position].isBreak { position += 1 }
      }
    }
    return isIndentKnown
  }
}
