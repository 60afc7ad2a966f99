/// A schema that could not be read, of which Zod says so when a value comes to it: `z.lazy()` with a
/// function that throws, `pick` of a key that is not there.
struct FaultKind: Sendable {
  /// What was thrown.
  let message: String
}
