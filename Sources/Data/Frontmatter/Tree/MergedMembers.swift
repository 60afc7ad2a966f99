/// What a mapping has after merging: key texts with the nodes of their values, in JavaScript's
/// order of setting them.
package struct MergedMembers: Sendable {
  private var names: [String] = []
  private var values: [Int] = []
  private var places: [String: Int] = [:]

  package init() {}

  package var count: Int { names.count }

  /// Takes a merged pair, which never replaces what is there.
  package mutating func add(_ name: String, _ value: Int) {
    if places[name] == nil { set(name, value) }
  }

  /// Takes a pair of the mapping's own, which replaces a merged one at its place.
  package mutating func set(_ name: String, _ value: Int) {
    if let place = places[name] {
      values[place] = value
    } else {
      places[name] = names.count
      names.append(name)
      values.append(value)
    }
  }

  /// The node of the value of `name`, or nil.
  package subscript(name: String) -> Int? { places[name].map { values[$0] } }

  /// The members after a node was put in at `index`.
  func moved(from index: Int) -> MergedMembers {
    var copy = self
    for place in values.indices where values[place] >= index { copy.values[place] += 1 }
    return copy
  }
}

extension MergedMembers: Sequence {
  package func makeIterator() -> some IteratorProtocol<(String, Int)> {
    zip(names, values).makeIterator()
  }
}
