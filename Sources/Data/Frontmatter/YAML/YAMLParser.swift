import Values

/// Reads YAML as js-yaml's loader does: the same decisions in the same order, so that what is
/// accepted, what is refused and where it is noticed agree with it.
///
/// js-yaml, lib/loader.js. It reads `input`, a copy of the text that ends in a line break and
/// four zero bytes, so that looking a few bytes ahead needs no bounds check.
struct YAMLParser: ~Copyable {
  let input: UnsafePointer<UInt8>
  /// Bytes of text in `input`, the line break at its end included, the zeros not.
  let length: Int
  /// What to add to a place in `input` to get one in the file.
  let base: Int
  /// Bytes of text that stand in the file; a line break we added is not among them.
  let fileLength: Int
  /// The whole file, which nodes refer to.
  let file: [UInt8]
  let rules: YAMLRules
  let decodeScalar: DocumentTree.ScalarDecoder

  // Where we are, as js-yaml's `state`.
  var position = 0
  var line = 0
  var lineStart = 0
  var lineIndent = 0
  /// The first tab in this line's indentation, or -1.
  var firstTabInLine = -1
  var depth = 0

  // What the node being read turned out to be.
  var tag = YAMLTag.none
  /// The resolved tag, such as `tag:yaml.org,2002:str`, where `tag` is `named`.
  var tagName = ""
  /// The tag's text, from `!`.
  var tagRange = 0..<0
  /// The anchor's text, from `&`; empty without one.
  var anchorRange = 0..<0
  /// Index of the node that was read, or -1 for nothing.
  var result = -1

  // What has been read.
  var nodes: [DocumentNode]
  var properties: [NodeProperties] = []
  /// The last place in `anchorTargets` of each anchor's name.
  var anchors: [String: Int] = [:]
  /// The nodes that anchors name, ascending.
  var anchorTargets: [Int] = []
  var tagHandles: [String: String] = [:]
  var keys: [YAMLKey]
  /// What each mapping with a merge has, own and merged.
  var mergedMembers: [Int: MergedMembers] = [:]
  var mergedKeys = 0
  var mergeSteps = 0
  var hasAliases = false
  /// How many bytes the keys that are lists or aliases stand for.
  var compositeKeyBytes = 0
  /// Just after the last byte that belongs to a node or its indicator.
  var contentEnd = 0
  /// The last quoted scalar that spans lines: where an unclosed quote began, if it was one.
  var lastLongQuote = 0..<0
}

/// What js-yaml's `state.tag` can be.
enum YAMLTag: Equatable {
  case none
  /// `?`: resolve by the text.
  case implicit
  /// `!`: a plain string, or what the node's shape says.
  case nonSpecific
  /// The parser's `tagName`.
  case named
}

// MARK: - Failing

extension YAMLParser {
  /// The failure with js-yaml's `reason` where we are.
  ///
  /// On the line where a quoted scalar of several lines ended, its opening quote is the likely
  /// origin.
  func failure(_ reason: String, origin: Int? = nil) -> ReadFailure {
    let origin = origin ?? longQuote(endingBefore: position)
    return ReadFailure(
      kind: .yaml,
      reason: reason,
      offset: markOffset(position),
      origin: origin.map { fileOffset($0) }
    )
  }

  /// Where the last quoted scalar of several lines begins, when it ends on the line of `place`.
  func longQuote(endingBefore place: Int) -> Int? {
    let quote = lastLongQuote
    guard !quote.isEmpty, quote.upperBound <= place,
      !(quote.upperBound..<place).contains(where: { input[$0].isBreak })
    else { return nil }
    return quote.lowerBound
  }

  /// Where js-yaml says that it stopped: behind the last line, where that ends outside of what it was
  /// given, as the frontmatter that gray-matter hands over does.
  private func markOffset(_ place: Int) -> Int {
    let end = base + fileLength
    let isCut = fileLength < length || fileLength > 0 && input[fileLength - 1] == 0x0D
    let isBehind = isCut && place >= length && end < file.count && file[end] == 0x0A
    return isBehind ? end + 1 : fileOffset(place)
  }

  /// The place in the file of a place in `input`.
  func fileOffset(_ place: Int) -> Int { base + Swift.min(place, fileLength) }
}

// MARK: - Space

extension YAMLParser {
  /// Skips a line break; anything else is refused.
  mutating func readLineBreak() throws(ReadFailure) {
    let byte = input[position]
    guard byte == 0x0A || byte == 0x0D else { throw failure("a line break is expected") }
    skipLineBreak()
  }

  mutating func skipLineBreak() {
    let isCarriageReturn = input[position] == 0x0D
    position += 1
    if isCarriageReturn, input[position] == 0x0A { position += 1 }
    line += 1
    lineStart = position
    firstTabInLine = -1
  }

  /// Skips blanks, line breaks and comments and returns how many lines that ended.
  @discardableResult
  mutating func skipSpace(comments: Bool) -> Int {
    var breaks = 0
    while true {
      var byte = input[position]
      while byte == 0x20 || byte == 0x09 {
        if byte == 0x09, firstTabInLine == -1 { firstTabInLine = position }
        position += 1
        byte = input[position]
      }
      if comments, byte == UInt8(ascii: "#") {
        repeat {
          position += 1
          byte = input[position]
        } while byte != 0x0A && byte != 0x0D && byte != 0
      }
      guard byte == 0x0A || byte == 0x0D else { return breaks }
      skipLineBreak()
      breaks += 1
      let start = position
      while input[position] == 0x20 { position += 1 }
      lineIndent = position - start
    }
  }

  /// Whether `---` or `...` stands here, alone or before a blank.
  func isDocumentSeparator() -> Bool {
    let byte = input[position]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."), input[position + 1] == byte,
      input[position + 2] == byte
    else { return false }
    let next = input[position + 3]
    return next == 0 || next.isBlankOrBreak
  }
}

extension UInt8 {
  /// Space, tab, LF or CR.
  @inline(__always)
  var isBlankOrBreak: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

  /// Space or tab.
  @inline(__always)
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// LF or CR.
  @inline(__always)
  var isBreak: Bool { self == 0x0A || self == 0x0D }

  /// `,`, `[`, `]`, `{` or `}`.
  @inline(__always)
  var isFlowIndicator: Bool {
    self == 0x2C || self == 0x5B || self == 0x5D || self == 0x7B || self == 0x7D
  }

  @inline(__always)
  var isDigit: Bool { self &- 0x30 < 10 }
}
