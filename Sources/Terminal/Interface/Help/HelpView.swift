import Screen
import Widgets

/// Draws the keys that work here, and those that do not now with the reason.
struct HelpView {
  let program: FrontisProgram
  let state: HelpState

  func draw(into canvas: inout Canvas) {
    let rect = canvas.bounds.centered(
      Size(min(84, canvas.width - 4), min(state.bindings.count + 4, canvas.height - 2))
    )
    canvas.fill(rect, .dialog)
    canvas.cover()
    var list = state.list
    list.setHeight(rect.height - 4)
    let scope = state.scope.title
    Panel(
      Line("Keys here: \(scope)"),
      detail: Line("Esc closes", .muted),
      isFocused: true,
      list: list
    ).draw(rect, into: &canvas) { inner in
      for (y, index) in list.visible.enumerated() {
        draw(state.bindings[index], at: y + 1, into: &inner)
      }
    }
    canvas.ground(rect, .dialog)
  }

  private func draw(_ binding: Binding, at y: Int, into canvas: inout Canvas) {
    let keys = binding.keys.prefix(3).map(Binding.text).joined(separator: "  ")
    let reason = binding.disabledReason(program)
    canvas.put(keys, at: Point(2, y), reason == nil ? .key : .muted, width: 16)
    let words: Line =
      reason.map { [Span(binding.help, .muted), Span("  (\($0))", .hint)] } ?? Line(binding.help)
    let name = binding.command.rawValue
    let room = canvas.width - 20 - CellWidth.of(name) - 4
    canvas.put(words, at: Point(19, y), width: max(20, room))
    if room > 20 {
      canvas.put(name, at: Point(19, y), .muted, width: canvas.width - 21, align: .right)
    }
  }
}
