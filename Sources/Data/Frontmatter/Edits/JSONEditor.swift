import ECMAScript
import Values

/// Works out which bytes an edit of JSON has to change.
struct JSONEditor {
  private let tree: DocumentTree
  private let flow: FlowEditor
  private let keyOrder: [String]

  init(_ document: FrontmatterDocument, _ tree: DocumentTree, keyOrder: [String]) {
    self.tree = tree
    self.keyOrder = keyOrder
    let layout = TextLayout(document)
    let newline = YAMLStyle(of: document).newline
    let indent = Self.indent(of: tree, layout)
    flow = FlowEditor(
      tree: tree,
      layout: layout,
      text: { value, column in
        Self.text(value, indent: indent, column: column, newline)
      },
      inline: { value, isPadded in
        let text = JSONText.bytes(value).spacedAfterCommas()
        guard isPadded, text.count > 2, text[0] == UInt8(ascii: "{") else { return text }
        return text.prefix(1) + [0x20] + text.dropFirst().dropLast() + [0x20] + text.suffix(1)
      },
      key: { Array(JSONText.quoted($0).utf8) },
      separator: Array(": ".utf8),
      indent: indent,
      newline: newline
    )
  }

  /// The ways to make `edit`; none when the document has nothing to make it on.
  func ways(to edit: Edit) -> [[TextChange]] {
    switch edit {
    case .set(let path, let value): return set(path, value)
    case .unset(let path):
      guard let (parent, place) = entry(at: path) else { return [] }
      return flow.remove(place, from: parent)
    case .append(let path, let value):
      guard let place = tree.place(at: path) else { return set(path, [value]) }
      return tree[place.value].kind == .sequence
        ? flow.add(value, at: Int(tree[place.value].count), to: place.value)
        : flow.replace(place.value, with: [value])
    case .insert(let path, let value):
      guard case .index(let place) = path.last,
        let parent = tree.place(at: Array(path.dropLast()))?.value
      else { return [] }
      return flow.add(value, at: place, to: parent)
    case .move(let path, let target):
      guard let (parent, place) = entry(at: path) else { return [] }
      return flow.move(place, to: target, in: parent)
    case .renameKey(let path, let name):
      guard let key = tree.place(at: path)?.key else { return [] }
      return [[TextChange(tree[key].range, flow.key(name))]]
    }
  }

  private func set(_ path: ValuePath, _ value: Value) -> [[TextChange]] {
    if let place = tree.place(at: path) { return flow.replace(place.value, with: value) }
    guard let last = path.last else { return [] }
    let parentPath = Array(path.dropLast())
    if let parent = tree.place(at: parentPath)?.value {
      switch (tree[parent].kind, last) {
      case (.mapping, .key(let name)):
        return flow.add(name, value, to: parent, order: parentPath.isEmpty ? keyOrder : [])
      case (.sequence, .index(let place)): return flow.add(value, at: place, to: parent)
      default: break
      }
    }
    switch last {
    case .key(let name): return set(parentPath, .object(ObjectValue([(name, value)])))
    case .index(0): return set(parentPath, [value])
    default: return []
    }
  }

  /// The collection that has the entry at `path`, and which of its entries that is.
  private func entry(at path: ValuePath) -> (parent: Int, place: Int)? {
    guard let place = tree.place(at: path), let parent = place.parent else { return nil }
    let index =
      tree[parent].kind == .mapping
      ? tree.pairs(of: parent).map(\.value).firstIndex(of: place.value)
      : Array(tree.items(of: parent)).firstIndex(of: place.value)
    return index.map { (parent, $0) }
  }

  /// How much deeper the outermost entries stand than the brackets around them.
  private static func indent(of tree: DocumentTree, _ layout: TextLayout) -> Int {
    guard tree.nodes.count > 1 else { return 2 }
    let column = layout.column(of: Int(tree[1].start))
    return layout.isFirstOnLine(Int(tree[1].start)) && column > 0 ? column : 2
  }

  /// JSON of `value` on as many lines as an array of collections or an object needs.
  private static func text(
    _ value: Value,
    indent: Int,
    column: Int,
    _ newline: [UInt8]
  ) -> [UInt8]? {
    // `JSON.stringify` loses the sign that `JSON.parse` reads.
    if case .number(let number) = value, number == 0, number.sign == .minus {
      return Array("-0".utf8)
    }
    let isSpread =
      switch value {
      case .array(let items):
        items.contains { $0.arrayValue != nil || $0.objectValue != nil }
      case .object(let object): !object.isEmpty
      default: false
      }
    guard isSpread else { return JSONText.bytes(value).spacedAfterCommas() }
    let margin = newline + [UInt8](repeating: 0x20, count: column)
    return Array(
      JSONText.bytes(value, indent: indent).split(separator: 0x0A).joined(separator: margin)
    )
  }
}

extension [UInt8] {
  /// JSON with a blank after each comma and colon that is no part of a string.
  fileprivate func spacedAfterCommas() -> [UInt8] {
    var spaced: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in self {
      spaced.append(byte)
      if isInString {
        if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") {
        spaced.append(0x20)
      }
    }
    return spaced
  }
}
