import Screen
import Sites
import Widgets

/// Draws the lines that a form would write.
struct DiffView {
  let state: FormState

  /// In its own pane beside or under the form.
  func draw(_ rect: Rect, hasBox: Bool, into canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    canvas.pane(rect, "Will be written", detail: count, isFocused: false, hasBox: hasBox) {
      drawLines(rect.height > 8 ? lines : changes, into: &$0)
    }
  }

  /// Over everything, as large as there is room.
  func drawOver(_ body: Rect, into canvas: inout Canvas) {
    let rect = body.inset(2, 1)
    canvas.fill(rect, .dialog)
    canvas.cover()
    Panel("Will be written", detail: count, isFocused: true).draw(rect, into: &canvas) {
      drawLines(Array(lines.dropFirst(state.diffOffset)), into: &$0)
    }
    canvas.ground(rect, .dialog)
  }

  private var count: Line {
    state.diff.changedLineCount == 0
      ? "" : Line(counted(state.diff.changedLineCount, "line"), .muted)
  }

  private func drawLines(_ lines: [Line], into canvas: inout Canvas) {
    for (y, line) in lines.prefix(canvas.height).enumerated() {
      canvas.put(line.expandingTabs(), at: Point(1, y), width: canvas.width - 2)
    }
  }

  private var lines: [Line] {
    if let refusal = state.refusal { return [[Span("! ", .error), Span(refusal, .error)]] }
    guard !state.diff.lines.isEmpty else {
      let text = state.edits.isEmpty ? "Nothing is changed." : "…"
      return [Line(text, .muted)]
    }
    var lines = [DiffLine.heading(state.entry.reference.file).line, ""] + state.diff.screenLines
    lines += ["", Line("Every other byte of the file stays as it is.", .muted)]
    return lines
  }

  /// Only what changes, for a strip.
  private var changes: [Line] {
    if state.refusal != nil || state.diff.lines.isEmpty { return lines }
    return state.diff.lines.filter { $0.kind != .kept }.map(\.screenLine)
  }
}
