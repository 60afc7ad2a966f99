import Schemas
import Values

extension ReferenceUse {
  /// Every object with a string `collection` and a string `id` (else `slug`) in an entry's output,
  /// outermost only, as Astro 7.2's own check walks the data after all loaders have finished.
  static func all(in output: Value, collections: Set<String>) -> [ReferenceUse] {
    var found: [ReferenceUse] = []
    var path: ValuePath = []
    find(in: output, at: &path, collections, into: &found)
    return found
  }

  /// Whether there is one in an entry's output.
  static func isAny(in output: Value, collections: Set<String>) -> Bool {
    switch output {
    case .array(let items):
      return items.contains { $0.holdsValues && isAny(in: $0, collections: collections) }
    case .object(let object):
      if use(object, at: [], collections: collections) != nil { return true }
      let values = object.values.span
      for position in values.indices where values[position].holdsValues {
        if isAny(in: values[position], collections: collections) { return true }
      }
      return false
    default: return false
    }
  }

  /// Every text in an entry's data that `field`, its schema, would make a reference of.
  ///
  /// For data that does not fit its schema, which has no output to look at.
  static func all(written data: Value, as field: FieldDescription) -> [ReferenceUse] {
    var found: [ReferenceUse] = []
    find(written: data, as: field, at: [], into: &found)
    return found
  }

  private static func find(
    written value: Value,
    as field: FieldDescription,
    at path: ValuePath,
    into found: inout [ReferenceUse]
  ) {
    switch (field.kind, value) {
    case (.reference(let collection), .string(let id)):
      found.append(ReferenceUse(path: path, collection: collection, id: id))
    case (.array(let item, _, _), .array(let items)):
      for (index, value) in items.enumerated() {
        find(written: value, as: item, at: path + [.index(index)], into: &found)
      }
    case (.object(let fields, _), .object(let object)):
      for field in fields {
        guard let value = object[field.key] else { continue }
        find(written: value, as: field, at: path + [.key(field.key)], into: &found)
      }
    case (.record(_, let inner), .object(let object)):
      for (key, value) in object {
        find(written: value, as: inner, at: path + [.key(key)], into: &found)
      }
    case (.union, _):
      // The first member that takes the value decides, as in Zod; only a text may be a reference.
      let members = field.choices.filter { $0.mayTake(value) }
      guard let first = members.first else { return }
      find(written: value, as: first, at: path, into: &found)
    default: break
    }
  }

  /// Values nest no deeper than what was read of a file, or made of it by a schema.
  private static func find(
    in value: Value,
    at path: inout ValuePath,
    _ collections: Set<String>,
    into found: inout [ReferenceUse]
  ) {
    switch value {
    case .array(let items):
      // Most lists are of texts and numbers.
      for (index, item) in items.enumerated() where item.holdsValues {
        path.append(.index(index))
        find(in: item, at: &path, collections, into: &found)
        path.removeLast()
      }
    case .object(let object):
      if let use = use(object, at: path, collections: collections) {
        found.append(use)
        return
      }
      // Where they stand: a copy of each would cost more than the look.
      let values = object.values.span
      for position in values.indices where values[position].holdsValues {
        path.append(.key(object.key(at: position)))
        find(in: values[position], at: &path, collections, into: &found)
        path.removeLast()
      }
    default: break
    }
  }

  private static func use(
    _ object: ObjectValue,
    at path: ValuePath,
    collections: Set<String>
  ) -> ReferenceUse? {
    guard object.count > 1, case .string(let collection)? = object["collection"],
      collections.contains(collection)
    else { return nil }
    guard case .string(let id)? = object["id"] ?? object["slug"] else { return nil }
    return ReferenceUse(path: path, collection: collection, id: id)
  }
}

extension Value {
  fileprivate var holdsValues: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}

extension FieldDescription {
  /// Whether a text in a value of it may be a reference.
  var hasReferences: Bool {
    switch kind {
    case .reference: true
    case .object(let fields, _): fields.contains(where: \.hasReferences)
    case .array(let item, _, _), .record(_, let item): item.hasReferences
    case .union(let members, _): members.contains(where: \.hasReferences)
    default: false
    }
  }

  /// Whether a value of this shape may fit, whatever its checks say.
  fileprivate func mayTake(_ value: Value) -> Bool {
    switch (kind, value) {
    case (.any, _), (.reference, .string), (.text, .string), (.image, .string), (.date, .string),
      (.array, .array), (.record, .object):
      true
    case (.choice(let values), _): values.contains(value)
    case (.literal(let literal), _): literal == value
    case (.object(let fields, _), .object(let object)):
      // A literal tells the members of a union apart.
      fields.allSatisfy { field in
        guard case .literal = field.kind, let value = object[field.key] else { return true }
        return field.mayTake(value)
      }
    default: false
    }
  }
}
