import Values

/// Reduces a schema to what a form needs to know of it.
struct FieldReader {
  private let graph: SchemaGraph
  private let absence: AbsenceTable

  /// How often a form shows a schema that contains itself inside itself.
  private static let depthLimit = 24

  init(_ graph: SchemaGraph) {
    self.graph = graph
    absence = AbsenceTable(graph)
  }

  var root: FieldDescription { field(graph.root, key: "", [], depth: 0) }

  /// What wrappers say on the way to the schema that decides what can be entered.
  private struct Wrapping {
    var isNullable = false
    var defaultValue: Value?
    var title: String?
    var help: String?
    var marker: ObjectValue?

    mutating func read(_ node: Node) {
      title = title ?? node.meta?["title"]?.stringValue
      help = help ?? node.meta?["description"]?.stringValue
      marker = marker ?? node.marker
    }
  }

  private func field(_ index: Int, key: String, _ seen: [Int], depth: Int) -> FieldDescription {
    var wrapping = Wrapping()
    let (inner, checks) = unwrap(index, &wrapping)
    let isTooDeep = depth > Self.depthLimit || seen.filter { $0 == inner }.count > 1
    let kind =
      wrapping.marker.flatMap(Self.marked)
      ?? (isTooDeep ? .any : kind(inner, checks, seen + [inner], depth: depth))
    return FieldDescription(
      key: key,
      label: wrapping.title ?? key,
      help: wrapping.help,
      isRequired: !absence.toleratesAbsence(index),
      isNullable: wrapping.isNullable || takesNull(inner),
      defaultValue: wrapping.defaultValue,
      kind: kind
    )
  }

  /// What a reference or an image is, as Astro's helpers marked it.
  private static func marked(_ marker: ObjectValue) -> FieldDescription.Kind? {
    switch marker["kind"]?.stringValue {
    case "reference": .reference(collection: marker["collection"]?.stringValue ?? "")
    case "image": .image
    default: nil
    }
  }

  /// The schema inside all wrappers, with the nodes whose checks hold for what is entered.
  private func unwrap(_ index: Int, _ wrapping: inout Wrapping) -> (Int, [Node]) {
    var index = index
    var checked: [Node] = []
    // A lazy schema may name itself.
    for _ in 0..<64 {
      let node = graph.nodes[index]
      wrapping.read(node)
      checked.append(node)
      switch node.kind {
      case .optional(let kind): index = kind.inner
      case .nullable(let kind):
        wrapping.isNullable = true
        index = kind.inner
      case .nonoptional(let kind): index = kind.inner
      case .pass(let kind): index = kind.inner
      case .promise(let kind): index = kind.inner
      case .success(let kind): index = kind.inner
      case .effect(let kind): index = kind.inner
      case .caught(let kind): index = kind.inner
      case .fallback(let kind):
        if wrapping.defaultValue == nil, case .value(let value) = kind.source {
          wrapping.defaultValue = value
        }
        index = kind.inner
      case .pipe(let kind):
        if case .transform = graph.nodes[kind.input].kind {
          index = kind.output
        } else {
          index = entered(kind)
        }
      case .union(let kind):
        guard let only = single(kind, &wrapping) else { return (index, checked) }
        index = only
      default: return (index, checked)
      }
    }
    return (index, checked)
  }

  /// The side of a pipe that says more of what can be entered: a choice behind a text is better.
  private func entered(_ kind: PipeKind) -> Int {
    guard case .string = graph.nodes[kind.input].kind, case .nothing = kind.middle else {
      return kind.input
    }
    return switch graph.nodes[kind.output].kind {
    case .date: kind.output
    default: kind.input
    }
  }

  /// The one member of a union that is not null or undefined, if there is only one.
  private func single(_ kind: UnionKind, _ wrapping: inout Wrapping) -> Int? {
    let members = kind.options.filter { option in
      switch graph.nodes[option].kind {
      case .null, .undefined: false
      default: true
      }
    }
    guard members.count == 1, let only = members.first else { return nil }
    if kind.options.contains(where: { if case .null = graph.nodes[$0].kind { true } else { false } }
    ) {
      wrapping.isNullable = true
    }
    return only
  }

  private func takesNull(_ index: Int) -> Bool {
    switch graph.nodes[index].kind {
    case .null, .any, .unknown: true
    case .literal(let kind): kind.values.contains(.null)
    case .union(let kind):
      kind.options.contains { option in
        switch graph.nodes[option].kind {
        case .null, .nullable: true
        default: false
        }
      }
    default: false
    }
  }

  private func kind(_ index: Int, _ checked: [Node], _ seen: [Int], depth: Int)
    -> FieldDescription.Kind
  {
    let summary = CheckSummary(checked)
    func count(_ number: Double?) -> Int? { number.flatMap { Int(exactly: $0) } }
    func item(_ index: Int, key: String = "") -> FieldDescription {
      field(index, key: key, seen, depth: depth + 1)
    }
    switch graph.nodes[index].kind {
    case .string, .templateLiteral:
      return .text(
        FieldDescription.TextRule(
          minimum: count(summary.minimum),
          maximum: count(summary.maximum),
          format: summary.format
        )
      )
    case .number, .bigint:
      return number(summary)
    case .boolean: return .boolean
    case .date:
      return .date(
        minimum: (summary.minimum ?? summary.exclusiveMinimum).map(DateValue.init(milliseconds:)),
        maximum: (summary.maximum ?? summary.exclusiveMaximum).map(DateValue.init(milliseconds:))
      )
    case .choice(let kind): return .choice(kind.values)
    case .literal(let kind):
      return kind.values.count == 1 ? .literal(kind.values[0]) : .choice(kind.values)
    case .null: return .literal(.null)
    case .array(let kind):
      return .array(
        item: item(kind.element),
        minimum: count(summary.minimum),
        maximum: count(summary.maximum)
      )
    case .set(let kind):
      return .array(
        item: item(kind.member),
        minimum: count(summary.minimum),
        maximum: count(summary.maximum)
      )
    case .object(let kind):
      let fields = kind.fields.map { item($0.schema, key: $0.key) }
      return .object(fields, unknownKeys: unknownKeys(kind.extras, item))
    case .record(let kind): return .record(key: item(kind.key), value: item(kind.value))
    case .map(let kind): return .record(key: item(kind.key), value: item(kind.value))
    case .union(let kind): return union(kind.options.map { item($0) })
    case .discriminated(let kind):
      return .union(kind.options.map { item($0) }, discriminator: kind.discriminator)
    case .intersection(let kind): return both(item(kind.left), item(kind.right))
    default: return .any
    }
  }

  /// A whole number beyond an exclusive bound is one away from it; that it is a safe integer says
  /// nothing to a person.
  private func number(_ summary: CheckSummary) -> FieldDescription.Kind {
    let isInteger = summary.format?.contains("int") == true
    let largest = 9_007_199_254_740_991.0
    let minimum = [
      summary.minimum, summary.exclusiveMinimum.map { isInteger ? $0.rounded(.down) + 1 : $0 },
    ]
    .compactMap(\.self).max()
    let maximum = [
      summary.maximum, summary.exclusiveMaximum.map { isInteger ? $0.rounded(.up) - 1 : $0 },
    ]
    .compactMap(\.self).min()
    return .number(
      minimum: isInteger && minimum == -largest ? nil : minimum,
      maximum: isInteger && maximum == largest ? nil : maximum,
      isInteger: isInteger
    )
  }

  /// A union of nothing but literals is a choice.
  private func union(_ members: [FieldDescription]) -> FieldDescription.Kind {
    var values: [Value] = []
    for member in members {
      switch member.kind {
      case .literal(let value): values.append(value)
      case .choice(let more): values += more
      default: return .union(members, discriminator: nil)
      }
    }
    return .choice(values)
  }

  /// Two objects are one with the keys of both.
  private func both(_ left: FieldDescription, _ right: FieldDescription) -> FieldDescription.Kind {
    guard case .object(var fields, let first) = left.kind,
      case .object(let more, let second) = right.kind
    else { return left.kind == .any ? right.kind : left.kind }
    for field in more where !fields.contains(where: { $0.key == field.key }) {
      fields.append(field)
    }
    return .object(fields, unknownKeys: first == .keep || second == .keep ? .keep : first)
  }

  private func unknownKeys(_ extras: ObjectKind.Extras, _ item: (Int, String) -> FieldDescription)
    -> FieldDescription.UnknownKeys
  {
    switch extras {
    case .strip: .strip
    case .reject: .reject
    case .keep: .keep
    case .check(let field): .check(item(field.schema, ""))
    }
  }
}
