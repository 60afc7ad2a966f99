import Frontmatter
import Values

extension Edit {
  /// The fewest edits that make `new` of `old`, where both stand at `path`.
  ///
  /// In the order in which they are to be made: each path is that of the data after the edits before.
  static func edits(from old: Value?, to new: Value?, at path: ValuePath = []) -> [Edit] {
    let old = old ?? .undefined
    let new = new ?? .undefined
    if old == new { return [] }
    switch (old, new) {
    case (_, .undefined): return path.isEmpty ? [] : [.unset(path)]
    case (.object(let before), .object(let after)):
      if let (old, name) = renaming(from: before, to: after) {
        let value = Self.edits(from: before[old], to: after[name], at: path + [.key(name)])
        return [.renameKey(path + [.key(old)], name)] + value
      }
      var edits: [Edit] = []
      for (key, value) in before where after[key] == nil && !value.isUndefined {
        edits.append(.unset(path + [.key(key)]))
      }
      for (key, value) in after {
        edits += Self.edits(from: before[key], to: value, at: path + [.key(key)])
      }
      return edits
    case (.array(let before), .array(let after)): return edits(from: before, to: after, at: path)
    case (.undefined, .object(let after)) where path.isEmpty:
      return after.flatMap { edits(from: nil, to: $0.value, at: [.key($0.key)]) }
    default: return [.set(path, new)]
    }
  }

  private static func edits(from old: [Value], to new: [Value], at path: ValuePath) -> [Edit] {
    if old.count == new.count {
      if let (from, to) = move(from: old, to: new) {
        return [.move(path + [.index(from)], to: to)]
      }
      return zip(old, new).enumerated().flatMap { index, pair in
        edits(from: pair.0, to: pair.1, at: path + [.index(index)])
      }
    }
    let head = zip(old, new).prefix { $0 == $1 }.count
    if !old.isEmpty, head == old.count {
      return new[head...].map { .append(path, $0) }
    }
    let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
    let removed = old.count - head - tail
    let added = new[head..<new.count - tail]
    guard removed == 0 || added.isEmpty, !old.isEmpty, !new.isEmpty else {
      return [.set(path, .array(new))]
    }
    if added.isEmpty {
      return (0..<removed).map { _ in .unset(path + [.index(head)]) }
    }
    return added.enumerated().map { .insert(path + [.index(head + $0.offset)], $0.element) }
  }

  /// The one key that has another name now, where all others are as they were.
  private static func renaming(
    from old: ObjectValue,
    to new: ObjectValue
  ) -> (old: String, name: String)? {
    guard old.count == new.count else { return nil }
    let pairs = zip(old, new).enumerated().filter { $0.element.0.key != $0.element.1.key }
    guard pairs.count == 1, let (offset, (before, after)) = pairs.first,
      old[after.key] == nil, new[before.key] == nil
    else { return nil }
    // A new key comes last: there only its value tells a renamed one.
    guard offset < old.count - 1 || before.value == after.value else { return nil }
    return (before.key, after.key)
  }

  /// The one item that was moved, where that is all that happened.
  private static func move(from old: [Value], to new: [Value]) -> (from: Int, to: Int)? {
    guard
      let first = zip(old, new).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset,
      let last = zip(old, new).enumerated().reversed().first(where: { $0.element.0 != $0.element.1 }
      )?.offset,
      first < last
    else { return nil }
    for (from, to) in [(first, last), (last, first)] {
      var moved = old
      moved.insert(moved.remove(at: from), at: to)
      if moved == new { return (from, to) }
    }
    return nil
  }

  /// The same edit where the data stands at `base` in its document.
  func under(_ base: ValuePath) -> Edit {
    guard !base.isEmpty else { return self }
    switch self {
    case .set(let path, let value): return .set(base + path, value)
    case .unset(let path): return .unset(base + path)
    case .insert(let path, let value): return .insert(base + path, value)
    case .append(let path, let value): return .append(base + path, value)
    case .move(let path, let to): return .move(base + path, to: to)
    case .renameKey(let path, let name): return .renameKey(base + path, name)
    }
  }
}
