import Schemas
import Screen
import Sites
import Values
import Widgets

/// Where the panes of the form stand; a pane without room is empty.
struct FormPanes {
  let fields: Rect
  let diff: Rect

  init(_ layout: Layout, hasDiff: Bool) {
    var rest = layout.body
    switch layout.width {
    case .three: diff = rest.takeRight(min(70, rest.width * 2 / 5))
    case .two where hasDiff: diff = rest.takeBottom(min(8, rest.height / 3))
    case .one where hasDiff && rest.height >= 18: diff = rest.takeBottom(5)
    default: diff = Rect(0, 0, 0, 0)
    }
    fields = rest
  }
}

/// Draws an entry's form and the lines that would be written.
struct FormView {
  let program: FrontisProgram
  let state: FormState
  let layout: Layout

  func draw(into canvas: inout Canvas) {
    let panes = FormPanes(layout, hasDiff: !state.edits.isEmpty)
    canvas.pane(
      panes.fields,
      Line("Edit \(state.entry.title)"),
      detail: summary,
      isFocused: program.layer == nil,
      list: state.window,
      hasBox: layout.hasBoxes
    ) { inner in
      for (y, index) in state.window.visible.enumerated() where index < state.lines.count {
        inner.inside(Rect(0, y, inner.width, 1)) { draw(state.lines[index], into: &$0) }
      }
      if state.rows.isEmpty { inner.put("The schema names no fields.", at: Point(2, 1), .muted) }
    }
    DiffView(state: state).draw(panes.diff, hasBox: layout.hasBoxes, into: &canvas)
    SuggestionList(state: state).draw(panes.fields, at: valueColumn, into: &canvas)
    canvas.inside(panes.fields) { drawChoices(into: &$0) }
  }

  /// The list or the calendar over the fields, which leaves the diff in sight.
  private func drawChoices(into canvas: inout Canvas) {
    if let choosing = state.choosing {
      let preview = preview(of: choosing)
      let width = preview == nil ? 72 : 110
      choosing.picker.draw(into: &canvas, width: min(width, canvas.width - 4), preview: preview)
    }
    if let calendar = state.calendar, let row = state.row {
      let written = state.written(calendar.value, as: row.field, at: row.path)
      CalendarView(calendar: calendar, written: ValueText.short(written)).draw(into: &canvas)
    }
  }

  /// What is known of the item under the cursor; nil where its line says it all.
  private func preview(of choosing: FormState.Choosing) -> Picker.Preview? {
    if let entry = EntryPreview(choosing, program.catalog) {
      return Picker.Preview(lines: entry.lines)
    }
    guard program.pictures != nil, let image = choosing.image else { return nil }
    let picture = state.picture?.name == image.file ? state.picture : nil
    return Picker.Preview(lines: [Line(image.facts, .muted)], picture: picture)
  }

  private var summary: Line {
    var spans: [Span] = []
    if state.isSaving { return Line("saving …", .accent) }
    if state.changeCount > 0 { spans.append(Span("\(state.changeCount) changed", .changed)) }
    let errors = state.problems.count(.error)
    if !spans.isEmpty { spans.append(Span("  ")) }
    if errors > 0 {
      spans.append(Span(counted(errors, "error"), .error))
    } else {
      spans.append(Span("no errors", .ok))
    }
    return Line(spans)
  }

  // MARK: Lines

  /// The same whatever is open, so that nothing jumps.
  private var valueColumn: Int { Self.valueColumn(in: layout) }

  /// Where the values begin.
  static func valueColumn(in layout: Layout) -> Int { layout.width >= .two ? 26 : 21 }

  /// What is left at the right of text that is typed, for a counter.
  static let noteWidth = 12

  private func draw(_ line: FormLine, into canvas: inout Canvas) {
    switch line {
    case .keptHeading:
      canvas.put("Other keys, kept as they are", at: Point(3, 0), .header)
    case .problem(_, let problem):
      canvas.put(
        [
          problem.severity.sign, Span(" "), Span(problem.message, problem.severity.role),
          Span(problem.help.map { "  \($0)" } ?? "", .hint),
        ],
        at: Point(valueColumn, 0),
        width: canvas.width - valueColumn - 1
      )
    case .text(_, let index):
      guard let text = state.typedText else { return }
      canvas.inside(Rect(valueColumn, 0, state.valueWidth, 1)) { text.draw(index, into: &$0) }
    case .row(let index): draw(state.rows[index], isCursor: index == state.cursor, into: &canvas)
    }
  }

  private func draw(_ row: FormRow, isCursor: Bool, into canvas: inout Canvas) {
    drawLabel(row, isCursor: isCursor, into: &canvas)
    let note = note(row, isCursor: isCursor)
    let isTyped = isCursor && state.typing != nil
    let typedText = isTyped ? state.typedText : nil
    let noteWidth =
      typedText != nil
      ? Self.noteWidth : note.width > 0 ? min(note.width + 2, canvas.width * 2 / 5) : 0
    let area = Rect(valueColumn, 0, canvas.width - valueColumn - noteWidth - 1, 1)
    canvas.inside(area) {
      if let typedText {
        typedText.draw(0, into: &$0)
      } else {
        drawValue(row, isCursor: isCursor, into: &$0)
      }
    }
    // A note that is cut does not touch the value.
    canvas.put(note, at: Point(area.maxX + 1, 0), width: max(0, noteWidth - 1), align: .right)
    if isCursor, !isTyped {
      canvas.restyle(
        Rect(0, 0, canvas.width, 1),
        on: program.layer == nil ? .selection : .selectionInactive
      )
    }
  }

  private func drawLabel(_ row: FormRow, isCursor: Bool, into canvas: inout Canvas) {
    let indent = 3 + 2 * row.depth
    if isCursor, case .key(let field, _, .some)? = state.typing {
      canvas.inside(Rect(indent, 0, valueColumn - indent - 1, 1)) {
        field.draw(into: &$0, isFocused: true)
      }
      return
    }
    if isCursor { canvas.put(canvas.look.hasColor ? "›" : ">", at: Point(0, 0), .accent) }
    if state.isChanged(row), row.kind != .kept {
      canvas.put(canvas.look.lines == .ascii ? "*" : "•", at: Point(1, 0), .changed)
    }
    var label: Line = [Span(row.label, row.kind == .kept ? .muted : .codeKey)]
    if row.kind.isGroup {
      let isOpen = FormRows.isOpen(row, in: state.data, folds: state.folds)
      label = Line([Span(isOpen ? "▾ " : "▸ ", .accent)] + label.spans)
    }
    if row.field.isRequired, row.kind != .kept, !isIndex(row) {
      label = label + Line(" *", .warning)
    }
    let start = row.kind.isGroup ? indent - 2 : indent
    canvas.put(label, at: Point(start, 0), width: max(4, valueColumn - start - 1))
  }

  private func isIndex(_ row: FormRow) -> Bool {
    if case .index? = row.path.last { true } else { false }
  }

  // MARK: Values

  private func drawValue(_ row: FormRow, isCursor: Bool, into canvas: inout Canvas) {
    if isCursor, let typing = state.typing {
      switch typing {
      case .line(let field):
        field.draw(into: &canvas, isFocused: true, placeholder: placeholder(row))
        return
      case .area: return
      case .key(let field, _, let old):
        guard old == nil else { break }
        field.draw(into: &canvas, isFocused: true, placeholder: "name of the new key")
        return
      case .item: break
      }
    }
    let value = state.value(of: row)
    if value?.isNull == true, row.field.isNullable, row.kind != .kept {
      canvas.put("null", at: .zero, .code)
      return
    }
    switch row.kind {
    case .boolean: drawRadio([.boolean(true), .boolean(false)], value, row, into: &canvas)
    case .choice(let values) where values.count <= FormState.greatestRadioCount:
      drawRadio(values, value, row, into: &canvas)
    case .items: drawItems(row, value?.arrayValue ?? [], isCursor: isCursor, into: &canvas)
    case .group: drawGroup(row, value, into: &canvas)
    case .list: drawCount(value?.arrayValue?.count ?? 0, "item", into: &canvas)
    case .record: drawCount(value?.objectValue?.count ?? 0, "key", into: &canvas)
    case .yaml where value?.isUndefined ?? true:
      canvas.put(unsetText(row), at: .zero, .placeholder)
    case .yaml, .kept:
      canvas.put(ValueText.flow(value ?? .undefined), at: .zero, row.kind == .kept ? .muted : .code)
    case .hidden(let range): canvas.put("\(grouped(range.count)) more", at: .zero, .muted)
    case .text, .image, .number, .date, .choice, .reference: drawText(row, value, into: &canvas)
    }
  }

  private func drawCount(_ count: Int, _ noun: String, into canvas: inout Canvas) {
    canvas.put(count == 0 ? "none" : counted(count, noun), at: .zero, .muted)
  }

  private func drawText(_ row: FormRow, _ value: Value?, into canvas: inout Canvas) {
    guard let value, !value.isUndefined else {
      canvas.put(unsetText(row), at: .zero, .placeholder)
      return
    }
    let text = ValueText.short(value)
    if text.isEmpty {
      canvas.put(value.isNull ? "(null)" : "(empty)", at: .zero, .placeholder)
      return
    }
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      canvas.put(text, at: .zero)
      return
    }
    canvas.put(
      [Span(String(parts[0])), Span("  … \(counted(parts.count, "line"))", .muted)],
      at: .zero
    )
  }

  func unsetText(_ row: FormRow) -> String {
    if let standIn = row.field.defaultValue { return "(unset: \(ValueText.short(standIn)))" }
    return "(unset)"
  }

  private func placeholder(_ row: FormRow) -> String {
    switch row.kind {
    case .date: "2025-01-04, today, +3d, mon 9:00"
    case .number: "a number"
    case .yaml: "YAML"
    default: ""
    }
  }

  private func drawRadio(
    _ values: [Value],
    _ value: Value?,
    _ row: FormRow,
    into canvas: inout Canvas
  ) {
    var spans: [Span] = []
    for choice in values {
      let isOn = value == choice
      spans.append(Span(isOn ? "(•) " : "( ) ", isOn ? .accent : .muted))
      spans.append(Span(ValueText.short(choice) + "  ", isOn ? .text : .muted))
    }
    if let value, !value.isUndefined, !values.contains(value) {
      spans.append(Span(ValueText.flow(value), .warning))
    } else if value == nil {
      spans.append(Span(unsetText(row), .placeholder))
    }
    let line = Line(spans)
    guard let value, line.width > canvas.width, values.contains(value) else {
      canvas.put(line, at: .zero)
      return
    }
    // The one that is chosen must never be the one that is cut.
    canvas.put(
      [Span(ValueText.short(value)), Span("  one of \(values.count)", .muted)],
      at: .zero
    )
  }

  private func drawGroup(_ row: FormRow, _ value: Value?, into canvas: inout Canvas) {
    guard case .object(let fields, _) = row.field.kind else { return }
    if let value, value.objectValue == nil, !value.isUndefined, !value.isNull {
      let text = [Span(ValueText.flow(value), .warning), Span("  until a field is set", .muted)]
      canvas.put(Line(text), at: .zero)
      return
    }
    let set = value?.objectValue?.count ?? 0
    var text =
      set == 0 ? "unset, \(counted(fields.count, "field"))" : "\(set) of \(fields.count) set"
    // An item is told by its first text.
    if isIndex(row), let object = value?.objectValue,
      let first = object.lazy.compactMap({ $0.value.stringValue }).first
    {
      text = first
    }
    canvas.put(text, at: .zero, .muted)
  }
}
