package import Screen

/// A question or message in the middle of the screen; Esc always closes it.
package struct Dialog: Sendable, Hashable {
  package var title: String
  package var body: [Line]
  /// Left to right; the safe one should be chosen first.
  package var buttons: [String]
  package var chosen: Int
  /// In cells, border included; fewer when the screen is narrower.
  package var width: Int

  package init(
    title: String,
    body: [Line],
    buttons: [String] = [],
    chosen: Int = 0,
    width: Int = 56
  ) {
    self.title = title
    self.body = body
    self.buttons = buttons
    self.chosen = chosen
    self.width = width
  }

  /// Draws the dialog over what stands there; `content` draws below the body, in `rows` more rows.
  package func draw(
    into canvas: inout Canvas,
    rows: Int = 0,
    content: (inout Canvas) -> Void = { _ in }
  ) {
    let buttonRows = buttons.isEmpty ? 0 : 2
    let size = Size(width, body.count + rows + buttonRows + 4)
    let rect = canvas.bounds.centered(size)
    canvas.fill(rect, .dialog)
    canvas.cover()
    Panel(Line(title), isFocused: true).draw(rect, into: &canvas) { inner in
      var area = inner.bounds.inset(2, 1)
      let foot = area.takeBottom(buttonRows)
      for line in body { inner.put(line, at: area.takeTop(1).origin, width: area.width) }
      inner.inside(area.takeTop(rows), content)
      drawButtons(Point(foot.x, foot.maxY - 1), foot.width, into: &inner)
    }
    canvas.ground(rect, .dialog)
  }

  private func drawButtons(_ start: Point, _ width: Int, into canvas: inout Canvas) {
    let total = buttons.reduce(0) { $0 + CellWidth.of($1) + 4 } + 2 * (buttons.count - 1)
    var x = start.x + Swift.max(0, width - total)
    for (index, title) in buttons.enumerated() {
      let isChosen = index == chosen
      let sign = isChosen && !canvas.look.hasColor ? ("[ ", " ]") : ("  ", "  ")
      let role: Role = isChosen ? .buttonFocus : .button
      x += canvas.put(sign.0 + title + sign.1, at: Point(x, start.y), role) + 2
    }
  }
}
