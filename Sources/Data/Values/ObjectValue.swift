package import OrderedCollections

/// A plain JavaScript object: string keys in JavaScript's own order.
///
/// Keys that are array indices (`0` to `4294967294`, written without leading zeros) come first,
/// ascending; all others follow in the order they were first set (ECMA-262, OrdinaryOwnPropertyKeys).
package struct ObjectValue: Sendable {
  private var storage: OrderedDictionary<String, Value>
  /// How many of the leading keys are array indices.
  private var indexCount = 0

  package init() { storage = [:] }

  /// An object with `pairs`; a later pair replaces an earlier one of the same key.
  package init(_ pairs: some Sequence<(String, Value)>) {
    storage = [:]
    for (key, value) in pairs { self[key] = value }
  }

  /// An object of `keys`, all different and none an array index, and their `values`.
  package init(distinctKeys keys: [String], values: [Value]) {
    storage = OrderedDictionary(uncheckedUniqueKeys: keys, values: values)
  }

  package var count: Int { storage.count }
  package var isEmpty: Bool { storage.isEmpty }
  package var keys: [String] { Array(storage.keys) }

  /// The value of `key`, or nil when the key is absent; setting nil removes the key.
  package subscript(key: String) -> Value? {
    get { storage[key] }
    set {
      guard let newValue else {
        if storage.removeValue(forKey: key) != nil, Self.arrayIndex(key) != nil { indexCount -= 1 }
        return
      }
      guard let index = Self.arrayIndex(key), storage[key] == nil else {
        storage[key] = newValue
        return
      }
      var position = indexCount
      while position > 0, let other = Self.arrayIndex(storage.keys[position - 1]), other > index {
        position -= 1
      }
      storage.updateValue(newValue, forKey: key, insertingAt: position)
      indexCount += 1
    }
  }

  /// Whether the key at a 0-based position in the order of keys is `key`.
  package func hasKey(_ key: String, at position: Int) -> Bool { storage.keys[position] == key }

  /// The key at a 0-based position in the order of keys.
  package func key(at position: Int) -> String { storage.keys[position] }

  /// The value at a 0-based position in the order of keys.
  package func value(at position: Int) -> Value { storage.values[position] }

  /// Sets the value at a 0-based position; the keys stay shared with copies of the object.
  package mutating func replaceValue(at position: Int, with value: Value) {
    storage.values[position] = value
  }

  /// The first `count` pairs, with room for `capacity`.
  package func prefix(_ count: Int, capacity: Int) -> ObjectValue {
    var object = ObjectValue()
    object.storage.reserveCapacity(capacity)
    for position in 0..<count {
      object.storage.updateValue(storage.values[position], forKey: storage.keys[position])
    }
    object.indexCount = Swift.min(indexCount, count)
    return object
  }

  /// `key` as an array index, or nil when it is an ordinary key.
  package static func arrayIndex(_ key: String) -> UInt32? {
    let text = key.utf8
    guard let first = text.first, text.count <= 10, first >= 0x30, first <= 0x39 else { return nil }
    if first == 0x30 { return text.count == 1 ? 0 : nil }
    var value: UInt64 = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return value < UInt64(UInt32.max) ? UInt32(value) : nil
  }
}

extension ObjectValue: Sequence {
  package func makeIterator() -> OrderedDictionary<String, Value>.Iterator {
    storage.makeIterator()
  }
}

extension ObjectValue: Equatable {
  /// The order of keys does not matter.
  package static func == (left: ObjectValue, right: ObjectValue) -> Bool {
    guard left.count == right.count else { return false }
    return left.storage.allSatisfy { key, value in right.storage[key] == value }
  }
}

extension ObjectValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
