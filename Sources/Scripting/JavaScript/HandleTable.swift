import CJavaScriptCore

/// The engine's objects that Swift holds, by number; each is kept from collection until released.
struct HandleTable {
  private var objects: [UInt64: JSValueRef] = [:]
  private var handles: [JSValueRef: UInt64] = [:]
  private var last: UInt64 = 0

  subscript(handle: UInt64) -> JSValueRef? { objects[handle] }

  /// The handle of `object`; the same object has the same handle.
  mutating func handle(of object: JSValueRef, in context: JSContextRef?) -> UInt64 {
    // A protected object does not move and its address is not reused.
    if let handle = handles[object] { return handle }
    JSValueProtect(context, object)
    last += 1
    objects[last] = object
    handles[object] = last
    return last
  }

  mutating func release(_ handle: UInt64, in context: JSContextRef?) {
    guard let object = objects.removeValue(forKey: handle) else { return }
    handles[object] = nil
    JSValueUnprotect(context, object)
  }
}
