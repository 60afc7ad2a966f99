package import Screen
import Widgets

extension FrontisProgram {
  package func render(into canvas: inout Canvas) {
    guard canvas.width >= Layout.least.width, canvas.height >= Layout.least.height else {
      canvas.put("needs \(Layout.least.width)x\(Layout.least.height)", at: .zero, .warning)
      canvas.put("q quits", at: Point(0, 1), .muted)
      return
    }
    let layout = Layout(canvas.size)
    header(layout.header.width).draw(layout.header, into: &canvas)
    drawScreen(layout, into: &canvas)
    canvas.inside(layout.status) { drawStatus(into: &$0) }
    let help = hints.first { $0.label == "help" }
    canvas.inside(layout.hints) { HintRow(hints, lasting: help).draw(into: &$0) }
    drawLayer(layout, into: &canvas)
  }

  private func drawScreen(_ layout: Layout, into canvas: inout Canvas) {
    switch screen {
    case .overview: OverviewView(program: self, layout: layout).draw(into: &canvas)
    case .entries: EntriesView(program: self, layout: layout).draw(into: &canvas)
    case .problems: ProblemsView(program: self, layout: layout).draw(into: &canvas)
    case .build: BuildView(program: self, layout: layout).draw(into: &canvas)
    case .activity: ActivityView(program: self, layout: layout).draw(into: &canvas)
    case .review:
      if let review { ReviewView(program: self, state: review, layout: layout).draw(into: &canvas) }
    case .detail:
      if let detail { DetailView(program: self, state: detail, layout: layout).draw(into: &canvas) }
    case .form:
      if let form { FormView(program: self, state: form, layout: layout).draw(into: &canvas) }
    }
  }

  private func drawLayer(_ layout: Layout, into canvas: inout Canvas) {
    switch layer {
    case .help(let help): HelpView(program: self, state: help).draw(into: &canvas)
    case .palette(let palette): palette.picker.draw(into: &canvas, width: min(84, canvas.width - 4))
    case .question(let question): question.dialog.draw(into: &canvas)
    case .prompt(let prompt): PromptView(state: prompt).draw(into: &canvas)
    case .diff:
      if let form { DiffView(state: form).drawOver(layout.body, into: &canvas) }
    case .conflict(let conflict):
      ConflictView(state: conflict).draw(layout.body, into: &canvas)
    case .drift(let drift): drift.draw(layout.body, into: &canvas)
    case nil:
      if isChordShown { ChordBox(keys: chord, scope: screen).draw(layout.body, into: &canvas) }
    }
  }
}
