import Values

/// An issue on its way up: Zod 4 words it only at the end.
struct RawIssue {
  var code: String
  /// All but code, path, message and input.
  var fields: ObjectValue
  /// From the place where the present union, catch or key began.
  var path: ValuePath
  var order = KeyOrder.usual
  /// nil until it is worded.
  var message: String?
  var input: Value
  /// Zod 4: whether later checks still run.
  ///
  /// nil counts as no, but does not stop length checks.
  var continues: Bool?
  /// The words of the schema or check that found it.
  var wording: Wording?
  /// Zod 3, asynchronous mode: the microtask that added it.
  var tick = 0

  /// The issue as the site's error functions see it, without its input.
  var value: Value {
    .object(order.object(code, path, message, fields))
  }
}
