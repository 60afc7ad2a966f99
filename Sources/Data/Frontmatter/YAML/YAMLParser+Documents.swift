extension YAMLParser {
  /// Reads the whole text; `nodes` then has the one document in it, nothing for no document.
  mutating func readStream() throws(ReadFailure) {
    for place in 0..<fileLength where input[place] == 0 {
      position = place
      throw failure("null byte is not allowed in input")
    }
    while input[position] == 0x20 {
      lineIndent += 1
      position += 1
    }
    var documents = 0
    var secondStart = 0
    while position < length - 1 {
      if documents == 1 { secondStart = position }
      let kept = nodes.count
      try readDocument()
      documents += 1
      // Later documents are read for what is wrong with them only.
      if documents > 1 { nodes.removeLast(nodes.count - kept) }
    }
    if documents > 1 {
      throw ReadFailure(
        kind: .yaml,
        reason: "expected a single document in the stream, but found more",
        offset: nil,
        origin: fileOffset(secondStart)
      )
    }
  }

  private mutating func readDocument() throws(ReadFailure) {
    tagHandles = [:]
    anchors = [:]
    anchorTargets = []
    let hasDirectives = try readDirectives()
    skipSpace(comments: true)
    if lineIndent == 0, input[position] == UInt8(ascii: "-"),
      input[position + 1] == UInt8(ascii: "-"), input[position + 2] == UInt8(ascii: "-")
    {
      position += 3
      skipSpace(comments: true)
    } else if hasDirectives {
      throw failure("directives end mark is expected")
    }
    _ = try composeNode(
      parentIndent: lineIndent - 1,
      in: .blockOut,
      seeking: false,
      allowingCompact: true
    )
    skipSpace(comments: true)
    if position == lineStart, isDocumentSeparator() {
      if input[position] == UInt8(ascii: ".") {
        position += 3
        skipSpace(comments: true)
      }
      return
    }
    guard position >= length - 1 else {
      throw failure("end of the stream or a document separator is expected")
    }
  }
}

// MARK: - Directives

extension YAMLParser {
  /// Reads lines that begin with `%` and returns whether there were any.
  private mutating func readDirectives() throws(ReadFailure) -> Bool {
    var hasDirectives = false
    var hasVersion = false
    while input[position] != 0 {
      skipSpace(comments: true)
      guard lineIndent == 0, input[position] == UInt8(ascii: "%") else { break }
      hasDirectives = true
      position += 1
      let name = readWord()
      guard !name.isEmpty else {
        throw failure("directive name must not be less than one character in length")
      }
      let arguments = readArguments()
      if input[position] != 0 { try readLineBreak() }
      switch name {
      case "YAML":
        try checkVersion(arguments, isSecond: hasVersion)
        hasVersion = true
      case "TAG": try declareHandle(arguments)
      default: break
      }
    }
    return hasDirectives
  }

  private mutating func readArguments() -> [String] {
    var arguments: [String] = []
    while input[position] != 0 {
      while input[position].isBlank { position += 1 }
      if input[position] == UInt8(ascii: "#") {
        while input[position] != 0, !input[position].isBreak { position += 1 }
        break
      }
      if input[position].isBreak { break }
      arguments.append(readWord())
    }
    return arguments
  }

  private mutating func readWord() -> String {
    let start = position
    while input[position] != 0, !input[position].isBlankOrBreak { position += 1 }
    return text(start..<position)
  }

  private func checkVersion(_ arguments: [String], isSecond: Bool) throws(ReadFailure) {
    guard !isSecond else { throw failure("duplication of %YAML directive") }
    guard arguments.count == 1, let version = arguments.first else {
      throw failure("YAML directive accepts exactly one argument")
    }
    let parts = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else {
      throw failure("ill-formed argument of the YAML directive")
    }
    guard parts[0].drop(while: { $0 == 0x30 }).elementsEqual([0x31]) else {
      throw failure("unacceptable YAML version of the document")
    }
  }

  private mutating func declareHandle(_ arguments: [String]) throws(ReadFailure) {
    guard arguments.count == 2 else {
      throw failure("TAG directive accepts exactly two arguments")
    }
    let (handle, prefix) = (arguments[0], arguments[1])
    guard YAMLTagText.isHandle(handle) else {
      throw failure("ill-formed tag handle (first argument) of the TAG directive")
    }
    guard tagHandles[handle] == nil else {
      throw failure("there is a previously declared suffix for \"\(handle)\" tag handle")
    }
    guard YAMLTagText.isURI(prefix) else {
      throw failure("ill-formed tag prefix (second argument) of the TAG directive")
    }
    tagHandles[handle] = try decodeTag(prefix, reason: "tag prefix is malformed: ")
  }
}
