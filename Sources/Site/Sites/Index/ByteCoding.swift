import Diagnostics
import Values

/// Writes values as compact bytes, for the index: it is read on every start and must cost nothing.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  /// Seven bits a byte, least first.
  mutating func write(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  /// A text in UTF-8.
  mutating func write(_ utf8: UnsafeBufferPointer<UInt8>) {
    write(utf8.count)
    bytes.append(contentsOf: utf8)
  }

  /// A text in UTF-8.
  mutating func write(_ utf8: [UInt8]) {
    write(utf8.count)
    bytes += utf8
  }

  mutating func write(_ double: Double) {
    withUnsafeBytes(of: double.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Makes room for `count` bytes in all.
  mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func writeRaw(_ more: [UInt8]) { bytes += more }

  /// Writes `count` bytes whose content is set later.
  mutating func writeZeros(_ count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: count))
  }

  /// Has `body` overwrite the bytes at `range`, which are there.
  mutating func overwrite(_ range: Range<Int>, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
    bytes.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[range])) }
  }

  /// Hands over the bytes and begins anew.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write<Element>(_ items: [Element], _ each: (inout Self, Element) -> Void) {
    write(items.count)
    for item in items { each(&self, item) }
  }

  mutating func write<Wrapped>(_ optional: Wrapped?, _ each: (inout Self, Wrapped) -> Void) {
    write(optional != nil)
    if let optional { each(&self, optional) }
  }
}

/// Reads what `ByteWriter` wrote; anything else is an error, never a crash.
struct ByteReader {
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private(set) var offset: Int
  /// Values inside values may still go this much deeper; more than any document that was read.
  private var depth = 1_000

  /// Reads from `offset` on.
  init(_ bytes: [UInt8], at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Throws unless everything was read.
  func end() throws {
    guard offset == bytes.count else { throw Malformed() }
  }

  /// Runs `read` one level deeper.
  fileprivate mutating func nested<Element>(
    _ read: (inout Self) throws -> Element
  ) throws -> Element {
    guard depth > 0 else { throw Malformed() }
    depth -= 1
    defer { depth += 1 }
    return try read(&self)
  }

  mutating func int() throws -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      guard offset < bytes.count, shift < 64 else { throw Malformed() }
      let byte = bytes[offset]
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(truncatingIfNeeded: Int64(bitPattern: value)) }
      shift += 7
    }
  }

  mutating func string() throws -> String {
    let count = try int()
    guard count >= 0, count <= bytes.count - offset else { throw Malformed() }
    defer { offset += count }
    return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
  }

  /// Goes on to just after the text here.
  mutating func skipString() throws {
    let count = try int()
    guard count >= 0, count <= bytes.count - offset else { throw Malformed() }
    offset += count
  }

  mutating func double() throws -> Double {
    guard bytes.count - offset >= 8 else { throw Malformed() }
    var bits: UInt64 = 0
    for place in 0..<8 { bits |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
    offset += 8
    return Double(bitPattern: bits)
  }

  mutating func bool() throws -> Bool {
    guard offset < bytes.count else { throw Malformed() }
    defer { offset += 1 }
    return bytes[offset] != 0
  }

  mutating func array<Element>(_ each: (inout Self) throws -> Element) throws -> [Element] {
    let count = try int()
    guard count >= 0, count <= bytes.count - offset else { throw Malformed() }
    var items: [Element] = []
    // A damaged count must not take memory that its items would never fill.
    items.reserveCapacity(min(count, 256))
    for _ in 0..<count { items.append(try each(&self)) }
    return items
  }

  mutating func optional<Wrapped>(_ each: (inout Self) throws -> Wrapped) throws -> Wrapped? {
    try bool() ? each(&self) : nil
  }
}

// MARK: - Values and problems

extension ByteWriter {
  mutating func write(_ value: Value) {
    switch value {
    case .undefined: write(0)
    case .null: write(1)
    case .boolean(let flag): write(flag ? 3 : 2)
    case .number(let number):
      write(4)
      write(number)
    case .string(let text):
      write(5)
      write(text)
    case .array(let items):
      write(6)
      write(items) { $0.write($1) }
    case .object(let object):
      write(7)
      write(object.count)
      for (key, value) in object {
        write(key)
        write(value)
      }
    case .date(let date):
      write(8)
      write(date.milliseconds)
    case .bigint(let digits):
      write(9)
      write(digits)
    case .url(let href):
      write(10)
      write(href)
    // What a table shows of these is their name; the index needs no more.
    case .map, .set, .bytes, .symbol, .foreign: write(0)
    }
  }

  mutating func write(_ path: ValuePath) {
    write(path) { writer, segment in
      switch segment {
      case .key(let key):
        writer.write(true)
        writer.write(key)
      case .index(let index):
        writer.write(false)
        writer.write(index)
      case .other:
        writer.write(true)
        writer.write(segment.description)
      }
    }
  }

  mutating func write(_ span: SourceSpan) {
    for position in [span.start, span.end] {
      write(position.line)
      write(position.column)
      write(position.offset)
    }
  }
}

extension ByteReader {
  mutating func value() throws -> Value {
    switch try int() {
    case 0: return .undefined
    case 1: return .null
    case 2: return .boolean(false)
    case 3: return .boolean(true)
    case 4: return .number(try double())
    case 5: return .string(try string())
    case 6: return .array(try nested { try $0.array { try $0.value() } })
    case 7:
      var object = ObjectValue()
      let pairs = try nested { try $0.array { (try $0.string(), try $0.value()) } }
      for (key, value) in pairs { object[key] = value }
      return .object(object)
    case 8: return .date(DateValue(milliseconds: try double()))
    case 9: return .bigint(try string())
    case 10: return .url(try string())
    default: throw Malformed()
    }
  }

  mutating func path() throws -> ValuePath {
    try array { try $0.bool() ? .key(try $0.string()) : .index(try $0.int()) }
  }

  mutating func span() throws -> SourceSpan {
    func position(_ reader: inout Self) throws -> SourcePosition {
      SourcePosition(line: try reader.int(), column: try reader.int(), offset: try reader.int())
    }
    return SourceSpan(start: try position(&self), end: try position(&self))
  }
}
