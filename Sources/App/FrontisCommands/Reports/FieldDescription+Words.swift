import ECMAScript
import Schemas
import Values

extension FieldDescription {
  /// Whether it must be there, or what it is when it is not.
  var requirement: String {
    if let defaultValue { return "else \(Self.text(defaultValue))" }
    return isRequired ? "required" : "optional"
  }

  /// The field and all in it as plain data.
  var outline: ObjectValue {
    var fields = ObjectValue()
    if !key.isEmpty { fields["key"] = .string(key) }
    if label != key { fields["label"] = .string(label) }
    fields["help"] = help.map(Value.string)
    fields["required"] = .boolean(isRequired)
    if isNullable { fields["nullable"] = true }
    fields["default"] = defaultValue.map(TypedCoder.standard.encode)
    for (key, value) in kind.outline { fields[key] = value }
    return fields
  }

  fileprivate static func text(_ value: Value) -> String {
    JSONText.write(TypedCoder.standard.encode(value))
  }
}

extension FieldDescription.Kind {
  /// Whether more lines are needed to say what it is.
  var hasParts: Bool {
    switch self {
    case .object, .union: true
    case .array(let item, _, _): item.kind.hasParts
    case .record(_, let value): value.kind.hasParts
    default: false
    }
  }

  /// What can be entered, in a few words.
  var words: String {
    switch self {
    case .text(let rule):
      [rule.format == nil ? "text" : "text (\(rule.format ?? ""))"]
        .with(
          Self.bounds(
            rule.minimum,
            rule.maximum,
            rule.maximum ?? rule.minimum == 1 ? "character" : "characters"
          )
        )
    case .number(let minimum, let maximum, let isInteger):
      [isInteger ? "whole number" : "number"]
        .with(Self.bounds(minimum.map(NumberText.text), maximum.map(NumberText.text), ""))
    case .boolean: "true or false"
    case .date(let minimum, let maximum):
      ["date"].with(Self.bounds(minimum.map(Self.day), maximum.map(Self.day), ""))
    case .choice(let values): "one of " + values.map(Self.text).joined(separator: ", ")
    case .literal(let value): Self.text(value)
    case .array(let item, let minimum, let maximum):
      ["list of " + (item.kind.hasParts ? item.kind.name : item.kind.words)]
        .with(Self.bounds(minimum, maximum, maximum ?? minimum == 1 ? "item" : "items"))
    case .record(_, let value):
      "keys to " + (value.kind.hasParts ? value.kind.name : value.kind.words)
    case .union(let members, let discriminator?):
      "one of \(members.count), told apart by '\(discriminator)'"
    case .union(let members, nil): "one of \(members.count)"
    case .reference(let collection): "an entry of '\(collection)'"
    case .object, .image, .any: name
    }
  }

  /// What it is, in one word.
  fileprivate var name: String {
    switch self {
    case .text: "text"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .choice: "choice"
    case .array: "list"
    case .object: "object"
    case .record: "record"
    case .union: "union"
    case .reference: "reference"
    case .image: "image"
    case .literal: "literal"
    case .any: "anything"
    }
  }

  fileprivate var outline: ObjectValue {
    var fields: ObjectValue = ["kind": .string(name)]
    func bound(_ key: String, _ number: Int?) { fields[key] = number.map { .number(Double($0)) } }
    switch self {
    case .text(let rule):
      bound("minimum", rule.minimum)
      bound("maximum", rule.maximum)
      fields["format"] = rule.format.map(Value.string)
    case .number(let minimum, let maximum, let isInteger):
      fields["minimum"] = minimum.map(Value.number)
      fields["maximum"] = maximum.map(Value.number)
      fields["integer"] = .boolean(isInteger)
    case .date(let minimum, let maximum):
      fields["minimum"] = minimum.map { .string(DateText.isoText($0.milliseconds)) }
      fields["maximum"] = maximum.map { .string(DateText.isoText($0.milliseconds)) }
    case .choice(let values): fields["values"] = .array(values.map(TypedCoder.standard.encode))
    case .literal(let value): fields["value"] = TypedCoder.standard.encode(value)
    case .array(let item, let minimum, let maximum):
      bound("minimum", minimum)
      bound("maximum", maximum)
      fields["item"] = .object(item.outline)
    case .object(let members, let unknownKeys):
      fields["fields"] = .array(members.map { .object($0.outline) })
      switch unknownKeys {
      case .strip: fields["unknownKeys"] = "strip"
      case .reject: fields["unknownKeys"] = "reject"
      case .keep: fields["unknownKeys"] = "keep"
      case .check(let field): fields["unknownKeys"] = .object(field.outline)
      }
    case .record(let key, let value):
      fields["keys"] = .object(key.outline)
      fields["values"] = .object(value.outline)
    case .union(let members, let discriminator):
      fields["members"] = .array(members.map { .object($0.outline) })
      fields["discriminator"] = discriminator.map(Value.string)
    case .reference(let collection): fields["collection"] = .string(collection)
    case .boolean, .image, .any: break
    }
    return fields
  }

  private static func text(_ value: Value) -> String { FieldDescription.text(value) }

  private static func day(_ date: DateValue) -> String { DateText.isoText(date.milliseconds) }

  private static func bounds<Bound>(_ minimum: Bound?, _ maximum: Bound?, _ unit: String)
    -> String?
  {
    let text: String
    switch (minimum, maximum) {
    case (nil, nil): return nil
    case (let minimum?, nil): text = "at least \(minimum)"
    case (nil, let maximum?): text = "at most \(maximum)"
    case (let minimum?, let maximum?): text = "\(minimum) to \(maximum)"
    }
    return unit.isEmpty ? text : "\(text) \(unit)"
  }
}

extension [String] {
  /// The texts and one more, if there is one, separated by commas.
  fileprivate func with(_ more: String?) -> String {
    (self + (more.map { [$0] } ?? [])).joined(separator: ", ")
  }
}
