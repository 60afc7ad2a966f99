import Values

extension YAMLEditor {
  /// The ways to put `value` where another stands.
  func replace(_ place: DocumentTree.Place, with value: Value) -> [[TextChange]] {
    let old = tree[place.value]
    let isInFlow = isInFlow(place.value)
    var ways: [[TextChange]] = []
    var refolded: [[TextChange]] = []
    if case .string(let text) = value {
      if let change = refold(place, text) { refolded = [[change]] }
      if !isInFlow { ways += replaceWithBlock(place, text) }
    }
    // A text that becomes a list stays on its line where no other list says otherwise.
    let staysOnLine =
      old.kind == .scalar && old.end > old.start && !writer.style.usesBlockSequences
    if !isInFlow, old.style != .flow,
      !((writer.style.usesFlowSequences || staysOnLine) && writer.isScalarList(value))
    {
      ways += replaceWithLines(place, value)
    }
    var texts = writer.scalars(value, like: old, YAMLWriter.Context(isInFlow: isInFlow))
    if texts.isEmpty { texts = writer.flow(value).map { [$0] } ?? [] }
    let inline = texts.map { replaceInline(place, with: $0) }
    let prefersBlock =
      old.style == .literal || old.style == .folded || hasBreak(value) || isCollection(value)
    return refolded + (prefersBlock || inline.isEmpty ? ways + inline : inline)
  }

  private func hasBreak(_ value: Value) -> Bool { value.stringValue?.utf8.contains(0x0A) ?? false }

  private func isCollection(_ value: Value) -> Bool {
    switch value {
    case .array(let items): !items.isEmpty
    case .object(let object): !object.isEmpty
    default: false
    }
  }

  /// `text` on the line of the key or dash.
  private func replaceInline(_ place: DocumentTree.Place, with text: [UInt8]) -> [TextChange] {
    let old = tree[place.value]
    let spaced = text.isEmpty ? [] : [0x20] + text
    if old.kind == .absent {
      let needsColon = place.key.map { colonEnd(after: $0) == nil } ?? false
      return [TextChange(old.range, (needsColon ? [UInt8(ascii: ":")] : []) + spaced)]
    }
    if let key = place.key, let colon = colonEnd(after: key),
      layout.lineStart(of: colon) != layout.lineStart(of: Int(old.start))
    {
      let start = layout.lineStart(of: Int(old.start))
      let end = layout.nextLine(after: writtenEnd(of: place.value))
      return [TextChange(at: colon, spaced), TextChange(start..<end, [])]
    }
    let range = replacedRange(of: place.value)
    if text.isEmpty, let key = place.key, let colon = colonEnd(after: key) {
      return [TextChange(colon..<range.upperBound, [])]
    }
    return [TextChange(range, text)]
  }

  /// `text` as a `|` or `>` block: the header for the old value, the lines below it.
  private func replaceWithBlock(_ place: DocumentTree.Place, _ text: String) -> [[TextChange]] {
    let old = tree[place.value]
    let indent = blockIndent(of: place)
    return (old.style == .folded ? [true, false] : [false]).compactMap { folded in
      guard var block = writer.block(text, folded: folded, indent: indent) else { return nil }
      block.lines.removeLast(newline.count)
      if old.kind == .absent || !(old.style == .literal || old.style == .folded) {
        guard old.kind != .mapping, old.kind != .sequence else { return nil }
        let end = layout.lineEnd(of: writtenEnd(of: place.value))
        let header = old.kind == .absent ? [0x20] + block.header : block.header
        return [
          TextChange(replacedRange(of: place.value), header),
          TextChange(at: end, newline + block.lines),
        ]
      }
      let range = replacedRange(of: place.value)
      let headerEnd = layout.lineEnd(of: range.lowerBound)
      let indicators = bytes[range.lowerBound..<headerEnd].prefix { !$0.isBlank }
      return [
        TextChange(range.lowerBound..<range.lowerBound + indicators.count, block.header),
        TextChange(headerEnd..<Swift.max(headerEnd, range.upperBound), newline + block.lines),
      ]
    }
  }

  /// The column of a block scalar's text.
  private func blockIndent(of place: DocumentTree.Place) -> Int {
    let old = tree[place.value]
    if old.style == .literal || old.style == .folded, old.count > 0 {
      let first = layout.nextLine(after: Int(old.start))
      let indent = bytes[first..<layout.content.upperBound].prefix { $0 == 0x20 }.count
      if indent > 0, first < Int(old.end) { return indent }
    }
    guard let key = place.key else { return layout.column(of: Int(old.start)) }
    return layout.column(of: Int(tree[key].start)) + writer.style.mappingIndent
  }

  /// A collection on lines of its own.
  private func replaceWithLines(_ place: DocumentTree.Place, _ value: Value) -> [[TextChange]] {
    guard isCollection(value) else { return [] }
    let old = tree[place.value]
    let isOnOwnLines = old.kind != .absent && layout.isFirstOnLine(Int(old.start))
    guard let key = place.key, !isOnOwnLines else {
      // A sequence's item, or what is on lines of its own already: the place stays.
      if old.kind == .absent {
        let column = layout.column(of: Int(old.start)) + 1
        return writer.lines(value, column: column).map { [[TextChange(old.range, [0x20] + $0)]] }
          ?? []
      }
      let isDeeper =
        place.key.map { layout.column(of: Int(old.start)) > layout.column(of: Int(tree[$0].start)) }
        ?? true
      var column = layout.column(of: Int(old.start))
      guard !isDeeper, case .object = value, let key = place.key else {
        return writer.lines(value, column: column).map {
          [[TextChange(replacedRange(of: place.value), $0)]]
        } ?? []
      }
      // A sequence stood at its key's column; a mapping has to stand deeper.
      column = layout.column(of: Int(tree[key].start)) + writer.style.mappingIndent
      return writer.lines(value, column: column).map {
        let range = replacedRange(of: place.value)
        return [
          [
            TextChange(
              layout.lineStart(of: range.lowerBound)..<range.upperBound,
              margin(column) + $0
            )
          ]
        ]
      } ?? []
    }
    guard let colon = colonEnd(after: key) else { return [] }
    let column = layout.column(of: Int(tree[key].start)) + writer.childIndent(of: value)
    guard let lines = writer.lines(value, column: column) else { return [] }
    let valueEnd = old.kind == .absent ? colon : writtenEnd(of: place.value)
    let lineEnd = layout.lineEnd(of: valueEnd)
    var changes = [TextChange(at: lineEnd, newline + margin(column) + lines)]
    if valueEnd > colon { changes.append(TextChange(colon..<valueEnd, [])) }
    return [changes]
  }
}
