import Screen

extension DetailState {
  mutating func settle(in layout: Layout) {
    let panes = DetailPanes(layout, problems: problems.count)
    list.setHeight(panes.source.height - layout.frameRows)
  }
}

/// Where the panes of an entry's screen stand.
struct DetailPanes {
  let source: Rect
  /// Empty when there are none or no room.
  let problems: Rect

  init(_ layout: Layout, problems count: Int) {
    var rest = layout.body
    guard count > 0, layout.hasBoxes else {
      source = rest
      problems = Rect(0, 0, 0, 0)
      return
    }
    if layout.width == .three {
      problems = rest.takeRight(min(66, rest.width * 2 / 5))
    } else {
      problems = rest.takeBottom(min(max(4, count + 2), max(4, rest.height / 3)))
    }
    source = rest
  }
}
