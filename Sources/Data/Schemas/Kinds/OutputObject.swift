import Values

/// An object's output, which is its input as long as nothing differs: most entries need no copy.
struct OutputObject {
  private let input: ObjectValue
  /// How many of the input's leading keys the output has, in the same order, unchanged.
  private var kept = 0
  /// Set as soon as the output differs.
  private var built: ObjectValue?

  init(_ input: ObjectValue, isSame: Bool) {
    self.input = input
    built = isSame ? nil : ObjectValue()
  }

  /// The input's value for `key`.
  func next(_ key: String) -> Value? {
    if built == nil, kept < input.count {
      let pair = input[position: kept]
      if pair.key == key { return pair.value }
    }
    return input[key]
  }

  /// Sets what comes next in the output.
  mutating func set(_ key: String, _ value: Value, isChanged: Bool) {
    if built == nil {
      if !isChanged, kept < input.count, input[position: kept].key == key {
        kept += 1
        return
      }
      copy()
    }
    built?[key] = value
  }

  /// Takes over a key of the input that the shape does not name.
  mutating func keep(_ key: String, _ value: Value) {
    set(key, value, isChanged: false)
  }

  /// The output, or nil when it is the input.
  mutating func finish() -> ObjectValue? {
    if built == nil, kept < input.count { copy() }
    return built
  }

  private mutating func copy() {
    built = input.prefix(kept)
  }
}
