import Values

/// `.optional()` and Zod 4's `.exactOptional()`.
struct OptionalKind: Sendable {
  let inner: Int
  /// `exactOptional`: a key may be absent, but not undefined.
  let isExact: Bool
  /// Zod 4: the inner schema has something to say about undefined.
  let innerToleratesAbsence: Bool
  let keepsFallbacks: Bool

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    guard value.isUndefined, !isExact else { return try parse.run(inner, &value) }
    guard parse.dialect == .zod4, innerToleratesAbsence else { return .valid }
    let start = parse.issues.count
    let outcome = try parse.run(inner, &value)
    let isForgotten =
      keepsFallbacks
      ? parse.issues.count > start && value.isUndefined
      : parse.issues.count > start || outcome.isFallback || parse.fallbackDepth == parse.path.count
    guard isForgotten else { return outcome }
    parse.issues.removeSubrange(start...)
    value = .undefined
    return .valid
  }
}

/// `.nullable()`.
struct NullableKind: Sendable {
  let inner: Int

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    value.isNull ? .valid : try parse.run(inner, &value)
  }
}

/// Zod 4's `.nonoptional()`.
struct NonoptionalKind: Sendable {
  let inner: Int

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    let start = parse.issues.count
    let outcome = try parse.run(inner, &value)
    guard value.isUndefined, parse.issues.count == start else { return outcome }
    return try parse.reject(value, expected: "nonoptional", node, order: .usual)
  }
}

/// `.default(…)`, and Zod 4's `.prefault(…)`, which is what Zod 3 calls default.
struct DefaultKind: Sendable {
  let inner: Int
  let source: ValueSource
  /// Whether the default goes through the inner schema.
  let isParsed: Bool

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    if parse.isBackward { return try parse.run(inner, &value) }
    let isAbsent = value.isUndefined
    if isAbsent {
      value = try source.value(&parse)
      if !isParsed { return .changed }
    }
    var outcome = try parse.run(inner, &value)
    if isAbsent { outcome.isChanged = true }
    if !isParsed, value.isUndefined {
      value = try source.value(&parse)
      outcome.isChanged = true
    }
    return outcome
  }
}

/// A value that stands in the schema, or that the site's code makes anew each time.
enum ValueSource: Sendable {
  case value(Value)
  case callback(Int)

  func value(_ parse: inout Parse) throws(SchemaError) -> Value {
    switch self {
    case .value(let value): return value
    case .callback(let number):
      let call = CallbackCall(purpose: .none, value: .undefined)
      return try parse.call(number, with: call).returned
    }
  }
}

/// `.catch(…)`.
struct CatchKind: Sendable {
  let inner: Int
  let source: ValueSource

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    if parse.isBackward { return try parse.run(inner, &value) }
    let input = value
    let outer = parse.path
    // Zod 3 shows full paths in `ctx.error`, Zod 4 those from here.
    var (outcome, found) = try parse.collecting { parse throws(SchemaError) in
      try parse.run(inner, &value)
    }
    parse.path = outer
    let isFine = parse.dialect == .zod4 ? found.isEmpty : outcome.status == .valid
    outcome.status = .valid
    if parse.isZod3Asynchronous, outcome.settled > parse.now { outcome.settled += 1 }
    if isFine { return outcome }
    switch source {
    case .value(let stored): value = stored
    case .callback(let number):
      let issues =
        parse.dialect == .zod4 ? try parse.finish(&found).map(\.value) : found.map(\.value)
      let call = CallbackCall(
        purpose: .failure,
        value: parse.dialect == .zod4 ? value : input,
        path: parse.path,
        issues: issues
      )
      value = try parse.call(number, with: call).returned
    }
    outcome.isFallback = true
    outcome.isChanged = true
    return outcome
  }
}

/// `.readonly()`, `.brand()` and `z.lazy(…)`: nothing of their own.
struct PassKind: Sendable {
  let inner: Int
  /// Whether it is `.readonly()`.
  let isReadonly: Bool

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    try parse.run(inner, &value)
  }
}

/// Zod 4's `z.success(…)`: whether the value fits.
struct SuccessKind: Sendable {
  let inner: Int

  func parse(_ value: inout Value, in parse: inout Parse) throws(SchemaError) -> Outcome {
    let start = parse.issues.count
    var outcome = try parse.run(inner, &value)
    value = .boolean(parse.issues.count == start)
    outcome.isChanged = true
    return outcome
  }
}

/// `z.promise(…)`: promises that reach a schema are settled already.
struct PromiseKind: Sendable {
  let inner: Int

  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if parse.isAsynchronous { return try parse.run(inner, &value) }
    switch parse.dialect {
    case .zod4: throw .thrown(Words.zod4Promise)
    case .zod3: return try parse.reject(value, expected: "promise", node)
    }
  }
}
