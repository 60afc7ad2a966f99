import Values

/// Values as bytes and back, exactly and fast, for caches that only this program reads.
///
/// JSON would lose the order of numeric keys and what only JavaScript has.
enum ValueArchive {
  static func bytes(of value: Value) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, &bytes)
    return bytes
  }

  /// The value of `bytes`, or nil when they are damaged.
  static func value(of bytes: [UInt8]) -> Value? {
    bytes.withUnsafeBytes { buffer in
      var reader = Reader(rest: buffer[...])
      guard let value = reader.value(depth: 0), reader.rest.isEmpty else { return nil }
      return value
    }
  }

  private static func write(_ value: Value, _ bytes: inout [UInt8]) {
    switch value {
    case .undefined: bytes.append(0)
    case .null: bytes.append(1)
    case .boolean(let flag): bytes.append(flag ? 3 : 2)
    case .number(let number): write(4, number.bitPattern, &bytes)
    case .date(let date): write(5, date.milliseconds.bitPattern, &bytes)
    case .string(let text): write(6, text, &bytes)
    case .bigint(let text): write(7, text, &bytes)
    case .url(let text): write(8, text, &bytes)
    case .symbol(let text): write(9, text, &bytes)
    case .bytes(let content):
      write(10, UInt64(content.count), &bytes)
      bytes += content
    case .array(let items):
      write(11, UInt64(items.count), &bytes)
      for item in items { write(item, &bytes) }
    case .set(let items):
      write(12, UInt64(items.count), &bytes)
      for item in items { write(item, &bytes) }
    case .map(let entries):
      write(13, UInt64(entries.count), &bytes)
      for entry in entries {
        write(entry.key, &bytes)
        write(entry.value, &bytes)
      }
    case .object(let object):
      write(14, UInt64(object.count), &bytes)
      for (key, item) in object {
        write(6, key, &bytes)
        write(item, &bytes)
      }
    // What the engine held is gone with it.
    case .foreign(let foreign): write(15, foreign.className, &bytes)
    }
  }

  private static func write(_ tag: UInt8, _ number: UInt64, _ bytes: inout [UInt8]) {
    bytes.append(tag)
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  private static func write(_ tag: UInt8, _ text: String, _ bytes: inout [UInt8]) {
    write(tag, UInt64(text.utf8.count), &bytes)
    bytes += text.utf8
  }

  private struct Reader {
    var rest: Slice<UnsafeRawBufferPointer>

    mutating func value(depth: Int) -> Value? {
      guard depth < 1000, let tag = rest.popFirst() else { return nil }
      switch tag {
      case 0: return .undefined
      case 1: return .null
      case 2: return .boolean(false)
      case 3: return .boolean(true)
      case 4: return number().map { .number(Double(bitPattern: $0)) }
      case 5: return number().map { .date(DateValue(milliseconds: Double(bitPattern: $0))) }
      case 6: return text().map(Value.string)
      case 7: return text().map(Value.bigint)
      case 8: return text().map(Value.url)
      case 9: return text().map(Value.symbol)
      case 10: return content().map { .bytes(Array($0)) }
      case 11: return items(depth).map(Value.array)
      case 12: return items(depth).map(Value.set)
      case 13: return entries(depth).map(Value.map)
      case 14: return pairs(depth).map(Value.object)
      case 15: return text().map { .foreign(ForeignValue(className: $0)) }
      default: return nil
      }
    }

    private mutating func number() -> UInt64? {
      guard rest.count >= 8 else { return nil }
      let number = UnsafeRawBufferPointer(rebasing: rest.prefix(8)).loadUnaligned(as: UInt64.self)
      rest = rest.dropFirst(8)
      return UInt64(littleEndian: number)
    }

    private mutating func count() -> Int? {
      // Each item takes a byte or more.
      number().flatMap { $0 <= rest.count ? Int($0) : nil }
    }

    private mutating func content() -> Slice<UnsafeRawBufferPointer>? {
      guard let count = count() else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }

    private mutating func text() -> String? {
      content().map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func items(_ depth: Int) -> [Value]? {
      guard let count = count() else { return nil }
      var items: [Value] = []
      for _ in 0..<count {
        guard let item = value(depth: depth + 1) else { return nil }
        items.append(item)
      }
      return items
    }

    private mutating func entries(_ depth: Int) -> [MapEntry]? {
      guard let count = count() else { return nil }
      var entries: [MapEntry] = []
      for _ in 0..<count {
        guard let key = value(depth: depth + 1), let item = value(depth: depth + 1) else {
          return nil
        }
        entries.append(MapEntry(key: key, value: item))
      }
      return entries
    }

    private mutating func pairs(_ depth: Int) -> ObjectValue? {
      guard let count = count() else { return nil }
      var object = ObjectValue()
      for _ in 0..<count {
        guard case .string(let key)? = value(depth: depth + 1),
          let item = value(depth: depth + 1)
        else { return nil }
        object[key] = item
      }
      return object
    }
  }
}
