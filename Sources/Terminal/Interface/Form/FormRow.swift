import Schemas
import Values

/// One line of a form: a field, a group of fields, an item of a list, or a key that the schema does
/// not name.
struct FormRow: Sendable, Equatable {
  var path: ValuePath
  var field: FieldDescription
  var depth: Int
  var kind: FormKind
  /// An item's place, shown as its label.
  var label: String
}

/// How a field is edited.
enum FormKind: Sendable, Equatable {
  case text(maximum: Int?)
  case number
  case date
  case boolean
  /// One of these.
  case choice([Value])
  /// An entry of this collection.
  case reference(String)
  /// A list of single values.
  case items(FieldDescription)
  /// An object, whose fields follow while it is open.
  case group
  /// A list of anything else, whose items follow while it is open.
  case list(item: FieldDescription)
  /// Whatever has no field of its own kind, as YAML text.
  case yaml
  /// A key that the schema does not name: shown, never changed.
  case kept

  /// Whether it is edited by typing.
  var isTyped: Bool {
    switch self {
    case .text, .number, .date, .yaml: true
    default: false
    }
  }

  var isGroup: Bool {
    switch self {
    case .group, .list: true
    default: false
    }
  }

  init(_ field: FieldDescription, _ value: Value?) {
    switch field.kind {
    case .text(let rule) where Self.isText(value):
      self = rule.isDate ? .date : .text(maximum: rule.maximum)
    case .text: self = .yaml
    case .image: self = .text(maximum: nil)
    case .number: self = .number
    case .boolean: self = .boolean
    case .date: self = .date
    case .choice(let values): self = .choice(values)
    case .literal(let value): self = .choice([value])
    case .reference(let collection): self = Self.isText(value) ? .reference(collection) : .yaml
    case .object: self = Self.isObject(value) ? .group : .yaml
    case .array(let item, _, _):
      guard Self.isArray(value) else {
        self = .yaml
        return
      }
      switch item.kind {
      case .text, .number, .choice, .reference, .image, .literal, .date:
        self = Self.isFlat(value) ? .items(item) : .yaml
      default: self = .list(item: item)
      }
    case .union, .record, .any: self = .yaml
    }
  }

  private static func isText(_ value: Value?) -> Bool {
    switch value {
    case .array, .object: false
    default: true
    }
  }

  private static func isObject(_ value: Value?) -> Bool {
    switch value {
    case nil, .undefined, .null, .object: true
    default: false
    }
  }

  private static func isArray(_ value: Value?) -> Bool {
    switch value {
    case nil, .undefined, .null, .array: true
    default: false
    }
  }

  private static func isFlat(_ value: Value?) -> Bool {
    value?.arrayValue?.allSatisfy { isText($0) } ?? true
  }
}

extension FieldDescription {
  /// The field that `value` is edited as: of a union the member that it fits.
  ///
  /// A discriminated union becomes an object whose discriminator is a choice.
  func resolved(for value: Value?) -> FieldDescription {
    guard case .union(let members, let discriminator) = kind else { return self }
    var field = self
    if let discriminator, let object = members.member(discriminator, value) {
      field.kind = object
      return field
    }
    let literals = members.compactMap { member -> [Value]? in
      switch member.kind {
      case .literal(let value): [value]
      case .choice(let values): values
      default: nil
      }
    }
    if literals.count == members.count {
      field.kind = .choice(literals.flatMap { $0 })
      return field
    }
    guard let member = members.first(where: { $0.fits(value) }) else { return self }
    field.kind = member.kind
    return field.resolved(for: value)
  }

  /// Whether this kind of field is what `value` would be edited as; nothing fits every text.
  private func fits(_ value: Value?) -> Bool {
    switch (kind, value) {
    case (.text, .string), (.image, .string), (.number, .number), (.boolean, .boolean),
      (.date, .date), (.object, .object), (.array, .array), (.reference, .string):
      true
    case (.literal(let literal), let value?): literal == value
    case (.choice(let choices), let value?): choices.contains(value)
    case (.text, nil), (.text, .undefined), (.text, .null): true
    default: false
    }
  }
}

extension [FieldDescription] {
  /// The object that `value`'s discriminator chooses, else the first one, with the discriminator as
  /// a choice of all of them.
  fileprivate func member(_ discriminator: String, _ value: Value?) -> FieldDescription.Kind? {
    var objects: [([FieldDescription], FieldDescription.UnknownKeys, [Value])] = []
    for member in self {
      guard case .object(let fields, let unknownKeys) = member.kind,
        let literals = fields.first(where: { $0.key == discriminator })?.literals
      else { return nil }
      objects.append((fields, unknownKeys, literals))
    }
    let current = value?.objectValue?[discriminator]
    guard
      let chosen = objects.first(where: { current.map($0.2.contains) ?? false }) ?? objects.first
    else { return nil }
    let choices = objects.flatMap(\.2)
    let fields = chosen.0.map { field in
      guard field.key == discriminator else { return field }
      var field = field
      field.kind = .choice(choices)
      return field
    }
    return .object(fields, unknownKeys: chosen.1)
  }
}

extension FieldDescription {
  fileprivate var literals: [Value]? {
    switch kind {
    case .literal(let value): [value]
    case .choice(let values): values
    default: nil
    }
  }
}
