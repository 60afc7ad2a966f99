import Screen
import Values
import Widgets

/// Draws fields that both the form and someone else changed, what is taken standing out.
struct ConflictView {
  let state: ConflictState

  func draw(_ body: Rect, into canvas: inout Canvas) {
    let rect = body.centered(Size(min(body.width - 2, 110), state.choices.count + 7))
    canvas.fill(rect, .dialog)
    canvas.cover()
    Panel("Changed in the file and in the form", isFocused: true).draw(rect, into: &canvas) {
      inner in
      let area = inner.bounds.inset(2, 1)
      inner.put(state.entry.reference.file, at: area.origin, .muted, width: area.width)
      let table = Rect(area.x - 2, area.y + 2, area.width + 4, state.choices.count + 1)
      inner.inside(table) { drawTable(into: &$0) }
    }
    canvas.ground(rect, .dialog)
  }

  private func drawTable(into canvas: inout Canvas) {
    let columns = [
      TableColumn("field", .flexible(least: 8)),
      TableColumn("was", .flexible(least: 10, weight: 2), dropOrder: 1),
      TableColumn("yours", .flexible(least: 12, weight: 2)),
      TableColumn("in the file", .flexible(least: 12, weight: 2)),
    ]
    Table(columns: columns, list: state.list, isFocused: true) { index in
      let choice = state.choices[index]
      let field = choice.field
      return TableRow([
        Line(field.path.dottedText, .codeKey), Line(text(field.before), .muted),
        value(field.mine, isTaken: choice.takesForm),
        value(field.theirs, isTaken: !choice.takesForm),
      ])
    }.draw(into: &canvas)
  }

  private func value(_ value: Value?, isTaken: Bool) -> Line {
    [
      Span(isTaken ? "(•) " : "( ) ", isTaken ? .accent : .muted),
      Span(text(value), isTaken ? .text : .muted, isTaken ? .bold : []),
    ]
  }

  private func text(_ value: Value?) -> String {
    value.map { ValueText.flow($0) } ?? "(not there)"
  }
}
