/// What JSON cannot hold, written as tagged objects: `{"$date": iso|null}`, `{"$undefined":1}`,
/// `{"$nan":1}`, `{"$inf":1|-1}`, `{"$negzero":1}`, `{"$bigint":"1"}`, `{"$map":[[k,v]]}`,
/// `{"$set":[v]}`, `{"$url":href}`, `{"$bytes":base64}`, `{"$symbol":…}`, `{"$function":1}`,
/// `{"$instance":"Class"}`.
///
/// How a date is written is handed in, since that is ECMAScript's rule and not ours.
package struct TypedCoder: Sendable {
  /// `Date.prototype.toISOString`, for a valid date's milliseconds.
  private let isoText: @Sendable (Double) -> String
  /// `Date.parse`; NaN when it is no date.
  private let milliseconds: @Sendable (String) -> Double

  package init(
    isoText: @escaping @Sendable (Double) -> String,
    milliseconds: @escaping @Sendable (String) -> Double
  ) {
    self.isoText = isoText
    self.milliseconds = milliseconds
  }

  /// `value` with everything JSON cannot hold replaced by its tagged object.
  package func encode(_ value: Value) -> Value {
    switch value {
    case .null, .boolean, .string: value
    case .undefined: tag("$undefined", 1)
    case .number(let number): encode(number)
    case .array(let items): .array(items.map(encode))
    case .object(let object): .object(ObjectValue(object.lazy.map { ($0.key, encode($0.value)) }))
    case .date(let date): tag("$date", date.isValid ? .string(isoText(date.milliseconds)) : .null)
    case .bigint(let digits): tag("$bigint", .string(digits))
    case .map(let entries):
      tag("$map", .array(entries.map { .array([encode($0.key), encode($0.value)]) }))
    case .set(let members): tag("$set", .array(members.map(encode)))
    case .url(let href): tag("$url", .string(href))
    case .bytes(let bytes): tag("$bytes", .string(Base64.encode(bytes)))
    case .symbol(let name): tag("$symbol", .string(name))
    case .foreign(let foreign):
      foreign.isFunction ? tag("$function", 1) : tag("$instance", .string(foreign.className))
    }
  }

  /// The value that `typed` stands for; objects with an unknown `$` key stay as they are.
  package func decode(_ typed: Value) -> Value {
    switch typed {
    case .array(let items): return .array(items.map(decode))
    case .object(let object):
      if object.count == 1, let (name, content) = object.first(where: { _ in true }) {
        if let value = decode(tag: name, content) { return value }
      }
      return .object(ObjectValue(object.lazy.map { ($0.key, decode($0.value)) }))
    default: return typed
    }
  }

  private func encode(_ number: Double) -> Value {
    if number.isNaN { return tag("$nan", 1) }
    if number.isInfinite { return tag("$inf", number > 0 ? 1 : -1) }
    if number == 0, number.sign == .minus { return tag("$negzero", 1) }
    return .number(number)
  }

  private func decode(tag name: String, _ content: Value) -> Value? {
    switch (name, content) {
    case ("$undefined", _): return .undefined
    case ("$nan", _): return .number(.nan)
    case ("$inf", .number(let sign)): return .number(sign < 0 ? -.infinity : .infinity)
    case ("$negzero", _): return .number(-0.0)
    case ("$date", .null): return .date(DateValue(milliseconds: .nan))
    case ("$date", .string(let text)): return .date(DateValue(milliseconds: milliseconds(text)))
    case ("$bigint", .string(let digits)): return .bigint(digits)
    case ("$url", .string(let href)): return .url(href)
    case ("$bytes", .string(let text)): return Base64.decode(text).map(Value.bytes)
    case ("$symbol", .string(let name)): return .symbol(name)
    case ("$function", _): return .foreign(ForeignValue(className: "Function"))
    case ("$instance", .string(let name)): return .foreign(ForeignValue(className: name))
    case ("$set", .array(let members)): return .set(members.map(decode))
    case ("$map", .array(let pairs)):
      return .map(
        pairs.compactMap { pair in
          guard case .array(let sides) = pair, sides.count == 2 else { return nil }
          return MapEntry(key: decode(sides[0]), value: decode(sides[1]))
        }
      )
    default: return nil
    }
  }

  private func tag(_ name: String, _ content: Value) -> Value {
    .object(ObjectValue([(name, content)]))
  }
}
