package import Values

/// One thing that is wrong with a value, as Zod's `error.issues` has it.
package struct SchemaIssue: Sendable, Equatable {
  /// Zod's name for what is wrong, such as `invalid_type`; the two dialects have different names.
  package var code: String
  package var path: ValuePath
  package var message: String
  /// All other fields as Zod writes them, nested issues too.
  package var fields: ObjectValue

  package init(code: String, path: ValuePath, message: String, fields: ObjectValue = ObjectValue())
  {
    self.code = code
    self.path = path
    self.message = message
    self.fields = fields
  }

  /// The whole issue as one object.
  package var value: Value {
    var object = ObjectValue([("code", .string(code))])
    for (key, value) in fields { object[key] = value }
    object["path"] = .array(path.map(\.value))
    object["message"] = .string(message)
    return .object(object)
  }
}

extension PathSegment {
  /// The segment as JavaScript has it in an issue's `path`.
  package var value: Value {
    switch self {
    case .key(let key): .string(key)
    case .index(let index): .number(Double(index))
    case .other(let value): value
    }
  }

  /// The segment that `value` is, as an element of an issue's `path`.
  package init(_ value: Value) {
    switch value {
    case .string(let key): self = .key(key)
    case .number(let number):
      if let index = Int(exactly: number) { self = .index(index) } else { self = .other(value) }
    default: self = .other(value)
    }
  }
}
