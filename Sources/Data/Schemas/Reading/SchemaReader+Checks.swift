import ECMAScript
import Values

extension SchemaReader {
  /// The check that `description` says; nil for one that only annotates.
  mutating func check(_ description: ObjectValue) throws(SchemaError) -> Check? {
    guard let rule = try rule(description) else { return nil }
    return Check(
      rule: rule,
      wording: wording(description["error"]),
      aborts: description["abort"]?.isTruthy == true,
      condition: description["when"] == nil ? nil : try callback(description["when"])
    )
  }

  private mutating func rule(_ description: ObjectValue) throws(SchemaError) -> Check.Rule? {
    func count(_ key: String) -> Double { description[key]?.numberValue ?? .nan }
    func length(_ limit: LengthRule.Limit, _ key: String) -> LengthRule {
      LengthRule(limit: limit, count: count(key))
    }
    let name = description["check"]?.stringValue ?? ""
    switch name {
    case "min_length": return .length(length(.minimum, "minimum"))
    case "max_length": return .length(length(.maximum, "maximum"))
    case "length_equals": return .length(length(.exact, "length"))
    case "min_size": return .size(length(.minimum, "minimum"))
    case "max_size": return .size(length(.maximum, "maximum"))
    case "size_equals": return .size(length(.exact, "size"))
    case "greater_than", "less_than":
      return .bound(
        BoundRule(
          isMinimum: name == "greater_than",
          isInclusive: description["inclusive"]?.isTruthy == true,
          bound: description["value"] ?? .undefined
        )
      )
    case "multiple_of": return .multiple(description["value"] ?? .undefined)
    case "number_format":
      guard let format = NumberFormat(description["format"]?.stringValue ?? "") else {
        throw .malformed("unknown number format")
      }
      return .integer(format)
    case "bigint_format":
      let isSigned = description["format"]?.stringValue == "int64"
      return .bigintRange(
        minimum: isSigned ? "-9223372036854775808" : "0",
        maximum: isSigned ? "9223372036854775807" : "18446744073709551615"
      )
    case "finite": return .finite
    case "string_format": return .format(try format(description))
    case "overwrite": return .rewrite(try rewrite(description))
    case "mime_type": return .mediaType(description["mime"]?.arrayValue ?? [])
    case "property":
      let key = description["property"]?.stringValue ?? ""
      return .property(key: key, schema: try reference(description["schema"]))
    case "instance":
      let number =
        description["callback"] == nil ? nil : try callback(description["callback"])
      return .instance(
        InstanceRule(
          className: description["className"]?.stringValue ?? "",
          callback: number,
          path: path(description["path"])
        )
      )
    case "custom": return .custom(try custom(description))
    case "describe", "meta": return nil
    default: throw .malformed("unknown check \(name)")
    }
  }

  private func path(_ value: Value?) -> ValuePath {
    (value?.arrayValue ?? []).map(PathSegment.init)
  }

  private mutating func custom(_ description: ObjectValue) throws(SchemaError) -> CustomRule {
    let form: CustomRule.Form =
      switch description["purpose"]?.stringValue {
      case "value": .predicate
      case "context": .refinement
      default: .payload
      }
    return CustomRule(
      form: form,
      callback: try callback(description["callback"]),
      path: path(description["path"]),
      params: description["params"]
    )
  }

  private mutating func rewrite(_ description: ObjectValue) throws(SchemaError) -> RewriteRule {
    switch description["known"]?.stringValue {
    case "trim": return .trim
    case "toLowerCase": return .lowercase
    case "toUpperCase": return .uppercase
    case "slugify": return .slugify
    case "normalize":
      let name = description["form"]?.stringValue ?? "NFC"
      guard let form = Normalization(rawValue: name) else {
        throw .thrown("The normalization form should be one of NFC, NFD, NFKC, NFKD.")
      }
      return .normalize(form)
    default: return .callback(try callback(description["callback"]))
    }
  }

  private mutating func format(_ description: ObjectValue) throws(SchemaError) -> FormatRule {
    let name = description["format"]?.stringValue ?? ""
    let pattern = try pattern(description["pattern"])
    return FormatRule(
      name: name,
      pattern: pattern,
      test: try test(name, hasPattern: pattern != nil, description),
      isSchema: description["isSchema"]?.isTruthy == true
    )
  }

  private mutating func test(
    _ name: String,
    hasPattern: Bool,
    _ description: ObjectValue
  ) throws(SchemaError) -> FormatRule.Test {
    func text(_ key: String) -> String { description[key]?.stringValue ?? "" }
    if description["test"] != nil { return .callback(try callback(description["test"])) }
    if description["isCustom"] != nil { return .hiddenPattern }
    switch name {
    case "starts_with": return .prefix(text("prefix"))
    case "ends_with": return .suffix(text("suffix"))
    case "includes":
      return .part(text("includes"), position: description["position"]?.numberValue)
    case "url":
      return .url(
        URLRule(
          hostname: try pattern(description["hostname"]),
          shownHostname: description["shownHostname"]?.stringValue,
          scheme: try pattern(description["protocol"]),
          normalizes: description["normalize"]?.isTruthy == true,
          needsNoSlashes: rules.contains(.urlsNeedNoSlashes)
        )
      )
    case "jwt": return .jwt(algorithm: description["alg"]?.stringValue)
    case "ipv6" where dialect == .zod4: return .ipv6
    case "cidrv6" where dialect == .zod4: return .cidrv6
    case "base64" where dialect == .zod4:
      return .base64(skipsSpaces: rules.contains(.base64SkipsSpaces))
    case "base64url" where dialect == .zod4: return .base64url
    default: return hasPattern ? .pattern : .nothing
    }
  }
}
