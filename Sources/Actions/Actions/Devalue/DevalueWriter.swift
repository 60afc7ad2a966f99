import ECMAScript
import Values

/// Writes a graph as devalue text.
///
/// Numbers every value first, depth first with a parent before its children, then writes the table:
/// the order in which devalue's recursion meets them.
struct DevalueWriter {
  private typealias Reference = DevalueGraph.Reference
  private typealias Node = DevalueGraph.Node

  private let graph: DevalueGraph
  private let urls: Devalue.URLForm
  /// The slot of each primitive and of each node met so far.
  private var slots: [Item: Int] = [:]
  private var order: [Item] = []
  private var text: [UInt8] = []

  /// What takes a slot.
  ///
  /// Equal primitives are one item, objects are told apart by their node.
  private enum Item: Hashable {
    case null
    case boolean(Bool)
    case number(Double)
    case string([UInt8])
    case bigint(String)
    case node(Int)
  }

  /// An item still to be numbered, and the step that leads to it.
  private struct Visit {
    var item: Item
    /// The place in `steps` of the way here; nil for the root.
    var step: Int?
  }

  /// One step of a path, kept only to name the place of an error.
  private struct Step {
    var parent: Int?
    var kind: Kind

    enum Kind {
      case key(String)
      case index(Int)
      case mapKey(Reference)
      case inner
    }
  }

  private var pending: [Visit] = []
  private var steps: [Step] = []

  init(_ graph: DevalueGraph, urls: Devalue.URLForm) {
    self.graph = graph
    self.urls = urls
  }

  mutating func write() throws(DevalueError) -> [UInt8] {
    guard let root = item(graph.root) else {
      append(index: graph.root)
      return text
    }
    pending.append(Visit(item: root))
    while let visit = pending.popLast() {
      if slots[visit.item] == nil { try number(visit) }
    }
    text.append(UInt8(ascii: "["))
    for (place, item) in order.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      write(item)
    }
    text.append(UInt8(ascii: "]"))
    return text
  }
}

// MARK: - Numbering

extension DevalueWriter {
  /// The item that `reference` names; nil for what is written in place.
  private func item(_ reference: Reference) -> Item? {
    guard case .node(let place) = reference else { return nil }
    return switch graph.nodes[place] {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .number(let number): .number(number)
    case .string(let text): .string(Array(text.utf8))
    case .bigint(let digits): .bigint(digits)
    default: .node(place)
    }
  }

  private mutating func number(_ visit: Visit) throws(DevalueError) {
    slots[visit.item] = order.count
    order.append(visit.item)
    guard case .node(let place) = visit.item else { return }
    // The last child pushed is the first one numbered.
    switch graph.nodes[place] {
    case .unsupported(let kind): throw DevalueError(kind.message, path: path(visit.step))
    case .object(let properties), .bareObject(let properties):
      if properties.contains(where: { $0.key == "__proto__" }) {
        throw DevalueError(
          "Cannot stringify objects with __proto__ keys",
          path: path(visit.step)
        )
      }
      for property in properties.reversed() {
        push(property.value, .key(property.key), from: visit)
      }
    case .array(let items):
      for (index, item) in items.enumerated().reversed() { push(item, .index(index), from: visit) }
    case .sparseArray(_, let items):
      for (index, item) in items.reversed() { push(item, .index(Int(index)), from: visit) }
    case .set(let members): for member in members.reversed() { push(member, .inner, from: visit) }
    case .map(let entries):
      for (key, value) in entries.reversed() {
        push(value, .mapKey(key), from: visit)
        push(key, .mapKey(key), from: visit)
      }
    case .boxed(let value): push(value, .inner, from: visit)
    case .view(_, let buffer, _, _): push(.node(buffer), .inner, from: visit)
    case .url(let href):
      if urls == .node { pending.append(Visit(item: .string(Array(href.utf8)))) }
    default: break
    }
  }

  private mutating func push(_ reference: Reference, _ step: Step.Kind, from visit: Visit) {
    guard let item = item(reference), slots[item] == nil else { return }
    switch item {
    case .node:
      steps.append(Step(parent: visit.step, kind: step))
      pending.append(Visit(item: item, step: steps.count - 1))
    default: pending.append(Visit(item: item))
    }
  }

  /// The way to a step in devalue's notation.
  private func path(_ last: Int?) -> String {
    var parts: [String] = []
    var next = last
    while let place = next {
      switch steps[place].kind {
      case .inner: break
      case .index(let index): parts.append("[\(index)]")
      case .key(let key): parts.append(isIdentifier(key) ? ".\(key)" : "[\(JSONText.quoted(key))]")
      case .mapKey(let key):
        var writer = DevalueWriter(graph, urls: urls)
        writer.write(mapKey: key)
        parts.append(".get(\(String(decoding: writer.text, as: UTF8.self)))")
      }
      next = steps[place].parent
    }
    return parts.reversed().joined()
  }

  private mutating func write(mapKey key: Reference) {
    switch item(key) {
    case .node: append("...")
    case let item?: write(item)
    case nil: append(index: key)
    }
  }

  private func isIdentifier(_ key: String) -> Bool {
    guard let first = key.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return key.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F: true
      default: false
      }
    }
  }
}

// MARK: - Text

extension DevalueWriter {
  private mutating func write(_ item: Item) {
    switch item {
    case .null: append("null")
    case .boolean(let value): append(value ? "true" : "false")
    case .number(let number): append(NumberText.text(number))
    case .string(let bytes): append(quoted: bytes)
    case .bigint(let digits): append(tag: "BigInt", texts: [digits])
    case .node(let place): write(graph.nodes[place])
    }
  }

  private mutating func write(_ node: Node) {
    switch node {
    case .object(let properties):
      list(properties, between: "{", "}") { writer, property in
        writer.append(quoted: Array(property.key.utf8))
        writer.append(":")
        writer.append(index: property.value)
      }
    case .bareObject(let properties):
      append("[\"null\"")
      for property in properties {
        append(",")
        append(quoted: Array(property.key.utf8))
        append(",")
        append(index: property.value)
      }
      append("]")
    case .array(let items):
      let held = items.enumerated().lazy.filter { $0.element != .hole }
      write(length: items.count, held.map { (UInt32($0.offset), $0.element) })
    case .sparseArray(let length, let items):
      write(length: Int(length), items.map { ($0.position, $0.item) })
    case .set(let members): append(tag: "Set", references: members)
    case .map(let entries): append(tag: "Map", references: entries.flatMap { [$0.key, $0.value] })
    case .date(let milliseconds):
      append(tag: "Date", texts: [milliseconds.isNaN ? "" : DateText.isoText(milliseconds)])
    case .regularExpression(let source, let flags):
      append(tag: "RegExp", texts: flags.isEmpty ? [source] : [source, flags])
    case .boxed(let value): append(tag: "Object", references: [value])
    case .url(let href):
      switch urls {
      case .inline: append(tag: "URL", texts: [href])
      case .node: append("[\"URL\",\(slots[.string(Array(href.utf8))] ?? 0)]")
      }
    case .urlParameters(let query): append(tag: "URLSearchParams", texts: [query])
    case .temporal(let kind, let text): append(tag: "Temporal.\(kind)", texts: [text])
    case .buffer(let bytes): append(tag: "ArrayBuffer", texts: [Base64.encode(bytes)])
    case .view(let kind, let buffer, let byteOffset, let length):
      append("[\"\(kind.rawValue)\",\(slots[.node(buffer)] ?? 0)")
      if case .buffer(let bytes) = graph.nodes[buffer], bytes.count != length * kind.elementSize {
        append(",\(byteOffset),\(length)")
      }
      append("]")
    case .null, .boolean, .number, .string, .bigint, .unsupported: break
    }
  }

  /// An array with `items` at their positions and holes elsewhere, in the shorter of its two forms
  /// by devalue's own estimate.
  private mutating func write(length: Int, _ items: [(position: UInt32, item: Reference)]) {
    let digits = String(length).utf8.count
    let holes = length - items.count
    if holes > 0, 3 * holes > 4 + digits + items.count * (digits + 1) {
      append("[-7,\(length)")
      for (position, item) in items {
        append(",\(position),")
        append(index: item)
      }
      append("]")
      return
    }
    append("[")
    var next = items.makeIterator()
    var upcoming = next.next()
    for position in 0..<length {
      if position > 0 { append(",") }
      if let held = upcoming, Int(held.position) == position {
        append(index: held.item)
        upcoming = next.next()
      } else {
        append("-2")
      }
    }
    append("]")
  }

  private mutating func list<T>(
    _ items: [T],
    between open: String,
    _ close: String,
    _ write: (inout DevalueWriter, T) -> Void
  ) {
    append(open)
    for (place, item) in items.enumerated() {
      if place > 0 { append(",") }
      write(&self, item)
    }
    append(close)
  }

  private mutating func append(tag: String, texts: [String]) {
    list([tag] + texts, between: "[", "]") { $0.append(quoted: Array($1.utf8)) }
  }

  private mutating func append(tag: String, references: [Reference]) {
    append("[\"\(tag)\"")
    for reference in references {
      append(",")
      append(index: reference)
    }
    append("]")
  }

  private mutating func append(index reference: Reference) {
    switch reference {
    case .undefined: append("-1")
    case .hole: append("-2")
    case .nan: append("-3")
    case .infinity: append("-4")
    case .negativeInfinity: append("-5")
    case .negativeZero: append("-6")
    case .node: append(String(item(reference).flatMap { slots[$0] } ?? 0))
    }
  }

  private mutating func append(_ part: String) { text.append(contentsOf: part.utf8) }

  /// A JSON string that is safe inside a script element too.
  private mutating func append(quoted bytes: [UInt8]) {
    text.append(UInt8(ascii: "\""))
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      case UInt8(ascii: "\n"): append("\\n")
      case UInt8(ascii: "\r"): append("\\r")
      case UInt8(ascii: "\t"): append("\\t")
      case 0x08: append("\\b")
      case 0x0C: append("\\f")
      case UInt8(ascii: "<"): append("\\u003C")
      case 0..<0x20: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      case 0xE2 where bytes[position...].starts(with: [0xE2, 0x80, 0xA8]):
        append("\\u2028")
        position += 2
      case 0xE2 where bytes[position...].starts(with: [0xE2, 0x80, 0xA9]):
        append("\\u2029")
        position += 2
      default: text.append(byte)
      }
      position += 1
    }
    text.append(UInt8(ascii: "\""))
  }
}
