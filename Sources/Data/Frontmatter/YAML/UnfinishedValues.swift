import Values

/// The values of all collections that are not read to their end yet, one after the other: each collection becomes
/// an array of just its size when it is.
final class UnfinishedValues {
  private let memory = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
  // Nothing that is called while it changes could read it, so that nobody need watch it.
  @exclusivity(unchecked)
  private(set) var count = 0

  /// No entry has so many at once.
  private static let capacity = 4096

  deinit {
    removeAll()
    memory.deallocate()
  }

  /// Adds a value; false when there are too many.
  @inline(__always)
  func add(_ value: consuming Value) -> Bool {
    guard count < Self.capacity else { return false }
    (memory + count).initialize(to: value)
    count += 1
    return true
  }

  /// The values from `start` on, which are no longer kept here.
  @inline(__always)
  func take(from start: Int) -> [Value] {
    let taken = count - start
    count = start
    // The initializers look up what a list of values is each time.
    var values: [Value] = []
    values.append(contentsOf: repeatElement(.undefined, count: taken))
    // Over values that hold nothing, so that none has to be given back.
    values.withUnsafeMutableBufferPointer {
      $0.baseAddress?.moveInitialize(from: memory + start, count: taken)
    }
    return values
  }

  func removeAll() {
    guard count > 0 else { return }
    memory.deinitialize(count: count)
    count = 0
  }
}
