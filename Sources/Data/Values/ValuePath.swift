/// One step from a value to a value inside it.
package enum PathSegment: Sendable, Hashable {
  /// The key of an object or record.
  case key(String)
  /// The 0-based index in an array or tuple, or a number used as a map's key.
  case index(Int)
  /// A map's key that is neither a string nor a whole number.
  case other(Value)
}

extension PathSegment: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  package init(stringLiteral value: String) { self = .key(value) }
  package init(integerLiteral value: Int) { self = .index(value) }
}

extension PathSegment: CustomStringConvertible {
  /// The key or the index as text, as Zod's dotted paths print it.
  package var description: String {
    switch self {
    case .key(let key): key
    case .index(let index): String(index)
    case .other(let value): "\(value)"
    }
  }
}

/// The way from a value to a value inside it, outermost step first; empty for the value itself.
package typealias ValuePath = [PathSegment]
