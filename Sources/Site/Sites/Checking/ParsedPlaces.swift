import Frontmatter
import Values

/// Where in a file that data stands which the site's own parser made of it.
///
/// Most parsers hand on a part of what the file says, or add to each of its items.
struct ParsedPlaces: Sendable {
  private var base: ValuePath?
  private var items: [PathSegment: ValuePath] = [:]

  init(of value: Value, in document: FrontmatterDocument) {
    let parts = Self.parts(of: document.value, at: [], depth: 3)
    base = parts.first { $0.value == value }?.path
    guard base == nil else { return }
    let made = Self.items(of: value)
    for part in parts {
      let from = Self.items(of: part.value)
      guard !made.isEmpty, from.count == made.count,
        zip(made, from).allSatisfy({ Self.isMade($0.value, of: $1.value) })
      else { continue }
      for (item, source) in zip(made, from) { items[item.segment] = part.path + [source.segment] }
      return
    }
  }

  /// The path in the file of the item with the key or number `segment`; empty when that is not known.
  func place(of segment: PathSegment) -> ValuePath {
    base.map { $0 + [segment] } ?? items[segment] ?? []
  }

  /// The objects and arrays in `value`, the outer ones first.
  private static func parts(
    of value: Value,
    at path: ValuePath,
    depth: Int
  ) -> [(path: ValuePath, value: Value)] {
    let inner = items(of: value)
    guard !inner.isEmpty else { return [] }
    guard depth > 0, inner.count <= 64 else { return [(path, value)] }
    return [(path, value)]
      + inner.flatMap { parts(of: $0.value, at: path + [$0.segment], depth: depth - 1) }
  }

  private static func items(of value: Value) -> [(segment: PathSegment, value: Value)] {
    switch value {
    case .array(let items): items.enumerated().map { (.index($0.offset), $0.element) }
    case .object(let object): object.map { (.key($0.key), $0.value) }
    default: []
    }
  }

  /// Whether `item` says all that `source` says, and maybe more.
  private static func isMade(_ item: Value, of source: Value) -> Bool {
    guard case .object(let source) = source, case .object(let item) = item else {
      return item == source
    }
    return !source.isEmpty && source.allSatisfy { item[$0.key] == $0.value }
  }
}
