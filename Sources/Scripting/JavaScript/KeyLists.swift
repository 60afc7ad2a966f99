import CJavaScriptCore
import Values

/// Lists of keys as the engine hands them over, and what they are in Swift.
///
/// The engine has one text for each key of objects that are alike, so that comparing addresses says
/// which objects those are.
struct KeyLists {
  private var lists: [JSValueRef: [List]] = [:]
  private var count = 0

  private struct List {
    let keys: [JSValueRef?]
    let shape: ObjectKeys
  }

  private static let limit = 512

  func shape(of keys: UnsafeBufferPointer<JSValueRef?>) -> ObjectKeys? {
    guard let first = keys.first, let first, let candidates = lists[first] else { return nil }
    return candidates.first { $0.keys.elementsEqual(keys) }?.shape
  }

  /// Keeps a list, and its keys from collection, unless there are many already.
  mutating func add(
    _ keys: UnsafeBufferPointer<JSValueRef?>,
    _ shape: ObjectKeys,
    in context: JSContextRef?
  ) {
    guard count < Self.limit, shape.isCommon, let first = keys.first, let first else { return }
    for key in keys { JSValueProtect(context, key) }
    lists[first, default: []].append(List(keys: Array(keys), shape: shape))
    count += 1
  }

  mutating func release(in context: JSContextRef?) {
    for list in lists.values.joined() {
      for key in list.keys { JSValueUnprotect(context, key) }
    }
    lists = [:]
  }
}
