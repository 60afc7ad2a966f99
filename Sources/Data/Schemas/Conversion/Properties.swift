import ECMAScript
import Values

/// What JavaScript reads from values that are no plain objects.
extension Value {
  /// `value[key]`; throws what JavaScript does for `undefined` and `null`.
  func property(_ key: String) throws(SchemaError) -> Value {
    switch self {
    case .undefined, .null:
      let name = isNull ? "null" : "undefined"
      throw .thrown("Cannot read properties of \(name) (reading '\(key)')")
    case .object(let object):
      if let own = object[key] { return own }
      var inherited = Value.undefined
      _ = ObjectValue.inherits(key, &inherited)
      return inherited
    case .url(let href): return Self.properties(ofURL: href)[key] ?? .undefined
    case .map(let entries): return key == "size" ? .number(Double(entries.count)) : .undefined
    case .set(let members): return key == "size" ? .number(Double(members.count)) : .undefined
    default:
      if key == "length", let length = measuredLength { return .number(Double(length)) }
      guard let index = ObjectKeys.arrayIndex(key).map({ Int($0) }) else { return .undefined }
      return item(at: index) ?? .undefined
    }
  }

  private func item(at index: Int) -> Value? {
    switch self {
    case .array(let items): items.indices.contains(index) ? items[index] : nil
    case .string(let text):
      text.utf16.dropFirst(index).first.map { .string(String(decoding: [$0], as: UTF16.self)) }
    case .bytes(let bytes): bytes.indices.contains(index) ? .number(Double(bytes[index])) : nil
    default: nil
    }
  }

  /// The properties of a `URL`, in the order in which `for … in` meets them.
  static func properties(ofURL href: String) -> ObjectValue {
    guard let url = WebURL(href) else { return ObjectValue() }
    let function = Value.foreign(ForeignValue(className: "Function"))
    return ObjectValue([
      ("toString", function), ("href", .string(url.href)), ("origin", .string(url.origin)),
      ("protocol", .string(url.protocol)), ("username", .string(url.username)),
      ("password", .string(url.password)), ("host", .string(url.host)),
      ("hostname", .string(url.hostname)), ("port", .string(url.port)),
      ("pathname", .string(url.pathname)), ("search", .string(url.search)),
      ("searchParams", .foreign(ForeignValue(className: "URLSearchParams"))),
      ("hash", .string(url.hash)), ("toJSON", function),
    ])
  }
}
