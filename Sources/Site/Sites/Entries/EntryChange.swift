import Frontmatter
package import Values

/// One change that is made to each of many entries.
package enum EntryChange: Sendable, Equatable {
  case set(ValuePath, Value)
  case unset(ValuePath)
  /// Puts an item at the end of the list, unless it is in it; makes the list.
  case addItem(ValuePath, Value)
  /// Takes an item out of the list.
  case removeItem(ValuePath, Value)
  /// Gives the key another name.
  case renameKey(ValuePath, String)
  /// Puts one text in place of another wherever it stands in the texts below the path.
  case replaceText(ValuePath, String, with: String)

  /// What it is about; empty for all of the data.
  package var path: ValuePath {
    switch self {
    case .set(let path, _), .unset(let path), .addItem(let path, _), .removeItem(let path, _),
      .renameKey(let path, _), .replaceText(let path, _, _):
      path
    }
  }
}

extension EntryChange {
  /// The edits that make it in `data`, which stands at `base`; empty when all is so already.
  func edits(on data: Value, at base: ValuePath) -> [Edit] {
    let old = data[path].flatMap { $0.isUndefined ? nil : $0 }
    switch self {
    case .set(_, let value): return [.set(base + path, value)]
    case .unset: return old == nil ? [] : [.unset(base + path)]
    case .renameKey(_, let name): return old == nil ? [] : [.renameKey(base + path, name)]
    case .addItem(_, let item):
      guard let old, !old.isNull else { return [.set(base + path, [item])] }
      guard let items = old.arrayValue else {
        return old == item ? [] : [.set(base + path, [old, item])]
      }
      return items.contains(item) ? [] : [.append(base + path, item)]
    case .removeItem(_, let item):
      let places = old?.arrayValue?.indices.filter { old?.arrayValue?[$0] == item } ?? []
      return places.reversed().map { .unset(base + path + [.index($0)]) }
    case .replaceText(_, let text, let other):
      guard !text.isEmpty, let old else { return [] }
      return Self.texts(in: old, at: base + path).compactMap { path, old in
        old.contains(text) ? .set(path, .string(old.replacing(text, with: other))) : nil
      }
    }
  }

  private static func texts(in value: Value, at path: ValuePath) -> [(ValuePath, String)] {
    switch value {
    case .string(let text): [(path, text)]
    case .array(let items):
      items.enumerated().flatMap { texts(in: $0.element, at: path + [.index($0.offset)]) }
    case .object(let object): object.flatMap { texts(in: $0.value, at: path + [.key($0.key)]) }
    default: []
    }
  }
}

extension Value {
  /// The value as `format` can hold it: JSON has no dates.
  func written(in format: DocumentFormat?) -> Value {
    guard format == .json else { return self }
    switch self {
    case .date(let date) where date.isValid: return .string(DateGuess.text(date.milliseconds))
    case .array(let items): return .array(items.map { $0.written(in: format) })
    case .object(let object):
      return .object(ObjectValue(object.map { ($0.key, $0.value.written(in: format)) }))
    default: return self
    }
  }
}
