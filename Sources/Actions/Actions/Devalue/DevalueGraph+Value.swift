package import Values

extension DevalueGraph {
  /// The deepest nesting that is followed in either direction.
  private static let maximumDepth = 1_000
  /// The largest value that is unfolded from a graph in which parts are shared.
  private static let maximumParts = 2_000_000

  /// A graph of `value`, in which nothing is shared.
  package init(_ value: Value) throws(DevalueError) {
    self.init(nodes: [], root: .undefined)
    root = try add(value, depth: 0)
  }

  private mutating func add(_ value: Value, depth: Int) throws(DevalueError) -> Reference {
    guard depth <= Self.maximumDepth else { throw DevalueError("the value is nested too deeply") }
    switch value {
    case .undefined: return .undefined
    case .null: return add(.null)
    case .boolean(let value): return add(.boolean(value))
    case .number(let number): return add(number)
    case .string(let text): return add(.string(text))
    case .bigint(let digits): return add(.bigint(digits))
    case .date(let date): return add(.date(date.milliseconds))
    case .url(let href): return add(.url(href))
    case .symbol: return add(.unsupported(.symbol))
    case .foreign(let foreign):
      switch foreign.className {
      case "Function": return add(.unsupported(.function))
      case "Promise": return add(.unsupported(.promise))
      default: return add(.unsupported(.instance))
      }
    case .bytes(let bytes):
      guard case .node(let buffer) = add(.buffer(bytes)) else { return .undefined }
      return add(.view(.uint8, buffer: buffer, byteOffset: 0, length: bytes.count))
    case .array(let items):
      var references: [Reference] = []
      references.reserveCapacity(items.count)
      for item in items { references.append(try add(item, depth: depth + 1)) }
      return add(.array(references))
    case .set(let members):
      var references: [Reference] = []
      for member in members { references.append(try add(member, depth: depth + 1)) }
      return add(.set(references))
    case .map(let entries):
      var pairs: [(key: Reference, value: Reference)] = []
      for entry in entries {
        let key = try add(entry.key, depth: depth + 1)
        pairs.append((key, try add(entry.value, depth: depth + 1)))
      }
      return add(.map(pairs))
    case .object(let object):
      var properties: [Property] = []
      properties.reserveCapacity(object.count)
      for (key, value) in object {
        properties.append(Property(key: key, value: try add(value, depth: depth + 1)))
      }
      return add(.object(properties))
    }
  }

  private mutating func add(_ node: Node) -> Reference {
    nodes.append(node)
    return .node(nodes.count - 1)
  }

  private mutating func add(_ number: Double) -> Reference {
    if number.isNaN { return .nan }
    if number.isInfinite { return number > 0 ? .infinity : .negativeInfinity }
    if number == 0, number.sign == .minus { return .negativeZero }
    return add(.number(number))
  }
}

// MARK: - To a value

extension DevalueGraph {
  /// The graph as a value: what is shared is repeated, a reference back to a container it is inside
  /// becomes an instance of `Circular`, and what `Value` has no case for its nearest kin.
  ///
  /// Holes are undefined, boxed values their content, buffers and views their bytes, regular
  /// expressions, query parameters and `Temporal` values their text. Throws for a graph that unfolds to
  /// more than two million parts or nests deeper than 1,000 levels.
  package func value() throws(DevalueError) -> Value {
    var unfolding = Unfolding(graph: self)
    return try unfolding.value(root, depth: 0)
  }

  private struct Unfolding {
    let graph: DevalueGraph
    var parts = 0
    /// The containers around the current one.
    var around: Set<Int> = []

    init(graph: DevalueGraph) { self.graph = graph }

    mutating func value(_ reference: Reference, depth: Int) throws(DevalueError) -> Value {
      parts += 1
      guard parts <= DevalueGraph.maximumParts else { throw DevalueError("the value is too large") }
      switch reference {
      case .undefined, .hole: return .undefined
      case .nan: return .number(.nan)
      case .infinity: return .number(.infinity)
      case .negativeInfinity: return .number(-.infinity)
      case .negativeZero: return .number(-0.0)
      case .node(let place):
        guard depth <= DevalueGraph.maximumDepth else {
          throw DevalueError("the value is nested too deeply")
        }
        guard around.insert(place).inserted else {
          return .foreign(ForeignValue(className: "Circular"))
        }
        defer { around.remove(place) }
        return try value(graph.nodes[place], depth: depth + 1)
      }
    }

    private mutating func value(_ node: Node, depth: Int) throws(DevalueError) -> Value {
      switch node {
      case .null: return .null
      case .boolean(let value): return .boolean(value)
      case .number(let number): return .number(number)
      case .string(let text): return .string(text)
      case .bigint(let digits): return .bigint(digits)
      case .date(let milliseconds): return .date(DateValue(milliseconds: milliseconds))
      case .regularExpression(let source, let flags): return .string("/\(source)/\(flags)")
      case .url(let href): return .url(href)
      case .urlParameters(let query): return .string(query)
      case .temporal(_, let text): return .string(text)
      case .boxed(let content): return try value(content, depth: depth)
      case .buffer(let bytes): return .bytes(bytes)
      case .view(let kind, let buffer, let offset, let length):
        guard case .buffer(let bytes) = graph.nodes[buffer] else { return .undefined }
        return .bytes(Array(bytes.dropFirst(offset).prefix(length * kind.elementSize)))
      case .array(let items): return .array(try values(items, depth: depth))
      case .set(let members): return .set(try values(members, depth: depth))
      case .sparseArray(let length, let items):
        parts += Int(length)
        guard parts <= DevalueGraph.maximumParts else {
          throw DevalueError("the value is too large")
        }
        var values = [Value](repeating: .undefined, count: Int(length))
        for (position, item) in items { values[Int(position)] = try value(item, depth: depth) }
        return .array(values)
      case .map(let entries):
        var pairs: [MapEntry] = []
        for (key, content) in entries {
          pairs.append(
            MapEntry(
              key: try value(key, depth: depth),
              value: try value(content, depth: depth)
            )
          )
        }
        return .map(pairs)
      case .object(let properties), .bareObject(let properties):
        var object = ObjectValue()
        for property in properties {
          object[property.key] = try value(property.value, depth: depth)
        }
        return .object(object)
      case .unsupported(let kind):
        return .foreign(ForeignValue(className: kind == .function ? "Function" : "Object"))
      }
    }

    private mutating func values(
      _ references: [Reference],
      depth: Int
    ) throws(DevalueError) -> [Value] {
      var values: [Value] = []
      values.reserveCapacity(references.count)
      for reference in references { values.append(try value(reference, depth: depth)) }
      return values
    }
  }
}
