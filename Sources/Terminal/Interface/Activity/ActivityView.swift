import Screen
import Widgets

/// Draws what happened lately beside what the write under the cursor changed.
struct ActivityView {
  let program: FrontisProgram
  let layout: Layout

  private var state: ActivityState { program.activity }

  func draw(into canvas: inout Canvas) {
    let panes = ActivityPanes(layout)
    canvas.pane(
      panes.list,
      "Activity",
      detail: state.lines.isEmpty ? "" : Line("u takes back the last", .muted),
      isFocused: program.layer == nil,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { drawList(into: &$0) }
    let isWrite = state.selectedWrite != nil
    canvas.pane(
      panes.diff,
      isWrite ? "What it changed" : "Nothing was written",
      isFocused: false,
      hasBox: layout.hasBoxes
    ) { inner in
      guard isWrite, state.shown == state.selectedWrite else { return }
      let lines: [Line] = state.diffs.flatMap { file in
        [DiffLine.heading(file.file).line] + file.diff.screenLines + [Line("")]
      }
      for (y, line) in lines.dropFirst(state.diffOffset).prefix(inner.height).enumerated() {
        inner.put(line.expandingTabs(), at: Point(1, y), width: inner.width - 2)
      }
    }
  }

  private func drawList(into canvas: inout Canvas) {
    guard !state.lines.isEmpty else {
      canvas.put("Nothing was written here yet.", at: Point(2, 1), .muted)
      return
    }
    for (y, index) in state.list.visible.enumerated() {
      let line = state.lines[index]
      let isCursor = index == state.list.cursor
      if isCursor, !canvas.look.hasColor { canvas.put(">", at: Point(0, y), .accent) }
      let text: Line = [
        Span(line.time, .muted), Span("  "), Span(line.kind.padding(to: 7), .codeKey),
        Span(line.text, line.isUndone ? .muted : .text),
      ]
      canvas.put(text, at: Point(2, y), width: canvas.width - 12)
      if line.isUndoable {
        canvas.put("undo u", at: Point(0, y), .muted, width: canvas.width - 2, align: .right)
      }
      if isCursor { canvas.restyle(Rect(0, y, canvas.width, 1), on: .selection) }
    }
  }
}
