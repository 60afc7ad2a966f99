import Values

/// What values are made of, by number, as `Globals/calls.js` has learnt it.
struct CallPatterns {
  /// One part of a value, before its own parts, as a number.
  enum Part {
    case undefined
    case null
    case boolean
    case number
    case date
    case text
    case array(Int)
    case object(ObjectKeys)

    fileprivate var code: UInt {
      switch self {
      case .undefined: 0
      case .null: 1
      case .boolean: 2
      case .number: 3
      case .date: 4
      case .text: 5
      case .array(let count): UInt(count) << 4 | 6
      // Shared keys stay where they are; the tree keeps them.
      case .object(let keys): UInt(bitPattern: ObjectIdentifier(keys)) | 7
      }
    }
  }

  /// All parts of a value, told apart from others by a mark of them first.
  private struct Parts: Hashable {
    private(set) var codes: [UInt] = []
    private var mark: UInt = 0

    mutating func add(_ code: UInt) {
      codes.append(code)
      mark = (mark ^ code) &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func clear() {
      codes.removeAll(keepingCapacity: true)
      mark = 0
    }

    func hash(into hasher: inout Hasher) { hasher.combine(mark) }
  }

  /// The parts of the value that is being written.
  private var present = Parts()
  private var numbers: [Parts: Int32] = [:]
  /// How often a pattern without a number was met.
  private var uses: [Parts: Int] = [:]
  /// What the engine does not know yet, in the order of its numbers.
  private(set) var news: [Value] = []
  /// The keys that functions read, by number.
  private var readKeys: [Set<String>] = []
  private var cuts: [CutKey: ObjectCut?] = [:]
  /// The keys of objects that functions have returned, by number.
  var shapes: [ReturnedShape] = []

  private struct CutKey: Hashable {
    /// Kept alive by the tree they are in.
    let keys: ObjectIdentifier
    let reads: Int
  }

  /// An object that a function returned.
  struct ReturnedShape {
    let keys: ObjectKeys
    /// For each member its place in the object that was given; nil for one that was not there.
    let sources: [Int?]
  }

  /// The most parts of a value, and the most patterns: code is made for each.
  private static let largest = 64
  private static let limit = 256
  /// How often a pattern is met before code for it pays.
  private static let leastUses = 4
  /// The most patterns without a number that are counted.
  private static let countLimit = 4096

  var hasRoom: Bool { present.codes.count < Self.largest }

  mutating func begin() { present.clear() }

  mutating func add(_ part: Part) { present.add(part.code) }

  /// The number of the pattern that was added since `begin`, by `value`; nil when there are too many, or
  /// it was hardly met yet.
  mutating func number(of value: Value, _ cut: ObjectCut?) -> Int32? {
    if let known = numbers[present] { return known }
    guard numbers.count < Self.limit else { return nil }
    if uses.count >= Self.countLimit { uses = [:] }
    uses[present, default: 0] += 1
    guard uses[present] == Self.leastUses else { return nil }
    let given = value.objectValue.flatMap { cut?.object(of: $0.values) } ?? value
    guard !Self.hasPrototype(given) else { return nil }
    uses[present] = nil
    let number = Int32(numbers.count)
    numbers[present] = number
    news.append(Self.description(of: given))
    return number
  }

  /// The number of a set of keys that functions read; nil when there are too many.
  mutating func number(ofRead keys: Set<String>) -> Int? {
    if let known = readKeys.firstIndex(of: keys) { return known }
    guard readKeys.count < Self.limit else { return nil }
    readKeys.append(keys)
    return readKeys.count - 1
  }

  /// What the keys of the number `reads` leave of objects with `keys`; nil when that is all.
  mutating func cut(_ keys: ObjectKeys, to reads: Int) -> ObjectCut? {
    let key = CutKey(keys: ObjectIdentifier(keys), reads: reads)
    if let known = cuts[key] { return known }
    guard keys.isCommon, cuts.count < Self.countLimit else { return nil }
    let cut = ObjectCut(keys, to: readKeys[reads])
    cuts[key] = .some(cut)
    return cut
  }

  /// The engine knows the first of `news`.
  mutating func noteLearnt() { news.removeFirst() }

  /// Whether a literal of one of the objects would set the prototype.
  private static func hasPrototype(_ value: Value) -> Bool {
    switch value {
    case .array(let items): items.contains(where: hasPrototype)
    case .object(let object):
      object.keys.contains("__proto__") || object.values.contains(where: hasPrototype)
    default: false
    }
  }

  /// What `learn` takes.
  private static func description(of value: Value) -> Value {
    switch value {
    case .undefined: "undefined"
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .date: "date"
    case .array(let items): ["members": .array(items.map(description))]
    case .object(let object):
      [
        "keys": .array(object.keys.map { .string($0) }),
        "members": .array(object.values.map(description)),
      ]
    default: "text"
    }
  }
}
