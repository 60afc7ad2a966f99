import Values

extension SchemaReader {
  /// The kind of the node that `description` says.
  mutating func kind(_ index: Int, _ description: ObjectValue) throws(SchemaError) -> Kind {
    let coerces = description["coerce"]?.isTruthy == true
    switch description["type"]?.stringValue {
    case "any": return .any
    case "unknown": return .unknown
    case "never": return .never
    case "null": return .null
    case "undefined": return .undefined
    case "void": return .void
    case "nan": return .nan
    case "symbol": return .symbol
    case "boolean": return .boolean(BooleanKind(coerces: coerces))
    case "string": return .string(StringKind(coerces: coerces))
    case "number": return .number(NumberKind(coerces: coerces))
    case "bigint": return .bigint(BigIntKind(coerces: coerces))
    case "date": return .date(DateKind(coerces: coerces))
    case "enum":
      let values = description["values"]?.arrayValue ?? []
      let isNative = description["isNative"]?.isTruthy == true
      return .choice(ChoiceKind(values: values, isNative: isNative))
    case "literal": return .literal(LiteralKind(values: description["values"]?.arrayValue ?? []))
    case "template_literal":
      guard let pattern = try pattern(description["pattern"]) else {
        throw .malformed("no pattern")
      }
      let format = description["format"]?.stringValue ?? "template_literal"
      return .templateLiteral(TemplateLiteralKind(pattern: pattern, format: format))
    case "array": return .array(ArrayKind(element: try reference(description["element"])))
    case "tuple": return try tuple(description)
    case "object": return try object(description)
    case "record": return try record(description)
    case "map":
      let key = try reference(description["keyType"])
      return .map(MapKind(key: key, value: try reference(description["valueType"])))
    case "set": return .set(SetKind(member: try reference(description["valueType"])))
    case "union": return try union(description)
    case "intersection":
      let left = try reference(description["left"])
      return .intersection(
        IntersectionKind(left: left, right: try reference(description["right"]))
      )
    case "custom": return .custom
    case "file": return .file(FileKind(callback: try callback(description["callback"])))
    case "function":
      return .function(FunctionKind(callback: try callback(description["callback"])))
    case "transform":
      return .transform(
        TransformKind(
          callback: try callback(description["callback"]),
          isPlain: description["isPlain"]?.isTruthy == true
        )
      )
    case "fault": return .fault(FaultKind(message: description["message"]?.stringValue ?? ""))
    case "pipe": return try pipe(description)
    case "effects": return try effect(description)
    default: return try wrapper(description)
    }
  }

  private mutating func wrapper(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let type = description["type"]?.stringValue ?? ""
    let inner = try reference(description["innerType"])
    switch type {
    case "optional", "exact_optional":
      return .optional(
        OptionalKind(
          inner: inner,
          isExact: type == "exact_optional",
          innerToleratesAbsence: toleratesAbsence(inner),
          keepsFallbacks: rules.contains(.keepsFallbacks)
        )
      )
    case "nullable": return .nullable(NullableKind(inner: inner))
    case "nonoptional": return .nonoptional(NonoptionalKind(inner: inner))
    case "readonly", "lazy":
      return .pass(PassKind(inner: inner, isReadonly: type == "readonly"))
    case "success": return .success(SuccessKind(inner: inner))
    case "promise": return .promise(PromiseKind(inner: inner))
    case "default", "prefault":
      let isParsed = type == "prefault" || dialect == .zod3
      return .fallback(
        DefaultKind(inner: inner, source: try source(description), isParsed: isParsed)
      )
    case "catch": return .caught(CatchKind(inner: inner, source: try source(description)))
    default: throw .malformed("unknown type \(type)")
    }
  }

  private mutating func tuple(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let items = try references(description["items"])
    let rest = description["rest"] == nil ? nil : try reference(description["rest"])
    func start(_ mayLack: (Int) -> Bool) -> Int {
      if let last = items.lastIndex(where: { !mayLack($0) }) { return last + 1 }
      return rules.contains(.optionalTuplesAreFull) ? items.count + 1 : 0
    }
    return .tuple(
      TupleKind(
        items: items,
        rest: rest,
        firstAbsentInput: start(toleratesAbsence),
        firstAbsentOutput: start(mayBeAbsent),
        mayBeAbsent: items.map(mayBeAbsent),
        isCut: rules.contains(.cutsTuples)
      )
    )
  }

  private mutating func object(_ description: ObjectValue) throws(SchemaError) -> Kind {
    guard case .array(let shape)? = description["shape"] else { throw .malformed("no shape") }
    var fields: [ObjectKind.Field] = []
    for entry in shape {
      guard case .array(let pair) = entry, pair.count == 2, let key = pair[0].stringValue else {
        throw .malformed("a key of the shape is no pair")
      }
      fields.append(field(key, try reference(pair[1])))
    }
    return .object(ObjectKind(fields: fields, extras: try extras(description)))
  }

  private func field(_ key: String, _ schema: Int) -> ObjectKind.Field {
    ObjectKind.Field(
      key: key,
      schema: schema,
      toleratesAbsence: rules.contains(.takesAbsence) || toleratesAbsence(schema),
      mayBeAbsent: !rules.contains(.absentKeysMayFail) && mayBeAbsent(schema)
    )
  }

  private func extras(_ description: ObjectValue) throws(SchemaError) -> ObjectKind.Extras {
    if description["catchall"] != nil {
      let catchall = try reference(description["catchall"])
      switch descriptions[catchall]["type"]?.stringValue {
      case "never" where dialect == .zod4: return .reject
      case "unknown" where dialect == .zod4 && descriptions[catchall]["checks"] == nil:
        return .keep
      default: return .check(field("", catchall))
      }
    }
    return switch description["unknownKeys"]?.stringValue {
    case "strict": .reject
    case "passthrough": .keep
    default: .strip
    }
  }

  private mutating func record(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let key = try reference(description["keyType"])
    return .record(
      RecordKind(
        key: key,
        value: try reference(description["valueType"]),
        isLoose: description["mode"]?.stringValue == "loose",
        required: dialect == .zod4 ? values(of: key) : nil,
        leavesKeysAlone: rules.contains(.leavesKeysAlone),
        keysAreTexts: rules.contains(.recordKeysAreTexts)
      )
    )
  }

  private mutating func union(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let options = try references(description["options"])
    guard let discriminator = description["discriminator"]?.stringValue else {
      let isExclusive = description["isExclusive"]?.isTruthy == true
      return .union(UnionKind(options: options, isExclusive: isExclusive))
    }
    let found =
      dialect == .zod4
      ? discriminatorValues(discriminator, options) : recordedMapping(description["mapping"])
    return .discriminated(
      DiscriminatedKind(
        discriminator: discriminator,
        options: options,
        mapping: found.mapping,
        values: found.values,
        fault: found.fault,
        fallsBack: description["unionFallback"]?.isTruthy == true,
        isHidden: rules.contains(.hidesDiscriminators)
      )
    )
  }

  private mutating func pipe(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let input = try reference(description["in"])
    let output = try reference(description["out"])
    var middle = PipeKind.Middle.nothing
    if description["decode"] != nil {
      let decode = try callback(description["decode"])
      middle = .codec(decode: decode, encode: try callback(description["encode"]))
    } else if case .object(let words)? = description["words"] {
      middle = .words(
        StringBoolean(
          truthy: words["truthy"]?.arrayValue ?? [],
          falsy: words["falsy"]?.arrayValue ?? [],
          isSensitive: words["isSensitive"]?.isTruthy == true,
          isInverted: words["isInverted"]?.isTruthy == true
        )
      )
    }
    var keepsFallback = false
    if case .nothing = middle { keepsFallback = keepsPayload(output) }
    return .pipe(
      PipeKind(input: input, output: output, middle: middle, keepsFallback: keepsFallback)
    )
  }

  private mutating func effect(_ description: ObjectValue) throws(SchemaError) -> Kind {
    let effect: EffectKind.Effect
    switch (description["effect"]?.stringValue, description["purpose"]?.stringValue) {
    case ("transform", _): effect = .transform
    case ("preprocess", _): effect = .preprocess
    case (_, "value"):
      if description["wording"] != nil {
        effect = .refine(.callback(try callback(description["wording"])))
      } else {
        effect = .refine(.fixed(description["issue"]?.objectValue ?? ["message": .undefined]))
      }
    default: effect = .superRefine
    }
    return .effect(
      EffectKind(
        inner: try reference(description["innerType"]),
        effect: effect,
        callback: try callback(description["callback"]),
        isPlain: description["isPlain"]?.isTruthy == true
      )
    )
  }
}
