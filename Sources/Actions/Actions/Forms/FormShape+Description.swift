package import Values

extension FormShape {
  /// The shape of the schema that `description` says, in the recorder's table of nodes.
  ///
  /// `defaultValue` calls the recorded function of that number, for `default(() => …)`. What is
  /// malformed, and what of a schema that contains itself goes round once, keeps its text.
  package init(
    description: Value,
    defaultValue: @escaping @Sendable (_ callback: Int) -> Value
  ) {
    let object = description.objectValue
    var reader = DescriptionReader(
      nodes: object?["nodes"]?.arrayValue ?? [],
      defaultValue: defaultValue
    )
    self = reader.shape(object?["root"])
  }
}

private struct DescriptionReader {
  let nodes: [Value]
  let defaultValue: @Sendable (Int) -> Value
  /// The nodes that the current one is inside of.
  private var around: Set<Int> = []
  /// Shared parts are repeated: a schema could fold a huge tree into few nodes.
  private var budget = 20_000

  init(nodes: [Value], defaultValue: @escaping @Sendable (Int) -> Value) {
    self.nodes = nodes
    self.defaultValue = defaultValue
  }

  mutating func shape(_ reference: Value?) -> FormShape {
    guard let (number, node) = node(reference), around.count < 200, budget > 0,
      around.insert(number).inserted
    else { return .other }
    defer { around.remove(number) }
    budget -= 1
    switch node["type"]?.stringValue {
    case "boolean": return .boolean
    case "number": return .number
    case "array": return .array(item: shape(node["element"]))
    case "optional", "exact_optional": return .optional(shape(node["innerType"]))
    case "nullable": return .nullable(shape(node["innerType"]))
    case "default":
      let inner = shape(node["innerType"])
      guard let callback = node["callback"]?.numberValue.flatMap(Int.init(exactly:)) else {
        let value = node["value"] ?? .undefined
        return .withDefault(inner) { value }
      }
      let defaultValue = defaultValue
      return .withDefault(inner) { defaultValue(callback) }
    case "pipe": return .pipe(shape(node["in"]))
    // Zod 3: a refinement or transform around its schema.
    case "effects": return .pipe(shape(node["innerType"]))
    case "object": return object(node)
    case "union":
      guard let key = node["discriminator"]?.stringValue else { return .other }
      var options: [FormShape.Option] = []
      for option in node["options"]?.arrayValue ?? [] {
        options.append(FormShape.Option(values: values(of: key, in: option), shape: shape(option)))
      }
      return .discriminatedUnion(key: key, options)
    default: return .other
    }
  }

  private mutating func object(_ node: ObjectValue) -> FormShape {
    var fields: [FormShape.Field] = []
    for entry in node["shape"]?.arrayValue ?? [] {
      guard let pair = entry.arrayValue, pair.count == 2, let key = pair[0].stringValue else {
        continue
      }
      fields.append(FormShape.Field(key: key, shape: shape(pair[1])))
    }
    return .object(fields, keepsOthers: node["catchall"] != nil)
  }

  /// What the field `key` of an option may be.
  private func values(of key: String, in option: Value) -> [Value] {
    let shape = node(option)?.node["shape"]?.arrayValue ?? []
    let field = shape.first { $0.arrayValue?.first == .string(key) }
    return node(field?.arrayValue?.last)?.node["values"]?.arrayValue ?? []
  }

  private func node(_ reference: Value?) -> (number: Int, node: ObjectValue)? {
    guard let number = reference?.numberValue.flatMap(Int.init(exactly:)),
      nodes.indices.contains(number), let node = nodes[number].objectValue
    else { return nil }
    return (number, node)
  }
}
