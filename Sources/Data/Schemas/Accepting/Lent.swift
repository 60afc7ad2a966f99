import Values

/// Something that belongs to somebody else, to be looked at.
///
/// It cannot be copied: so nothing counts its references, through however many hands it goes. What is
/// inside of it is taken apart by `switch`; `if case` would make a copy.
struct Lent<Thing>: ~Copyable {
  let thing: Thing

  init(_ thing: consuming Thing) { self.thing = thing }

  /// Ends the look, and gives the thing.
  consuming func taken() -> Thing { thing }
}

extension [Value] {
  /// Lends the values, each where it stands.
  @inline(__always)
  func lend<Result>(_ body: (UnsafeBufferPointer<Lent<Value>>) -> Result) -> Result {
    withUnsafeBufferPointer { $0.withMemoryRebound(to: Lent<Value>.self, body) }
  }
}

extension Unmanaged {
  /// Lends the object, which somebody else keeps alive.
  @inline(__always)
  func lend<Result>(_ body: (borrowing Lent<Instance>) -> Result) -> Result {
    withUnsafePointer(to: self) { pointer in
      pointer.withMemoryRebound(to: Lent<Instance>.self, capacity: 1) { body($0.pointee) }
    }
  }
}

extension Value {
  var isString: Bool {
    switch self {
    case .string: true
    default: false
    }
  }

  var isBoolean: Bool {
    switch self {
    case .boolean: true
    default: false
    }
  }
}
