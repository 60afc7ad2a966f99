import Screen
import Sites
import Widgets

/// Draws the list of all problems.
struct ProblemsView {
  let program: FrontisProgram
  let layout: Layout

  private var state: ProblemsState { program.problems }

  func draw(into canvas: inout Canvas) {
    canvas.pane(
      layout.body,
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
