import ECMAScript
import Values

/// Zod 3's English words for an issue (Zod v3, locales/en.ts).
enum Zod3Messages {
  /// The zone is that in which dates are written; a code that Zod does not know makes it throw.
  static func message(for issue: RawIssue, zone: DateZone, rules: Set<ZodRule>)
    throws(SchemaError) -> String
  {
    let fields = issue.fields
    switch issue.code {
    case "invalid_type":
      if fields["received"] == .string("undefined") { return "Required" }
      let expected = Words.plain(fields["expected"])
      return "Expected \(expected), received \(Words.plain(fields["received"]))"
    case "invalid_literal":
      return "Invalid literal value, expected \(literal(fields["expected"] ?? .undefined))"
    case "unrecognized_keys":
      let keys = fields["keys"]?.arrayValue ?? []
      return "Unrecognized key(s) in object: \(Words.zod3List(keys, separator: ", "))"
    case "invalid_union_discriminator":
      let options = Words.zod3List(fields["options"]?.arrayValue ?? [])
      return "Invalid discriminator value. Expected \(options)"
    case "invalid_enum_value":
      let options = Words.zod3List(fields["options"]?.arrayValue ?? [])
      return
        "Invalid enum value. Expected \(options), received '\(Words.plain(fields["received"]))'"
    case "invalid_arguments": return "Invalid function arguments"
    case "invalid_return_type": return "Invalid function return type"
    case "invalid_date": return "Invalid date"
    case "invalid_string": return format(fields["validation"] ?? .undefined)
    case "too_small":
      let isWordless = rules.contains(.wordlessBigInts) && fields["type"] == "bigint"
      return isWordless ? "Invalid input" : small(fields, zone)
    case "too_big": return big(fields, zone)
    case "invalid_intersection_types": return "Intersection results could not be merged"
    case "not_multiple_of":
      return "Number must be a multiple of \(Words.plain(fields["multipleOf"]))"
    case "not_finite": return "Number must be finite"
    case "custom", "invalid_union": return "Invalid input"
    default: throw .thrown("")
    }
  }

  /// `JSON.stringify`, with bigints as text.
  private static func literal(_ value: Value) -> String {
    switch value {
    case .undefined, .symbol: "undefined"
    case .bigint(let digits): JSONText.quoted(digits)
    default: JSONText.write(value)
    }
  }

  private static func format(_ validation: Value) -> String {
    guard case .object(let rule) = validation else {
      return validation == "regex" ? "Invalid" : "Invalid \(Words.plain(validation))"
    }
    if let part = rule["includes"] {
      let words = "Invalid input: must include \"\(Words.plain(part))\""
      guard let position = rule["position"]?.numberValue else { return words }
      return words
        + " at one or more positions greater than or equal to \(NumberText.text(position))"
    }
    if let prefix = rule["startsWith"] {
      return "Invalid input: must start with \"\(Words.plain(prefix))\""
    }
    return "Invalid input: must end with \"\(Words.plain(rule["endsWith"]))\""
  }

  private static func small(_ fields: ObjectValue, _ zone: DateZone) -> String {
    let isExact = fields["exact"]?.isTruthy == true
    let isInclusive = fields["inclusive"]?.isTruthy == true
    let limit = fields["minimum"] ?? .undefined
    func pick(_ exact: String, _ inclusive: String, _ other: String) -> String {
      isExact ? exact : isInclusive ? inclusive : other
    }
    let text = Words.plain(limit)
    switch fields["type"]?.stringValue {
    case "array":
      return "Array must contain \(pick("exactly", "at least", "more than")) \(text) element(s)"
    case "string":
      return "String must contain \(pick("exactly", "at least", "over")) \(text) character(s)"
    case "number", "bigint":
      let relation = pick("exactly equal to", "greater than or equal to", "greater than")
      return "Number must be \(relation) \(text)"
    case "date":
      let relation = pick("exactly equal to", "greater than or equal to", "greater than")
      return "Date must be \(relation) \(date(limit, zone))"
    default: return "Invalid input"
    }
  }

  private static func big(_ fields: ObjectValue, _ zone: DateZone) -> String {
    let isExact = fields["exact"]?.isTruthy == true
    let isInclusive = fields["inclusive"]?.isTruthy == true
    let limit = fields["maximum"] ?? .undefined
    func pick(_ inclusive: String, _ other: String) -> String {
      isExact ? "exactly" : isInclusive ? inclusive : other
    }
    let text = Words.plain(limit)
    switch fields["type"]?.stringValue {
    case "array": return "Array must contain \(pick("at most", "less than")) \(text) element(s)"
    case "string": return "String must contain \(pick("at most", "under")) \(text) character(s)"
    case "number": return "Number must be \(pick("less than or equal to", "less than")) \(text)"
    case "bigint": return "BigInt must be \(pick("less than or equal to", "less than")) \(text)"
    case "date":
      return "Date must be \(pick("smaller than or equal to", "smaller than")) \(date(limit, zone))"
    default: return "Invalid input"
    }
  }

  private static func date(_ limit: Value, _ zone: DateZone) -> String {
    DateText.text(Coercion(zone: zone).number(limit) ?? .nan, in: zone)
  }
}
