package import Values

/// Values as JSON text, by the rules of `JSON.stringify` (ECMA-262 §25.5.2).
///
/// `undefined`, symbols and functions are left out of objects and are `null` elsewhere (also at the
/// top, where JavaScript gives no text at all). NaN, the infinities and invalid dates are `null`.
/// Maps, sets and instances are `{}`, bytes an object of indices, a URL its text. A bigint, which
/// JavaScript refuses, is written as its bare digits.
package enum JSONText {
  /// `indent` spaces per level, 0 to 10; 0 puts everything on one line.
  package static func write(_ value: Value, indent: Int = 0) -> String {
    String(decoding: bytes(value, indent: indent), as: UTF8.self)
  }

  /// The UTF-8 bytes of `write(value, indent:)`.
  package static func bytes(_ value: Value, indent: Int = 0) -> [UInt8] {
    var writer = JSONWriter(indent: Swift.min(Swift.max(indent, 0), 10))
    writer.write(value)
    return writer.bytes
  }

  /// `text` as a JSON string, quotes included.
  package static func quoted(_ text: String) -> String {
    var writer = JSONWriter(indent: 0)
    writer.append(quoted: text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

/// Writes one value; an explicit stack keeps deep values off the machine's stack.
private struct JSONWriter {
  var bytes: [UInt8] = []
  private let indent: Int
  private var open: [Container] = []

  init(indent: Int) { self.indent = indent }

  /// A list or an object whose rest is still to be written.
  private enum Container {
    case array(ArraySlice<Value>, isFirst: Bool)
    case object(Array<(key: String, value: Value)>.SubSequence, isFirst: Bool)
  }

  mutating func write(_ value: Value) {
    begin(value)
    while let container = open.popLast() {
      switch container {
      case .array(var rest, let isFirst):
        guard let item = rest.popFirst() else {
          close("]", isEmpty: isFirst)
          continue
        }
        open.append(.array(rest, isFirst: false))
        separate(isFirst: isFirst)
        begin(item)
      case .object(var rest, let isFirst):
        guard let pair = rest.popFirst() else {
          close("}", isEmpty: isFirst)
          continue
        }
        open.append(.object(rest, isFirst: false))
        separate(isFirst: isFirst)
        append(quoted: pair.key)
        bytes.append(UInt8(ascii: ":"))
        if indent > 0 { bytes.append(UInt8(ascii: " ")) }
        begin(pair.value)
      }
    }
  }

  /// Writes a plain value, or opens a container.
  private mutating func begin(_ value: Value) {
    switch value {
    case .undefined, .null, .symbol: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .number(let number): append(number.isFinite ? NumberText.text(number) : "null")
    case .string(let text), .url(let text): append(quoted: text)
    case .bigint(let digits): append(digits)
    case .date(let date):
      if date.isValid {
        append(quoted: DateText.isoText(date.milliseconds))
      } else {
        append("null")
      }
    case .map, .set: append("{}")
    case .foreign(let foreign): append(foreign.isFunction ? "null" : "{}")
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      open.append(.array(items[...], isFirst: true))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      open.append(.object(object.filter { !isLeftOut($0.value) }[...], isFirst: true))
    case .bytes(let content):
      bytes.append(UInt8(ascii: "{"))
      let pairs = content.enumerated().map {
        (key: String($0.offset), value: Value.number(Double($0.element)))
      }
      open.append(.object(pairs[...], isFirst: true))
    }
  }

  private func isLeftOut(_ value: Value) -> Bool {
    switch value {
    case .undefined, .symbol: true
    case .foreign(let foreign): foreign.isFunction
    default: false
    }
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    breakLine()
  }

  private mutating func close(_ bracket: String, isEmpty: Bool) {
    if !isEmpty { breakLine() }
    append(bracket)
  }

  private mutating func breakLine() {
    guard indent > 0 else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * open.count))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  // ECMA-262 §25.5.2.3 QuoteJSONString
  mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0..<0x20:
        append("\\u00")
        bytes.append(0x30 + byte >> 4)
        bytes.append((byte & 15) + (byte & 15 < 10 ? 0x30 : 0x57))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
