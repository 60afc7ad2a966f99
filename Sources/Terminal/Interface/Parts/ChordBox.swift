import Loop
import Screen
import Widgets

/// What may follow the keys pressed so far.
struct ChordBox {
  let keys: [Key]
  let scope: Scope

  func draw(_ body: Rect, into canvas: inout Canvas) {
    let next = DefaultKeymap.continuations(of: keys, in: scope)
    let width = min(body.width, (next.map { CellWidth.of($0.binding.help) }.max() ?? 0) + 9)
    let size = Size(max(20, width), next.count + 2)
    let rect = Rect(
      body.maxX - size.width,
      max(body.y, body.maxY - size.height),
      size.width,
      min(size.height, body.height)
    )
    canvas.fill(rect, .dialog)
    Panel(Line(Binding.text(keys)), isFocused: true).draw(rect, into: &canvas) { inner in
      for (y, entry) in next.enumerated() {
        inner.put(
          [Span(Binding.text(entry.key).padding(to: 4), .key), Span(entry.binding.help)],
          at: Point(1, y),
          width: inner.width - 2
        )
      }
    }
    canvas.ground(rect, .dialog)
  }
}
