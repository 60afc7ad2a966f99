import Screen

extension ProblemsState {
  mutating func settle(in layout: Layout) {
    list.setHeight(ProblemsPanes(layout).list.height - layout.frameRows)
  }
}

/// Where the panes of the problem screen stand.
struct ProblemsPanes {
  let list: Rect
  /// Empty where there is no room.
  let detail: Rect

  init(_ layout: Layout) {
    var rest = layout.body
    detail = layout.hasBoxes ? rest.takeBottom(6) : Rect(0, 0, 0, 0)
    list = rest
  }
}
