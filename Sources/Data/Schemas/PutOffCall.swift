package import Values

/// A call of a function of the site with a value alone, which can be made together with many others.
package struct PutOffCall: Sendable {
  /// Which of many entries makes it.
  package let entry: Int
  /// The recorded function.
  package let function: Int
  package let value: Value
  /// Whether only a true answer lets the entry's next calls be made.
  package let isTest: Bool
}

/// What came of a call that was put off.
package enum PutOffAnswer: Sendable {
  case returned(Value)
  /// Whoever needs it waits for it, or is told what was thrown.
  case result(@Sendable () throws(SchemaError) -> CallbackResult)

  /// What was returned, when it is at hand; of a test only when it is true.
  func value(isTest: Bool) -> Value? {
    guard case .returned(let value) = self, !isTest || value.isTruthy else { return nil }
    return value
  }

  func get() throws(SchemaError) -> CallbackResult {
    switch self {
    case .returned(let value): CallbackResult(returned: value)
    case .result(let result): try result()
    }
  }
}
