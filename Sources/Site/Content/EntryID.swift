import ECMAScript
package import Values

/// How Astro names an entry.
package enum EntryID {
  /// The id that `glob()` gives a file (Astro 5 and later).
  ///
  /// `path` is relative to the loader's base, `/` separated; `data` is what the file says. A truthy
  /// `slug` is taken verbatim, a date or an object as JavaScript's `String()` prints it. Empty when
  /// nothing of the path is left, which Astro refuses.
  package static func glob(path: String, data: Value) -> String {
    override(in: data) ?? slugged(path)
  }

  /// The id a path gives when no `slug` overrides it.
  package static func slugged(_ path: String) -> String {
    var path = path
    return path.withUTF8 { path in
      let named = UnsafeBufferPointer(rebasing: path[..<(path.count - extensionLength(path))])
      return sluggedASCII(named) ?? withoutIndex(sluggedText(named))
    }
  }

  private static func sluggedText(_ path: UnsafeBufferPointer<UInt8>) -> String {
    path.split(separator: slash, omittingEmptySubsequences: false)
      .map { Slug.text(String(decoding: $0, as: UTF8.self)) }
      .joined(separator: "/")
  }

  private static func withoutIndex(_ id: String) -> String {
    guard id.utf8.count >= 6, id.utf8.suffix(6).elementsEqual("/index".utf8) else { return id }
    return String(Substring(id.utf8.dropLast(6)))
  }

  /// The whole in one pass, for the paths most sites have; nil when one byte is not ASCII.
  private static func sluggedASCII(_ path: UnsafeBufferPointer<UInt8>) -> String? {
    var count: Int?
    let id = String(unsafeUninitializedCapacity: path.count) { buffer in
      count = slug(path, into: buffer)
      return count ?? 0
    }
    return count == nil ? nil : id
  }

  /// Appends the bytes of the id that the part of a path from `start` on gives when no `slug` overrides it; false, and
  /// nothing, when one of them is not ASCII.
  package static func appendSlugged(_ path: [UInt8], from start: Int, to id: inout [UInt8]) -> Bool
  {
    path.withUnsafeBufferPointer { path in
      let path = UnsafeBufferPointer(rebasing: path[start...])
      let named = UnsafeBufferPointer(rebasing: path[..<(path.count - extensionLength(path))])
      let old = id.count
      id.append(contentsOf: named)
      let count = id.withUnsafeMutableBufferPointer {
        slug(named, into: UnsafeMutableBufferPointer(rebasing: $0[old...]))
      }
      id.removeLast(id.count - old - (count ?? 0))
      return count != nil
    }
  }

  /// Writes the id of a path without its extension, and says how many bytes that are; nil when one is not ASCII.
  private static func slug(
    _ path: UnsafeBufferPointer<UInt8>,
    into buffer: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    var count = 0
    for byte in path {
      switch byte {
      case 0x30...0x39, 0x61...0x7A, 0x2D, 0x2F, 0x5F: buffer[count] = byte
      case 0x41...0x5A: buffer[count] = byte | 0x20
      case 0x20: buffer[count] = 0x2D
      case 0x80...: return nil
      default: continue
      }
      count += 1
    }
    let isIndex = count >= 6 && buffer[count - 6..<count].elementsEqual("/index".utf8)
    return isIndex ? count - 6 : count
  }

  /// The id of a collection without a loader in Astro 5 and later: the path with its extension,
  /// unless `slug` overrides it.
  package static func emulated(path: String, data: Value) -> String {
    override(in: data) ?? path
  }

  /// The id that an array's item has under `file()`, or nil when it is missing one.
  package static func item(_ item: Value) -> String? {
    guard let object = item.objectValue else { return nil }
    for key in ["id", "slug"] {
      guard let value = object[key], !value.isNull, !value.isUndefined else { continue }
      let text = text(of: value)
      return text.isEmpty ? nil : text
    }
    return nil
  }

  /// The ids and values that an object has under `file()`, in order; a string `$schema` is none.
  package static func items(of object: ObjectValue) -> [(id: String, data: Value)] {
    object.compactMap { key, value in
      key == "$schema" && value.stringValue != nil ? nil : (key, value)
    }
  }

  /// Whether the file cannot be read by Astro: its URL is cut at these signs.
  package static func isUnreadable(path: String) -> Bool {
    path.utf8.contains { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
  }

  /// The bytes of the extension with its dot, as Node's `path.extname` finds it.
  package static func extensionLength(_ path: String) -> Int {
    var path = path
    return path.withUTF8 { extensionLength($0) }
  }

  private static func extensionLength(_ path: UnsafeBufferPointer<UInt8>) -> Int {
    let start = path.lastIndex(of: slash).map { $0 + 1 } ?? 0
    let name = path[start...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != start,
      !name.elementsEqual("..".utf8)
    else { return 0 }
    return path.count - dot
  }

  private static let slash = UInt8(ascii: "/")
}

// MARK: - Astro 2 to 4

extension EntryID {
  /// An entry's names in Astro 2 to 4; `path` is relative to the collection's folder.
  package struct Legacy: Sendable, Hashable {
    package var id: String
    /// Nil for a data collection's entry.
    package var slug: String?
  }

  /// The names of a content entry; nil when its `slug` is there and not a string.
  package static func legacyContent(path: String, data: Value) -> Legacy? {
    switch data[["slug"]] {
    case nil, .undefined?: Legacy(id: path, slug: slugged(path))
    case .string(let slug)?: Legacy(id: path, slug: slug)
    default: nil
    }
  }

  /// The names of a data entry: its path without the extension.
  package static func legacyData(path: String) -> Legacy {
    Legacy(id: String(Substring(path.utf8.dropLast(extensionLength(path)))), slug: nil)
  }
}

// MARK: - Slug overrides

extension EntryID {
  /// `String(data.slug)` when that is truthy.
  private static func override(in data: Value) -> String? {
    guard case .object(let object) = data, let slug = object["slug"] else { return nil }
    switch slug {
    case .undefined, .null, .boolean(false), .string(""): return nil
    case .number(let number) where number == 0 || number.isNaN: return nil
    case .bigint("0"): return nil
    default: return text(of: slug)
    }
  }

  /// JavaScript's `String(value)` for what a content file can hold.
  private static func text(of value: Value) -> String {
    switch value {
    case .string(let text), .bigint(let text), .url(let text): text
    case .number(let number): NumberText.text(number)
    case .boolean(let isTrue): isTrue ? "true" : "false"
    case .null: "null"
    case .undefined: "undefined"
    case .date(let date):
      date.isValid ? DateText.text(date.milliseconds, in: .current) : "Invalid Date"
    case .array(let items): list(items)
    case .bytes(let bytes): bytes.map { String($0) }.joined(separator: ",")
    case .map: "[object Map]"
    case .set: "[object Set]"
    case .symbol(let name): "Symbol(\(name))"
    case .object, .foreign: "[object Object]"
    }
  }

  /// `Array.prototype.join`: null and undefined are empty.
  private static func list(_ items: [Value]) -> String {
    items.map { $0.isNull || $0.isUndefined ? "" : text(of: $0) }.joined(separator: ",")
  }
}
