import Screen

extension OverviewState {
  mutating func show(_ catalog: Catalog, keeping collection: String?) {
    list.setCount(catalog.collections.count)
    if let index = collection.flatMap(catalog.index) { list.move(to: index) }
  }

  mutating func settle(in layout: Layout) {
    let panes = OverviewPanes(layout)
    // The column names, an empty row and the sum take three.
    list.setHeight(panes.collections.height - layout.frameRows - 1)
    activity.setHeight(panes.activity.height - layout.frameRows)
  }
}

/// Where the panes of the site screen stand.
struct OverviewPanes {
  let collections: Rect
  /// Empty where there is no room.
  let health: Rect
  let activity: Rect

  init(_ layout: Layout) {
    guard layout.hasBoxes else {
      collections = layout.body
      health = Rect(0, 0, 0, 0)
      activity = health
      return
    }
    var rest = layout.body
    activity = rest.takeBottom(min(14, max(5, rest.height / 3)))
    let width = min(48, max(26, layout.body.width * 2 / 5))
    health = rest.takeRight(width)
    collections = rest
  }
}
