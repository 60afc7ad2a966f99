import Values

extension JSONSchemaWriter {
  /// What one node says, without its metadata.
  mutating func keywords(of node: Node) throws(SchemaError) -> ObjectValue {
    switch node.kind {
    case .any, .unknown: return ObjectValue()
    case .never: return ["not": [:]]
    case .fault(let kind): throw .thrown(kind.message)
    case .null:
      return options.target == .openAPI3
        ? ["type": "string", "nullable": true, "enum": [.null]] : ["type": "null"]
    case .undefined: return try unrepresentable("Undefined")
    case .void: return try unrepresentable("Void")
    case .nan: return try unrepresentable("NaN")
    case .symbol: return try unrepresentable("Symbols")
    case .bigint: return try unrepresentable("BigInt")
    case .date(let kind) where options.writesDates: return date(kind)
    case .date: return try unrepresentable("Date")
    case .map: return try unrepresentable("Map")
    case .set: return try unrepresentable("Set")
    case .custom: return try unrepresentable("Custom types")
    case .function: return try unrepresentable("Function types")
    case .transform: return try unrepresentable("Transforms")
    case .boolean, .success: return ["type": "boolean"]
    case .string: return text(CheckSummary(node))
    case .number: return number(CheckSummary(node))
    case .templateLiteral(let kind):
      return ["type": "string", "pattern": .string(kind.pattern.source)]
    case .choice(let kind): return choice(kind.values)
    case .literal(let kind): return try literal(kind.values)
    case .file: return file(CheckSummary(node))
    case .array(let kind):
      var result = ObjectValue()
      let summary = CheckSummary(node)
      result["minItems"] = summary.minimum.map(Value.number)
      result["maxItems"] = summary.maximum.map(Value.number)
      result["type"] = "array"
      result["items"] = .object(try schema(kind.element, at: ["items"]))
      return result
    case .tuple(let kind): return try tuple(kind, CheckSummary(node))
    case .object(let kind): return try object(kind)
    case .record(let kind): return try record(kind)
    case .union(let kind):
      return try options(kind.options, as: kind.isExclusive ? "oneOf" : "anyOf")
    case .discriminated(let kind): return try options(kind.options, as: "oneOf")
    case .intersection(let kind): return try intersection(kind)
    case .nullable(let kind):
      let inner = Value.object(try schema(kind.inner, at: ["anyOf", 0]))
      return ["anyOf": [inner, ["type": "null"]]]
    case .optional(let kind): return try wrapping(kind.inner, ObjectValue())
    case .nonoptional(let kind): return try wrapping(kind.inner, ObjectValue())
    case .promise(let kind): return try wrapping(kind.inner, ObjectValue())
    case .pass(let kind):
      let own: ObjectValue = kind.isReadonly ? ["readOnly": true] : ObjectValue()
      return try wrapping(kind.inner, own)
    case .fallback(let kind): return try fallback(kind)
    case .caught(let kind):
      let value: Value
      do {
        value = try self.value(kind.source)
      } catch {
        throw .thrown("Dynamic catch values are not supported in JSON Schema")
      }
      return try wrapping(kind.inner, ["default": plain(value)])
    case .pipe(let kind):
      guard options.isInput else { return try wrapping(kind.output, ObjectValue()) }
      let isPreprocess = if case .transform = graph.nodes[kind.input].kind { true } else { false }
      return try wrapping(isPreprocess ? kind.output : kind.input, ObjectValue())
    case .effect(let kind): return try wrapping(kind.inner, ObjectValue())
    }
  }

  /// The text that an editor sees of a date of YAML or TOML; a coerced one is written in many ways.
  private func date(_ kind: DateKind) -> ObjectValue {
    if kind.coerces { return ["type": ["string", "number"]] }
    return ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]]
  }

  private func text(_ summary: CheckSummary) -> ObjectValue {
    var result: ObjectValue = ["type": "string"]
    result["minLength"] = summary.minimum.map(Value.number)
    result["maxLength"] = summary.maximum.map(Value.number)
    switch summary.format {
    case "guid": result["format"] = "uuid"
    case "url": result["format"] = "uri"
    case "datetime": result["format"] = "date-time"
    case "json_string": result["format"] = "json-string"
    // A time of ours has no zone, which JSON Schema's must have.
    case nil, "regex", "time": break
    case let format?: result["format"] = .string(format)
    }
    result["contentEncoding"] = summary.encoding.map(Value.string)
    let patterns = summary.patterns
    if let only = patterns.first, patterns.count == 1 { result["pattern"] = .string(only) }
    if patterns.count > 1 {
      let parts = patterns.map { pattern -> Value in
        options.target.hasLoneReferences
          ? ["type": "string", "pattern": .string(pattern)] : ["pattern": .string(pattern)]
      }
      result["allOf"] = .array(parts)
    }
    return result
  }

  private func number(_ summary: CheckSummary) -> ObjectValue {
    let isInteger = summary.format?.contains("int") == true
    var result: ObjectValue = ["type": isInteger ? "integer" : "number"]
    func bound(_ plain: Double?, _ exclusive: Double?, _ key: String, _ exclusiveKey: String) {
      let isTighter =
        exclusive.map { value in
          key == "minimum" ? value >= plain ?? -.infinity : value <= plain ?? .infinity
        } ?? false
      if let exclusive, isTighter {
        if options.target.hasFlaggedBounds {
          result[key] = .number(exclusive)
          result[exclusiveKey] = true
        } else {
          result[exclusiveKey] = .number(exclusive)
        }
      } else if let plain {
        result[key] = .number(plain)
      }
    }
    bound(summary.minimum, summary.exclusiveMinimum, "minimum", "exclusiveMinimum")
    bound(summary.maximum, summary.exclusiveMaximum, "maximum", "exclusiveMaximum")
    result["multipleOf"] = summary.step.map(Value.number)
    return result
  }

  private func choice(_ values: [Value]) -> ObjectValue {
    var result = ObjectValue()
    if values.allSatisfy({ $0.numberValue != nil }) { result["type"] = "number" }
    if values.allSatisfy({ $0.stringValue != nil }) { result["type"] = "string" }
    result["enum"] = .array(values)
    return result
  }

  private func literal(_ values: [Value]) throws(SchemaError) -> ObjectValue {
    var kept: [Value] = []
    for value in values {
      switch value {
      case .undefined: _ = try unrepresentable("Literal `undefined`")
      case .bigint(let digits):
        _ = try unrepresentable("BigInt literals")
        kept.append(.number(Double(digits) ?? .nan))
      default: kept.append(value)
      }
    }
    guard let first = kept.first else { return ObjectValue() }
    if kept.count == 1 {
      let type = Value.string(first.isNull ? "null" : first.zod4TypeName)
      return options.target.hasFlaggedBounds
        ? ["type": type, "enum": [first]] : ["type": type, "const": first]
    }
    var result = ObjectValue()
    if kept.allSatisfy({ $0.zod4TypeName == first.zod4TypeName }) {
      result["type"] = .string(first.zod4TypeName)
    }
    result["enum"] = .array(kept)
    return result
  }

  private func file(_ summary: CheckSummary) -> ObjectValue {
    var result: ObjectValue = [
      "type": "string", "format": "binary", "contentEncoding": "binary",
    ]
    result["minLength"] = summary.minimum.map(Value.number)
    result["maxLength"] = summary.maximum.map(Value.number)
    if let only = summary.mediaTypes.first, summary.mediaTypes.count == 1 {
      result["contentMediaType"] = only
    } else if !summary.mediaTypes.isEmpty {
      result["anyOf"] = .array(summary.mediaTypes.map { ["contentMediaType": $0] })
    }
    return result
  }

  private mutating func list(_ indices: [Int], at key: String) throws(SchemaError) -> [Value] {
    var result: [Value] = []
    for (position, index) in indices.enumerated() {
      result.append(.object(try schema(index, at: [.key(key), .index(position)])))
    }
    return result
  }

  private mutating func tuple(_ kind: TupleKind, _ summary: CheckSummary) throws(SchemaError)
    -> ObjectValue
  {
    var result: ObjectValue = ["type": "array"]
    let isNew = options.target == .draft2020
    let items = try list(kind.items, at: isNew ? "prefixItems" : "items")
    let restKey = isNew || options.target == .openAPI3 ? "items" : "additionalItems"
    let rest = try kind.rest.map { index throws(SchemaError) -> Value in
      .object(try schema(index, at: [.key(restKey)]))
    }
    switch options.target {
    case .draft2020:
      result["prefixItems"] = .array(items)
      result["items"] = rest
    case .openAPI3:
      result["items"] = ["anyOf": .array(items + (rest.map { [$0] } ?? []))]
      result["minItems"] = .number(Double(items.count))
      if rest == nil { result["maxItems"] = .number(Double(items.count)) }
    case .draft4, .draft7:
      result["items"] = .array(items)
      result["additionalItems"] = rest
    }
    if let minimum = summary.minimum { result["minItems"] = .number(minimum) }
    if let maximum = summary.maximum { result["maxItems"] = .number(maximum) }
    return result
  }

  private mutating func object(_ kind: ObjectKind) throws(SchemaError) -> ObjectValue {
    var result: ObjectValue = ["type": "object"]
    var properties = ObjectValue()
    var required: [Value] = []
    for field in kind.fields {
      let steps: ValuePath = ["properties", .key(field.key)]
      properties[field.key] = .object(try schema(field.schema, at: steps))
      let mayLack =
        options.isInput
        ? absence.toleratesAbsence(field.schema) : absence.mayBeAbsent(field.schema)
      if !mayLack { required.append(.string(field.key)) }
    }
    result["properties"] = .object(properties)
    if !required.isEmpty { result["required"] = .array(required) }
    switch kind.extras {
    case .reject: result["additionalProperties"] = false
    case .strip: if !options.isInput { result["additionalProperties"] = false }
    case .keep: result["additionalProperties"] = [:]
    case .check(let field):
      result["additionalProperties"] =
        .object(try schema(field.schema, at: ["additionalProperties"]))
    }
    return result
  }

  private mutating func record(_ kind: RecordKind) throws(SchemaError) -> ObjectValue {
    var result: ObjectValue = ["type": "object"]
    let patterns = CheckSummary(graph.nodes[kind.key]).patterns
    if kind.isLoose, !patterns.isEmpty {
      let value = Value.object(try schema(kind.value, at: ["patternProperties", "*"]))
      result["patternProperties"] = .object(ObjectValue(patterns.map { ($0, value) }))
    } else {
      if options.target == .draft7 || options.target == .draft2020 {
        result["propertyNames"] = .object(try schema(kind.key, at: ["propertyNames"]))
      }
      result["additionalProperties"] =
        .object(try schema(kind.value, at: ["additionalProperties"]))
    }
    let required = (kind.required ?? []).filter { $0.stringValue != nil || $0.numberValue != nil }
    if !required.isEmpty { result["required"] = .array(required) }
    return result
  }

  private mutating func options(_ indices: [Int], as key: String) throws(SchemaError)
    -> ObjectValue
  {
    ObjectValue([(key, .array(try list(indices, at: key)))])
  }

  private mutating func intersection(_ kind: IntersectionKind) throws(SchemaError) -> ObjectValue {
    let sides = try list([kind.left, kind.right], at: "allOf")
    let parts = sides.flatMap { side -> [Value] in
      guard let object = side.objectValue, object.count == 1,
        let inner = object["allOf"]?.arrayValue
      else { return [side] }
      return inner
    }
    return ["allOf": .array(parts)]
  }

  private mutating func fallback(_ kind: DefaultKind) throws(SchemaError) -> ObjectValue {
    let isPrefault = kind.isParsed && graph.dialect == .zod4
    guard !isPrefault || options.isInput else {
      return try wrapping(kind.inner, ObjectValue())
    }
    let value = plain(try value(kind.source))
    let key = isPrefault ? Self.prefaultKey : "default"
    return try wrapping(kind.inner, ObjectValue([(key, value)]))
  }

  private func value(_ source: ValueSource) throws(SchemaError) -> Value {
    switch source {
    case .value(let value): return value
    case .callback(let number):
      let call = CallbackCall(purpose: .none, value: .undefined)
      return try callbacks.call(number, with: call).returned
    }
  }
}
