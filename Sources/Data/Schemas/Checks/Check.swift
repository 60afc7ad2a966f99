import Values

/// One check of a schema: `min`, `regex`, `refine`.
struct Check: Sendable {
  /// Every kind of check there is.
  indirect enum Rule: Sendable {
    case length(LengthRule)
    case size(LengthRule)
    case bound(BoundRule)
    case multiple(Value)
    case integer(NumberFormat)
    case bigintRange(minimum: String, maximum: String)
    /// Zod 3 lets infinities pass otherwise.
    case finite
    case format(FormatRule)
    case rewrite(RewriteRule)
    case mediaType([Value])
    case property(key: String, schema: Int)
    case instance(InstanceRule)
    case custom(CustomRule)
  }

  let rule: Rule
  let wording: Wording?
  /// Zod 4: no further checks after this one failed.
  let aborts: Bool
  /// Zod 4: a function that says whether to run.
  let condition: Int?

  /// Zod 4's `continue` of the issues it finds.
  var continues: Bool { !aborts }
}
