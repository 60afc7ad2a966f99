import ECMAScript
import Values

/// Writes a schema as JSON Schema (Zod v4, to-json-schema.ts).
///
/// First every node gets its part, then shared parts are replaced by references, then wrappers take over
/// what is inside them.
struct JSONSchemaWriter {
  let graph: SchemaGraph
  let options: JSONSchemaOptions
  let absence: AbsenceTable
  let callbacks: any SchemaCallbacks
  private var parts: [Int: SchemaPart] = [:]
  /// The nodes as they were met.
  private var order: [Int] = []
  /// The nodes as they became flat: what is inside a wrapper before it.
  private var flattened: [Int] = []
  /// Where the present node was met, and the nodes around it.
  private var path: ValuePath = []
  private var ancestors: [Int] = []
  private var unnamedCount = 0
  /// Where each part stands in the document.
  private var found: [(node: Int, pointer: ValuePath)] = []

  init(
    graph: SchemaGraph,
    options: JSONSchemaOptions,
    callbacks: any SchemaCallbacks
  ) {
    self.graph = graph
    self.options = options
    self.callbacks = callbacks
    absence = AbsenceTable(graph)
  }

  /// The whole document.
  mutating func document() throws(SchemaError) -> Value {
    let root = try part(of: graph.root)
    try extractDefinitions()
    for node in order.reversed() { flatten(node) }
    var document = ObjectValue()
    if let address = options.target.address { document["$schema"] = .string(address) }
    let body = try value(of: root.definition ?? root.keywords, at: [])
    found.append((graph.root, []))
    for (key, value) in body where key != "id" || value != graph.nodes[graph.root].meta?["id"] {
      document[key] = value
    }
    var definitions = ObjectValue()
    let segment = options.target.definitions
    for node in order {
      guard let part = parts[node], var definition = part.definition, let name = part.name else {
        continue
      }
      if case .value(.string(name))? = definition["id"] { definition["id"] = nil }
      let pointer: ValuePath = [.key(segment), .key(name)]
      definitions[name] = .object(try value(of: definition, at: pointer))
      note(node, at: pointer)
    }
    if !definitions.isEmpty { document[segment] = .object(definitions) }
    return .object(document)
  }

  /// Which node each part of the document was written for, inner schemas before the wrappers around them.
  var places: [(node: Int, pointer: ValuePath)] {
    let ranks = Dictionary(uniqueKeysWithValues: flattened.enumerated().map { ($1, $0) })
    return found.sorted { (ranks[$0.node] ?? 0) < (ranks[$1.node] ?? 0) }
  }
}

// MARK: - Meeting nodes

extension JSONSchemaWriter {
  /// The part of a node that is met at `steps` from the present one.
  @discardableResult
  mutating func part(of index: Int, at steps: ValuePath = []) throws(SchemaError) -> SchemaPart {
    path += steps
    defer { path.removeLast(steps.count) }
    if let known = parts[index] {
      known.count += 1
      if ancestors.contains(index) { known.cycle = path }
      return known
    }
    let part = SchemaPart(node: index, path: path)
    parts[index] = part
    order.append(index)
    ancestors.append(index)
    defer { ancestors.removeLast() }
    let node = graph.nodes[index]
    try write(node, into: part)
    if let parent = node.parent {
      part.source = part.source ?? parent
      try self.part(of: parent)
    }
    for (key, value) in node.meta ?? ObjectValue() { part.keywords[key] = .value(value) }
    if options.isInput {
      var seen: Set<Int> = []
      if isTransforming(index, &seen) {
        part.keywords["examples"] = nil
        part.keywords["default"] = nil
      }
      if part.keywords["default"] == nil {
        part.keywords["default"] = part.keywords[Self.prefaultKey]
      }
    }
    part.keywords[Self.prefaultKey] = nil
    return part
  }

  static let prefaultKey = "_prefault"

  /// Whether what goes in differs in type from what comes out.
  private func isTransforming(_ index: Int, _ seen: inout Set<Int>) -> Bool {
    guard seen.insert(index).inserted else { return false }
    let kind = graph.nodes[index].kind
    let inside: [Int]
    switch kind {
    case .transform: return true
    case .success, .caught: return false
    case .pipe(let pipe):
      guard case .nothing = pipe.middle else { return true }
      inside = [pipe.input, pipe.output]
    case .object(let object): inside = object.fields.map(\.schema)
    default: inside = kind.children
    }
    return inside.contains { isTransforming($0, &seen) }
  }
}

// MARK: - Definitions

extension JSONSchemaWriter {
  /// Leaves references where parts have names, contain themselves, or are shared.
  private mutating func extractDefinitions() throws(SchemaError) {
    var names: [String: Int] = [:]
    for node in order {
      guard let id = id(of: node) else { continue }
      if names.updateValue(node, forKey: id) != nil {
        throw .thrown(
          "Duplicate schema id \"\(id)\" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together."
        )
      }
    }
    let met = order.compactMap { parts[$0] }
    if options.rejectsCycles, let cycle = met.lazy.compactMap(\.cycle).first {
      let steps = cycle.map { Words.plain($0.value) }.joined(separator: "/")
      throw .thrown(
        "Cycle detected: #/\(steps)/<root>\n\nSet the `cycles` parameter to `\"ref\"` to resolve cyclical schemas with defs."
      )
    }
    for part in met {
      if part.node == graph.root {
        replace(part, by: "#")
        continue
      }
      let isShared = options.sharesReused && part.count > 1
      guard id(of: part.node) != nil || part.cycle != nil || isShared else { continue }
      var name = "__schema\(unnamedCount)"
      if case .value(.string(let id))? = part.keywords["id"] {
        name = id
      } else {
        unnamedCount += 1
      }
      part.name = name
      replace(part, by: "#/\(options.target.definitions)/\(name)")
    }
  }

  private func id(of node: Int) -> String? {
    graph.nodes[node].meta?["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func replace(_ part: SchemaPart, by reference: String) {
    part.definition = part.keywords
    part.keywords = SchemaKeywords(["$ref": .string(reference)])
  }
}

// MARK: - Flattening

extension JSONSchemaWriter {
  /// Has a part take over what its source says.
  private mutating func flatten(_ index: Int) {
    guard let part = parts[index], !part.isFlat else { return }
    part.isFlat = true
    let parent = graph.nodes[index].parent
    let own = part.definition ?? part.keywords
    var keywords = own
    if let source = part.source.flatMap({ parts[$0] }) {
      flatten(source.node)
      let isReference = source.keywords["$ref"] != nil
      if isReference, options.target.hasLoneReferences {
        var list: [SchemaKeywords.Content] = []
        if case .list(let known)? = own["allOf"] { list = known }
        keywords["allOf"] = .list(list + [.part(source)])
      } else {
        keywords.merge(source.keywords)
        keywords.merge(own)
      }
      // A copy says only what it says itself.
      if source.node == parent {
        for key in keywords.keys where !Self.kept.contains(key) && own[key] == nil {
          keywords[key] = nil
        }
      }
      if isReference { drop(from: &keywords, saidBy: source.definition) }
    }
    if let parent = parent.flatMap({ parts[$0] }), parent.node != part.source {
      flatten(parent.node)
      if let reference = parent.keywords["$ref"] {
        keywords["$ref"] = reference
        drop(from: &keywords, saidBy: parent.definition)
      }
    }
    if part.definition != nil { part.definition = keywords } else { part.keywords = keywords }
    flattened.append(index)
  }

  private static let kept: Set<String> = ["$ref", "allOf"]

  /// Leaves out what a definition that is referred to says in the same way.
  private func drop(from keywords: inout SchemaKeywords, saidBy definition: SchemaKeywords?) {
    guard let definition else { return }
    for key in keywords.keys where !Self.kept.contains(key) {
      guard let said = definition[key], let own = keywords[key] else { continue }
      if text(own) == text(said) { keywords[key] = nil }
    }
  }

  /// As JSON; what JSON cannot hold is like nothing else.
  private func text(_ content: SchemaKeywords.Content) -> String? {
    var copy = self
    guard let value = try? copy.value(of: content, at: []) else { return nil }
    return JSONText.write(value)
  }
}

// MARK: - Values

extension JSONSchemaWriter {
  private mutating func value(of keywords: SchemaKeywords, at pointer: ValuePath)
    throws(SchemaError) -> ObjectValue
  {
    var result = ObjectValue()
    for key in keywords.keys {
      guard let content = keywords[key] else { continue }
      let value = try value(of: content, at: pointer + [.key(key)])
      if !value.isUndefined { result[key] = value }
    }
    return result
  }

  private mutating func value(of content: SchemaKeywords.Content, at pointer: ValuePath)
    throws(SchemaError) -> Value
  {
    switch content {
    case .value(let value): return try plain(value, else: "Error converting schema to JSON.")
    case .part(let part):
      let value = try value(of: part.keywords, at: pointer)
      if part.definition == nil { note(part.node, at: pointer) }
      return .object(value)
    case .list(let contents):
      var items: [Value] = []
      for (index, content) in contents.enumerated() {
        items.append(try value(of: content, at: pointer + [.index(index)]))
      }
      return .array(items)
    case .table(let members):
      var result = ObjectValue()
      for (key, content) in members {
        result[key] = try value(of: content, at: pointer + [.key(key)])
      }
      return .object(result)
    }
  }

  /// Notes where a node stands, and with it the wrapped ones whose keywords it took over.
  private mutating func note(_ node: Int, at pointer: ValuePath) {
    found.append((node, pointer))
    guard let part = parts[node], let source = part.source, source != graph.nodes[node].parent,
      parts[source]?.definition == nil
    else { return }
    note(source, at: pointer)
  }

  /// `JSON.parse(JSON.stringify(value))`; throws `message` for a bigint.
  func plain(_ value: Value, else message: String) throws(SchemaError) -> Value {
    switch value {
    case .array(let items):
      var result: [Value] = []
      for item in items {
        let item = try plain(item, else: message)
        result.append(item.isUndefined ? .null : item)
      }
      return .array(result)
    case .object(let object):
      var result = ObjectValue()
      for (key, item) in object {
        let item = try plain(item, else: message)
        if !item.isUndefined { result[key] = item }
      }
      return .object(result)
    case .date(let date):
      return date.isValid ? .string(DateText.isoText(date.milliseconds)) : .null
    case .number(let number): return number == 0 ? 0 : number.isFinite ? value : .null
    case .url(let href): return .string(href)
    case .map, .set: return .object(ObjectValue())
    case .symbol: return .undefined
    case .bigint: throw .thrown(message)
    default: return value
    }
  }
}
