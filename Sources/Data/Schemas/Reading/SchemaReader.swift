import ECMAScript
import ECMAScript
import Values

/// Turns a description into nodes.
struct SchemaReader {
  let dialect: ZodDialect
  let rules: Set<ZodRule>
  /// The descriptions of all nodes.
  let descriptions: [ObjectValue]
  private var patterns: [String: Pattern] = [:]
  private(set) var hasCallbacks = false

  /// Reads `{ root, nodes, errorMap, rules }`.
  static func read(_ description: Value, dialect: ZodDialect, zone: DateZone)
    throws(SchemaError) -> SchemaGraph
  {
    guard case .object(let object) = description,
      let root = object["root"]?.wholeNumber,
      case .array(let nodes)? = object["nodes"]
    else { throw .malformed("no table of nodes") }
    let descriptions = nodes.compactMap(\.objectValue)
    guard descriptions.count == nodes.count, descriptions.indices.contains(root) else {
      throw .malformed("a node is not an object")
    }
    var reader = SchemaReader(
      dialect: dialect,
      rules: Set(
        (object["rules"]?.arrayValue ?? []).compactMap { $0.stringValue.flatMap(ZodRule.init) }
      ),
      descriptions: descriptions
    )
    var table: [Node] = []
    table.reserveCapacity(nodes.count)
    for index in descriptions.indices {
      do {
        table.append(try reader.node(index))
      } catch .malformed(let place) {
        throw .malformed("node \(index): \(place)")
      }
    }
    let errorMap = object["errorMap"]?.wholeNumber
    return SchemaGraph(
      dialect: dialect,
      rules: reader.rules,
      nodes: table,
      root: root,
      errorMap: errorMap,
      hasCallbacks: reader.hasCallbacks || errorMap != nil,
      zone: zone
    )
  }

  private init(dialect: ZodDialect, rules: Set<ZodRule>, descriptions: [ObjectValue]) {
    self.dialect = dialect
    self.rules = rules
    self.descriptions = descriptions
  }

  private mutating func node(_ index: Int) throws(SchemaError) -> Node {
    let description = descriptions[index]
    let wording = wording(description["error"])
    var checks: [Check] = []
    for check in description["checks"]?.arrayValue ?? [] {
      guard case .object(let object) = check else { throw .malformed("a check is not an object") }
      if let read = try self.check(object) { checks.append(read) }
    }
    return Node(
      kind: try kind(index, description),
      checks: checks,
      wording: wording,
      meta: description["meta"]?.objectValue,
      marker: description["frontis"]?.objectValue,
      isOpen: description["isOpen"]?.isTruthy == true,
      parent: description["parent"] == nil ? nil : try reference(description["parent"])
    )
  }

  // MARK: Parts

  /// The number of another node.
  func reference(_ value: Value?) throws(SchemaError) -> Int {
    guard let index = value?.wholeNumber, descriptions.indices.contains(index) else {
      throw .malformed("no such node")
    }
    return index
  }

  func references(_ value: Value?) throws(SchemaError) -> [Int] {
    guard case .array(let items)? = value else { throw .malformed("no list of nodes") }
    var indices: [Int] = []
    for item in items { indices.append(try reference(item)) }
    return indices
  }

  /// The number of a callback.
  mutating func callback(_ value: Value?) throws(SchemaError) -> Int {
    guard let number = value?.wholeNumber else { throw .malformed("no callback") }
    hasCallbacks = true
    return number
  }

  mutating func pattern(_ value: Value?) throws(SchemaError) -> Pattern? {
    guard case .object(let object)? = value, let source = object["source"]?.stringValue else {
      return nil
    }
    let flags = object["flags"]?.stringValue ?? ""
    let key = "\(flags)/\(source)"
    if let known = patterns[key] { return known }
    let pattern = try Pattern(source: source, flags: flags)
    patterns[key] = pattern
    return pattern
  }

  mutating func wording(_ value: Value?) -> Wording? {
    guard case .object(let object)? = value else { return nil }
    if let text = object["text"]?.stringValue { return .text(text) }
    if let number = object["callback"]?.wholeNumber {
      hasCallbacks = true
      return .callback(number)
    }
    return .rules(
      message: object["message"]?.stringValue,
      required: object["required"]?.stringValue,
      invalidType: object["invalidType"]?.stringValue
    )
  }

  mutating func source(_ description: ObjectValue) throws(SchemaError) -> ValueSource {
    if description["callback"] != nil { return .callback(try callback(description["callback"])) }
    return .value(description["value"] ?? .undefined)
  }
}

extension Value {
  /// A number that is whole and not negative.
  var wholeNumber: Int? {
    guard case .number(let number) = self, let whole = Int(exactly: number), whole >= 0 else {
      return nil
    }
    return whole
  }
}
