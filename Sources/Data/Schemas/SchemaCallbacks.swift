package import Values

/// How a schema reaches the site's own functions: `refine`, `transform`, `default(() => …)`.
package protocol SchemaCallbacks: Sendable {
  /// Calls the recorded function `number` and waits until a promise it returns is settled.
  ///
  /// Throws `SchemaError.callbackFailed` when the function throws or its promise is rejected.
  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult

  /// Makes the calls of many entries, each entry's in their order one after another, and gives what came
  /// of each; nil for those that were not made.
  ///
  /// An entry's calls end with one that throws or returns a promise, and with a test that does not hold.
  /// None is made of an entry whose calls must be made one by one, nor told of the entry at which script
  /// was stopped.
  func call(_ calls: [PutOffCall]) -> [PutOffAnswer?]

  /// The words of who parses for `issue`, or nil for `usual`: what Zod takes as `error` (Zod 4) or
  /// `errorMap` (Zod 3) together with the value. `input` is what is at fault.
  func message(for issue: Value, input: Value, _ usual: String) throws(SchemaError) -> String?
}

extension SchemaCallbacks {
  package func call(_ calls: [PutOffCall]) -> [PutOffAnswer?] { calls.map { _ in nil } }

  package func message(for issue: Value, input: Value, _ usual: String) throws(SchemaError)
    -> String?
  {
    nil
  }
}

/// What one callback is given.
package struct CallbackCall: Sendable {
  /// What the function is for; it decides its arguments.
  package enum Purpose: String, Sendable {
    /// `(value)`: `refine`, `custom`, `overwrite`, `stringFormat`, `instanceof`, Zod 3's `refine`
    /// message functions.
    case value
    /// `(value, ctx)`: `superRefine`, `transform`, `preprocess`, codecs.
    case context
    /// `(payload)`: Zod 4's `.check()` and `when`.
    case payload
    /// `()`: `default(() => …)`.
    case none
    /// `(ctx)`: `catch`, with `ctx.error.issues` and `ctx.input`.
    case failure
    /// `(issue)` in Zod 4, `(issue, { data, defaultError })` in Zod 3: custom messages.
    case message
  }

  package var purpose: Purpose
  /// The value being parsed; for `.message` the input that is at fault.
  package var value: Value
  /// Where the value is, from the root.
  package var path: ValuePath
  /// The issues the callback can see: all so far for `.payload`, the caught ones for `.failure`,
  /// the one to word for `.message`.
  package var issues: [Value]
  /// What tells this parse from others; 0 when it is not said.
  package var parse = 0
  /// The words that would be taken without the callback; only for `.message`.
  package var defaultMessage: String

  package init(
    purpose: Purpose,
    value: Value,
    path: ValuePath = [],
    issues: [Value] = [],
    defaultMessage: String = ""
  ) {
    self.purpose = purpose
    self.value = value
    self.path = path
    self.issues = issues
    self.defaultMessage = defaultMessage
  }
}

/// What came of calling a callback.
package struct CallbackResult: Sendable {
  /// What the function returned, or what its promise was fulfilled with.
  package var returned: Value
  /// Whether it returned a promise.
  package var isPromise: Bool
  /// The issues it added, as it wrote them, with `continue`, `fatal` and `path` relative to the
  /// value; in Zod 4 a plain string may stand for an issue.
  package var issues: [Value]
  /// The payload's value afterwards when the function changed it; only for `.payload`.
  package var replacement: Value?

  package init(
    returned: Value,
    isPromise: Bool = false,
    issues: [Value] = [],
    replacement: Value? = nil
  ) {
    self.returned = returned
    self.isPromise = isPromise
    self.issues = issues
    self.replacement = replacement
  }
}

/// Callbacks for schemas that have none; calling one is an error.
package struct NoCallbacks: SchemaCallbacks {
  package init() {}

  package func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    throw .callbackFailed("callback \(number) is not at hand")
  }
}
