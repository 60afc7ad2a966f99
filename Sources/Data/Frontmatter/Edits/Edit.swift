package import Values

/// One change of a document's data.
package enum Edit: Sendable, Hashable {
  /// Gives the path this value, adding the key, and what is missing above it, where need be.
  ///
  /// An index one past an array's end appends.
  case set(ValuePath, Value)
  /// Removes the key or the array's item.
  case unset(ValuePath)
  /// Puts an item into the array at the path's parent, before the item at the path's last index.
  case insert(ValuePath, Value)
  /// Adds an item at the end of the array at the path.
  case append(ValuePath, Value)
  /// Puts the array's item at the path where the item `to` is.
  case move(ValuePath, to: Int)
  /// Gives the key at the path another name, at the same place.
  case renameKey(ValuePath, String)

  /// The path it is about.
  package var path: ValuePath {
    switch self {
    case .set(let path, _), .unset(let path), .insert(let path, _), .append(let path, _),
      .move(let path, _), .renameKey(let path, _):
      path
    }
  }

  /// What it puts there; nil where it puts nothing.
  var value: Value? {
    switch self {
    case .set(_, let value), .insert(_, let value), .append(_, let value): value
    case .unset, .move, .renameKey: nil
    }
  }
}

/// Why an edit was not made; nothing was changed then.
package enum EditError: Error, Sendable, Equatable {
  /// The document cannot be read, so it cannot be edited by path.
  case unreadable(ReadFailure)
  /// There is nothing at the path, or not the array or object that the edit needs.
  case pathNotFound(ValuePath)
  /// The format has no way to write this value.
  case unwritable(ValuePath)
  /// No way of writing it leaves everything else as it was: an alias or a merge shares the value.
  case wouldChangeMore(ValuePath)
}

// MARK: - What an edit means

extension Edit {
  /// `value` after the edit, or nil when there is nothing at its path.
  package func applied(to value: Value) -> Value? {
    switch self {
    case .set(let path, let new): return value.replacing(path[...]) { _ in new }
    case .append(let path, let new):
      return value.replacing(path[...]) { old in
        switch old {
        case nil, .null, .undefined: [new]
        case .array(let items): .array(items + [new])
        default: nil
        }
      }
    case .unset(let path):
      return changingParent(of: value, path) { removing($1, from: $0) }
    case .insert(_, let new):
      return changingParent(of: value, path) { parent, segment in
        guard case .array(var items) = parent, case .index(let index) = segment,
          0...items.count ~= index
        else { return nil }
        items.insert(new, at: index)
        return .array(items)
      }
    case .move(_, let target):
      return changingParent(of: value, path) { parent, segment in
        guard case .array(var items) = parent, case .index(let index) = segment,
          items.indices.contains(index), items.indices.contains(target)
        else { return nil }
        items.insert(items.remove(at: index), at: target)
        return .array(items)
      }
    case .renameKey(_, let name):
      return changingParent(of: value, path) { parent, segment in
        guard case .object(let object) = parent, case .key(let key) = segment,
          object[key] != nil, key == name || object[name] == nil
        else { return nil }
        return .object(ObjectValue(object.map { ($0.key == key ? name : $0.key, $0.value) }))
      }
    }
  }

  private func removing(_ segment: PathSegment, from parent: Value) -> Value? {
    switch (parent, segment) {
    case (.object(var object), .key(let key)):
      guard object[key] != nil else { return nil }
      object[key] = nil
      return .object(object)
    case (.array(var items), .index(let index)):
      guard items.indices.contains(index) else { return nil }
      items.remove(at: index)
      return .array(items)
    default: return nil
    }
  }

  private func changingParent(
    of value: Value,
    _ path: ValuePath,
    _ change: (Value, PathSegment) -> Value?
  ) -> Value? {
    guard let last = path.last else { return nil }
    return value.replacing(path.dropLast()[...]) { parent in
      parent.flatMap { change($0, last) }
    }
  }
}

extension Value {
  /// A copy in which `change` has made what is at `path`; missing objects on the way are added.
  fileprivate func replacing(
    _ path: ArraySlice<PathSegment>,
    _ change: (Value?) -> Value?
  ) -> Value? {
    Self.replacing(in: self, path, change)
  }

  private static func replacing(
    in value: Value?,
    _ path: ArraySlice<PathSegment>,
    _ change: (Value?) -> Value?
  ) -> Value? {
    guard let first = path.first else { return change(value) }
    let rest = path.dropFirst()
    switch (value, first) {
    case (.object(var object), .key(let key)):
      guard let new = replacing(in: object[key], rest, change) else { return nil }
      object[key] = new
      return .object(object)
    case (.array(var items), .index(let index)):
      guard 0...items.count ~= index else { return nil }
      let old = index < items.count ? items[index] : nil
      guard let new = replacing(in: old, rest, change) else { return nil }
      if index < items.count { items[index] = new } else { items.append(new) }
      return .array(items)
    case (nil, .key(let key)), (.null, .key(let key)), (.undefined, .key(let key)):
      return replacing(in: nil, rest, change).map { .object(ObjectValue([(key, $0)])) }
    case (nil, .index(0)), (.null, .index(0)), (.undefined, .index(0)):
      return replacing(in: nil, rest, change).map { .array([$0]) }
    default:
      return nil
    }
  }
}
