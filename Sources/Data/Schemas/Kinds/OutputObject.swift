import Values

/// An object's output, which is its input as long as nothing differs: most entries need no copy.
struct OutputObject {
  /// With the values that differ already set, as long as the keys are the same.
  private var input: ObjectValue
  private let count: Int
  /// How many of the input's leading keys the output has, in the same order, unchanged.
  private var kept = 0
  /// Whether the key that was taken last is the one after those.
  private var isNext = false
  /// Whether a value of `input` was set.
  private var isEdited = false
  /// Whether the output has other keys or another order, and is `built` instead.
  private var isBuilt: Bool
  private var built = ObjectValue()

  init(_ input: ObjectValue, isSame: Bool) {
    self.input = input
    count = input.count
    isBuilt = !isSame
  }

  /// Puts the input's value for `key` into `value`; false when there is none.
  mutating func take(_ key: String, _ value: inout Value) -> Bool {
    isNext = !isBuilt && kept < count && input.shape[kept] == key
    if isNext {
      value = input.values[kept]
      return true
    }
    guard let given = input[key] else { return false }
    value = given
    return true
  }

  /// Sets what was taken last, or a key that the input lacks, as the next of the output.
  mutating func set(_ key: String, _ value: Value, isChanged: Bool) {
    if !isBuilt {
      if isNext {
        if isChanged {
          input.replaceValue(at: kept, with: value)
          isEdited = true
        }
        kept += 1
        isNext = false
        return
      }
      copy()
    }
    built[key] = value
  }

  /// Takes over a key of the input that the shape does not name.
  mutating func keep(_ key: String, _ value: Value) {
    isNext = !isBuilt && kept < count && input.shape[kept] == key
    set(key, value, isChanged: false)
  }

  /// The output, or nil when it is the input.
  mutating func finish() -> ObjectValue? {
    if !isBuilt, kept < count { copy() }
    return isBuilt ? built : isEdited ? input : nil
  }

  private mutating func copy() {
    built = input.prefix(kept, capacity: count)
    isBuilt = true
  }
}
