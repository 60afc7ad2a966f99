import ECMAScript
import Values

/// Works out which bytes an edit of TOML has to change.
struct TOMLEditor {
  let document: FrontmatterDocument
  let tree: DocumentTree
  let layout: TextLayout
  let sections: TOMLSections
  let newline: [UInt8]
  private let flow: FlowEditor
  private let keyOrder: [String]

  init(_ document: FrontmatterDocument, _ tree: DocumentTree, keyOrder: [String]) {
    self.keyOrder = keyOrder
    self.document = document
    self.tree = tree
    layout = TextLayout(document)
    sections = TOMLSections(tree: tree, layout: layout)
    newline = YAMLStyle(of: document).newline
    flow = FlowEditor(
      tree: tree,
      layout: layout,
      text: { value, _ in TOMLWriter.text(value) },
      inline: { value, _ in TOMLWriter.text(value) },
      key: TOMLWriter.key,
      separator: Array(" = ".utf8),
      indent: 2,
      newline: newline
    )
  }

  /// The ways to make `edit`; none for what has no place of its own in TOML.
  func ways(to edit: Edit) -> [[TextChange]] {
    switch edit {
    case .set(let path, let value): return set(path, value)
    case .unset(let path): return unset(path)
    case .append(let path, let value):
      guard let place = tree.place(at: path) else { return set(path, [value]) }
      guard tree[place.value].kind == .sequence else { return [] }
      return tree[place.value].style == .flow
        ? flow.add(value, at: Int(tree[place.value].count), to: place.value)
        : addTable(value, at: Int(tree[place.value].count), to: place.value)
    case .insert(let path, let value):
      guard case .index(let number) = path.last,
        let parent = tree.place(at: Array(path.dropLast()))?.value
      else { return [] }
      return switch tree[parent].style {
      case .flow: flow.add(value, at: number, to: parent)
      case .tableArray: addTable(value, at: number, to: parent)
      default: []
      }
    case .move(let path, let target):
      guard case .index(let number) = path.last, let parent = tree.place(at: path)?.parent else {
        return []
      }
      return tree[parent].style == .tableArray
        ? moveTable(number, to: target, in: parent) : flow.move(number, to: target, in: parent)
    case .renameKey(let path, let name):
      guard let place = tree.place(at: path), let key = place.key else { return [] }
      let ranges =
        sections.isSpread(place.value)
        ? sections.places(ofKeyOf: path, at: place.value, key: key) : [tree[key].range]
      return [ranges.map { TextChange($0, TOMLWriter.key(name)) }]
    }
  }

  private func set(_ path: ValuePath, _ value: Value) -> [[TextChange]] {
    if let place = tree.place(at: path) {
      let old = tree[place.value]
      guard !sections.isSpread(place.value) else { return setTable(path, value, at: place) }
      return TOMLWriter.texts(value, like: old).map { [TextChange(old.range, $0)] }
    }
    guard let last = path.last else { return [] }
    let parentPath = Array(path.dropLast())
    if let parent = tree.place(at: parentPath)?.value {
      switch (tree[parent].style, last) {
      case (.flow, .key(let name)): return flow.add(name, value, to: parent, order: [])
      case (.flow, .index(let place)): return flow.add(value, at: place, to: parent)
      case (.tableArray, .index(let place)): return addTable(value, at: place, to: parent)
      case (_, .key(let name)):
        let order = parentPath.isEmpty ? keyOrder : []
        return addLine(name, value, to: parent, order: order)
      default: return []
      }
    }
    guard case .key(let name) = last else { return [] }
    return set(parentPath, .object(ObjectValue([(name, value)])))
  }

  /// A new line of the table at `index`, where the order has it, else after its last one that opens
  /// no table.
  func addLine(
    _ name: String,
    _ value: Value,
    to index: Int,
    order: [String]
  ) -> [[TextChange]] {
    guard let text = TOMLWriter.text(value) else { return [] }
    let pairs = tree.pairs(of: index).filter { hasOwnLine($0.value) }
    let line = TOMLWriter.key(name) + Array(" = ".utf8) + text + newline
    var places: [Int] = []
    if let own = order.firstIndex(of: name) {
      let ranks = pairs.map { order.firstIndex(of: tree.keyText(of: $0.key)) }
      if let before = ranks.lastIndex(where: { $0.map { $0 < own } ?? false }) {
        places.append(Int(tree[pairs[before].value].end))
      } else if let next = ranks.firstIndex(where: { $0 != nil }) {
        let start = layout.lineStart(of: Int(tree[pairs[next].key].start))
        return [[TextChange(at: start, line)]] + addLine(name, value, to: index, order: [])
      }
    }
    if let last = pairs.map({ Int(tree[$0.value].end) }).max() { places.append(last) }
    if !places.isEmpty {
      return places.map { last in
        let place = layout.nextLine(after: last)
        let needsBreak = place == last || !layout.bytes[place - 1].isBreak
        return [TextChange(at: place, (needsBreak ? newline : []) + line)]
      }
    }
    let start = Int(tree[index].start)
    let isHeader = start < layout.content.upperBound && layout.bytes[start] == UInt8(ascii: "[")
    if index != tree.root, isHeader {
      return [[TextChange(at: layout.nextLine(after: start), line)]]
    }
    let top = layout.content.lowerBound
    return [[TextChange(at: document.kind == .markdown ? layout.nextLine(after: top) : top, line)]]
  }

  private func unset(_ path: ValuePath) -> [[TextChange]] {
    guard let place = tree.place(at: path), let parent = place.parent else { return [] }
    if tree[parent].style == .flow {
      let isMapping = tree[parent].kind == .mapping
      let entries = isMapping ? tree.pairs(of: parent).map(\.value) : Array(tree.items(of: parent))
      return entries.firstIndex(of: place.value).map { flow.remove($0, from: parent) } ?? []
    }
    if sections.isSpread(place.value) { return unsetTable(path, place) }
    let start = Int(tree[place.key ?? place.value].start)
    let end = Swift.max(start, Int(tree[place.value].end))
    return [[TextChange(layout.lineStart(of: start)..<layout.nextLine(after: end), [])]]
  }

  /// Whether the value stands on its key's line.
  private func hasOwnLine(_ index: Int) -> Bool {
    let node = tree[index]
    return node.kind == .scalar || node.style == .flow
  }
}

/// Writes values as TOML.
enum TOMLWriter {
  /// Ways to write `value`, the one most like `old` first.
  static func texts(_ value: Value, like old: DocumentNode) -> [[UInt8]] {
    var texts = text(value).map { [$0] } ?? []
    if case .string(let text) = value, old.style == .singleQuoted,
      !text.unicodeScalars.contains(where: { $0 == "'" || $0.value < 0x20 || $0.value == 0x7F })
    {
      texts.insert(Array("'\(text)'".utf8), at: 0)
    }
    if case .date(let date) = value, date.isValid, old.type == .timestamp, old.range.count > 10 {
      texts.insert(Array(DateText.isoText(date.milliseconds).utf8), at: 0)
    }
    return texts
  }

  /// `value` on one line, or nil when TOML has no such value.
  static func text(_ value: Value) -> [UInt8]? {
    switch value {
    case .boolean(let value): return Array((value ? "true" : "false").utf8)
    case .string(let text): return quoted(text)
    case .number(let number): return Array(self.number(number).utf8)
    case .date(let date):
      guard date.isValid else { return nil }
      let isDay = date.milliseconds.truncatingRemainder(dividingBy: 86_400_000) == 0
      let text = DateText.isoText(date.milliseconds).utf8
      // Years of more than four digits have a sign in front, which TOML does not know.
      return Array(isDay && text.count == 24 ? text.prefix(10) : text[...])
    case .array(let items):
      let texts = items.compactMap(text)
      guard texts.count == items.count else { return nil }
      return Array("[".utf8) + texts.joined(separator: ", ".utf8) + Array("]".utf8)
    case .object(let object):
      let texts = object.compactMap { pair in
        text(pair.value).map { key(pair.key) + Array(" = ".utf8) + $0 }
      }
      guard texts.count == object.count else { return nil }
      if texts.isEmpty { return Array("{}".utf8) }
      return Array("{ ".utf8) + texts.joined(separator: ", ".utf8) + Array(" }".utf8)
    default: return nil
    }
  }

  static func key(_ name: String) -> [UInt8] {
    let isBare =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte.isDigit || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x5F
      }
    return isBare ? Array(name.utf8) : quoted(name)
  }

  private static func number(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    if number == 0, number.sign == .minus { return "-0.0" }
    let text = NumberText.text(number)
    // An integer beyond 64 bits is none in TOML.
    return number.magnitude >= 9e15 && !text.utf8.contains(0x65) ? text + ".0" : text
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return Array((quoted + "\"").utf8)
  }
}
