import Diagnostics
import Values

extension FrontmatterDocument {
  /// The file's bytes after `edits`, made one after the other.
  ///
  /// Each changes only the bytes that it must and keeps the author's style. The result is read
  /// again: the values at the edited paths are the new ones, all others and the body are what they
  /// were. A new top-level key goes where `keyOrder` has it, else to the end.
  package func applying(
    _ edits: [Edit],
    keyOrder: [String] = []
  ) throws(EditError) -> [UInt8] {
    var document = self
    for edit in edits { document = try document.applying(edit, keyOrder: keyOrder) }
    return document.source.bytes
  }

  /// The document after `edit`.
  package func applying(_ edit: Edit, keyOrder: [String]) throws(EditError) -> FrontmatterDocument {
    if let failure { throw .unreadable(failure) }
    guard let expected = edit.applied(to: editedValue) else { throw .pathNotFound(edit.path) }
    // What says the same already stays as it is written.
    if expected == editedValue { return self }
    guard expected.isWritable, edit.value?.isWritable(in: format) ?? true else {
      throw .unwritable(edit.path)
    }
    var reader = DocumentReader(rules)
    for way in ways(to: edit, keyOrder: keyOrder) {
      let result = reader.read(source.bytes.applying(way), kind: kind)
      if result.failure == nil, result.value == expected, result.hasSameBody(as: self) {
        return result
      }
    }
    throw .wouldChangeMore(edit.path)
  }

  private func ways(to edit: Edit, keyOrder: [String]) -> [[TextChange]] {
    guard let tree, let root = tree.root, tree[root].kind != .absent, isEditable(tree[root]) else {
      return firstData(edit)
    }
    switch format {
    case .yaml: return YAMLEditor(self, tree, keyOrder: keyOrder).ways(to: edit)
    case .json: return JSONEditor(self, tree, keyOrder: keyOrder).ways(to: edit)
    case .toml: return TOMLEditor(self, tree, keyOrder: keyOrder).ways(to: edit)
    case nil: return []
    }
  }

  /// Whether there is an object or array to edit, or a data file's own value to replace.
  private func isEditable(_ root: DocumentNode) -> Bool {
    root.kind == .mapping || root.kind == .sequence || kind != .markdown
  }

  /// What the edits are made on: the data, an empty object where there is none.
  private var editedValue: Value {
    let value = value
    return value.isUndefined || value.isNull ? .object(ObjectValue()) : value
  }

  /// The first key of a file without data, with fences around it where the file needs them.
  private func firstData(_ edit: Edit) -> [[TextChange]] {
    // It looks like a body without frontmatter; nothing may be put before it.
    let isUTF8 = UTF8Validity.otherEncoding(of: source.bytes) == nil
    guard isUTF8, format ?? .yaml == .yaml, let data = edit.applied(to: .object(ObjectValue()))
    else {
      return []
    }
    let writer = YAMLWriter(style: YAMLStyle(of: self))
    guard let lines = writer.lines(data, column: 0) else { return [] }
    let newline = writer.style.newline
    let bytes = source.bytes
    guard openingFence == nil, kind == .markdown else {
      let end = content.upperBound
      let needsBreak = end > content.lowerBound && !bytes[end - 1].isBreak
      return [[TextChange(at: end, (needsBreak ? newline : []) + lines + newline)]]
    }
    let fence = Array("---".utf8)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let separator = bytes.count > start && !bytes[start].isBreak ? newline : []
    let block = fence + newline + lines + newline + fence + newline + separator
    return [[TextChange(at: start, block)]]
  }

  /// Whether the bodies are the same but for white space around them, which Astro takes off.
  private func hasSameBody(as other: FrontmatterDocument) -> Bool {
    guard kind == .markdown else { return true }
    if openingFence != nil, other.openingFence != nil {
      return source.bytes[bodyStart...].elementsEqual(other.source.bytes[other.bodyStart...])
    }
    return trimmedBody.elementsEqual(other.trimmedBody)
  }

  private var trimmedBody: ArraySlice<UInt8> {
    let body = source.bytes[bodyStart...]
    let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? body.dropFirst(3) : body
    return start.drop(while: \.isBlankOrBreak)
  }
}

extension Value {
  /// Whether `format` has a way to write it; YAML has one for whatever a document can hold.
  fileprivate func isWritable(in format: DocumentFormat?) -> Bool {
    switch (self, format) {
    case (.number(let number), .json): number.isFinite
    case (.date, .json), (.bytes, .json), (.bytes, .toml), (.null, .toml): false
    case (.array(let items), _): items.allSatisfy { $0.isWritable(in: format) }
    case (.object(let object), _): object.allSatisfy { $0.value.isWritable(in: format) }
    default: true
    }
  }

  /// Whether YAML can write it so that js-yaml reads the same.
  fileprivate var isWritable: Bool {
    switch self {
    case .null, .boolean, .number, .string, .bytes: true
    case .date(let date): date.isValid
    case .array(let items): items.allSatisfy(\.isWritable)
    case .object(let object): object.allSatisfy { $0.value.isWritable }
    case .undefined, .bigint, .map, .set, .url, .symbol, .foreign: false
    }
  }
}
