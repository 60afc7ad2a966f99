import Widgets

/// The site screen: its collections, how it is, and what happened lately.
struct OverviewState: Sendable {
  enum Pane: Sendable { case collections, activity }

  var pane = Pane.collections
  /// The collections, in the config's order.
  var list = ListState()
  var activity = ListState()

  func selectedCollection(in catalog: Catalog) -> Int? {
    catalog.collections.indices.contains(list.cursor) ? list.cursor : nil
  }
}
