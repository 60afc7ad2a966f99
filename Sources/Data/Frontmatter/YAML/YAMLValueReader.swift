import Diagnostics
package import Values

/// Reads the YAML that most entries are written in straight into its value; declines everything else.
///
/// Block mappings and sequences, flow collections on one line, plain, quoted and block scalars. No
/// tree and no places come of it: who needs those, or gets nil, asks `YAMLReader`, which decides
/// alone what is right. Whatever this one takes, that one reads as the same value.
///
/// One thread has it for all files that it reads, since it remembers the keys that it met.
package struct YAMLValueReader {
  private let rules: YAMLScalarRules
  private let knownKeys = KnownKeys()
  private let unfinished = UnfinishedValues()

  package init(_ rules: YAMLRules) { self.rules = rules.scalars }

  /// The value of the frontmatter of the Markdown file that begins with `head`; nil when there is no
  /// YAML between two fences, or it is not as simple as that.
  package func value(
    ofMarkdown head: UnsafeBufferPointer<UInt8>,
    fences: FenceRules
  ) -> Value? {
    guard case .found(let block) = FrontmatterBlock.find(in: head, rules: fences),
      block.format == .yaml, block.unknownLanguage == nil, block.closing != nil
    else { return nil }
    return value(of: UnsafeBufferPointer(rebasing: head[block.content]))
  }

  /// The value of `text`, which stands between two fences; nil when it is not as simple as that.
  func value(of text: UnsafeBufferPointer<UInt8>) -> Value? {
    // What follows the opening fence on its line.
    guard text.count > 1, text[0] == 0x0A, text[text.count - 1] == 0x0A,
      let start = text.baseAddress,
      Self.isOrdinary(text)
    else { return nil }
    var scanner = Scanner(start, end: text.count, rules, knownKeys, unfinished)
    defer { unfinished.removeAll() }
    return scanner.document()
  }

  /// Whether all is text that needs no second look: no tab, no CR, nothing unprintable.
  private static func isOrdinary(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out in the middle, so that the compiler does many bytes at a time.
    var controls: UInt8 = 0
    var suspects: UInt8 = 0
    var union: UInt8 = 0
    for byte in text {
      controls |= (byte < 0x20 ? 1 : 0) & (byte == 0x0A ? 0 : 1) | (byte == 0x7F ? 1 : 0)
      suspects |= (byte == 0xC2 ? 1 : 0) | (byte == 0xE2 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
      union |= byte
    }
    guard controls == 0 else { return false }
    return union < 0x80
      || UTF8Validity.isValid(UnsafeRawBufferPointer(text)) && (suspects == 0 || isPrintable(text))
  }

  /// Whether text that is valid UTF-8 and ends in a line break has no C1 controls, byte order marks,
  /// non-characters, or signs that turn the direction of text.
  private static func isPrintable(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for place in 0..<text.count - 1 {
      let byte = text[place]
      if byte < 0xC2 { continue }
      if byte == 0xC2 && text[place + 1] < 0xA0 || byte == 0xEF && text[place + 1] >= 0xBB {
        return false
      }
      if byte == 0xE2, text[place + 1] < 0x82 {
        // U+202A to U+202E, U+2066 to U+2069.
        let last = text[place + 2]
        let turns = text[place + 1] == 0x80 ? 0xAA...0xAE : 0xA6...0xA9 as ClosedRange<UInt8>
        if turns.contains(last) { return false }
      }
    }
    return true
  }
}

/// Where the reader is in its text; every method returns nil to decline.
///
/// Not copyable, or each call of a method that changes nothing would work on a copy.
private struct Scanner: ~Copyable {
  /// Ends in a line break: whoever stops at one never leaves the text.
  let bytes: UnsafePointer<UInt8>
  let end: Int
  let rules: YAMLScalarRules
  let knownKeys: KnownKeys
  let unfinished: UnfinishedValues
  var place = 1
  /// Where the line of `place` begins.
  var lineStart = 0
  /// The spaces that this line begins with; -1 at the end of the text.
  var indent = 0
  var depth = 0
  /// The bytes of the keys of all mappings that are open, in the memory for them.
  var keyCount = 0

  /// No entry nests deeper; the other reader knows the exact limits.
  static let depthLimit = 32

  init(
    _ bytes: UnsafePointer<UInt8>,
    end: Int,
    _ rules: YAMLScalarRules,
    _ knownKeys: KnownKeys,
    _ unfinished: UnfinishedValues
  ) {
    self.bytes = bytes
    self.end = end
    self.rules = rules
    self.knownKeys = knownKeys
    self.unfinished = unfinished
  }
}

// MARK: - Lines

extension Scanner {
  mutating func document() -> Value? {
    nextLine()
    guard indent == 0, let value = mapping(at: 0), indent == -1 else { return nil }
    return value
  }

  /// From a line's start, goes to the first byte of the next line with more than a comment.
  private mutating func nextLine() {
    while place < end {
      lineStart = place
      while bytes[place] == 0x20 { place += 1 }
      switch bytes[place] {
      case 0x0A: place += 1
      case UInt8(ascii: "#"): skipLine()
      default:
        indent = place - lineStart
        return
      }
    }
    indent = -1
  }

  private mutating func skipLine() {
    skip(to: .lineBreak)
    place += 1
  }

  /// Goes on to the next of the bytes that `stops` has.
  @inline(__always)
  private mutating func skip(to stops: ByteStops) {
    while place + 16 <= end {
      let next = UnsafeRawPointer(bytes + place).loadUnaligned(as: ByteStops.Sixteen.self)
      let found = stops.first(in: next)
      place += found
      if found < 16 { return }
    }
    while !stops.contains(bytes[place]) { place += 1 }
  }

  private mutating func skipSpaces() {
    while bytes[place] == 0x20 { place += 1 }
  }

  /// Ends the line of a value of the node at `parent`; false when more than a comment follows it,
  /// or lines that go on with it.
  private mutating func endLine(parent: Int) -> Bool {
    let start = place
    skipSpaces()
    if bytes[place] == UInt8(ascii: "#"), place > start {
      skipLine()
    } else {
      guard bytes[place] == 0x0A else { return false }
      place += 1
    }
    nextLine()
    return indent <= parent
  }

  private func isItem() -> Bool {
    bytes[place] == UInt8(ascii: "-") && (bytes[place + 1] == 0x20 || bytes[place + 1] == 0x0A)
  }
}

// MARK: - Block collections

extension Scanner {
  /// The mapping whose first key stands here, `column` bytes into its line.
  private mutating func mapping(at column: Int) -> Value? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    let firstKey = keyCount
    let firstValue = unfinished.count
    repeat {
      guard key(), let value = blockValue(of: column), unfinished.add(value) else { return nil }
    } while indent == column
    return indent < column ? object(of: firstKey, firstValue) : nil
  }

  /// The value after a key of the mapping at `column`, and on to the next line.
  private mutating func blockValue(of column: Int) -> Value? {
    skipSpaces()
    let byte = bytes[place]
    switch byte {
    case 0x0A, UInt8(ascii: "#"):
      skipLine()
      nextLine()
      if indent > column { return isItem() ? sequence(at: indent) : mapping(at: indent) }
      return indent == column && isItem() ? sequence(at: column, inMappingAt: column) : .null
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard let value = blockScalar(parent: column), indent <= column else { return nil }
      return value
    default:
      guard let value = lineValue(), endLine(parent: column) else { return nil }
      return value
    }
  }

  /// The sequence whose first dash stands here, `column` bytes into its line.
  private mutating func sequence(at column: Int, inMappingAt parent: Int? = nil) -> Value? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    let first = unfinished.count
    repeat {
      guard isItem() else {
        // A key at the dashes' own column belongs to the mapping that the sequence is in.
        return parent == column ? .array(unfinished.take(from: first)) : nil
      }
      place += 1
      skipSpaces()
      if isItem() || bytes[place] == 0x0A || bytes[place] == UInt8(ascii: "#") { return nil }
      guard let item = isKey() ? mapping(at: place - lineStart) : lineItem(of: column),
        unfinished.add(item)
      else { return nil }
    } while indent == column
    return indent < column ? .array(unfinished.take(from: first)) : nil
  }

  private mutating func lineItem(of column: Int) -> Value? {
    guard let value = lineValue(), endLine(parent: column) else { return nil }
    return value
  }
}

// MARK: - Keys

extension Scanner {
  /// Where the plain key that begins here ends, with its colon and a blank after it; nil for any
  /// other.
  private func keyEnd() -> Int? {
    var place = place
    guard bytes[place].isLetter else { return nil }
    while bytes[place].isLetter || bytes[place].isDigit || bytes[place] == UInt8(ascii: "-") {
      place += 1
    }
    guard bytes[place] == UInt8(ascii: ":") else { return nil }
    return bytes[place + 1] == 0x20 || bytes[place + 1] == 0x0A ? place : nil
  }

  private func isKey() -> Bool { keyEnd() != nil }

  /// Takes the key here, up to just after its colon; false when it is none of the plain ones.
  private mutating func key() -> Bool {
    guard let end = keyEnd() else { return false }
    let count = end - place
    guard let keys = knownKeys.room(for: count + 1, after: keyCount) else { return false }
    var copied = 0
    while copied + 8 <= count {
      let word = UnsafeRawPointer(bytes + place + copied).loadUnaligned(as: UInt64.self)
      UnsafeMutableRawPointer(keys + copied).storeBytes(of: word, as: UInt64.self)
      copied += 8
    }
    while copied < count {
      keys[copied] = bytes[place + copied]
      copied += 1
    }
    keys[count] = 0x0A
    keyCount += count + 1
    place = end + 1
    return true
  }

  /// The object of the keys from `firstKey` on and the values from `firstValue` on; nil when two of the keys are
  /// the same, or one of them is no string.
  private mutating func object(of firstKey: Int, _ firstValue: Int) -> Value? {
    let rules = rules
    let shape = knownKeys.keys(firstKey..<keyCount) { name in
      // `__proto__` is JavaScript's own setter, not a key.
      YAMLResolution.type(of: name, rules) == .string && !name.elementsEqual("__proto__".utf8)
    }
    keyCount = firstKey
    guard let shape else { return nil }
    return .object(ObjectValue(shape: shape, values: unfinished.take(from: firstValue)))
  }
}

// MARK: - Scalars

extension Scanner {
  /// The value that begins here and ends on this line, of a block collection.
  private mutating func lineValue() -> Value? {
    switch bytes[place] {
    case UInt8(ascii: "'"): return singleQuoted()
    case UInt8(ascii: "\""): return doubleQuoted()
    case UInt8(ascii: "["): return flowSequence()
    case UInt8(ascii: "{"): return flowMapping()
    default: break
    }
    guard canBeginPlain() else { return nil }
    let start = place
    while true {
      skip(to: .plainEnd)
      let byte = bytes[place]
      if byte == 0x0A { break }
      if byte == UInt8(ascii: ":"), bytes[place + 1] == 0x20 || bytes[place + 1] == 0x0A {
        return nil
      }
      if byte == UInt8(ascii: "#"), bytes[place - 1] == 0x20 { break }
      place += 1
    }
    while bytes[place - 1] == 0x20 { place -= 1 }
    return plain(start..<place)
  }

  @inline(__always)
  private func canBeginPlain() -> Bool {
    let byte = bytes[place]
    if byte.isLetter || byte.isDigit || byte >= 0x80 { return true }
    switch byte {
    case UInt8(ascii: "-"):
      return bytes[place + 1].isDigit || bytes[place + 1] == UInt8(ascii: ".")
    case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "("),
      UInt8(ascii: "$"), UInt8(ascii: "~"):
      return true
    default: return false
    }
  }

  private func plain(_ range: Range<Int>) -> Value? {
    let text = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    let type = YAMLResolution.type(of: text, rules)
    if type == .timestamp {
      // A day that does not exist is worth a word, which needs its place.
      guard let time = YAMLTimestamp(text), !time.runsOver else { return nil }
      return .date(DateValue(milliseconds: time.milliseconds))
    }
    return type == .merge ? nil : YAMLScalarText.value(text, type, rules)
  }

  private mutating func singleQuoted() -> Value? {
    let start = place
    var flags: NodeFlags = []
    place += 1
    while true {
      skip(to: .singleQuotedEnd)
      switch bytes[place] {
      case 0x0A: return nil
      case UInt8(ascii: "'"):
        place += 1
        guard bytes[place] == UInt8(ascii: "'") else {
          return quoted(.singleQuoted, start, flags)
        }
        flags = .needsDecoding
      default: break
      }
      place += 1
    }
  }

  private mutating func doubleQuoted() -> Value? {
    let start = place
    var flags: NodeFlags = []
    place += 1
    while true {
      skip(to: .doubleQuotedEnd)
      switch bytes[place] {
      case 0x0A: return nil
      case UInt8(ascii: "\""):
        place += 1
        return quoted(.doubleQuoted, start, flags)
      case UInt8(ascii: "\\"):
        place += 1
        switch bytes[place] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "n"),
          UInt8(ascii: "t"):
          flags = .needsDecoding
        default: return nil
        }
      default: break
      }
      place += 1
    }
  }

  private func quoted(_ style: NodeStyle, _ start: Int, _ flags: NodeFlags) -> Value {
    guard flags.isEmpty else { return decoded(style, start..<place, flags) }
    let text = UnsafeBufferPointer(start: bytes + start + 1, count: place - start - 2)
    return .string(String(decoding: text, as: UTF8.self))
  }

  private func decoded(
    _ style: NodeStyle,
    _ range: Range<Int>,
    _ flags: NodeFlags,
    indent: Int = 0
  ) -> Value {
    let node = DocumentNode(kind: .scalar, style: style, flags: flags, range: range, count: indent)
    let text = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
    return .string(
      String(decoding: YAMLScalarText.decode(node, text, rules), as: UTF8.self)
    )
  }

  /// The `|` or `>` scalar here, whose text is deeper than `parent`, and on to the next line.
  private mutating func blockScalar(parent: Int) -> Value? {
    let start = place
    let style: NodeStyle = bytes[place] == UInt8(ascii: "|") ? .literal : .folded
    place += 1
    if bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
    guard bytes[place] == 0x0A else { return nil }
    place += 1
    var textIndent = 0
    while place < end {
      var first = place
      while bytes[first] == 0x20 { first += 1 }
      if bytes[first] == 0x0A {
        // Leading lines of spaces have a say in the indentation.
        if textIndent == 0, first > place { return nil }
      } else {
        if textIndent == 0 {
          guard first - place > parent else { return nil }
          textIndent = first - place
        }
        if first - place < textIndent { break }
      }
      place = first
      skipLine()
    }
    guard textIndent > 0 else { return nil }
    let value = decoded(style, start..<place, [.needsDecoding], indent: textIndent)
    nextLine()
    return value
  }
}

// MARK: - Flow collections

extension Scanner {
  private mutating func flowSequence() -> Value? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    let first = unfinished.count
    place += 1
    skipSpaces()
    if bytes[place] == UInt8(ascii: "]") {
      place += 1
      return .array([])
    }
    while true {
      guard let item = flowValue(), unfinished.add(item) else { return nil }
      skipSpaces()
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "]") { return .array(unfinished.take(from: first)) }
      guard byte == UInt8(ascii: ",") else { return nil }
      skipSpaces()
    }
  }

  private mutating func flowMapping() -> Value? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    let firstKey = keyCount
    let firstValue = unfinished.count
    place += 1
    skipSpaces()
    if bytes[place] == UInt8(ascii: "}") {
      place += 1
      return .object(ObjectValue())
    }
    while true {
      guard key() else { return nil }
      skipSpaces()
      guard let value = flowValue(), unfinished.add(value) else { return nil }
      skipSpaces()
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "}") { return object(of: firstKey, firstValue) }
      guard byte == UInt8(ascii: ",") else { return nil }
      skipSpaces()
    }
  }

  /// An item or a value inside brackets.
  private mutating func flowValue() -> Value? {
    switch bytes[place] {
    case UInt8(ascii: "'"): return singleQuoted()
    case UInt8(ascii: "\""): return doubleQuoted()
    case UInt8(ascii: "["): return flowSequence()
    case UInt8(ascii: "{"): return flowMapping()
    default: break
    }
    guard canBeginPlain() else { return nil }
    let start = place
    var end = place
    scan: while true {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break scan
      case 0x0A, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "#"): return nil
      case UInt8(ascii: ":"):
        let next = bytes[place + 1]
        if next.isBlankOrBreak || next.isFlowIndicator { return nil }
      default: break
      }
      place += 1
      if byte != 0x20 { end = place }
    }
    place = end
    return plain(start..<end)
  }
}

extension UInt8 {
  /// An ASCII letter or `_`.
  @inline(__always)
  fileprivate var isLetter: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }
}
