import ECMAScript
import Values

/// A rule for how a text is written: `email`, `regex`, `startsWith`.
final class FormatRule: Sendable {
  /// How a text is looked at.
  enum Test: Sendable {
    case pattern
    case prefix(String)
    case suffix(String)
    case part(String, position: Double?)
    case url(URLRule)
    case ipv6
    case cidrv6
    case base64(skipsSpaces: Bool)
    case base64url
    case jwt(algorithm: String?)
    /// A function of the site.
    case callback(Int)
    /// `z.stringFormat` with a pattern, which the issue does not show.
    case hiddenPattern
    /// Zod 4 has no rule for it.
    case nothing
  }

  let name: String
  let pattern: Pattern?
  let test: Test
  /// The rule of a schema such as `z.base64()`, not of a check such as `.base64()`.
  let isSchema: Bool

  init(name: String, pattern: Pattern?, test: Test, isSchema: Bool) {
    self.name = name
    self.pattern = pattern
    self.test = test
    self.isSchema = isSchema
  }

  func check(
    _ value: inout Value,
    _ check: Check,
    _ node: Node,
    _ outcome: inout Outcome,
    _ parse: inout Parse
  ) throws(SchemaError) {
    guard case .string(let text) = value else { return }
    if case .url(let rule) = test {
      return try rule.check(text, &value, check, node, &outcome, &parse)
    }
    if try passes(text, &outcome, &parse) { return }
    switch parse.dialect {
    case .zod4: try fail4(value, check, node, &parse)
    case .zod3: try fail3(value, check, node, &parse)
    }
  }

  private func passes(_ text: String, _ outcome: inout Outcome, _ parse: inout Parse)
    throws(SchemaError) -> Bool
  {
    switch test {
    case .jwt(let algorithm):
      // Zod 3 looks at the shape first.
      if let pattern, try !pattern.matches(text, at: parse.path) { return false }
      return TextFormats.isJWT(
        text,
        algorithm: algorithm,
        dialect: parse.dialect,
        needsType: parse.graph.rules.contains(.tokensNeedTypes)
      )
    case .callback(let number):
      let call = CallbackCall(purpose: .value, value: .string(text), path: parse.path)
      let result = try parse.call(number, with: call)
      outcome.isDeferred = outcome.isDeferred || result.isPromise
      return result.isPromise || result.returned.isTruthy
    case .pattern, .hiddenPattern: return try pattern?.matches(text, at: parse.path) ?? true
    default: return holds(text) ?? true
    }
  }

  /// Whether the text passes, as far as no callback and no dialect has a say; nil when its pattern
  /// takes too many steps.
  func holds(_ text: String) -> Bool? {
    switch test {
    case .pattern, .hiddenPattern: pattern == nil ? true : pattern?.isMatch(text)
    case .prefix(let prefix): text.utf8.starts(with: prefix.utf8)
    case .suffix(let suffix): text.utf8.reversed().starts(with: suffix.utf8.reversed())
    case .part(let part, let position): Self.contains(part, in: text, from: position)
    case .ipv6: TextFormats.isIPv6(text)
    case .cidrv6: TextFormats.isCIDRv6(text)
    case .base64(let skipsSpaces): TextFormats.isBase64(text, skipsSpaces: skipsSpaces)
    case .base64url: TextFormats.isBase64URL(text)
    case .url, .jwt, .callback, .nothing: true
    }
  }

  private func fail4(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    let code = "invalid_format"
    let format = Value.string(name)
    switch test {
    case .pattern:
      let literal = Value.string(pattern?.literal ?? "")
      try parse.fail(
        check,
        node,
        code,
        ["origin": "string", "format": format, "pattern": literal],
        value
      )
    case .prefix(let prefix):
      try parse.fail(
        check,
        node,
        code,
        ["origin": "string", "format": format, "prefix": .string(prefix)],
        value
      )
    case .suffix(let suffix):
      try parse.fail(
        check,
        node,
        code,
        ["origin": "string", "format": format, "suffix": .string(suffix)],
        value
      )
    case .part(let part, _):
      try parse.fail(
        check,
        node,
        code,
        ["origin": "string", "format": format, "includes": .string(part)],
        value
      )
    default: try parse.fail(check, node, code, ["format": format], value)
    }
  }

  private func fail3(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    let validation: Value =
      switch test {
      case .prefix(let prefix): ["startsWith": .string(prefix)]
      case .suffix(let suffix): ["endsWith": .string(suffix)]
      case .part(let part, let position):
        ["includes": .string(part), "position": position.map(Value.number) ?? .undefined]
      default: .string(name)
      }
    try parse.fail(check, node, "invalid_string", ["validation": validation], value)
  }

  /// `text.includes(part, position)`.
  private static func contains(_ part: String, in text: String, from position: Double?) -> Bool {
    let units = Array(text.utf16)
    let wanted = Array(part.utf16)
    let wish = position ?? 0
    let start = wish.isNaN ? 0 : Int(min(max(wish, 0), Double(units.count)))
    guard units.count - start >= wanted.count else { return false }
    if wanted.isEmpty { return true }
    for index in start...(units.count - wanted.count)
    where units[index] == wanted[0]
      && units[index..<index + wanted.count].elementsEqual(wanted)
    {
      return true
    }
    return false
  }
}
