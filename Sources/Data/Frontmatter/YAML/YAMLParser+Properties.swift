// MARK: - Anchors and aliases

extension YAMLParser {
  /// Reads `&name`; false when none stands here.
  mutating func readAnchor() throws(ReadFailure) -> Bool {
    guard input[position] == UInt8(ascii: "&") else { return false }
    guard anchorRange.isEmpty else { throw failure("duplication of an anchor property") }
    let start = position
    position += 1
    skipName()
    guard position > start + 1 else {
      throw failure("name of an anchor node must contain at least one character")
    }
    anchorRange = start..<position
    contentEnd = position
    return true
  }

  /// Reads `*name`, which stands here, and adds a reference to what it names.
  mutating func readAlias() throws(ReadFailure) {
    let start = position
    position += 1
    skipName()
    guard position > start + 1 else {
      throw failure("name of an alias node must contain at least one character")
    }
    let name = text(start + 1..<position)
    guard let slot = anchors[name] else { throw failure("unidentified alias \"\(name)\"") }
    hasAliases = true
    let target = anchorTargets[slot]
    guard target < nodes.count, nodes[target].next != 0 else {
      throw ReadFailure(
        kind: .limit,
        reason: "an alias refers to a collection that it is part of",
        offset: fileOffset(start)
      )
    }
    add(.alias, .plain, start..<position, count: target)
    contentEnd = position
    skipSpace(comments: true)
  }

  /// Lets the anchor that was read, if any, name the node at `target`.
  @inline(__always)
  mutating func setAnchor(to target: Int) {
    if !anchorRange.isEmpty { noteAnchor(target) }
  }

  private mutating func noteAnchor(_ target: Int) {
    let name = text(anchorRange.dropFirst())
    if let slot = anchors[name], anchorTargets[slot] == target { return }
    anchors[name] = anchorTargets.count
    anchorTargets.append(target)
  }

  private mutating func skipName() {
    while true {
      let byte = input[position]
      if byte == 0 || byte.isBlankOrBreak || byte.isFlowIndicator { return }
      position += 1
    }
  }

  /// The text at `range` of the input.
  func text(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: input + range.lowerBound, count: range.count),
      as: UTF8.self
    )
  }
}

// MARK: - Tags

extension YAMLParser {
  /// Reads `!tag`, `!!tag`, `!handle!tag` or `!<tag>`; false when none stands here.
  mutating func readTag() throws(ReadFailure) -> Bool {
    guard input[position] == UInt8(ascii: "!") else { return false }
    guard tag == .none else { throw failure("duplication of a tag property") }
    let start = position
    position += 1
    var handle = "!"
    let name: String
    let isVerbatim = input[position] == UInt8(ascii: "<")
    if isVerbatim {
      position += 1
      name = try readVerbatimTag()
    } else {
      name = try readTagSuffix(&handle)
    }
    if !name.isEmpty, !YAMLTagText.isURI(name) {
      throw failure("tag name cannot contain such characters: \(name)")
    }
    let decoded = try decodeTag(name, reason: "tag name is malformed: ")
    if isVerbatim {
      setTag(decoded)
    } else if let prefix = tagHandles[handle] {
      setTag(prefix + decoded)
    } else if handle == "!" {
      setTag("!" + decoded)
    } else if handle == "!!" {
      setTag("tag:yaml.org,2002:" + decoded)
    } else {
      throw failure("undeclared tag handle \"\(handle)\"")
    }
    tagRange = start..<position
    contentEnd = position
    return true
  }

  /// Takes `name` for the tag, `?` and `!` being the two non-specific ones.
  private mutating func setTag(_ name: String) {
    switch name {
    case "?": tag = .implicit
    case "!": tag = .nonSpecific
    default: (tag, tagName) = (.named, name)
    }
  }

  private mutating func readVerbatimTag() throws(ReadFailure) -> String {
    let start = position
    repeat { position += 1 } while input[position] != 0 && input[position] != UInt8(ascii: ">")
    guard position < length else {
      throw failure("unexpected end of the stream within a verbatim tag")
    }
    defer { position += 1 }
    return text(start..<position)
  }

  private mutating func readTagSuffix(_ handle: inout String) throws(ReadFailure) -> String {
    var start = position
    var isNamed = false
    if input[position] == UInt8(ascii: "!") {
      isNamed = true
      handle = "!!"
      position += 1
      start = position
    }
    while input[position] != 0, !input[position].isBlankOrBreak {
      if input[position] == UInt8(ascii: "!") {
        guard !isNamed else { throw failure("tag suffix cannot contain exclamation marks") }
        handle = text(start - 1..<position + 1)
        guard YAMLTagText.isHandle(handle) else {
          throw failure("named tag handle cannot contain such characters")
        }
        isNamed = true
        start = position + 1
      }
      position += 1
    }
    let name = text(start..<position)
    if name.utf8.contains(where: \.isFlowIndicator) {
      throw failure("tag suffix cannot contain flow indicator characters")
    }
    return name
  }

  /// `text` without its `%XX` escapes, which js-yaml 3 leaves in.
  func decodeTag(_ text: String, reason: String) throws(ReadFailure) -> String {
    guard !rules.isVersion3, text.utf8.contains(UInt8(ascii: "%")) else { return text }
    guard let decoded = YAMLTagText.percentDecoded(text) else { throw failure(reason + text) }
    return decoded
  }
}

/// What may stand in a tag.
enum YAMLTagText {
  /// Whether `text` is `!`, `!!` or `!name!`.
  static func isHandle(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.first == UInt8(ascii: "!"), bytes.last == UInt8(ascii: "!") else { return false }
    return bytes.dropFirst().dropLast().allSatisfy { byte in
      byte == UInt8(ascii: "-") || (byte | 0x20) &- 0x61 < 26
    } && (bytes.count < 3 || bytes.dropFirst().dropLast().allSatisfy { $0 != UInt8(ascii: "!") })
  }

  /// Whether `text` has only characters that a tag's URI may have; the first may be any.
  static func isURI(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.value <= 0xFFFF,
      !(first.isASCII && UInt8(first.value).isFlowIndicator)
    else { return false }
    var rest = Substring(text).utf8.dropFirst(first.utf8.count)
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst(), let low = rest.popFirst(), high.isHexDigit,
          low.isHexDigit
        else { return false }
      } else if !isURICharacter(byte) {
        return false
      }
    }
    return true
  }

  /// `text` with each `%XX` replaced by its byte, or nil when that is not UTF-8.
  static func percentDecoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isURICharacter(_ byte: UInt8) -> Bool {
    byte.isDigit || (byte | 0x20) &- 0x61 < 26 || marks.contains(byte)
  }

  private static let marks = Array("-#;/?:@&=+$,_.!~*'()[]".utf8)
}

extension UInt8 {
  /// The value of a hexadecimal digit, or nil.
  var hexValue: UInt8? {
    if isDigit { return self - 0x30 }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  var isHexDigit: Bool { hexValue != nil }
}
