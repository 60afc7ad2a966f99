/// A JavaScript value as it stands in a content file, a schema's output or an action's body.
///
/// Every layer hands values to the next in this form; it knows no file format and no engine.
package enum Value: Sendable {
  /// Absent: what JavaScript reads from a key that is not there. Not the same as `null`.
  case undefined
  case null
  case boolean(Bool)
  /// A double, including NaN, the infinities and -0.
  case number(Double)
  case string(String)
  case array([Value])
  case object(ObjectValue)
  case date(DateValue)
  /// Decimal digits with an optional leading `-`, no leading zeros.
  case bigint(String)
  /// Pairs in insertion order.
  case map([MapEntry])
  /// Members in insertion order, no two the same value.
  case set([Value])
  /// A `URL` object, by its `href`.
  case url(String)
  case bytes([UInt8])
  /// A symbol, by its description.
  case symbol(String)
  /// Something only the JavaScript engine holds: a function, an instance of a class; boxed, so
  /// that no value is larger than a text.
  indirect case foreign(ForeignValue)
}

/// One pair of a `Map`.
package struct MapEntry: Sendable, Hashable {
  package var key: Value
  package var value: Value

  package init(key: Value, value: Value) {
    self.key = key
    self.value = value
  }
}

/// A JavaScript `Date`: milliseconds since 1970-01-01 UTC.
package struct DateValue: Sendable, Hashable {
  /// Whole milliseconds within ±8.64e15, or NaN for an invalid date.
  package var milliseconds: Double

  package var isValid: Bool { !milliseconds.isNaN }

  package init(milliseconds: Double) { self.milliseconds = milliseconds }
}

/// A value that stays in the JavaScript engine; only its name and kind cross.
package struct ForeignValue: Sendable, Hashable {
  /// The constructor's name, or `Function` for a function.
  package var className: String
  /// The engine's handle; 0 where no engine holds it.
  ///
  /// Two values are the same when it is.
  package var handle: UInt64

  package var isFunction: Bool { className == "Function" }

  package init(className: String, handle: UInt64 = 0) {
    self.className = className
    self.handle = handle
  }
}

// MARK: - Equality

extension Value: Hashable {
  /// Structural equality: NaN equals NaN, 0 and -0 differ, the order of an object's keys does not
  /// matter.
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.undefined, .undefined), (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    case (.date(let a), .date(let b)):
      a.milliseconds == b.milliseconds || (!a.isValid && !b.isValid)
    case (.bigint(let a), .bigint(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.set(let a), .set(let b)): a == b
    case (.url(let a), .url(let b)): a == b
    case (.bytes(let a), .bytes(let b)): a == b
    case (.symbol(let a), .symbol(let b)): a == b
    case (.foreign(let a), .foreign(let b)): a == b
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .undefined: hasher.combine(0)
    case .null: hasher.combine(1)
    case .boolean(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value.isNaN ? .nan : value)
    case .string(let value): for byte in value.utf8 { hasher.combine(byte) }
    case .array(let items): hasher.combine(items)
    case .object(let object): hasher.combine(object.count)
    case .date(let date): hasher.combine(date.isValid ? date.milliseconds : 0)
    case .bigint(let digits): hasher.combine(digits)
    case .map(let entries): hasher.combine(entries.count)
    case .set(let members): hasher.combine(members.count)
    case .url(let href): hasher.combine(href)
    case .bytes(let bytes): hasher.combine(bytes)
    case .symbol(let name): hasher.combine(name)
    case .foreign(let value): hasher.combine(value)
    }
  }
}

// MARK: - Reading

extension Value {
  /// The value at `path`, or nil when a step is not there.
  package subscript(path: ValuePath) -> Value? {
    var value = self
    for segment in path {
      switch (value, segment) {
      case (.object(let object), .key(let key)):
        guard let next = object[key] else { return nil }
        value = next
      case (.array(let items), .index(let index)):
        guard items.indices.contains(index) else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }

  package var stringValue: String? { if case .string(let value) = self { value } else { nil } }
  package var numberValue: Double? { if case .number(let value) = self { value } else { nil } }
  package var booleanValue: Bool? { if case .boolean(let value) = self { value } else { nil } }
  package var arrayValue: [Value]? { if case .array(let value) = self { value } else { nil } }
  package var objectValue: ObjectValue? { if case .object(let value) = self { value } else { nil } }
  package var isUndefined: Bool { if case .undefined = self { true } else { false } }
  package var isNull: Bool { if case .null = self { true } else { false } }
}

// MARK: - Literals

extension Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(arrayLiteral elements: Value...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, Value)...) {
    self = .object(ObjectValue(elements))
  }
  package init(nilLiteral: ()) { self = .null }
}
