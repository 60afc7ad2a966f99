import ECMAScript
import Values

/// Writes a schema as JSON Schema (Zod v4, json-schema-processors.ts).
struct JSONSchemaWriter {
  let graph: SchemaGraph
  let options: JSONSchemaOptions
  let absence: AbsenceTable
  let callbacks: any SchemaCallbacks
  /// Nodes that contain themselves.
  private let cyclic: Set<Int>
  /// Nodes that stand in `definitions`: those that contain themselves, and such as are shared.
  private var shared: Set<Int>
  /// While all schemas are met for the first time: how often each is met.
  private var meetings: [Int: Int]?
  private var definitions = ObjectValue()
  /// The names of the nodes that stand in `definitions`.
  private var names: [Int: String] = [:]
  private var pointer: ValuePath = []
  /// Which node each part was written for, inner schemas before the wrappers around them.
  private(set) var places: [(node: Int, pointer: ValuePath)] = []

  init(
    graph: SchemaGraph,
    options: JSONSchemaOptions,
    callbacks: any SchemaCallbacks
  ) {
    self.graph = graph
    self.options = options
    self.callbacks = callbacks
    absence = AbsenceTable(graph)
    cyclic = CycleFinder.cyclicNodes(of: graph)
    shared = cyclic
  }

  /// The whole document.
  mutating func document() throws(SchemaError) -> Value {
    if options.rejectsCycles, !cyclic.isEmpty {
      throw .thrown(
        "Cycle detected: #/<root>\n\nSet the `cycles` parameter to `\"ref\"` to resolve cyclical schemas with defs."
      )
    }
    if options.sharesReused { shared.formUnion(try reused()) }
    var document = ObjectValue()
    if let address = options.target.address { document["$schema"] = .string(address) }
    var body = try body(of: graph.root)
    if body["id"] == graph.nodes[graph.root].meta?["id"] { body["id"] = nil }
    for (key, value) in body { document[key] = value }
    if !definitions.isEmpty { document[options.target.definitions] = .object(definitions) }
    return .object(document)
  }

  /// Nodes that are met more than once.
  private func reused() throws(SchemaError) -> Set<Int> {
    var walk = self
    walk.meetings = [:]
    _ = try walk.schema(graph.root)
    return Set((walk.meetings ?? [:]).filter { $0.value > 1 }.keys)
  }

  /// A node in its place: itself, or a reference to where it stands.
  mutating func schema(_ index: Int, at steps: ValuePath = []) throws(SchemaError) -> ObjectValue {
    pointer += steps
    defer { pointer.removeLast(steps.count) }
    if meetings != nil {
      meetings?[index, default: 0] += 1
      return meetings?[index] == 1 ? try body(of: index) : ObjectValue()
    }
    if index == graph.root, cyclic.contains(index) { return ObjectValue([("$ref", "#")]) }
    let id = graph.nodes[index].meta?["id"]?.stringValue
    guard id != nil || shared.contains(index) else { return try body(of: index) }
    let segment = options.target.definitions
    if let known = names[index] { return reference(to: known, in: segment) }
    let name = id ?? "__schema\(names.values.filter { $0.hasPrefix("__schema") }.count)"
    if definitions[name] != nil {
      throw .thrown(
        "Duplicate schema id \"\(name)\" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together."
      )
    }
    names[index] = name
    definitions[name] = .null
    let outer = pointer
    pointer = [.key(segment), .key(name)]
    var body = try body(of: index)
    if body["id"] == .string(name) { body["id"] = nil }
    definitions[name] = .object(body)
    pointer = outer
    return reference(to: name, in: segment)
  }

  private func reference(to name: String, in segment: String) -> ObjectValue {
    ObjectValue([("$ref", .string("#/\(segment)/\(name)"))])
  }

  private mutating func body(of index: Int) throws(SchemaError) -> ObjectValue {
    let node = graph.nodes[index]
    var body = try keywords(of: node)
    for (key, value) in node.meta ?? ObjectValue() { body[key] = value }
    if options.isInput {
      if isTransforming(index, []) {
        body["examples"] = nil
        body["default"] = nil
      }
      if let value = body[Self.prefaultKey], body["default"] == nil { body["default"] = value }
    }
    body[Self.prefaultKey] = nil
    places.append((index, pointer))
    return body
  }

  static let prefaultKey = "_prefault"

  /// What a wrapper says, before what the schema inside it says.
  mutating func wrapping(_ inner: Int, _ own: ObjectValue) throws(SchemaError) -> ObjectValue {
    let content = try schema(inner)
    var result = own
    if content["$ref"] != nil, options.target.hasLoneReferences {
      result["allOf"] = .array((own["allOf"]?.arrayValue ?? []) + [.object(content)])
      return result
    }
    for (key, value) in content where own[key] == nil { result[key] = value }
    return result
  }

  /// Nothing, for schemas that JSON has no word for.
  func unrepresentable(_ message: String) throws(SchemaError) -> ObjectValue {
    guard options.allowsUnrepresentable else {
      throw .thrown("\(message) cannot be represented in JSON Schema")
    }
    return ObjectValue()
  }

  /// `JSON.parse(JSON.stringify(value))`.
  func plain(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map { $0.isUndefined ? .null : plain($0) })
    case .object(let object):
      let kept = object.filter { !$0.value.isUndefined }
      return .object(ObjectValue(kept.map { ($0.key, plain($0.value)) }))
    case .date(let date):
      return date.isValid ? .string(DateText.isoText(date.milliseconds)) : .null
    case .number(let number): return number.isFinite ? value : .null
    case .url(let href): return .string(href)
    case .map, .set: return .object(ObjectValue())
    default: return value
    }
  }

  /// Whether what goes in differs in type from what comes out.
  private func isTransforming(_ index: Int, _ seen: Set<Int>) -> Bool {
    guard !seen.contains(index) else { return false }
    let seen = seen.union([index])
    let kind = graph.nodes[index].kind
    switch kind {
    case .transform: return true
    case .pipe(let pipe):
      if case .nothing = pipe.middle {
        return isTransforming(pipe.input, seen) || isTransforming(pipe.output, seen)
      }
      return true
    case .success, .caught: return false
    default: return kind.children.contains { isTransforming($0, seen) }
    }
  }
}
