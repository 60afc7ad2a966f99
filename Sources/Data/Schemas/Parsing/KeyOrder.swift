import Values

/// In which order an issue has its keys: as the site's code sees them, and the text of an error.
enum KeyOrder: Sendable, Equatable {
  /// `code` after so many of the other fields, the rest of them, then path and message, or the other way round.
  case found(lead: Int, wordsFirst: Bool)
  /// As a function of the site gave them, then what it did not give.
  case given([String])

  static let usual = KeyOrder.found(lead: 0, wordsFirst: false)

  /// The order of an issue that Zod itself makes, where its fields are in the order that it writes them.
  init(_ code: String, _ fields: ObjectValue, _ dialect: ZodDialect, isCheck: Bool) {
    switch dialect {
    case .zod4:
      self = .found(lead: Self.lead4(code, fields), wordsFirst: false)
    case .zod3:
      self = .found(lead: Self.lead3(code, fields), wordsFirst: isCheck)
    }
  }

  /// Zod v4, schemas.ts and checks.ts.
  private static func lead4(_ code: String, _ fields: ObjectValue) -> Int {
    let first = fields.keys.first
    switch code {
    case "invalid_type" where first == "expected": return fields["format"] == nil ? 1 : 2
    case "too_small", "too_big", "invalid_format", "not_multiple_of":
      return first == "origin" ? 1 : 0
    default: return 0
    }
  }

  /// Zod v3, types.ts.
  private static func lead3(_ code: String, _ fields: ObjectValue) -> Int {
    switch code {
    case "invalid_literal", "invalid_enum_value": return 1
    case "invalid_string":
      guard let name = fields["validation"]?.stringValue else { return 0 }
      return ["datetime", "date", "time"].contains(name) ? 0 : 1
    default: return 0
    }
  }

  /// The issue as one object.
  func object(_ code: String, _ path: ValuePath, _ message: String?, _ fields: ObjectValue)
    -> ObjectValue
  {
    var object = ObjectValue()
    func add(_ key: String, _ value: Value?) {
      guard object[key] == nil, let value else { return }
      object[key] = value
    }
    let path = Value.array(path.map(\.value))
    let words = message.map(Value.string)
    switch self {
    case .found(let lead, let wordsFirst):
      for (index, (key, value)) in fields.enumerated() {
        if index == lead { add("code", .string(code)) }
        add(key, value)
      }
      add("code", .string(code))
      if wordsFirst { add("message", words) }
    case .given(let keys):
      for key in keys {
        switch key {
        case "code": add(key, .string(code))
        case "path": add(key, path)
        case "message": add(key, words)
        default: add(key, fields[key])
        }
      }
      for (key, value) in fields { add(key, value) }
      add("code", .string(code))
    }
    add("path", path)
    add("message", words)
    return object
  }
}
