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
  /// In order; no two have the same code units.
  @exclusivity(unchecked)
  @usableFromInline package private(set) var names: [String]
  /// A byte of each key, which tells most of those that are not asked for.
  @exclusivity(unchecked)
  private var marks: [UInt8]
  /// Where each key stands, of more keys than are looked through one by one.
  @exclusivity(unchecked)
  private var places: [ExactText: Int]
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
    _ names: [String],
    indexCount: Int = 0,
    serial: Int? = nil,
    original: ObjectKeys? = nil
  ) {
    self.names = names
    marks = names.map(Self.mark)
    places = [:]
    self.original = original
    self.indexCount = indexCount
    isCommon = serial != nil
    self.serial = serial ?? 0
    findPlaces()
  }

  package var count: Int { names.count }

  /// The key at a 0-based position.
  package subscript(position: Int) -> String { names[position] }

  /// The 0-based position of a key.
  package func position(of key: String) -> Int? {
    guard marks.count <= Self.searchLimit else { return places[ExactText(key)] }
    let mark = Self.mark(key)
    for position in marks.indices
    where marks[position] == mark && ExactText(names[position]) == ExactText(key) {
      return position
    }
    return nil
  }

  /// Of more keys than this the hash is quicker.
  private static let searchLimit = 32

  private func findPlaces() {
    places.removeAll(keepingCapacity: true)
    guard names.count > Self.searchLimit else { return }
    for (place, name) in names.enumerated() { places[ExactText(name)] = place }
  }

  private static func mark(_ key: String) -> UInt8 {
    let bytes = key.utf8
    return UInt8(truncatingIfNeeded: bytes.count &* 37) ^ (bytes.first ?? 0)
  }
}

// MARK: - Keys of one object

extension ObjectKeys {
  /// The same keys for one object alone.
  func copy() -> ObjectKeys { ObjectKeys(names, indexCount: indexCount) }

  func prefix(_ count: Int) -> ObjectKeys {
    ObjectKeys(Array(names.prefix(count)), indexCount: min(indexCount, count))
  }

  /// Adds a key that is not there, and says where.
  func insert(_ key: String) -> Int {
    var position = names.count
    if let index = Self.arrayIndex(key) {
      position = indexCount
      while position > 0, let other = Self.arrayIndex(names[position - 1]), other > index {
        position -= 1
      }
      indexCount += 1
    }
    names.insert(key, at: position)
    marks.insert(Self.mark(key), at: position)
    if places.isEmpty || position < names.count - 1 {
      findPlaces()
    } else {
      places[ExactText(key)] = position
    }
    return position
  }

  func remove(at position: Int) {
    names.remove(at: position)
    marks.remove(at: position)
    if position < indexCount { indexCount -= 1 }
    findPlaces()
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
    guard names.isEmpty else { return original ?? self }
    let bytes = key.utf8
    let mark = bytes.count &+ 7 &* Int(bytes.first ?? 0) &+ 31 &* Int(bytes.last ?? 0)
    return Self.roots[mark & 63]
  }

  private func isLast(_ key: String) -> Bool { ExactText(names[names.count - 1]) == ExactText(key) }

  /// The keys with `key` added, when an object before had those; then `key` is not among them yet.
  func known(adding key: String) -> ObjectKeys? {
    guard isCommon else { return nil }
    var next = root(for: key).child.load(ordering: .acquiring)
    while let keys = next?.takeUnretainedValue() {
      if keys.isLast(key) { return keys }
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
        return ObjectKeys(names)
      }
      keys = next
    }
    return keys
  }

  /// The same keys of the tree with a count of references of its own: threads that count the same references
  /// wait for each other.
  package func forOneThread() -> ObjectKeys {
    guard isCommon else { return self }
    return ObjectKeys(names, serial: serial, original: original ?? self)
  }

  /// The keys with `key`, which is not among them, added to the tree; nil when it has no room.
  func common(adding key: String) -> ObjectKeys? {
    guard isCommon, names.count < Limit.depth, key.utf8.count <= Limit.keyLength,
      Self.arrayIndex(key) == nil, Self.total.load(ordering: .relaxed) < Limit.total
    else { return nil }
    let keys = ObjectKeys(names + [key], serial: Self.total.add(1, ordering: .relaxed).newValue)
    let last = root(for: key)
    guard var other = last.child.set(keys) else { return keys }
    for _ in 0..<Limit.siblings {
      // Somebody else may have just added the same.
      if other.isLast(key) { return other }
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

/// A text that is equal to one of the same code units, as in JavaScript; Swift's own equality takes those for
/// the same that only look alike, such as the two ways to write an accented letter.
private struct ExactText: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
