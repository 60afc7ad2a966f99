import Schemas
import Values

/// Callbacks of a test, by number.
struct CallbackStub: SchemaCallbacks {
  let functions: [@Sendable (CallbackCall) -> CallbackResult]

  func call(_ number: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult {
    functions[number](call)
  }
}
