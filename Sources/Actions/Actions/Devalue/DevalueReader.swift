import ECMAScript
import Frontmatter
import Values

/// Reads devalue text into a graph, from bytes that may come from anyone: no recursion, and nothing is
/// allocated that the text does not pay for.
struct DevalueReader {
  private typealias Reference = DevalueGraph.Reference
  private typealias Node = DevalueGraph.Node

  private let table: [Value]
  private let bareRoot: Reference?
  private var nodes: [Node] = []
  /// The node of each slot, -1 for one that has not been reached.
  private var places: [Int]
  /// Slots that have a node's place and are still to be read.
  private var pending: [Int] = []

  init(_ text: [UInt8]) throws(DevalueError) {
    let json: Value
    do {
      json = try JSONReader.value(of: text)
    } catch {
      throw DevalueError(error.reason)
    }
    switch json {
    case .number(let number):
      guard let root = Self.sentinel(number), root != .hole else { throw .invalidInput }
      bareRoot = root
      table = []
    case .array(let slots) where !slots.isEmpty:
      bareRoot = nil
      table = slots
    default: throw .invalidInput
    }
    places = Array(repeating: -1, count: table.count)
  }

  mutating func read() throws(DevalueError) -> DevalueGraph {
    if let bareRoot { return DevalueGraph(nodes: [], root: bareRoot) }
    let root = reference(slot: 0)
    while let slot = pending.popLast() {
      let countBefore = pending.count
      nodes[places[slot]] = try node(table[slot], slot: slot)
      // The first child is read first, as devalue does.
      pending[countBefore...].reverse()
    }
    return DevalueGraph(nodes: nodes, root: root)
  }

  private static func sentinel(_ number: Double) -> Reference? {
    switch number {
    case -1: .undefined
    case -2: .hole
    case -3: .nan
    case -4: .infinity
    case -5: .negativeInfinity
    case -6: .negativeZero
    default: nil
    }
  }

  private mutating func reference(slot: Int) -> Reference {
    if places[slot] < 0 {
      places[slot] = nodes.count
      nodes.append(.null)
      pending.append(slot)
    }
    return .node(places[slot])
  }

  /// What an index stands for; one that points nowhere is undefined.
  private mutating func reference(
    _ index: Value?,
    isItem: Bool = false
  ) throws(DevalueError) -> Reference {
    guard case .number(let number)? = index else { throw .invalidInput }
    if let sentinel = Self.sentinel(number) {
      return sentinel == .hole && !isItem ? .undefined : sentinel
    }
    guard let slot = Int(exactly: number), table.indices.contains(slot) else { return .undefined }
    return reference(slot: slot)
  }

  private mutating func node(_ content: Value, slot: Int) throws(DevalueError) -> Node {
    switch content {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .number(let number): return .number(number)
    case .string(let text): return .string(text)
    case .object(let object):
      var properties: [DevalueGraph.Property] = []
      for (key, index) in object {
        try checkKey(key)
        properties.append(DevalueGraph.Property(key: key, value: try reference(index)))
      }
      return .object(properties)
    case .array(let parts):
      if case .string(let tag)? = parts.first {
        return try tagged(tag, Array(parts.dropFirst()), slot: slot)
      }
      if case .number(-7)? = parts.first { return try sparseArray(parts) }
      var items: [Reference] = []
      for part in parts { items.append(try reference(part, isItem: true)) }
      return .array(items)
    default: throw .invalidInput
    }
  }

  private func checkKey(_ key: String) throws(DevalueError) {
    if key == "__proto__" {
      throw DevalueError("Cannot parse an object with a `__proto__` property")
    }
  }

  private mutating func sparseArray(_ parts: [Value]) throws(DevalueError) -> Node {
    guard parts.count > 1, case .number(let number) = parts[1], let length = UInt32(exactly: number)
    else { throw .invalidInput }
    var items: [UInt32: Reference] = [:]
    for place in stride(from: 2, to: parts.count, by: 2) {
      guard case .number(let number) = parts[place], let position = UInt32(exactly: number),
        position < length, place + 1 < parts.count
      else { throw .invalidInput }
      items[position] = try reference(parts[place + 1])
    }
    return .sparseArray(
      length: length,
      items.sorted { $0.key < $1.key }.map { (position: $0.key, item: $0.value) }
    )
  }
}

// MARK: - Tags

extension DevalueReader {
  private mutating func tagged(
    _ tag: String,
    _ parts: [Value],
    slot: Int
  ) throws(DevalueError) -> Node {
    switch tag {
    case "Date": return .date(milliseconds(parts.first))
    case "RegExp": return try regularExpression(parts)
    case "BigInt": return .bigint(try digits(parts.first))
    case "Set": return try set(parts)
    case "Map": return try map(parts)
    case "null": return try bareObject(parts)
    case "Object": return try boxed(parts)
    case "URL": return .url(try href(parts.first, slot: slot))
    case "URLSearchParams": return .urlParameters(parts.first?.stringValue ?? "")
    case "ArrayBuffer":
      guard case .string(let text)? = parts.first else {
        throw DevalueError("Invalid ArrayBuffer encoding")
      }
      return .buffer(try bytes(text))
    default: break
    }
    if let kind = DevalueGraph.ViewKind(rawValue: tag) { return try view(kind, parts) }
    if let kind = Self.temporalKinds.first(where: { tag == "Temporal.\($0)" }) {
      return .temporal(kind: kind, text: parts.first?.stringValue ?? "")
    }
    throw DevalueError("Unknown type \(tag)")
  }

  private static let temporalKinds = [
    "Duration", "Instant", "PlainDate", "PlainTime", "PlainDateTime", "PlainMonthDay",
    "PlainYearMonth", "ZonedDateTime",
  ]

  private func milliseconds(_ part: Value?) -> Double {
    switch part {
    case .string(let text): DateText.milliseconds(text, in: .utc)
    case .number(let number): abs(number) <= 8.64e15 ? number.rounded(.towardZero) : .nan
    default: .nan
    }
  }

  private func regularExpression(_ parts: [Value]) throws(DevalueError) -> Node {
    guard case .string(let source)? = parts.first else { throw .invalidInput }
    let flags = parts.count > 1 ? parts[1].stringValue ?? "" : ""
    do {
      let expression = try RegularExpression(source: source, flags: flags)
      return .regularExpression(source: expression.source, flags: expression.flags)
    } catch {
      throw DevalueError("Invalid regular expression: \(error.reason)")
    }
  }

  /// ECMA-262 StringToBigInt, for decimal digits.
  private func digits(_ part: Value?) throws(DevalueError) -> String {
    guard case .string(let text)? = part else { throw .invalidInput }
    var digits = Array(TextMeasure.trimmed(text).utf8)[...]
    let sign = digits.first
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits.removeFirst() }
    let isEmpty = digits.isEmpty && sign == nil
    guard isEmpty || !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw DevalueError("Cannot convert \(text) to a BigInt")
    }
    digits = digits.drop { $0 == 0x30 }
    if digits.isEmpty { return "0" }
    return (sign == UInt8(ascii: "-") ? "-" : "") + String(decoding: digits, as: UTF8.self)
  }

  private mutating func set(_ parts: [Value]) throws(DevalueError) -> Node {
    var members: [Reference] = []
    var seen: Set<Key> = []
    for part in parts {
      let member = try reference(part)
      if seen.insert(key(member, of: part)).inserted { members.append(member) }
    }
    return .set(members)
  }

  private mutating func map(_ parts: [Value]) throws(DevalueError) -> Node {
    var entries: [(key: Reference, value: Reference)] = []
    var positions: [Key: Int] = [:]
    for place in stride(from: 0, to: parts.count, by: 2) {
      let name = try reference(parts[place])
      let value = try reference(place + 1 < parts.count ? parts[place + 1] : nil)
      let key = key(name, of: parts[place])
      if let position = positions[key] {
        entries[position].value = value
      } else {
        positions[key] = entries.count
        entries.append((name, value))
      }
    }
    return .map(entries)
  }

  /// What makes two members of a set or keys of a map the same (ECMA-262 SameValueZero).
  private enum Key: Hashable {
    case literal(Value)
    case reference(Reference)
  }

  private func key(_ reference: Reference, of index: Value) -> Key {
    if reference == .negativeZero { return .literal(0) }
    guard case .node = reference, case .number(let slot) = index else {
      return .reference(reference)
    }
    switch table[Int(slot)] {
    case let literal where literal.arrayValue == nil && literal.objectValue == nil:
      return .literal(literal)
    default: return .reference(reference)
    }
  }

  private mutating func bareObject(_ parts: [Value]) throws(DevalueError) -> Node {
    var object = ObjectValue()
    for place in stride(from: 0, to: parts.count, by: 2) {
      guard case .string(let key) = parts[place], place + 1 < parts.count else {
        throw .invalidInput
      }
      try checkKey(key)
      object[key] = parts[place + 1]
    }
    var properties: [DevalueGraph.Property] = []
    for (key, index) in object {
      properties.append(DevalueGraph.Property(key: key, value: try reference(index)))
    }
    return .bareObject(properties)
  }

  private mutating func boxed(_ parts: [Value]) throws(DevalueError) -> Node {
    let value = try reference(parts.first)
    if case .node = value, case .number(let slot)? = parts.first {
      switch table[Int(slot)] {
      case .object: throw .invalidInput
      case .array(let content) where content.first != "BigInt": throw .invalidInput
      default: break
      }
    }
    return .boxed(value)
  }

  /// The text itself, or the slot that holds it.
  private func href(_ part: Value?, slot: Int) throws(DevalueError) -> String {
    var text = part
    if case .number(let number)? = part {
      guard Int(exactly: number) != slot else { throw DevalueError("Invalid circular reference") }
      text = Int(exactly: number).flatMap { table.indices.contains($0) ? table[$0] : nil }
    }
    guard case .string(let text)? = text, let url = WebURL(text) else {
      throw DevalueError("Invalid URL")
    }
    return url.href
  }

  /// Base 64 as Node reads it: padding may be missing, the URL alphabet will do.
  private func bytes(_ text: String) throws(DevalueError) -> [UInt8] {
    var characters = text.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      case UInt8(ascii: "="): nil
      default: byte
      }
    }
    while characters.count % 4 > 1 { characters.append(UInt8(ascii: "=")) }
    guard let bytes = Base64.decode(String(decoding: characters, as: UTF8.self)) else {
      throw DevalueError("Invalid ArrayBuffer encoding")
    }
    return bytes
  }

  private mutating func view(
    _ kind: DevalueGraph.ViewKind,
    _ parts: [Value]
  ) throws(DevalueError) -> Node {
    guard case .node(let buffer) = try reference(parts.first),
      case .number(let slot)? = parts.first, case .array(let content) = table[Int(slot)],
      content.first == "ArrayBuffer"
    else { throw DevalueError("Invalid data") }
    guard content.count > 1, case .string(let text) = content[1] else {
      throw DevalueError("Invalid ArrayBuffer encoding")
    }
    let size = try bytes(text).count
    let element = kind.elementSize
    guard parts.count > 1 else {
      guard size % element == 0 else {
        throw DevalueError("byte length of \(kind.rawValue) should be a multiple of \(element)")
      }
      return .view(kind, buffer: buffer, byteOffset: 0, length: size / element)
    }
    guard let offset = parts[1].numberValue.flatMap(Int.init(exactly:)), offset >= 0,
      offset <= size, offset % element == 0
    else { throw DevalueError("start offset of \(kind.rawValue) is out of bounds") }
    let rest = (size - offset) / element
    guard parts.count > 2 else {
      return .view(kind, buffer: buffer, byteOffset: offset, length: rest)
    }
    guard let length = parts[2].numberValue.flatMap(Int.init(exactly:)), 0...rest ~= length else {
      throw DevalueError("Invalid typed array length")
    }
    return .view(kind, buffer: buffer, byteOffset: offset, length: length)
  }
}
