import Schemas
import Values

/// Unions: what they can be, and which of it a value is.
extension FieldDescription {
  /// The members of a union that a person has to choose from: not those that a key tells apart, nor
  /// single values, which are choices.
  var branches: [FieldDescription] {
    guard case .union(let members, let discriminator) = kind else { return [] }
    if let discriminator, members.member(discriminator, nil) != nil { return [] }
    if members.choices != nil { return [] }
    return members.flatMap { $0.branches.isEmpty ? [$0] : $0.branches }
  }

  /// The field that `value` is edited as: of a union the member that was chosen, or that it fits.
  ///
  /// A discriminated union becomes an object whose discriminator is a choice.
  func resolved(for value: Value?, branch: Int? = nil) -> FieldDescription {
    guard case .union(let members, let discriminator) = kind else { return self }
    var field = self
    if let discriminator, let object = members.member(discriminator, value) {
      field.kind = object
      return field
    }
    if let choices = members.choices {
      field.kind = .choice(choices)
      return field
    }
    let branches = branches
    guard let index = branch ?? branches.bestIndex(for: value) else { return self }
    field.kind = branches[index].kind
    return field.resolved(for: value)
  }

  /// Whether this kind of field is what `value` would be edited as; nothing fits every text.
  func fits(_ value: Value?) -> Bool {
    switch (kind, value) {
    case (.text, .string), (.image, .string), (.number, .number), (.boolean, .boolean),
      (.date, .date), (.object, .object), (.record, .object), (.array, .array),
      (.reference, .string):
      true
    case (.literal(let literal), let value?): literal == value
    case (.choice(let choices), let value?): choices.contains(value)
    case (.union(let members, _), _): members.contains { $0.fits(value) }
    case (.text, nil), (.text, .undefined), (.text, .null): true
    default: false
    }
  }

  /// What a person calls it among other members of a union.
  var branchName: String {
    if !label.isEmpty { return label }
    switch kind {
    case .object(let fields, _):
      let keys = fields.prefix(4).map(\.key).joined(separator: ", ")
      return fields.count > 4 ? "group of \(keys) …" : "group of \(keys)"
    case .array(let item, _, _): return "list of \(item.branchName)"
    case .choice(let values) where values.count <= 4:
      return values.map(ValueText.short).joined(separator: " or ")
    case .choice(let values): return "one of \(values.count)"
    default: return kind.words
    }
  }
}

extension FieldDescription.Kind {
  /// What can be entered, in a word or two.
  var words: String {
    switch self {
    case .text(let rule): rule.format ?? "text"
    case .number(_, _, let isInteger): isInteger ? "whole number" : "number"
    case .boolean: "yes or no"
    case .date: "date"
    case .choice: "choice"
    case .literal(let value): ValueText.flow(value)
    case .array: "list"
    case .object: "group"
    case .record: "keys and values"
    case .union: "one of several"
    case .reference(let collection): "entry of \(collection)"
    case .image: "image"
    case .any: "anything"
    }
  }
}

extension [FieldDescription] {
  /// The member that fits `value` best: of objects the one that knows most of its keys and misses
  /// none; nil where none fits.
  func bestIndex(for value: Value?) -> Int? {
    let fitting = indices.filter { self[$0].fits(value) }
    guard let object = value?.objectValue else { return fitting.first }
    return fitting.max { left, right in
      let (first, second) = (self[left].knownKeys(of: object), self[right].knownKeys(of: object))
      return first == second ? left > right : first < second
    }
  }

  /// The values of all members, where each is one or a choice of some.
  fileprivate var choices: [Value]? {
    let values = compactMap(\.literals)
    return values.count == count ? values.flatMap { $0 } : nil
  }
}

extension FieldDescription {
  /// How many of the object's keys it knows, less those that it misses.
  fileprivate func knownKeys(of object: ObjectValue) -> Int {
    guard case .object(let fields, _) = kind else { return 0 }
    return fields.reduce(0) { count, field in
      if let value = object[field.key] {
        if case .literal(let literal) = field.kind { return count + (literal == value ? 2 : -2) }
        return count + 1
      }
      return field.isRequired ? count - 1 : count
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
