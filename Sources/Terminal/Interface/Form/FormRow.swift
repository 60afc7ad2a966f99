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
  /// The members of the field's union; empty where it is none.
  var branches: [FieldDescription] = []
  /// Which of them it is edited as; nil when the value fits none.
  var branch: Int?

  /// Whether it is of a union and nobody knows yet which of it.
  var isUndecided: Bool { kind == .yaml && !branches.isEmpty && branch == nil }

  /// What the schema says, whatever the field is edited as.
  var ownKind: FieldDescription.Kind { field.kind }
}

/// What a field is edited as where a person chose it.
enum FormShape: Sendable, Hashable {
  /// A member of its union.
  case branch(Int)
  case yaml
}

/// How a field is edited.
enum FormKind: Sendable, Equatable {
  case text(maximum: Int?)
  /// The path of an image.
  case image
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
  /// Keys that a person chooses, each with a value, which follow while it is open.
  case record(key: FieldDescription, value: FieldDescription)
  /// Whatever has no field of its own kind, as YAML text.
  case yaml
  /// A key that the schema does not name: shown, never changed.
  case kept
  /// Items of a long list, or keys of a large record, that are far from the cursor: these of them.
  case hidden(Range<Int>)

  /// Whether it is edited by typing.
  var isTyped: Bool {
    switch self {
    case .text, .image, .number, .date, .yaml: true
    default: false
    }
  }

  var isGroup: Bool {
    switch self {
    case .group, .list, .record: true
    default: false
    }
  }

  init(_ field: FieldDescription, _ value: Value?) {
    switch field.kind {
    case .text(let rule) where Self.isText(value):
      self = rule.isDate ? .date : .text(maximum: rule.maximum)
    case .text: self = .yaml
    case .image: self = Self.isText(value) ? .image : .yaml
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
    case .record(let key, let item):
      self = Self.isObject(value) ? .record(key: key, value: item) : .yaml
    case .union, .any: self = .yaml
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
