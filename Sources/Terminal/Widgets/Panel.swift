package import Screen

/// A border with a title around what a pane shows.
package struct Panel: Sendable, Hashable {
  package var title: Line
  /// At the right end of the top border: counts, a filter.
  package var detail: Line
  package var isFocused: Bool
  /// Shows in the right border which part of a longer list is seen; nil for none.
  package var list: ListState?

  package init(
    _ title: Line,
    detail: Line = "",
    isFocused: Bool = false,
    list: ListState? = nil
  ) {
    self.title = title
    self.detail = detail
    self.isFocused = isFocused
    self.list = list
  }

  /// Draws the border along the edge of `rect` and lets `content` draw inside it.
  package func draw(
    _ rect: Rect,
    into canvas: inout Canvas,
    content: (inout Canvas) -> Void = { _ in }
  ) {
    canvas.box(rect, isFocused ? .borderFocus : .border)
    drawTitle(rect, into: &canvas)
    drawScrollbar(rect, into: &canvas)
    guard rect.width > 2, rect.height > 2 else { return }
    canvas.inside(rect.inset(1, 1), content)
  }

  private func drawTitle(_ rect: Rect, into canvas: inout Canvas) {
    // Where colour cannot tell the focus, a sign does.
    let sign = isFocused && !canvas.look.hasColor ? "> " : ""
    let role: Role = isFocused ? .titleFocus : .title
    let spans = title.spans.map { $0.role == .text ? Span($0.text, role, $0.attributes) : $0 }
    var room = rect.width - 4
    guard room > 2, !title.text.isEmpty else { return }
    let text = Line([Span(" \(sign)", role)] + spans + [Span(" ", role)])
    room -= canvas.put(text, at: Point(rect.x + 2, rect.y), width: room)
    let width = detail.width + 2
    guard !detail.text.isEmpty, width < room else { return }
    let line = Line([Span(" ")] + detail.spans + [Span(" ")])
    canvas.put(line, at: Point(rect.maxX - 2 - width, rect.y))
  }

  private func drawScrollbar(_ rect: Rect, into canvas: inout Canvas) {
    let length = rect.height - 2
    guard let list, list.count > list.height, length > 2 else { return }
    let size = Swift.max(1, length * list.height / list.count)
    let start = (length - size) * list.offset / Swift.max(1, list.count - list.height)
    let thumb = canvas.look.lines == .ascii ? Glyph("#") : Glyph("┃")
    let bar = Rect(rect.maxX - 1, rect.y + 1 + start, 1, size)
    canvas.fill(bar, with: thumb, Style(isFocused ? .borderFocus : .scrollbar))
  }
}
