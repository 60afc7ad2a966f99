import Values

extension ReferenceUse {
  /// Every object with a string `collection` and a string `id` (else `slug`) in an entry's output,
  /// outermost only, as Astro 7.2's own check walks the data after all loaders have finished.
  static func all(in output: Value, collections: Set<String>) -> [ReferenceUse] {
    var found: [ReferenceUse] = []
    var stack: [(value: Value, path: ValuePath)] = [(output, [])]
    while let (value, path) = stack.popLast() {
      switch value {
      case .array(let items):
        stack += items.enumerated().reversed().map { ($0.element, path + [.index($0.offset)]) }
      case .object(let object):
        if let use = use(object, at: path, collections: collections) {
          found.append(use)
        } else {
          stack += object.map { ($0.value, path + [.key($0.key)]) }.reversed()
        }
      default: break
      }
    }
    return found
  }

  private static func use(
    _ object: ObjectValue,
    at path: ValuePath,
    collections: Set<String>
  ) -> ReferenceUse? {
    guard case .string(let collection)? = object["collection"], collections.contains(collection)
    else { return nil }
    guard case .string(let id)? = object["id"] ?? object["slug"] else { return nil }
    return ReferenceUse(path: path, collection: collection, id: id)
  }
}
