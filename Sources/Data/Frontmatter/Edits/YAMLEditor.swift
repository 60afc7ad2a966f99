import Values

/// Works out which bytes an edit of YAML has to change: several ways, the likeliest first.
///
/// No way is trusted: whoever applies one reads the result and checks what it says.
struct YAMLEditor {
  let document: FrontmatterDocument
  let tree: DocumentTree
  let layout: TextLayout
  let writer: YAMLWriter
  /// The order in which the data's top-level keys should stand.
  let keyOrder: [String]

  init(_ document: FrontmatterDocument, _ tree: DocumentTree, keyOrder: [String]) {
    self.document = document
    self.tree = tree
    self.keyOrder = keyOrder
    layout = TextLayout(document)
    writer = YAMLWriter(style: YAMLStyle(of: document))
  }

  var bytes: [UInt8] { layout.bytes }
  var newline: [UInt8] { writer.style.newline }

  /// The ways to make `edit`; none when the document has nothing to make it on.
  func ways(to edit: Edit) -> [[TextChange]] {
    switch edit {
    case .set(let path, let value): set(path, value)
    case .unset(let path): unset(path)
    case .append(let path, let value): append(value, at: path)
    case .insert(let path, let value): insert(value, at: path)
    case .move(let path, let target): move(path, to: target)
    case .renameKey(let path, let name): rename(path, to: name)
    }
  }

  private func set(_ path: ValuePath, _ value: Value) -> [[TextChange]] {
    guard let last = path.last else { return replaceAll(with: value) }
    let parentPath = Array(path.dropLast())
    if let place = tree.place(at: path) {
      // A merged value is the other mapping's: the key gets one of its own here.
      if case .key(let name) = last, let parent = place.parent, tree.merged[parent] != nil,
        tree.pair(named: name, in: parent) == nil
      {
        return add(name, value, to: parent, order: [])
      }
      return replace(place, with: value)
    }
    if let parent = tree.place(at: parentPath) {
      let index = tree.resolved(parent.value)
      switch (tree[index].kind, last) {
      case (.mapping, .key(let name)):
        return add(name, value, to: index, order: parentPath.isEmpty ? keyOrder : [])
      case (.sequence, .index): return append(value, at: parentPath)
      default: break
      }
    }
    switch last {
    case .key(let name): return set(parentPath, .object(ObjectValue([(name, value)])))
    case .index(0): return set(parentPath, [value])
    default: return []
    }
  }

  private func rename(_ path: ValuePath, to name: String) -> [[TextChange]] {
    guard let key = tree.place(at: path)?.key else { return [] }
    let context = YAMLWriter.Context(isInFlow: isInFlow(key), isKey: true)
    return writer.scalars(.string(name), like: tree[key], context).map {
      [TextChange(tree[key].range, $0)]
    }
  }

  /// The whole of the data anew.
  private func replaceAll(with value: Value) -> [[TextChange]] {
    guard let lines = writer.lines(value, column: 0) ?? writer.flow(value) else { return [] }
    let start = layout.nextLine(after: layout.content.lowerBound)
    let isData = document.kind != .markdown
    let from = isData ? layout.content.lowerBound : start
    return [[TextChange(from..<layout.content.upperBound, lines.isEmpty ? [] : lines + newline)]]
  }

  // MARK: - Where things stand

  /// Whether the node at `index` is inside `[…]` or `{…}`.
  func isInFlow(_ index: Int) -> Bool {
    tree.nodes[..<index].contains { $0.style == .flow && Int($0.next) > index }
  }

  /// The bytes of a node that is replaced: with its tag, without blank lines after a block scalar.
  func replacedRange(of index: Int) -> Range<Int> {
    let range = tree[index].range.lowerBound..<writtenEnd(of: index)
    guard let properties = tree.properties(of: index), properties.anchor == nil,
      let tag = properties.tag
    else { return range }
    return range.isEmpty ? tag : tag.lowerBound..<Swift.max(range.upperBound, tag.upperBound)
  }

  /// Where what is written for a node ends, blank lines after a block scalar not counted.
  func writtenEnd(of index: Int) -> Int {
    let node = tree[index]
    guard
      node.kind == .mapping || node.kind == .sequence || node.style == .literal
        || node.style == .folded
    else { return Int(node.end) }
    return layout.trimmedEnd(node.range)
  }

  /// Just after the colon behind a key, or nil when none is there.
  func colonEnd(after key: Int) -> Int? {
    var place = Int(tree[key].end)
    while place < layout.content.upperBound, bytes[place].isBlank { place += 1 }
    guard place < layout.content.upperBound, bytes[place] == UInt8(ascii: ":") else { return nil }
    return place + 1
  }

  func margin(_ column: Int) -> [UInt8] { [UInt8](repeating: 0x20, count: column) }

  /// `text` as lines of their own from `place` on, which is a line's beginning or the end.
  func lines(_ text: [UInt8], at place: Int) -> TextChange {
    let needsBreak = place > layout.content.lowerBound && !bytes[place - 1].isBreak
    return TextChange(at: place, (needsBreak ? newline : []) + text + newline)
  }
}
