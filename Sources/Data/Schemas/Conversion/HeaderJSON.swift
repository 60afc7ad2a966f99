import Values

/// Reads the JSON of a token's header: small, so that nothing more is needed than being right.
struct HeaderJSON {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value, or nil when the bytes are no JSON.
  var value: Value? {
    var reader = self
    guard let value = reader.read(depth: 0) else { return nil }
    reader.skipBlanks()
    return reader.position == bytes.count ? value : nil
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func read(depth: Int) -> Value? {
    guard depth < 50 else { return nil }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return readObject(depth)
    case UInt8(ascii: "["): return readArray(depth)
    case UInt8(ascii: "\""): return readText().map(Value.string)
    case UInt8(ascii: "t"): return take("true") ? true : nil
    case UInt8(ascii: "f"): return take("false") ? false : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return readNumber()
    }
  }

  private mutating func readObject(_ depth: Int) -> Value? {
    var object = ObjectValue()
    position += 1
    skipBlanks()
    if take("}") { return .object(object) }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\""), let key = readText() else { return nil }
      skipBlanks()
      guard take(":"), let value = read(depth: depth + 1) else { return nil }
      object[key] = value
      skipBlanks()
    } while take(",")
    return take("}") ? .object(object) : nil
  }

  private mutating func readArray(_ depth: Int) -> Value? {
    var items: [Value] = []
    position += 1
    skipBlanks()
    if take("]") { return .array(items) }
    repeat {
      guard let value = read(depth: depth + 1) else { return nil }
      items.append(value)
      skipBlanks()
    } while take(",")
    return take("]") ? .array(items) : nil
  }

  private mutating func readText() -> String? {
    position += 1
    var units: [UInt16] = []
    var text: [UInt8] = []
    func flushed() -> [UInt8] { Array(String(decoding: units, as: UTF16.self).utf8) }
    while let byte = next {
      position += 1
      if byte == UInt8(ascii: "\"") {
        return String(decoding: text + flushed(), as: UTF8.self)
      }
      guard byte >= 0x20 else { return nil }
      if byte != UInt8(ascii: "\\") {
        text += flushed() + [byte]
        units = []
        continue
      }
      guard let escape = next else { return nil }
      position += 1
      guard let unit = unescape(escape) else { return nil }
      units.append(unit)
    }
    return nil
  }

  private mutating func unescape(_ escape: UInt8) -> UInt16? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(escape)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
      position += 4
      return digits.utf8.first == UInt8(ascii: "+") ? nil : UInt16(digits, radix: 16)
    default: return nil
    }
  }

  private mutating func readNumber() -> Value? {
    let start = position
    func digits(_ reader: inout HeaderJSON) -> Int {
      let first = reader.position
      while let byte = reader.next, byte >= 0x30, byte <= 0x39 { reader.position += 1 }
      return reader.position - first
    }
    _ = take("-")
    let isZero = next == 0x30
    let count = digits(&self)
    guard count > 0, !isZero || count == 1 else { return nil }
    if take("."), digits(&self) == 0 { return nil }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if digits(&self) == 0 { return nil }
    }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self)).map(Value.number)
  }
}
