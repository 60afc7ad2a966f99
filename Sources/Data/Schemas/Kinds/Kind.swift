import Values

/// Every kind of schema there is, each with its own file.
///
/// Indirect, so that looking at a node copies no more than a reference.
indirect enum Kind: Sendable {
  case any
  case unknown
  case never
  case null
  case undefined
  case void
  case nan
  case symbol
  case boolean(BooleanKind)
  case string(StringKind)
  case number(NumberKind)
  case bigint(BigIntKind)
  case date(DateKind)
  case choice(ChoiceKind)
  case literal(LiteralKind)
  case templateLiteral(TemplateLiteralKind)
  case array(ArrayKind)
  case tuple(TupleKind)
  case object(ObjectKind)
  case record(RecordKind)
  case map(MapKind)
  case set(SetKind)
  case union(UnionKind)
  case discriminated(DiscriminatedKind)
  case intersection(IntersectionKind)
  case optional(OptionalKind)
  case nullable(NullableKind)
  case nonoptional(NonoptionalKind)
  case fallback(DefaultKind)
  case caught(CatchKind)
  case pass(PassKind)
  case success(SuccessKind)
  case pipe(PipeKind)
  case transform(TransformKind)
  case effect(EffectKind)
  case promise(PromiseKind)
  case function(FunctionKind)
  case file(FileKind)
  case fault(FaultKind)
  /// Everything is in the checks: `custom`, `instanceof`.
  case custom
}

extension Kind {
  /// The kinds' own functions are kept from being merged into this one: its frame is on the stack
  /// once for every level of data.
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    switch self {
    case .any, .unknown, .custom: .valid
    case .never: try parse.reject(value, expected: "never", node)
    case .null: value.isNull ? .valid : try parse.reject(value, expected: "null", node)
    case .undefined:
      value.isUndefined ? .valid : try parse.reject(value, expected: "undefined", node)
    case .void: value.isUndefined ? .valid : try parse.reject(value, expected: "void", node)
    case .nan:
      value.numberValue?.isNaN == true ? .valid : try parse.reject(value, expected: "nan", node)
    case .symbol:
      if case .symbol = value { .valid } else { try parse.reject(value, expected: "symbol", node) }
    case .boolean(let kind): try kind.parse(&value, as: node, in: &parse)
    case .string(let kind): try kind.parse(&value, as: node, in: &parse)
    case .number(let kind): try kind.parse(&value, as: node, in: &parse)
    case .bigint(let kind): try kind.parse(&value, as: node, in: &parse)
    case .date(let kind): try kind.parse(&value, as: node, in: &parse)
    case .choice(let kind): try kind.parse(&value, as: node, in: &parse)
    case .literal(let kind): try kind.parse(&value, as: node, in: &parse)
    case .templateLiteral(let kind): try kind.parse(&value, as: node, in: &parse)
    case .array(let kind): try kind.parse(&value, as: node, in: &parse)
    case .tuple(let kind): try kind.parse(&value, as: node, in: &parse)
    case .object(let kind): try kind.parse(&value, as: node, in: &parse)
    case .record(let kind): try kind.parse(&value, as: node, in: &parse)
    case .map(let kind): try kind.parse(&value, as: node, in: &parse)
    case .set(let kind): try kind.parse(&value, as: node, in: &parse)
    case .union(let kind): try kind.parse(&value, as: node, in: &parse)
    case .discriminated(let kind): try kind.parse(&value, as: node, in: &parse)
    case .intersection(let kind): try kind.parse(&value, as: node, in: &parse)
    case .optional(let kind): try kind.parse(&value, in: &parse)
    case .nullable(let kind): try kind.parse(&value, in: &parse)
    case .nonoptional(let kind): try kind.parse(&value, as: node, in: &parse)
    case .fallback(let kind): try kind.parse(&value, in: &parse)
    case .caught(let kind): try kind.parse(&value, in: &parse)
    case .pass(let kind): try kind.parse(&value, in: &parse)
    case .success(let kind): try kind.parse(&value, in: &parse)
    case .pipe(let kind): try kind.parse(&value, as: node, in: &parse)
    case .transform(let kind): try kind.parse(&value, as: node, in: &parse)
    case .effect(let kind): try kind.parse(&value, as: node, in: &parse)
    case .promise(let kind): try kind.parse(&value, as: node, in: &parse)
    case .function(let kind): try kind.parse(&value, as: node, in: &parse)
    case .file(let kind): try kind.parse(&value, as: node, in: &parse)
    case .fault(let kind): throw .thrown(kind.message)
    }
  }

  /// Whether the value is of a type that the kind never takes: no need to word it in vain.
  func certainlyRejects(_ value: Value) -> Bool {
    switch (self, value) {
    case (.string(let kind), _): !kind.coerces && value.stringValue == nil
    case (.number(let kind), _): !kind.coerces && value.numberValue == nil
    case (.boolean(let kind), _): !kind.coerces && value.booleanValue == nil
    case (.array, .array): false
    case (.array, _): true
    case (.object, .string), (.object, .number), (.object, .boolean), (.object, .array),
      (.object, .null), (.object, .undefined):
      true
    case (.null, _): !value.isNull
    case (.undefined, _): !value.isUndefined
    default: false
    }
  }

  /// Zod 3's arrays and sets look at their length before their elements.
  var runsItsChecks: Bool {
    switch self {
    case .array, .set: true
    default: false
    }
  }
}

extension Parse {
  /// Reports that the value is of the wrong type.
  mutating func reject(
    _ value: Value,
    expected: String,
    received: String? = nil,
    _ node: Node,
    order: KeyOrder? = nil
  ) throws(SchemaError) -> Outcome {
    switch dialect {
    case .zod4:
      if let received {
        try report(
          "invalid_type",
          ["expected": .string(expected), "received": .string(received)],
          input: value,
          wording: node.wording
        )
      } else {
        try report(
          "invalid_type",
          ["expected": .string(expected)],
          input: value,
          wording: node.wording,
          order: order
        )
      }
      return .valid
    case .zod3:
      try report(
        "invalid_type",
        ["expected": .string(expected), "received": .string(value.zod3TypeName)],
        input: value,
        wording: node.wording,
        order: order
      )
      return .aborted
    }
  }
}
