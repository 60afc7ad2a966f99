import Screen
import Values
import Widgets

extension FormView {
  /// The items on the row's line, as many as have room, the one under the cursor among them.
  func drawItems(
    _ row: FormRow,
    _ items: [Value],
    isCursor: Bool,
    into canvas: inout Canvas
  ) {
    let texts = items.lazy.map { "[\(ValueText.short($0).shortened(to: 30))]" }
    let current = isCursor ? currentItem(of: items.count) : nil
    let first = current.map { firstItem(of: texts, showing: $0, in: canvas.width) } ?? 0
    var x = 0
    if first > 0 { x = canvas.put("+\(first)", at: .zero, .muted) + 1 }
    for index in first..<max(first, items.count) {
      let text = texts[index]
      let isChosen = isCursor && index == state.item
      if isChosen, case .item(let field, index: index)? = state.typing {
        x = drawItemField(field, at: x, into: &canvas)
        continue
      }
      x +=
        canvas.put(text, at: Point(x, 0), isChosen ? .accent : .text, isChosen ? .underline : [])
        + 1
      guard x < canvas.width - 8 || index + 1 == current else {
        let rest = texts.count - index - 1
        if rest > 0 { canvas.put("+\(rest)", at: Point(x, 0), .muted) }
        return
      }
    }
    if isCursor, case .item(let field, index: nil)? = state.typing {
      _ = drawItemField(field, at: x, into: &canvas)
    } else if isCursor {
      canvas.put("[+]", at: Point(x, 0), state.item >= items.count ? .accent : .muted)
    } else if items.isEmpty {
      canvas.put(state.value(of: row) == nil ? unsetText(row) : "(none)", at: .zero, .placeholder)
    }
  }

  /// The item under the cursor; the count for the one that is added.
  private func currentItem(of count: Int) -> Int {
    if case .item(_, index: nil)? = state.typing { return count }
    return min(state.item, count)
  }

  /// The first item to show, so that `current` is in sight.
  private func firstItem(
    of texts: LazyMapSequence<[Value], String>,
    showing current: Int,
    in width: Int
  ) -> Int {
    var needed = current < texts.count ? CellWidth.of(texts[current]) + 1 : 4
    if case .item(let field, _)? = state.typing { needed = itemFieldWidth(field) + 1 }
    // What is left at both ends is counted there.
    let room = width - (current < texts.count ? 8 : 0)
    var first = current
    while first > 0 {
      needed += CellWidth.of(texts[first - 1]) + 1
      guard needed + (first > 1 ? 5 : 0) <= room else { break }
      first -= 1
    }
    return first
  }

  private func itemFieldWidth(_ field: TextField) -> Int { max(12, CellWidth.of(field.text) + 2) }

  private func drawItemField(_ field: TextField, at x: Int, into canvas: inout Canvas) -> Int {
    let width = min(itemFieldWidth(field), max(6, canvas.width - x))
    canvas.inside(Rect(x, 0, width, 1)) {
      field.draw(into: &$0, isFocused: true, placeholder: "new")
    }
    return x + width + 1
  }
}
