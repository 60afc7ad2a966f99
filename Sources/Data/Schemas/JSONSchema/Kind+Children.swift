extension Kind {
  /// The schemas directly inside.
  var children: [Int] {
    switch self {
    case .array(let kind): [kind.element]
    case .tuple(let kind): kind.items + (kind.rest.map { [$0] } ?? [])
    case .object(let kind):
      if case .check(let field) = kind.extras {
        kind.fields.map(\.schema) + [field.schema]
      } else {
        kind.fields.map(\.schema)
      }
    case .record(let kind): [kind.key, kind.value]
    case .map(let kind): [kind.key, kind.value]
    case .set(let kind): [kind.member]
    case .union(let kind): kind.options
    case .discriminated(let kind): kind.options
    case .intersection(let kind): [kind.left, kind.right]
    case .optional(let kind): [kind.inner]
    case .nullable(let kind): [kind.inner]
    case .nonoptional(let kind): [kind.inner]
    case .fallback(let kind): [kind.inner]
    case .caught(let kind): [kind.inner]
    case .pass(let kind): [kind.inner]
    case .success(let kind): [kind.inner]
    case .pipe(let kind): [kind.input, kind.output]
    case .effect(let kind): [kind.inner]
    case .promise(let kind): [kind.inner]
    case .any, .unknown, .never, .null, .undefined, .void, .nan, .symbol, .boolean, .string,
      .number, .bigint, .date, .choice, .literal, .templateLiteral, .transform, .function, .file,
      .custom, .fault:
      []
    }
  }
}
