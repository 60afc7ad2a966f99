import Screen
import Sites
import Widgets

/// Draws an entry's source, each problem marked under the exact characters.
struct DetailView {
  let program: FrontisProgram
  let state: DetailState
  let layout: Layout

  func draw(into canvas: inout Canvas) {
    let panes = DetailPanes(layout, problems: state.problems.count)
    canvas.pane(
      panes.source,
      Line(state.entry.title),
      detail: Line(state.entry.reference.file, .muted),
      isFocused: program.layer == nil,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { drawSource(into: &$0) }
    drawProblems(panes.problems, into: &canvas)
  }

  // MARK: Source

  private var numberWidth: Int { max(3, String(state.lineStarts.count).count) }

  private func drawSource(into canvas: inout Canvas) {
    let gutter = numberWidth + 3
    let frontmatterEnd = state.entry.bodyStart
    for (y, index) in state.list.visible.enumerated() {
      switch state.rows[index] {
      case .source(let line):
        let text = state.text(ofLine: line)
        let isBody = state.lineStarts[line] >= frontmatterEnd
        drawGutter(line, at: y, into: &canvas)
        let content = SourceColors.line(
          text,
          isBody: isBody,
          isText: state.textLines.contains(line),
          matching: state.find.text
        )
        canvas.inside(Rect(gutter, y, canvas.width - gutter, 1)) { inner in
          inner.put(
            content.expandingTabs(),
            at: Point(-state.column, 0),
            width: inner.width + state.column
          )
        }
      case .mark(let problem):
        drawMark(state.problems[problem], at: y, gutter, into: &canvas)
      }
      if index == state.list.cursor {
        if !canvas.look.hasColor { canvas.put(">", at: Point(0, y), .accent) }
        canvas.restyle(Rect(0, y, canvas.width, 1), on: .selection)
      }
    }
  }

  private func drawGutter(_ line: Int, at y: Int, into canvas: inout Canvas) {
    let severity = state.problems.filter { $0.span?.start.line == line + 1 }.map(\.severity).max()
    if let severity { canvas.put(Line([severity.sign]), at: Point(1, y)) }
    canvas.put(
      "\(line + 1)",
      at: Point(2, y),
      severity?.role ?? .muted,
      width: numberWidth,
      align: .right
    )
  }

  private func drawMark(
    _ problem: Problem,
    at y: Int,
    _ gutter: Int,
    into canvas: inout Canvas
  ) {
    guard let span = problem.span else { return }
    let line = min(span.start.line, state.lineStarts.count) - 1
    let text = state.text(ofLine: line).unicodeScalars
    let before = String(String.UnicodeScalarView(text.prefix(span.start.column - 1)))
    let isOneLine = span.end.line == span.start.line
    let length = isOneLine ? span.end.column - span.start.column : text.count
    let marked = String(
      String.UnicodeScalarView(text.dropFirst(span.start.column - 1).prefix(max(0, length)))
    )
    let x = Line(before).expandingTabs().width
    let width = max(1, Line(before + marked).expandingTabs().width - x)
    let role = problem.severity.role
    canvas.inside(Rect(gutter, y, canvas.width - gutter, 1)) { inner in
      let mark: Line = [
        Span(String(repeating: "^", count: min(width, 400)), role),
        Span(" " + problem.message, role),
      ]
      // The words move left where they would not fit, the mark never does.
      inner.put(mark, at: Point(x - state.column, 0))
      let room = inner.width - (x - state.column) - width - 1
      let needed = CellWidth.of(problem.message)
      if room < min(needed, 24), x - state.column > needed + 1 {
        inner.fill(Rect(0, 0, inner.width, 1))
        inner.put(
          problem.message,
          at: Point(0, 0),
          role,
          width: x - state.column - 1,
          align: .right
        )
        inner.put(mark.spans[0].text, at: Point(x - state.column, 0), role)
      }
    }
  }

  // MARK: Problems

  private func drawProblems(_ rect: Rect, into canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let current = state.current ?? 0
    canvas.pane(
      rect,
      "Problems",
      detail: Line("\(current + 1) of \(state.problems.count)", .muted),
      isFocused: false,
      hasBox: layout.hasBoxes
    ) { inner in
      layout.width == .three
        ? drawCards(current, into: &inner) : drawRows(current, into: &inner)
    }
  }

  private func drawRows(_ current: Int, into canvas: inout Canvas) {
    let list = ListState(count: state.problems.count, height: canvas.height, cursor: current)
    for (y, index) in list.visible.enumerated() {
      canvas.put(state.problems[index].line(), at: Point(1, y), width: canvas.width - 2)
      if index == current {
        if !canvas.look.hasColor { canvas.put(">", at: Point(0, y), .accent) }
        canvas.restyle(Rect(0, y, canvas.width, 1), on: .selectionInactive)
      }
    }
  }

  /// Every problem with all its words; the current one stays in view.
  private func drawCards(_ current: Int, into canvas: inout Canvas) {
    var lines: [(line: Line, problem: Int)] = []
    for (index, problem) in state.problems.enumerated() {
      lines.append((card(problem), index))
      let width = canvas.width - 6
      for line in Line.wrapping(problem.summary, width: width) {
        lines.append((Line([Span("  ")] + line.spans), index))
      }
      for line in Line.wrapping(problem.help ?? "", width: width, .hint) where !line.text.isEmpty {
        lines.append((Line([Span("  ")] + line.spans), index))
      }
      lines.append(("", -1))
    }
    let last = lines.lastIndex { $0.problem == current } ?? 0
    let first = lines.firstIndex { $0.problem == current } ?? 0
    let offset = max(0, min(first, last - canvas.height + 2))
    for (y, entry) in lines.dropFirst(offset).prefix(canvas.height).enumerated() {
      canvas.put(entry.line, at: Point(2, y), width: canvas.width - 3)
      guard entry.problem == current else { continue }
      canvas.put(canvas.look.lines == .ascii ? "|" : "▌", at: Point(0, y), .accent)
    }
  }

  private func card(_ problem: Problem) -> Line {
    [
      Span(problem.placeText.padding(to: 7), .muted),
      Span(problem.severity.rawValue.padding(to: 9), problem.severity.role),
      Span(problem.rule, .muted),
    ]
  }
}
