/// How alike two names are, for "did you mean".
package enum EditDistance {
  /// The name of `names` that is most like `name`; nil when none is close.
  package static func nearest(to name: String, among names: [String]) -> String? {
    let nearest = names.map { (name: $0, distance: between(name, $0)) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let nearest, nearest.distance <= Swift.max(1, name.count / 3) else { return nil }
    return nearest.name
  }

  /// How many letters must be put in, left out, changed or swapped to make one of the other
  /// (optimal string alignment); case does not count.
  package static func between(_ first: String, _ second: String) -> Int {
    let first = Array(first.lowercased())
    let second = Array(second.lowercased())
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = Swift.min(last[column + 1] + 1, current[column] + 1)
        cost = Swift.min(cost, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          cost = Swift.min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
