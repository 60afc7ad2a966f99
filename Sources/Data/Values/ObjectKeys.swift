package import OrderedCollections
import Synchronization

/// The keys of an object in JavaScript's own order; objects that are alike share them.
///
/// Keys that are array indices (`0` to `4294967294`, written without leading zeros) come first,
/// ascending; all others follow in the order they were first set (ECMA-262, OrdinaryOwnPropertyKeys).
///
/// Objects that get the same keys in the same order have the very same `ObjectKeys`: what was added to
/// which is kept in a tree, as engines of JavaScript do it. The tree only grows, up to a limit;
/// objects with many, long or numeric keys have keys of their own.
package final class ObjectKeys: @unchecked Sendable {
  // Sendable because keys in the tree never change, and others only while one object has them. What changes
  // them calls nothing that could read them meanwhile, so that nobody need watch it (1 % of a check).
  @exclusivity(unchecked)
  @usableFromInline package private(set) var list: OrderedSet<String>
  /// A byte of each key, which tells most of those that are not asked for.
  @exclusivity(unchecked)
  private var marks: [UInt8]
  /// How many of the leading keys are array indices.
  private var indexCount: Int
  /// Whether these keys are in the tree, for every object that has them.
  package let isCommon: Bool
  /// Of keys in the tree: how many there were before, by which they are known; 0 for all others.
  package let serial: Int
  /// Whose place in the tree it is that these keys, a copy for one thread, have.
  private let original: ObjectKeys?
  /// The first of those that have one key more, and the next of those that have another one last.
  private let child = Atomic<Unmanaged<ObjectKeys>?>(nil)
  private let sibling = Atomic<Unmanaged<ObjectKeys>?>(nil)

  /// Keys of one object, or, with a `serial`, of all that have them.
  private init(
    _ list: OrderedSet<String>,
    indexCount: Int = 0,
    serial: Int? = nil,
    original: ObjectKeys? = nil
  ) {
    self.list = list
    marks = list.map(Self.mark)
    self.original = original
    self.indexCount = indexCount
    isCommon = serial != nil
    self.serial = serial ?? 0
  }

  package var count: Int { list.count }

  /// O(1).
  @inlinable package var names: [String] { list.elements }

  /// The key at a 0-based position.
  package subscript(position: Int) -> String { list[position] }

  /// The 0-based position of a key.
  package func position(of key: String) -> Int? {
    guard marks.count <= Self.searchLimit else { return list.firstIndex(of: key) }
    let mark = Self.mark(key)
    for position in marks.indices where marks[position] == mark && list[position] == key {
      return position
    }
    return nil
  }

  /// Of more keys than this the hash is quicker.
  private static let searchLimit = 32

  private static func mark(_ key: String) -> UInt8 {
    let bytes = key.utf8
    return UInt8(truncatingIfNeeded: bytes.count &* 37) ^ (bytes.first ?? 0)
  }
}

// MARK: - Keys of one object

extension ObjectKeys {
  /// The same keys for one object alone.
  func copy() -> ObjectKeys { ObjectKeys(list, indexCount: indexCount) }

  func prefix(_ count: Int) -> ObjectKeys {
    ObjectKeys(
      OrderedSet(uncheckedUniqueElements: list.elements.prefix(count)),
      indexCount: min(indexCount, count)
    )
  }

  /// Adds a key that is not there, and says where.
  func insert(_ key: String) -> Int {
    guard let index = Self.arrayIndex(key) else {
      list.append(key)
      marks.append(Self.mark(key))
      return list.count - 1
    }
    var position = indexCount
    while position > 0, let other = Self.arrayIndex(list[position - 1]), other > index {
      position -= 1
    }
    list.insert(key, at: position)
    marks.insert(Self.mark(key), at: position)
    indexCount += 1
    return position
  }

  func remove(at position: Int) {
    list.remove(at: position)
    marks.remove(at: position)
    if position < indexCount { indexCount -= 1 }
  }

  /// `key` as an array index, or nil when it is an ordinary key.
  package static func arrayIndex(_ key: String) -> UInt32? {
    let text = key.utf8
    guard let first = text.first, first >= 0x30, first <= 0x39, text.count <= 10 else { return nil }
    if first == 0x30 { return text.count == 1 ? 0 : nil }
    var value: UInt64 = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return value < UInt64(UInt32.max) ? UInt32(value) : nil
  }
}

// MARK: - The tree

extension ObjectKeys {
  /// What the tree may hold, so that no site fills the memory with it.
  private enum Limit {
    static let total = 10_000
    static let depth = 48
    static let siblings = 16
    static let keyLength = 64
  }

  private static let total = Atomic(0)

  /// Where objects without keys begin: by their first key, for there are many of those.
  private static let roots = (0..<64).map { _ in ObjectKeys([], serial: 0) }

  /// No keys yet.
  static let none = roots[0]

  private func root(for key: String) -> ObjectKeys {
    guard list.isEmpty else { return original ?? self }
    let bytes = key.utf8
    let mark = bytes.count &+ 7 &* Int(bytes.first ?? 0) &+ 31 &* Int(bytes.last ?? 0)
    return Self.roots[mark & 63]
  }

  /// The keys with `key` added, when an object before had those; then `key` is not among them yet.
  func known(adding key: String) -> ObjectKeys? {
    guard isCommon else { return nil }
    var next = root(for: key).child.load(ordering: .acquiring)
    while let keys = next?.takeUnretainedValue() {
      if keys.list[keys.list.count - 1] == key { return keys }
      next = keys.sibling.load(ordering: .acquiring)
    }
    return nil
  }

  /// Keys of any number, all different and none an array index: from the tree as far as it has room.
  ///
  /// Counts references to keys that all threads share: a caller that asks often remembers the answer.
  package static func shared(_ names: [String]) -> ObjectKeys {
    var keys = none
    for name in names {
      guard let next = keys.known(adding: name) ?? keys.common(adding: name) else {
        return ObjectKeys(OrderedSet(uncheckedUniqueElements: names))
      }
      keys = next
    }
    return keys
  }

  /// The same keys of the tree with a count of references of its own: threads that count the same references
  /// wait for each other.
  package func forOneThread() -> ObjectKeys {
    guard isCommon else { return self }
    return ObjectKeys(list, serial: serial, original: original ?? self)
  }

  /// The keys with `key`, which is not among them, added to the tree; nil when it has no room.
  func common(adding key: String) -> ObjectKeys? {
    guard isCommon, list.count < Limit.depth, key.utf8.count <= Limit.keyLength,
      Self.arrayIndex(key) == nil, Self.total.load(ordering: .relaxed) < Limit.total
    else { return nil }
    var list = list
    list.append(key)
    let keys = ObjectKeys(list, serial: Self.total.add(1, ordering: .relaxed).newValue)
    let last = root(for: key)
    guard var other = last.child.set(keys) else { return keys }
    for _ in 0..<Limit.siblings {
      // Somebody else may have just added the same.
      if other.list[other.list.count - 1] == key { return other }
      guard let next = other.sibling.set(keys) else { return keys }
      other = next
    }
    return nil
  }
}

extension Atomic<Unmanaged<ObjectKeys>?> {
  /// Sets what is not set yet, for good; else says what it is.
  fileprivate borrowing func set(_ keys: ObjectKeys) -> ObjectKeys? {
    let given = Unmanaged.passRetained(keys)
    let (isSet, found) = compareExchange(
      expected: nil,
      desired: given,
      ordering: .acquiringAndReleasing
    )
    if isSet { return nil }
    given.release()
    return found?.takeUnretainedValue()
  }
}
