/// Reads a TOML text into a `TOMLDocument`.
struct TOMLParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  let rules: TOMLRules
  var index: Int
  /// Whether what was read last is a number, a boolean or a date: smol-toml is less strict after one.
  var isAfterLiteral = false
  var document: TOMLDocument
  /// The table that pairs go to.
  private var current = 0
  /// Tables whose nodes grow with what is read: the current one and the arrays it is in.
  private var openArrays: [Int] = []

  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>, rules: TOMLRules) {
    self.bytes = bytes
    self.rules = rules
    self.range = range
    index = range.lowerBound
    document = TOMLDocument(range)
  }

  mutating func parse() throws(ReadFailure) {
    if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
    try skipVoid()
    while !isAtEnd {
      isAfterLiteral = false
      if byte == UInt8(ascii: "[") { try readHeader() } else { try readPair() }
      try endLine()
      try skipVoid()
    }
  }

  var isAtEnd: Bool { index >= range.upperBound }
  var byte: UInt8? { index < range.upperBound ? bytes[index] : nil }

  func peek(_ count: Int) -> UInt8? {
    index + count < range.upperBound ? bytes[index + count] : nil
  }

  func failure(_ reason: String, at offset: Int? = nil, origin: Int? = nil) -> ReadFailure {
    ReadFailure(kind: .toml, reason: reason, offset: offset ?? index, origin: origin)
  }
}

// MARK: - Space and comments

extension TOMLParser {
  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x09 { index += 1 }
  }

  /// Skips blanks, line ends and comments.
  mutating func skipVoid() throws(ReadFailure) {
    while true {
      skipBlanks()
      if byte == UInt8(ascii: "#") { try skipComment() }
      guard skipLineEnd() else { return }
    }
  }

  /// Skips LF or CR LF.
  mutating func skipLineEnd() -> Bool {
    if byte == 0x0A {
      index += 1
      return true
    }
    if byte == 0x0D, peek(1) == 0x0A {
      index += 2
      return true
    }
    return false
  }

  private mutating func skipComment(isChecked: Bool = true) throws(ReadFailure) {
    while let byte, byte != 0x0A {
      if byte == 0x0D, peek(1) == 0x0A { return }
      guard !isChecked || byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
        throw failure("control characters are not allowed in comments")
      }
      index += 1
    }
  }

  private mutating func endLine() throws(ReadFailure) {
    skipBlanks()
    if byte == UInt8(ascii: "#") {
      // smol-toml looks at another place of the file then.
      try skipComment(isChecked: rules.isStrict || !isAfterLiteral)
    }
    guard isAtEnd || skipLineEnd() else {
      throw failure("each key-value declaration must be followed by an end-of-line")
    }
  }
}

// MARK: - Headers and pairs

extension TOMLParser {
  private static let redefinition = "trying to redefine an already defined table or value"

  private mutating func readHeader() throws(ReadFailure) {
    let start = index
    index += 1
    let isArray = byte == UInt8(ascii: "[")
    if isArray { index += 1 }
    let key = try readKey(until: UInt8(ascii: "]"))
    index += 1
    if isArray { try readSecondBracket() }
    let header = start..<index
    var table = 0
    openArrays = []
    for part in key.dropLast() { table = try step(into: part, of: table) }
    guard let last = key.last else { return }
    current =
      isArray ? try openTables(last, in: table, header) : try open(last, in: table, header)
    grow(to: index)
  }

  /// smol-toml takes whatever stands there for the bracket, the end of the line too, if it is no blank.
  private mutating func readSecondBracket() throws(ReadFailure) {
    let isBracket = byte == UInt8(ascii: "]")
    guard isBracket || !rules.isStrict && byte != 0x20 && byte != 0x09 else {
      throw failure("expected end of table declaration")
    }
    if !isAtEnd { index += 1 }
  }

  /// The table that `part` of a header leads to, made when it is not there.
  private mutating func step(into part: TOMLKey, of table: Int) throws(ReadFailure) -> Int {
    switch document.item(part.name, in: table) {
    case nil:
      try checkDepth(document.tables[table].depth + 1, part)
      return document.addTable(part.name, part.node, .headerPath, to: table)
    case .table(let next)? where document.tables[next].origin != .inline: return next
    case .array(let list)? where document.arrays[list].isTables:
      openArrays.append(list)
      if case .table(let next)? = document.arrays[list].items.last { return next }
    default: break
    }
    throw failure(Self.redefinition, at: part.start)
  }

  /// The table of `[header]`.
  private mutating func open(
    _ part: TOMLKey,
    in table: Int,
    _ header: Range<Int>
  ) throws(ReadFailure) -> Int {
    var opened: Int
    switch document.item(part.name, in: table) {
    case nil:
      try checkDepth(document.tables[table].depth + 1, part)
      opened = document.addTable(part.name, part.node, .header, to: table)
    case .table(let next)? where document.tables[next].origin == .headerPath:
      opened = next
      document.tables[opened].origin = .header
    default: throw failure(Self.redefinition, at: part.start)
    }
    document.tables[opened].range = header
    return opened
  }

  /// The next table of `[[header]]`.
  private mutating func openTables(
    _ part: TOMLKey,
    in table: Int,
    _ header: Range<Int>
  ) throws(ReadFailure) -> Int {
    let depth = document.tables[table].depth + 2
    try checkDepth(depth, part)
    let list: Int
    switch document.item(part.name, in: table) {
    case nil:
      list = document.arrays.count
      document.arrays.append(TOMLDocument.List(isTables: true, range: header))
      document.add(part.name, part.node, .array(list), to: table)
    case .array(let known)? where document.arrays[known].isTables: list = known
    default: throw failure(Self.redefinition, at: part.start)
    }
    document.tables.append(TOMLDocument.Table(origin: .header, range: header, depth: depth))
    document.arrays[list].items.append(.table(document.tables.count - 1))
    openArrays.append(list)
    return document.tables.count - 1
  }

  private mutating func readPair() throws(ReadFailure) {
    try readPair(into: current)
    grow(to: index)
  }

  /// Has the current table and the arrays around it end no earlier than `end`.
  private mutating func grow(to end: Int) {
    if current != 0 {
      document.tables[current].range = document.tables[current].range.lowerBound..<end
    }
    for list in openArrays {
      let range = document.arrays[list].range
      document.arrays[list].range = range.lowerBound..<max(range.upperBound, end)
    }
  }

  /// Reads `key = value` into a table, a dotted key into the tables it makes.
  mutating func readPair(into table: Int, isInline: Bool = false) throws(ReadFailure) {
    let key = try readKey(until: UInt8(ascii: "="))
    index += 1
    skipBlanks()
    var table = table
    var made: [Int] = []
    for part in key.dropLast() {
      switch document.item(part.name, in: table) {
      case nil:
        try checkDepth(document.tables[table].depth + 1, part)
        table = document.addTable(part.name, part.node, .dottedKey, to: table)
      case .table(let next)? where document.tables[next].origin == .dottedKey: table = next
      default: throw failure(Self.redefinition, at: part.start)
      }
      made.append(table)
    }
    guard let last = key.last else { return }
    guard document.item(last.name, in: table) == nil else {
      throw failure(Self.redefinition, at: last.start)
    }
    let value = try readValue(
      depth: document.tables[table].depth + 1,
      in: isInline ? "}" : nil
    )
    document.add(last.name, last.node, value, to: table)
    for table in made {
      let start = document.tables[table].range.lowerBound
      document.tables[table].range = start..<index
    }
  }

  func checkDepth(_ depth: Int, _ part: TOMLKey) throws(ReadFailure) {
    try checkDepth(depth, at: part.start)
  }

  func checkDepth(_ depth: Int, at offset: Int) throws(ReadFailure) {
    guard depth <= TOMLReader.depthLimit else {
      throw ReadFailure(
        kind: .limit,
        reason: "more than \(TOMLReader.depthLimit) tables and arrays inside one another",
        offset: offset
      )
    }
  }
}
