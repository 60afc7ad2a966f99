import Screen
import Widgets

/// Draws the line that is typed, and how it may be written.
struct PromptView {
  let state: PromptState

  func draw(into canvas: inout Canvas) {
    Dialog(title: state.title, body: help + [""], width: 66).draw(into: &canvas, rows: 2) { inner in
      inner.inside(Rect(0, 0, inner.width, 1)) {
        state.field.draw(into: &$0, isFocused: true, placeholder: state.placeholder)
      }
      if let refusal = state.refusal { inner.put(refusal, at: Point(0, 1), .error) }
    }
  }

  private var help: [Line] {
    switch state.subject {
    case .bulk:
      BulkCommand.forms.map { form, meaning in
        [Span(form.padding(to: 18), .key), Span(meaning, .muted)]
      }
    case .create: [Line("With the schema's defaults; its slug is the title's.", .muted)]
    case .duplicate: [Line("The copy's id; all else is as in the entry.", .muted)]
    case .rename: [Line("References and links in other entries follow.", .muted)]
    }
  }
}
