import Values

/// What comes of holding one value against an acceptor.
struct AcceptorState {
  /// What comes out, after the verdict `changed`.
  var output = Value.undefined
  private var depth = 0
  /// What the site's functions have returned so far, in the order of the calls, and how much of that
  /// was used.
  private let answers: [Value]
  private var used = 0
  /// The calls that are still to be made.
  private(set) var calls: [PutOffCall] = []
  /// Whether something was left out that may call: what comes later would be out of turn.
  private var isClosed = false
  /// How many objects and arrays the present value is in.
  var nesting = 0
  /// Whether what the last call returns is all that comes out.
  private(set) var endsWithCall = false

  /// How deep nodes may nest; deeper data is for themselves, who say when it is too deep.
  private static let depthLimit = 64

  init(answers: [Value] = []) { self.answers = answers }

  /// Whether nothing waits for a call.
  var isSettled: Bool { calls.isEmpty && !isClosed }

  /// What a call has returned; nil, and the call is put off, when it was not made yet.
  mutating func answer(to call: @autoclosure () -> PutOffCall) -> Value? {
    if used < answers.count {
      used += 1
      return answers[used - 1]
    }
    if !isClosed {
      calls.append(call())
      endsWithCall = nesting == 0 && !calls[calls.count - 1].isTest
    }
    return nil
  }

  /// Something that may call functions is left out, because it waits for another call.
  mutating func leaveOut() {
    isClosed = true
    endsWithCall = false
  }

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
