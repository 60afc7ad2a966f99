package import Values

/// Reads JSON text as `JSON.parse` does (ECMA-404), from bytes that may come from anyone.
///
/// A leading byte order mark is skipped and bytes that are no UTF-8 become U+FFFD, as in a browser's
/// `Response.json()`. Of two equal keys the last one counts. An escaped lone surrogate, which UTF-8 cannot
/// hold, becomes U+FFFD. Values nest no deeper than 1,000 levels.
package struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var open: [Container] = []

  private static let maximumDepth = 1_000

  /// A list or an object whose end has not been read; changed in place, never copied.
  private struct Container {
    var items: [Value] = []
    var object = ObjectValue()
    /// The key of the value that comes next; nil in a list.
    var key: String?
  }

  /// The value that `bytes` write.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> Value {
    var reader = JSONReader(bytes)
    return try reader.read()
  }

  private init(_ bytes: [UInt8]) {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = isMarked ? Array(bytes[3...]) : bytes
  }

  private mutating func read() throws(JSONError) -> Value {
    while true {
      skipSpace()
      guard var value = try beginValue() else { continue }
      // Put the finished value into its container, which may finish that one too.
      while !open.isEmpty, let outer = try add(value) { value = outer }
      guard open.isEmpty else { continue }
      skipSpace()
      guard position == bytes.count else { throw failure() }
      return value
    }
  }

  /// A value without parts, or nil when a container with something in it was opened.
  private mutating func beginValue() throws(JSONError) -> Value? {
    switch peek {
    case UInt8(ascii: "{"):
      try enter()
      if take(UInt8(ascii: "}")) { return .object(ObjectValue()) }
      open.append(Container(key: try key()))
      return nil
    case UInt8(ascii: "["):
      try enter()
      if take(UInt8(ascii: "]")) { return .array([]) }
      open.append(Container())
      return nil
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func enter() throws(JSONError) {
    guard open.count < Self.maximumDepth else { throw JSONError(offset: position, isTooDeep: true) }
    position += 1
    skipSpace()
  }

  /// Puts `value` into the innermost container, which is returned when that ends it; nil when more is
  /// to come.
  private mutating func add(_ value: Value) throws(JSONError) -> Value? {
    skipSpace()
    let last = open.count - 1
    if let key = open[last].key {
      open[last].object[key] = value
      if take(UInt8(ascii: "}")) { return .object(open.removeLast().object) }
      guard take(UInt8(ascii: ",")) else { throw failure() }
      skipSpace()
      open[last].key = try self.key()
    } else {
      open[last].items.append(value)
      if take(UInt8(ascii: "]")) { return .array(open.removeLast().items) }
      guard take(UInt8(ascii: ",")) else { throw failure() }
    }
    return nil
  }

  private mutating func key() throws(JSONError) -> String {
    guard peek == UInt8(ascii: "\"") else { throw failure() }
    let key = try string()
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw failure() }
    return key
  }
}

// MARK: - Tokens

extension JSONReader {
  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func failure() -> JSONError { JSONError(offset: position, isTooDeep: false) }

  private mutating func word(_ word: String, _ value: Value) throws(JSONError) -> Value {
    guard bytes[position...].starts(with: word.utf8) else { throw failure() }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONError) -> Double {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw failure()
    }
    return number
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
    guard position > start else { throw failure() }
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    var text = String(decoding: bytes[start..<position], as: UTF8.self)
    if take(UInt8(ascii: "\"")) { return text }
    // What follows an escape is collected apart: most strings have none.
    var rest: [UInt8] = []
    while let byte = peek, byte >= 0x20 {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        text += String(decoding: rest, as: UTF8.self)
        return text
      case UInt8(ascii: "\\"): rest.append(contentsOf: String(try escape()).utf8)
      default: rest.append(byte)
      }
    }
    throw failure()
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    guard let byte = peek else { throw failure() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      guard unit >> 10 == 0x36, bytes[position...].starts(with: [0x5C, 0x75]) else {
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
      }
      let mark = position
      position += 2
      let low = try codeUnit()
      guard low >> 10 == 0x37 else {
        position = mark
        return "\u{FFFD}"
      }
      return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
    default: throw failure()
    }
  }

  private mutating func codeUnit() throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure()
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
