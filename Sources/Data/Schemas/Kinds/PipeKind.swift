import ECMAScript
import Values

/// `.pipe(…)`, `.transform(…)` and `preprocess` in Zod 4, and its codecs.
struct PipeKind: Sendable {
  /// What happens between the two schemas.
  enum Middle: Sendable {
    case nothing
    case codec(decode: Int, encode: Int)
    case words(StringBoolean)
  }

  let input: Int
  let output: Int
  let middle: Middle
  /// Whether what the right side makes still counts as a fallback of the left one.
  let keepsFallback: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    let start = parse.issues.count
    let (first, second) = parse.isBackward ? (output, input) : (input, output)
    var outcome = try parse.run(first, &value)
    switch parse.dialect {
    case .zod4:
      if parse.issues.count > start {
        outcome.status = .aborted
        return outcome
      }
    case .zod3:
      // Awaiting the left side takes a microtask, returning the right one's promise two.
      if parse.isAsynchronous { outcome.settled = max(parse.now, outcome.settled) + 1 }
      if outcome.status != .valid { return outcome }
    }
    if try convert(&value, node, &outcome, &parse) { return outcome }
    let now = parse.now
    if parse.isZod3Asynchronous { parse.now = outcome.settled }
    let fallbackDepth = parse.fallbackDepth
    if outcome.isFallback { parse.fallbackDepth = parse.path.count }
    defer { (parse.now, parse.fallbackDepth) = (now, fallbackDepth) }
    var result = try parse.run(second, &value)
    if parse.isZod3Asynchronous {
      result.settled = max(outcome.settled + 1, max(result.settled, outcome.settled)) + 1
    }
    let isFallback = result.isFallback || (outcome.isFallback && keepsFallback)
    outcome.include(result, parse.dialect)
    outcome.status = result.status
    outcome.isFallback = isFallback
    return outcome
  }

  /// Runs what is between the schemas; true when that found an issue.
  private func convert(
    _ value: inout Value,
    _ node: Node,
    _ outcome: inout Outcome,
    _ parse: inout Parse
  ) throws(SchemaError) -> Bool {
    let start = parse.issues.count
    switch middle {
    case .nothing: return false
    case .codec(let decode, let encode):
      let number = parse.isBackward ? encode : decode
      let result = try parse.callWithContext(number, value, defaultContinues: nil, node.wording)
      value = result.returned
      outcome.isDeferred = outcome.isDeferred || result.isPromise
    case .words(let words):
      if parse.isBackward != words.isInverted {
        value = words.text(for: value)
      } else if let boolean = words.boolean(for: value) {
        value = .boolean(boolean)
      } else {
        try parse.report(
          "invalid_value",
          ["expected": "stringbool", "values": .array(words.truthy + words.falsy)],
          input: value,
          wording: node.wording,
          continues: false
        )
      }
    }
    outcome.isChanged = true
    if parse.issues.count > start {
      outcome.status = .aborted
      return true
    }
    return false
  }
}

/// The words of `z.stringbool()`.
struct StringBoolean: Sendable {
  let truthy: [Value]
  let falsy: [Value]
  let isSensitive: Bool
  /// The boolean goes in and the word comes out.
  let isInverted: Bool

  func boolean(for value: Value) -> Bool? {
    guard case .string(let text) = value else { return nil }
    let word = Value.string(isSensitive ? text : CaseText.lowercased(text))
    if truthy.contains(word) { return true }
    return falsy.contains(word) ? false : nil
  }

  func text(for value: Value) -> Value {
    value == .boolean(true) ? truthy.first ?? "true" : falsy.first ?? "false"
  }
}
