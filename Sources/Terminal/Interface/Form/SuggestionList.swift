import Screen
import Widgets

/// Draws what a typed text may become, below the field.
struct SuggestionList {
  let state: FormState

  private static let width = 36

  /// `fields` is the form's pane, `column` where values begin in it.
  func draw(_ fields: Rect, at column: Int, into canvas: inout Canvas) {
    guard !state.suggestions.isEmpty,
      let line = state.window.visible.firstIndex(where: { state.lines[$0] == .row(state.cursor) })
    else { return }
    let count = state.suggestions.count
    let y = fields.y + 1 + line - state.window.visible.lowerBound
    let isAbove = y + 1 + count > fields.maxY - 1
    let rect = Rect(
      fields.x + 1 + column,
      isAbove ? y - count : y + 1,
      min(Self.width, fields.width - column - 3),
      count
    )
    canvas.fill(rect, .dialog)
    for (row, value) in state.suggestions.enumerated() {
      let place = Point(rect.x + 1, rect.y + row)
      canvas.put(value.text, at: place, width: rect.width - 8)
      canvas.put("\(value.count)", at: place, .muted, width: rect.width - 2, align: .right)
      guard row == state.suggestion else { continue }
      if !canvas.look.hasColor { canvas.put(">", at: Point(rect.x, rect.y + row)) }
      canvas.restyle(Rect(rect.x, rect.y + row, rect.width, 1), on: .selection)
    }
    canvas.ground(rect, .dialog)
  }
}
