import ECMAScript
import Values

/// `z.templateLiteral([…])`: a text that matches one pattern as a whole.
struct TemplateLiteralKind: Sendable {
  let pattern: Pattern
  let format: String

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    guard case .string(let text) = value else {
      let namesItself = parse.graph.rules.contains(.templatesNameThemselves)
      return try parse.reject(value, expected: namesItself ? "template_literal" : "string", node)
    }
    if try pattern.matches(text, at: parse.path) { return .valid }
    try parse.report(
      "invalid_format",
      ["format": .string(format), "pattern": .string(pattern.source)],
      input: value,
      wording: node.wording
    )
    return .valid
  }
}
