package import Values

/// One thing that is wrong with a value, as Zod's `error.issues` has it.
package struct SchemaIssue: Sendable, Equatable {
  /// Zod's name for what is wrong, such as `invalid_type`; the two dialects have different names.
  package var code: String
  package var path: ValuePath
  package var message: String
  /// All other fields as Zod writes them, nested issues too.
  package var fields: ObjectValue
  private var order = KeyOrder.usual

  package init(code: String, path: ValuePath, message: String, fields: ObjectValue = ObjectValue())
  {
    self.code = code
    self.path = path
    self.message = message
    self.fields = fields
  }

  init(_ issue: RawIssue, message: String) {
    self.init(code: issue.code, path: issue.path, message: message, fields: issue.fields)
    order = issue.order
  }

  /// In which order the keys stand makes no other issue of it.
  package static func == (left: SchemaIssue, right: SchemaIssue) -> Bool {
    (left.code, left.message) == (right.code, right.message)
      && left.path == right.path && left.fields == right.fields
  }

  /// The whole issue as one object, with its keys in the order that Zod has them.
  package var value: Value { .object(order.object(code, path, message, fields)) }
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
