import Values

extension JSONSchemaWriter {
  /// What one node says of itself, without its metadata.
  mutating func write(_ node: Node, into part: SchemaPart) throws(SchemaError) {
    switch node.kind {
    case .fault(let kind): throw .thrown(kind.message)
    case .array(let kind):
      write(limits: CheckSummary(node), into: part)
      part.keywords["type"] = .value("array")
      part.keywords["items"] = .part(try self.part(of: kind.element, at: ["items"]))
    case .tuple(let kind):
      try write(kind, into: part)
      write(limits: CheckSummary(node), into: part)
    case .object(let kind): try write(kind, into: part)
    case .record(let kind): try write(kind, into: part)
    case .union(let kind):
      let key = kind.isExclusive ? "oneOf" : "anyOf"
      part.keywords[key] = .list(try list(kind.options, at: key))
    case .discriminated(let kind):
      part.keywords["oneOf"] = .list(try list(kind.options, at: "oneOf"))
    case .intersection(let kind): part.keywords["allOf"] = .list(try sides(of: kind))
    case .nullable(let kind):
      let inner = try self.part(of: kind.inner)
      if options.target == .openAPI3 {
        part.source = kind.inner
        part.keywords["nullable"] = .value(true)
      } else {
        part.keywords["anyOf"] = .list([.part(inner), .value(["type": "null"])])
      }
    case .optional(let kind): try wrap(kind.inner, in: part)
    case .nonoptional(let kind): try wrap(kind.inner, in: part)
    case .promise(let kind): try wrap(kind.inner, in: part)
    case .effect(let kind): try wrap(kind.inner, in: part)
    case .pass(let kind):
      try wrap(kind.inner, in: part)
      if kind.isReadonly { part.keywords["readOnly"] = .value(true) }
    case .fallback(let kind):
      try wrap(kind.inner, in: part)
      try write(kind, into: part)
    case .caught(let kind):
      try wrap(kind.inner, in: part)
      do {
        part.keywords["default"] = .value(try value(kind.source))
      } catch {
        throw .thrown("Dynamic catch values are not supported in JSON Schema")
      }
    case .pipe(let kind):
      let isPreprocess = if case .transform = graph.nodes[kind.input].kind { true } else { false }
      try wrap(options.isInput && !isPreprocess ? kind.input : kind.output, in: part)
    default: part.keywords.merge(SchemaKeywords(try simple(node)))
    }
  }

  private mutating func wrap(_ inner: Int, in part: SchemaPart) throws(SchemaError) {
    try self.part(of: inner)
    part.source = inner
  }

  private func write(limits summary: CheckSummary, into part: SchemaPart) {
    if let minimum = summary.minimum { part.keywords["minItems"] = .value(.number(minimum)) }
    if let maximum = summary.maximum { part.keywords["maxItems"] = .value(.number(maximum)) }
  }

  /// What a node says that has no others inside.
  private func simple(_ node: Node) throws(SchemaError) -> ObjectValue {
    switch node.kind {
    case .never: ["not": [:]]
    case .null:
      options.target == .openAPI3
        ? ["type": "string", "nullable": true, "enum": [.null]] : ["type": "null"]
    case .undefined: try unrepresentable("Undefined")
    case .void: try unrepresentable("Void")
    case .nan: try unrepresentable("NaN")
    case .symbol: try unrepresentable("Symbols")
    case .bigint: try unrepresentable("BigInt")
    case .date(let kind) where options.writesDates: date(kind)
    case .date: try unrepresentable("Date")
    case .map: try unrepresentable("Map")
    case .set: try unrepresentable("Set")
    case .custom: try unrepresentable("Custom types")
    case .function: try unrepresentable("Function types")
    case .transform: try unrepresentable("Transforms")
    case .boolean, .success: ["type": "boolean"]
    case .string: text(CheckSummary(node))
    case .number: number(CheckSummary(node))
    case .templateLiteral(let kind): ["type": "string", "pattern": .string(kind.pattern.source)]
    case .choice(let kind): choice(kind.values)
    case .literal(let kind): try literal(kind.values)
    case .file: file(CheckSummary(node))
    default: ObjectValue()
    }
  }

  /// Nothing, for schemas that JSON has no word for.
  private func unrepresentable(_ message: String) throws(SchemaError) -> ObjectValue {
    guard options.allowsUnrepresentable else {
      throw .thrown("\(message) cannot be represented in JSON Schema")
    }
    return ObjectValue()
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
    func type(of value: Value) -> String {
      value.numberValue == nil ? value.zod4TypeName : "number"
    }
    if kept.count == 1 {
      let type = Value.string(type(of: first))
      return options.target.hasFlaggedBounds
        ? ["type": type, "enum": [first]] : ["type": type, "const": first]
    }
    var result = ObjectValue()
    if kept.allSatisfy({ type(of: $0) == type(of: first) }) {
      result["type"] = .string(type(of: first))
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

  private mutating func list(_ indices: [Int], at key: String)
    throws(SchemaError) -> [SchemaKeywords.Content]
  {
    var result: [SchemaKeywords.Content] = []
    for (position, index) in indices.enumerated() {
      result.append(.part(try part(of: index, at: [.key(key), .index(position)])))
    }
    return result
  }

  private mutating func write(_ kind: TupleKind, into part: SchemaPart) throws(SchemaError) {
    part.keywords["type"] = .value("array")
    let isNew = options.target == .draft2020
    let items = try list(kind.items, at: isNew ? "prefixItems" : "items")
    var rest: SchemaKeywords.Content?
    if let index = kind.rest {
      let steps: ValuePath =
        switch options.target {
        case .draft2020: ["items"]
        case .openAPI3: ["items", .index(items.count)]
        case .draft4, .draft7: ["additionalItems"]
        }
      rest = .part(try self.part(of: index, at: steps))
    }
    switch options.target {
    case .draft2020:
      part.keywords["prefixItems"] = .list(items)
      part.keywords["items"] = rest
    case .openAPI3:
      let all = items + (rest.map { [$0] } ?? [])
      part.keywords["items"] = .table([("anyOf", .list(all))])
      // Zod counts the rest with the items that come before it.
      part.keywords["minItems"] = .value(.number(Double(all.count)))
      if rest == nil { part.keywords["maxItems"] = .value(.number(Double(items.count))) }
    case .draft4, .draft7:
      part.keywords["items"] = .list(items)
      part.keywords["additionalItems"] = rest
    }
  }

  private mutating func write(_ kind: ObjectKind, into part: SchemaPart) throws(SchemaError) {
    part.keywords["type"] = .value("object")
    var properties: [(key: String, content: SchemaKeywords.Content)] = []
    var required: [Value] = []
    for field in kind.fields {
      let property = try self.part(of: field.schema, at: ["properties", .key(field.key)])
      properties.append((field.key, .part(property)))
      let mayLack =
        options.isInput
        ? absence.toleratesAbsence(field.schema) : absence.mayBeAbsent(field.schema)
      if !mayLack { required.append(.string(field.key)) }
    }
    part.keywords["properties"] = .table(properties)
    if !required.isEmpty { part.keywords["required"] = .value(.array(required)) }
    switch kind.extras {
    case .reject: part.keywords["additionalProperties"] = .value(false)
    case .strip: if !options.isInput { part.keywords["additionalProperties"] = .value(false) }
    case .keep: part.keywords["additionalProperties"] = .value([:])
    case .check(let field):
      let extra = try self.part(of: field.schema, at: ["additionalProperties"])
      part.keywords["additionalProperties"] = .part(extra)
    }
  }

  private mutating func write(_ kind: RecordKind, into part: SchemaPart) throws(SchemaError) {
    part.keywords["type"] = .value("object")
    let patterns = CheckSummary(graph.nodes[kind.key]).patterns
    if kind.isLoose, !patterns.isEmpty {
      let value = SchemaKeywords.Content.part(
        try self.part(of: kind.value, at: ["patternProperties", "*"])
      )
      part.keywords["patternProperties"] = .table(patterns.map { ($0, value) })
    } else {
      if options.target == .draft7 || options.target == .draft2020 {
        let key = try self.part(of: kind.key, at: ["propertyNames"])
        part.keywords["propertyNames"] = .part(key)
      }
      let value = try self.part(of: kind.value, at: ["additionalProperties"])
      part.keywords["additionalProperties"] = .part(value)
    }
    let required = (kind.required ?? []).filter { $0.stringValue != nil || $0.numberValue != nil }
    if !required.isEmpty { part.keywords["required"] = .value(.array(required)) }
  }

  /// Both sides; the sides of an intersection inside stand beside them.
  private mutating func sides(of kind: IntersectionKind)
    throws(SchemaError) -> [SchemaKeywords.Content]
  {
    let sides = try list([kind.left, kind.right], at: "allOf")
    return sides.flatMap { side -> [SchemaKeywords.Content] in
      guard case .part(let part) = side, part.keywords.keys == ["allOf"],
        case .list(let inner)? = part.keywords["allOf"]
      else { return [side] }
      return inner
    }
  }

  private mutating func write(_ kind: DefaultKind, into part: SchemaPart) throws(SchemaError) {
    let isPrefault = kind.isParsed && graph.dialect == .zod4
    guard !isPrefault || options.isInput else { return }
    let value = try plain(try value(kind.source), else: "Do not know how to serialize a BigInt")
    if value.isUndefined { throw .thrown("\"undefined\" is not valid JSON") }
    part.keywords[isPrefault ? Self.prefaultKey : "default"] = .value(value)
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
