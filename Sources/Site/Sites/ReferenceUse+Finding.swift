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
