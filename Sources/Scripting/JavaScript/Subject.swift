import CJavaScriptCore
package import Values

/// The value that calls are about: written once, however many functions look at it.
struct Subject {
  /// What tells this occasion from others.
  private var occasion = 0
  private var value = Value.undefined
  private var reference: JSValueRef?
  /// An engine's array of all parts, which keeps them from collection.
  private var keeper: JSValueRef?
  /// The parts, so that one which comes back need not be read.
  var sent = SentValues()

  fileprivate func reference(of value: Value, _ occasion: Int) -> JSValueRef? {
    occasion == self.occasion && value.isIdentical(to: self.value) ? reference : nil
  }

  fileprivate mutating func set(
    _ value: Value,
    _ reference: JSValueRef?,
    _ occasion: Int,
    in context: JSContextRef?
  ) {
    var parts = sent.texts + [reference]
    keeper = JSObjectMakeArray(context, parts.count, &parts, nil)
    JSValueProtect(context, keeper)
    (self.value, self.reference, self.occasion) = (value, reference, occasion)
  }

  mutating func release(in context: JSContextRef?) {
    if let keeper { JSValueUnprotect(context, keeper) }
    sent.clear()
    (keeper, reference, value, occasion) = (nil, nil, .undefined, 0)
  }
}

extension JavaScriptRuntime {
  /// What `function` returns for `subject`, which stays in the engine for further calls of the same
  /// `occasion`; 0 is none.
  ///
  /// As in script itself, what one function does to an object the next one sees.
  package func call(
    _ function: ForeignValue,
    about value: Value,
    occasion: Int,
    timeLimit: Duration? = nil
  ) throws(JavaScriptError) -> Value {
    try enter(timeLimit, isBrief: true) { () throws(JavaScriptError) -> Value in
      guard value.hasParts, let callee = handles[function.handle] else {
        return try read(try callRaw(function, [value], this: .undefined))
      }
      return try read(try invoke(callee, [try reference(of: value, occasion)]))
    }
  }

  private func reference(of value: Value, _ occasion: Int) throws(JavaScriptError) -> JSValueRef? {
    if occasion > 0, let reference = subject.reference(of: value, occasion) { return reference }
    subject.release(in: context)
    subject.sent.isOpen = true
    defer { subject.sent.isOpen = false }
    let reference = try write(value)
    subject.set(value, reference, occasion, in: context)
    return reference
  }
}

extension Value {
  /// Whether it is an object with members in Swift.
  fileprivate var hasParts: Bool {
    switch self {
    case .object(let object): !object.isEmpty
    case .array(let items): !items.isEmpty
    default: false
    }
  }

  /// Whether both are the same in memory, so that neither was changed since it was the other.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.object(let left), .object(let right)):
      left.shape === right.shape && left.values.isIdentical(to: right.values)
    case (.array(let left), .array(let right)): left.isIdentical(to: right)
    default: false
    }
  }
}

extension [Value] {
  fileprivate func isIdentical(to other: [Value]) -> Bool {
    count == other.count
      && withUnsafeBufferPointer { left in
        other.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
      }
  }
}
