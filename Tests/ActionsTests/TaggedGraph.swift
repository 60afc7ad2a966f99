import Actions
import ECMAScript
import Values

/// Builds the graph that a vector's tagged JSON stands for.
struct TaggedGraph {
  private var graph = DevalueGraph(nodes: [], root: .undefined)
  private var named: [Double: DevalueGraph.Reference] = [:]

  static func graph(_ tagged: Value) -> DevalueGraph {
    var builder = TaggedGraph()
    builder.graph.root = builder.add(tagged)
    return builder.graph
  }

  private mutating func add(_ value: Value) -> DevalueGraph.Reference {
    switch value {
    case .null: return add(node: .null)
    case .boolean(let value): return add(node: .boolean(value))
    case .number(let number): return add(node: .number(number))
    case .string(let text): return add(node: .string(text))
    case .array(let items):
      return reserve { builder in .array(items.map { builder.add($0) }) }
    case .object(let object): return add(object)
    default: return .undefined
    }
  }

  private mutating func add(_ object: ObjectValue) -> DevalueGraph.Reference {
    guard let (tag, content) = object.first(where: { _ in true }), tag.hasPrefix("$") else {
      return reserve { .object($0.properties(object.map { ($0.key, $0.value) })) }
    }
    switch tag {
    case "$undefined": return .undefined
    case "$hole": return .hole
    case "$nan": return .nan
    case "$infinity": return content == 1 ? .infinity : .negativeInfinity
    case "$negzero": return .negativeZero
    case "$ref": return named[content.numberValue ?? 0] ?? .undefined
    case "$id":
      // The node is the next one: what it contains may refer back to it.
      named[content.numberValue ?? 0] = .node(graph.nodes.count)
      return add(object["$value"] ?? .undefined)
    case "$bigint": return add(node: .bigint(text(content)))
    case "$date":
      let date = content.isNull ? .nan : DateText.milliseconds(text(content), in: .utc)
      return add(node: .date(date))
    case "$regexp":
      let parts = content.arrayValue ?? []
      return add(node: .regularExpression(source: text(parts[0]), flags: text(parts[1])))
    case "$url": return add(node: .url(text(content)))
    case "$searchparams": return add(node: .urlParameters(text(content)))
    case "$temporal":
      let parts = content.arrayValue ?? []
      return add(node: .temporal(kind: text(parts[0]), text: text(parts[1])))
    case "$arraybuffer": return add(node: .buffer(Base64.decode(text(content)) ?? []))
    case "$boxed": return reserve { .boxed($0.add(content)) }
    case "$set":
      return reserve { builder in .set((content.arrayValue ?? []).map { builder.add($0) }) }
    case "$map":
      let pairs = pairs(content)
      return reserve { builder in .map(pairs.map { (builder.add($0), builder.add($1)) }) }
    case "$nullproto":
      let pairs = named(content)
      return reserve { .bareObject($0.properties(pairs)) }
    case "$object":
      let pairs = named(content)
      return reserve { .object($0.properties(pairs)) }
    case "$sparse":
      let length = UInt32(content["length"].numberValue ?? 0)
      let entries = pairs(content["entries"])
      return reserve { builder in
        .sparseArray(
          length: length,
          entries.map { (UInt32($0.numberValue ?? 0), builder.add($1)) }
        )
      }
    case "$typed": return reserve { $0.view(content) }
    default: return reserve { .object($0.properties(object.map { ($0.key, $0.value) })) }
    }
  }

  private mutating func view(_ content: Value) -> DevalueGraph.Node {
    guard case .node(let buffer) = add(content["buffer"]),
      let kind = DevalueGraph.ViewKind(rawValue: text(content["kind"]))
    else { return .null }
    return .view(
      kind,
      buffer: buffer,
      byteOffset: Int(content["byteOffset"].numberValue ?? 0),
      length: Int(content["length"].numberValue ?? 0)
    )
  }

  private mutating func add(node: DevalueGraph.Node) -> DevalueGraph.Reference {
    graph.nodes.append(node)
    return .node(graph.nodes.count - 1)
  }

  /// Gives the node its place before its content is built.
  private mutating func reserve(
    _ content: (inout TaggedGraph) -> DevalueGraph.Node
  ) -> DevalueGraph.Reference {
    let place = graph.nodes.count
    graph.nodes.append(.null)
    graph.nodes[place] = content(&self)
    return .node(place)
  }

  private mutating func properties(_ pairs: [(String, Value)]) -> [DevalueGraph.Property] {
    pairs.map { DevalueGraph.Property(key: $0, value: add($1)) }
  }

  private func named(_ content: Value) -> [(String, Value)] {
    pairs(content).map { (text($0), $1) }
  }

  private func pairs(_ content: Value) -> [(Value, Value)] {
    (content.arrayValue ?? []).compactMap(\.arrayValue).map { ($0[0], $0[1]) }
  }

  private func text(_ value: Value) -> String { value.stringValue ?? "" }
}
