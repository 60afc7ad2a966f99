import ECMAScript
import Values

/// Zod 4's English words for an issue (Zod v4, locales/en.ts).
enum Zod4Messages {
  /// The zone is that in which dates are written.
  static func message(for issue: RawIssue, zone: DateZone, rules: Set<ZodRule>) -> String {
    let fields = issue.fields
    switch issue.code {
    case "invalid_type":
      let expected = Words.plain(fields["expected"])
      let received = issue.input.zod4TypeName
      let wanted = rules.contains(.fewerWords) ? expected : typeName(expected)
      return "Invalid input: expected \(wanted), received \(typeName(received))"
    case "invalid_value":
      let values = fields["values"]?.arrayValue ?? []
      if values.count == 1 { return "Invalid input: expected \(Words.zod4Literal(values[0]))" }
      return "Invalid option: expected one of \(Words.zod4List(values, separator: "|"))"
    case "too_big": return size(fields, "Too big", "maximum", "<=", "<", zone, rules)
    case "too_small": return size(fields, "Too small", "minimum", ">=", ">", zone, rules)
    case "invalid_format": return format(fields)
    case "not_multiple_of":
      return "Invalid number: must be a multiple of \(Words.plain(fields["divisor"]))"
    case "unrecognized_keys":
      let keys = fields["keys"]?.arrayValue ?? []
      let list = Words.zod4List(keys, separator: ", ")
      return "Unrecognized key\(keys.count > 1 ? "s" : ""): \(list)"
    case "invalid_key": return "Invalid key in \(Words.plain(fields["origin"]))"
    case "invalid_element": return "Invalid value in \(Words.plain(fields["origin"]))"
    case "invalid_union":
      guard let options = fields["options"]?.arrayValue, !options.isEmpty else {
        return "Invalid input"
      }
      let list = options.map { "'\(Words.plain($0))'" }.joined(separator: " | ")
      return "Invalid discriminator value. Expected \(list)"
    default: return "Invalid input"
    }
  }

  private static func typeName(_ name: String) -> String { name == "nan" ? "NaN" : name }

  private static let units = [
    "string": "characters", "file": "bytes", "array": "items", "set": "items", "map": "entries",
  ]

  private static func size(
    _ fields: ObjectValue,
    _ lead: String,
    _ key: String,
    _ inclusive: String,
    _ exclusive: String,
    _ zone: DateZone,
    _ rules: Set<ZodRule>
  ) -> String {
    let sign = fields["inclusive"]?.isTruthy == true ? inclusive : exclusive
    let origin = fields["origin"].map { Words.plain($0) }
    let limit = Coercion(zone: zone).text(fields[key] ?? .undefined)
    let name = origin ?? (key == "maximum" ? "value" : "undefined")
    let isWordless = origin == "map" && rules.contains(.fewerWords)
    guard !isWordless, let unit = origin.flatMap({ units[$0] }) else {
      return "\(lead): expected \(name) to be \(sign)\(limit)"
    }
    return "\(lead): expected \(name) to have \(sign)\(limit) \(unit)"
  }

  private static func format(_ fields: ObjectValue) -> String {
    let name = Words.plain(fields["format"])
    switch name {
    case "starts_with":
      return "Invalid string: must start with \"\(Words.plain(fields["prefix"]))\""
    case "ends_with": return "Invalid string: must end with \"\(Words.plain(fields["suffix"]))\""
    case "includes": return "Invalid string: must include \"\(Words.plain(fields["includes"]))\""
    case "regex": return "Invalid string: must match pattern \(Words.plain(fields["pattern"]))"
    default: return "Invalid \(formatNames[name] ?? name)"
    }
  }

  private static let formatNames = [
    "email": "email address", "url": "URL", "uuid": "UUID", "uuidv4": "UUIDv4",
    "uuidv6": "UUIDv6", "guid": "GUID", "ulid": "ULID", "xid": "XID", "ksuid": "KSUID",
    "datetime": "ISO datetime", "date": "ISO date", "time": "ISO time",
    "duration": "ISO duration", "ipv4": "IPv4 address", "ipv6": "IPv6 address",
    "mac": "MAC address", "cidrv4": "IPv4 range", "cidrv6": "IPv6 range",
    "base64": "base64-encoded string", "base64url": "base64url-encoded string",
    "json_string": "JSON string", "e164": "E.164 number", "jwt": "JWT",
    "template_literal": "input",
  ]
}
