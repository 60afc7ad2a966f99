/// How parsing one value with one node went, apart from the issues it left.
struct Outcome {
  /// Zod 3's three states; Zod 4 only tells a stopped pipe (`aborted`) from everything else.
  enum Status: UInt8 {
    case valid
    /// A check failed, the type is right.
    case dirty
    /// Nothing can be made of the value.
    case aborted
  }

  var status = Status.valid
  /// A transform or `catch` made the value, so that an `.optional()` around it may drop it again.
  var isFallback = false
  /// The value is not the one that went in.
  var isChanged = false
  /// A callback returned a promise, so that Zod would have the issues later than its neighbours'.
  var isDeferred = false
  /// When Zod 3's promise for the result is fulfilled, counted in microtasks; only in
  /// asynchronous mode.
  var settled = 0

  static let valid = Outcome()
  static let changed = Outcome(isChanged: true)
  static let aborted = Outcome(status: .aborted)

  /// Takes the worse of both states; the value is changed when it was by either.
  mutating func merge(_ other: Outcome) {
    if other.status.rawValue > status.rawValue { status = other.status }
    isChanged = isChanged || other.isChanged
    isFallback = isFallback || other.isFallback
    isDeferred = isDeferred || other.isDeferred
    settled = max(settled, other.settled)
  }
}
