import Values

/// Zod 4's `z.transform(fn)`.
struct TransformKind: Sendable {
  let callback: Int
  /// Whether the function takes the value and nothing else.
  let isPlain: Bool

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if parse.isBackward {
      throw .thrown("Encountered unidirectional transform during encode: ZodTransform")
    }
    let result = try parse.callWithContext(callback, value, defaultContinues: nil, node.wording)
    value = result.returned
    return Outcome(isFallback: true, isChanged: true, isDeferred: result.isPromise)
  }
}
