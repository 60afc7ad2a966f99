import Values

/// What the checks of a node say together (Zod v4: a schema's bag).
struct CheckSummary {
  private(set) var minimum: Double?
  private(set) var maximum: Double?
  private(set) var exclusiveMinimum: Double?
  private(set) var exclusiveMaximum: Double?
  private(set) var step: Double?
  private(set) var format: String?
  /// How the text of a schema such as `z.base64()` is encoded.
  private(set) var encoding: String?
  /// The format of a schema that its checks do not change.
  private var lastingFormat: String?
  private(set) var patterns: [String] = []
  private(set) var mediaTypes: [Value] = []

  init(_ node: Node) { self.init([node]) }

  /// The checks of all `nodes`, as those of a schema and of wrappers around it.
  init(_ nodes: [Node]) {
    for node in nodes.reversed() {
      for check in node.checks { add(check) }
    }
  }

  private mutating func add(_ check: Check) {
    switch check.rule {
    case .length(let rule), .size(let rule):
      switch rule.limit {
      case .minimum: minimum = max(minimum ?? -.infinity, rule.count)
      case .maximum: maximum = min(maximum ?? .infinity, rule.count)
      case .exact: (minimum, maximum) = (rule.count, rule.count)
      }
    case .bound(let rule):
      guard let limit = rule.limit else { return }
      switch (rule.isMinimum, rule.isInclusive) {
      case (true, true): minimum = max(minimum ?? -.infinity, limit)
      case (true, false): exclusiveMinimum = max(exclusiveMinimum ?? -.infinity, limit)
      case (false, true): maximum = min(maximum ?? .infinity, limit)
      case (false, false): exclusiveMaximum = min(exclusiveMaximum ?? .infinity, limit)
      }
    case .multiple(let value): step = step ?? value.numberValue
    case .integer(let rule):
      format = rule.name
      (minimum, maximum) = (rule.range.lowerBound, rule.range.upperBound)
    case .format(let rule):
      switch rule.test {
      case .prefix, .suffix, .part: break
      default: if lastingFormat == nil { format = rule.name }
      }
      if rule.isSchema, ["ipv4", "ipv6", "mac"].contains(rule.name) { lastingFormat = rule.name }
      if rule.isSchema, ["base64", "base64url"].contains(rule.name) { encoding = rule.name }
      // Zod keeps a set of regular expressions, in which a site's own are told apart.
      if let pattern = rule.pattern, rule.name == "regex" || !patterns.contains(pattern.source) {
        patterns.append(pattern.source)
      }
    case .mediaType(let types): mediaTypes = types
    default: break
    }
  }
}
