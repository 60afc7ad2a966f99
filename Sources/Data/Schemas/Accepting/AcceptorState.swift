import Values

/// What comes of holding one value against an acceptor.
struct AcceptorState {
  /// What comes out, after the verdict `changed`.
  var output = Value.undefined
  private var depth = 0

  /// How deep nodes may nest; deeper data is for themselves, who say when it is too deep.
  private static let depthLimit = 64

  /// Goes one node deeper; false where that is too deep.
  mutating func deepen() -> Bool {
    guard depth < Self.depthLimit else { return false }
    depth += 1
    return true
  }

  mutating func rise() { depth -= 1 }

  /// The output, which is handed on.
  mutating func takeOutput() -> Value {
    var taken = Value.undefined
    swap(&taken, &output)
    return taken
  }
}
