import Values

/// `refine`, `superRefine`, `.check(…)` and `z.custom(…)` in Zod 4.
struct CustomRule: Sendable {
  enum Form: Sendable {
    case predicate
    case refinement
    case payload
  }

  let form: Form
  let callback: Int
  /// Appended to the value's path.
  let path: ValuePath
  /// Goes into the issue as it is.
  let params: Value?

  func check(
    _ value: inout Value,
    _ check: Check,
    _ node: Node,
    since start: Int,
    _ outcome: inout Outcome,
    _ parse: inout Parse
  ) throws(SchemaError) {
    let result: CallbackResult
    switch form {
    case .predicate:
      let call = CallbackCall(purpose: .value, value: value, path: parse.path)
      result = try parse.settled(callback, with: call)
      if !result.returned.isTruthy {
        if let params {
          let order = KeyOrder.given(["code", "path", "params", "message"])
          try parse.fail(check, node, "custom", ["params": params], value, at: path, order: order)
        } else {
          try parse.fail(check, node, "custom", [:], value, at: path)
        }
      }
    case .refinement:
      result = try parse.callWithContext(
        callback,
        value,
        defaultContinues: check.continues,
        check.wording
      )
    case .payload:
      let seen = parse.issues[start...].map(\.value)
      let call = CallbackCall(purpose: .payload, value: value, path: parse.path, issues: seen)
      result = try parse.settled(callback, with: call)
      for issue in result.issues { parse.add4(issue, nil, value, nil) }
      if let replacement = result.replacement {
        value = replacement
        outcome.isChanged = true
      }
    }
    outcome.isDeferred = outcome.isDeferred || result.isPromise
  }
}

/// `z.instanceof(Class)` in Zod 4.
struct InstanceRule: Sendable {
  let className: String
  /// nil for classes that values of ours are instances of.
  let callback: Int?
  let path: ValuePath

  func check(_ value: Value, _ check: Check, _ node: Node, _ parse: inout Parse)
    throws(SchemaError)
  {
    let isInstance: Bool
    if let callback {
      let call = CallbackCall(purpose: .value, value: value, path: parse.path)
      isInstance = try parse.call(callback, with: call).returned.isTruthy
    } else {
      isInstance = value.isInstance(of: className)
    }
    if isInstance { return }
    try parse.report(
      "invalid_type",
      ["expected": .string(className)],
      input: value,
      wording: check.wording,
      at: path,
      order: .usual
    )
  }
}

extension Value {
  /// `value instanceof Class` for JavaScript's own classes.
  fileprivate func isInstance(of className: String) -> Bool {
    switch self {
    case .undefined, .null, .boolean, .number, .string, .bigint, .symbol: false
    default: className == "Object" || zod4TypeName == className || isArray(className)
    }
  }

  private func isArray(_ className: String) -> Bool {
    switch self {
    case .array: className == "Array"
    case .foreign(let foreign): foreign.isFunction && className == "Function"
    default: false
    }
  }
}

// MARK: - Calling

extension Parse {
  /// Calls a callback; a promise is Zod 4's error when nobody would wait for it.
  mutating func settled(_ number: Int, with call: CallbackCall) throws(SchemaError)
    -> CallbackResult
  {
    let result = try self.call(number, with: call)
    if result.isPromise, !isAsynchronous { throw .thrown(Words.zod4Promise) }
    return result
  }

  /// Calls a callback that may add issues through its context.
  mutating func callWithContext(
    _ number: Int,
    _ value: Value,
    defaultContinues: Bool?,
    _ wording: Wording?
  ) throws(SchemaError) -> CallbackResult {
    let result = try settled(
      number,
      with: CallbackCall(purpose: .context, value: value, path: path)
    )
    for issue in result.issues { add4(issue, defaultContinues, value, wording) }
    return result
  }

  /// Adds an issue that a Zod 4 callback wrote.
  mutating func add4(
    _ issue: Value,
    _ defaultContinues: Bool?,
    _ value: Value,
    _ wording: Wording?
  ) {
    var raw = RawIssue(
      code: "custom",
      fields: ObjectValue(),
      path: Array(path[base...]),
      input: value,
      wording: wording
    )
    switch issue {
    case .string(let message):
      raw.message = message
      raw.order = .given(["message", "code"])
    case .object(var fields):
      let keys = fields.map(\.key)
      raw.code = fields["code"]?.stringValue ?? "custom"
      raw.message = fields["message"]?.stringValue
      raw.path += (fields["path"]?.arrayValue ?? []).map(PathSegment.init)
      if let input = fields["input"] { raw.input = input }
      let isPushed = fields[Self.pushedMark] != nil
      raw.continues = fields["continue"]?.booleanValue ?? (isPushed ? nil : defaultContinues)
      if isPushed { raw.wording = nil }
      if !isPushed, fields["fatal"]?.isTruthy == true { raw.continues = false }
      for key in ["code", "message", "path", "input", "continue", "inst", Self.pushedMark] {
        fields[key] = nil
      }
      raw.fields = fields
      raw.order = .given(keys)
    default: break
    }
    issues.append(raw)
  }

  /// Marks issues that were pushed on `ctx.issues` and not given to `ctx.addIssue`.
  static let pushedMark = "$pushed"
}
