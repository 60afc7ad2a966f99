import CJavaScriptCore
import Values

/// What the engine calls the texts and numbers of a value that was written.
///
/// Not its objects, which script may have changed.
struct SentValues {
  /// Whether what is written now is noted.
  var isOpen = false
  /// What the engine could collect.
  private(set) var texts: [JSValueRef?] = []
  private var references: [JSValueRef?] = Array(repeating: nil, count: Self.size)
  private var values: [Value] = Array(repeating: .undefined, count: Self.size)
  private var slots: [Int] = []

  private static let size = 256
  /// The most parts that are noted.
  private static let limit = 128

  private static func slot(_ reference: JSValueRef) -> Int {
    let bits = UInt(bitPattern: reference)
    return Int(truncatingIfNeeded: (bits >> 4) ^ (bits >> 44)) & (size - 1)
  }

  mutating func note(_ reference: JSValueRef?, _ value: Value, isText: Bool) {
    guard let reference, slots.count < Self.limit else { return }
    let slot = Self.slot(reference)
    guard references[slot] == nil else { return }
    references[slot] = reference
    values[slot] = value
    slots.append(slot)
    if isText { texts.append(reference) }
  }

  // Not `nil` for none: that literal is a value.
  func value(of reference: JSValueRef?) -> Value? {
    guard let reference else { return .some(.undefined) }
    let slot = Self.slot(reference)
    return references[slot] == reference ? .some(values[slot]) : .none
  }

  mutating func clear() {
    for slot in slots {
      references[slot] = nil
      values[slot] = .undefined
    }
    slots.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
