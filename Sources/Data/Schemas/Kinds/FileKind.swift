import Values

/// Zod 4's `z.file()`.
struct FileKind: Sendable {
  /// Tells a file's size in bytes and its media type.
  let callback: Int

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    if case .foreign(let foreign) = value, foreign.className == "File" { return .valid }
    return try parse.reject(value, expected: "file", node)
  }

  /// A file's size in bytes and its media type.
  func facts(of value: Value, in parse: inout Parse) throws(SchemaError) -> (Double, String) {
    let call = CallbackCall(purpose: .value, value: value, path: parse.path)
    let facts = try parse.call(callback, with: call).returned.arrayValue ?? []
    return (facts.first?.numberValue ?? 0, facts.last?.stringValue ?? "")
  }
}
