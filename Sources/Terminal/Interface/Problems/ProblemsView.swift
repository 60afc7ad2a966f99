import Screen
import Sites
import Widgets

/// Draws the list of all problems.
struct ProblemsView {
  let program: FrontisProgram
  let layout: Layout

  private var state: ProblemsState { program.problems }

  func draw(into canvas: inout Canvas) {
    let panes = ProblemsPanes(layout)
    drawList(panes.list, into: &canvas)
    drawDetail(panes.detail, into: &canvas)
  }

  private func drawList(_ rect: Rect, into canvas: inout Canvas) {
    canvas.pane(
      rect,
      "Problems",
      detail: detail,
      isFocused: program.layer == nil,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { inner in
      guard !state.rows.isEmpty else {
        drawEmpty(into: &inner)
        return
      }
      for (y, index) in state.list.visible.enumerated() {
        inner.put(line(state.rows[index]), at: Point(1, y), width: inner.width - 2)
        guard index == state.list.cursor else { continue }
        if !inner.look.hasColor { inner.put(">", at: Point(0, y), .accent) }
        inner.restyle(Rect(0, y, inner.width, 1), on: .selection)
      }
    }
  }

  /// The problem under the cursor with all its words.
  private func drawDetail(_ rect: Rect, into canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let problem = state.selected
    canvas.pane(
      rect,
      Line(problem?.position ?? "no problem"),
      detail: Line(problem?.rule ?? "", problem?.severity.role ?? .muted),
      isFocused: false,
      hasBox: true
    ) { inner in
      guard let problem else { return }
      let width = inner.width - 2
      let lines =
        Line.wrapping(problem.summary, width: width)
        + Line.wrapping(problem.help ?? "", width: width, .hint)
      for (y, line) in lines.prefix(inner.height).enumerated() {
        inner.put(line, at: Point(1, y), width: width)
      }
    }
  }

  private var detail: Line {
    guard let total = program.catalog?.total else { return "" }
    if !state.filter.isEmpty { return Line("\(state.shownCount) shown", .accent) }
    var spans: [Span] = []
    if total.errors > 0 { spans.append(Span(counted(total.errors, "error"), .error)) }
    if total.warnings > 0 {
      if !spans.isEmpty { spans.append(Span("  ")) }
      spans.append(Span(counted(total.warnings, "warning"), .warning))
    }
    return Line(spans)
  }

  private func line(_ row: ProblemsState.Row) -> Line {
    switch row {
    case .file(let file, let collection):
      [Span(file, .header), Span("  \(collection ?? "site")", .muted)]
    case .problem(let index): state.problems[index].line(placeWidth: 7)
    }
  }

  private func drawEmpty(into canvas: inout Canvas) {
    if !state.filter.isEmpty {
      canvas.put("No problem matches \(state.filter.text).", at: Point(2, 1))
      canvas.put("Esc clears the filter.", at: Point(2, 2), .muted)
    } else if program.catalog != nil {
      canvas.put([Span("✓ ", .ok), Span("No problems.")], at: Point(2, 1))
      canvas.put("Every entry that can be checked fits its schema.", at: Point(4, 2), .muted)
    }
  }
}
