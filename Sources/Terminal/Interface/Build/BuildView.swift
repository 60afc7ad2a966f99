import Screen
import Sites
import Widgets

/// Draws the build's log.
struct BuildView {
  let program: FrontisProgram
  let layout: Layout

  private var state: BuildState { program.build }

  func draw(into canvas: inout Canvas) {
    canvas.pane(
      layout.body,
      "Build",
      detail: state.isRunning && state.isFollowing ? Line("following", .accent) : "",
      isFocused: program.layer == nil,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { inner in
      guard state.phase != .idle else {
        inner.put("B builds the site with its own build command.", at: Point(2, 1))
        inner.put("The log appears here as it is written.", at: Point(2, 2), .muted)
        return
      }
      var rest = inner.bounds
      let head = rest.takeTop(1)
      let foot = rest.takeBottom(1)
      if let command = state.command {
        inner.put(
          [Span("$ ", .muted), Span(command, .header)],
          at: Point(1, head.y),
          width: head.width - 2
        )
      }
      inner.inside(rest) { drawLog(into: &$0) }
      inner.put(result, at: Point(1, foot.y), width: foot.width - 2)
    }
  }

  private func drawLog(into canvas: inout Canvas) {
    let width = max(3, String(state.droppedCount + state.lines.count).count)
    TextView(
      list: state.list,
      gutterWidth: width + 1,
      showsCursor: !state.isFollowing || !state.isRunning,
      isFocused: program.layer == nil,
      column: state.column,
      gutter: { Line("\(state.droppedCount + $0 + 1)", .muted) },
      line: { index in
        let line = state.lines[index]
        let role: Role = line.isError ? .warning : .text
        guard !state.find.isEmpty else { return Line(line.text, role) }
        return SourceColors.line(line.text, isBody: true, matching: state.find.text)
      }
    ).draw(into: &canvas)
  }

  private var result: Line {
    switch state.phase {
    case .idle: ""
    case .starting(let text): Line("\(text) …", .accent)
    case .running:
      Line("running, \(counted(state.droppedCount + state.lines.count, "line")) so far", .accent)
    case .finished(0, let seconds):
      [Span("✓ built", .ok), Span(" in \(BuildState.text(seconds))")]
    case .finished(let status, let seconds):
      [
        Span("! failed with \(status)", .error),
        Span(" after \(BuildState.text(seconds)); B builds again", .muted),
      ]
    case .failed(let reason): [Span("! ", .error), Span(reason, .error)]
    }
  }
}
