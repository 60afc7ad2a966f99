/// A plain JavaScript object: string keys in JavaScript's own order, and a value for each.
package struct ObjectValue: Sendable {
  /// What `values` stand under, in the same order.
  package private(set) var shape: ObjectKeys
  package private(set) var values: [Value]

  package init() { self.init(shape: ObjectKeys.none, values: []) }

  /// An object with a value for each key of `shape`.
  package init(shape: ObjectKeys, values: [Value]) {
    self.shape = shape
    self.values = values
  }

  /// An object with `pairs`; a later pair replaces an earlier one of the same key.
  @inlinable package init(_ pairs: some Sequence<(String, Value)>) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }

  /// An object of `keys`, all different and none an array index, and their `values`.
  package init(distinctKeys keys: [String], values: [Value]) {
    self.init(shape: ObjectKeys.shared(keys), values: values)
  }

  package var count: Int { values.count }
  package var isEmpty: Bool { values.isEmpty }
  package var keys: [String] { shape.names }

  /// The value of `key`, or nil when the key is absent; setting nil removes the key.
  package subscript(key: String) -> Value? {
    get { shape.position(of: key).map { values[$0] } }
    set {
      if let newValue, let keys = shape.known(adding: key) {
        shape = keys
        values.append(newValue)
      } else if let position = shape.position(of: key) {
        if let newValue { values[position] = newValue } else { remove(at: position) }
      } else if let newValue {
        add(key, newValue)
      }
    }
  }

  private mutating func add(_ key: String, _ value: Value) {
    if let keys = shape.common(adding: key) {
      shape = keys
      values.append(value)
      return
    }
    unshare()
    let position = shape.insert(key)
    if position == values.count { values.append(value) } else { values.insert(value, at: position) }
  }

  private mutating func remove(at position: Int) {
    unshare()
    shape.remove(at: position)
    values.remove(at: position)
  }

  /// The key at a 0-based position in the order of keys.
  package func key(at position: Int) -> String { shape[position] }

  /// The value at a 0-based position in the order of keys.
  package func value(at position: Int) -> Value { values[position] }

  /// Sets the value at a 0-based position; the keys stay shared with copies of the object.
  package mutating func replaceValue(at position: Int, with value: Value) {
    values[position] = value
  }

  /// The first `count` pairs, with room for `capacity`.
  package func prefix(_ count: Int, capacity: Int) -> ObjectValue {
    var values: [Value] = []
    values.reserveCapacity(capacity)
    values += self.values.prefix(count)
    return ObjectValue(shape: shape.prefix(count), values: values)
  }

  private mutating func unshare() {
    if shape.isCommon || !isKnownUniquelyReferenced(&shape) { shape = shape.copy() }
  }

}

extension ObjectValue: Sequence {
  package struct Iterator: IteratorProtocol {
    fileprivate let object: ObjectValue
    fileprivate var position = 0

    package mutating func next() -> (key: String, value: Value)? {
      guard position < object.count else { return nil }
      defer { position += 1 }
      return (object.shape[position], object.values[position])
    }
  }

  package func makeIterator() -> Iterator { Iterator(object: self) }
}

extension ObjectValue: Equatable {
  /// The order of keys does not matter.
  package static func == (left: ObjectValue, right: ObjectValue) -> Bool {
    guard left.count == right.count else { return false }
    return left.allSatisfy { key, value in right[key] == value }
  }
}

extension ObjectValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
