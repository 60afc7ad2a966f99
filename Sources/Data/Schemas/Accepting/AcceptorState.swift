import Values

/// What comes of holding one value against an acceptor.
struct AcceptorState {
  /// What comes out, after the verdict `changed`.
  var output = Value.undefined
  private var depth = 0
  /// What the site's functions have returned so far, in the order of the calls, and how much of that
  /// was used.
  private var answers: [Value] = []
  private var used = 0
  /// Which of many values this is.
  private var entry = 0
  /// The calls that are still to be made, after those of the values before.
  private(set) var calls: [PutOffCall] = []
  /// How many of them are of values before.
  private var callsBefore = 0
  /// Whether something was left out that may call: what comes later would be out of turn.
  private var isClosed = false
  /// How many objects and arrays the present value is in.
  var nesting = 0
  /// Whether what the last call returns is all that comes out.
  private(set) var endsWithCall = false

  /// How deep nodes may nest; deeper data is for themselves, who say when it is too deep.
  private static let depthLimit = 64

  /// Begins with the next value, which is the `entry`; its functions have returned `answers`.
  mutating func begin(_ entry: Int, answers: [Value]) {
    (self.entry, self.answers, used) = (entry, answers, 0)
    (callsBefore, isClosed, endsWithCall) = (calls.count, false, false)
  }

  /// The calls that the present value waits for.
  var ownCalls: Range<Int> { callsBefore..<calls.count }

  /// Whether nothing waits for a call.
  var isSettled: Bool { ownCalls.isEmpty && !isClosed }

  /// All calls that are to be made, which are no longer kept here.
  mutating func takeCalls() -> [PutOffCall] {
    callsBefore = 0
    defer { calls = [] }
    return calls
  }

  /// The calls of the present value need not be made.
  mutating func dropCalls() { calls.removeSubrange(ownCalls) }

  /// What a call has returned; nil, and the call is put off, when it was not made yet.
  mutating func answer(of function: Int, to value: Value, isTest: Bool) -> Value? {
    if used < answers.count {
      used += 1
      return answers[used - 1]
    }
    if !isClosed {
      calls.append(PutOffCall(entry: entry, function: function, value: value, isTest: isTest))
      endsWithCall = nesting == 0 && !isTest
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
