import Sessions
import Sites
import Widgets

/// The entry table of one collection.
struct EntriesState: Sendable {
  /// The collection's name; nil before one was opened.
  var collection: String?
  /// Its place in the catalog.
  var index: Int?
  /// Indices into the collection's entries, in the order they are shown.
  var rows: [Int] = []
  var list = ListState()
  var filter = TextField()
  var isFilterOpen = false
  /// Nil for the order of the ids.
  var sort: Place.Sort?
  /// The rows are on their way; those of before show meanwhile.
  var isArranging = false
  /// In wide windows, where the collections stand beside the table.
  var isCollectionsFocused = false
  var marks = EntryMarks()
  /// How the tables of collections that are not shown stood, by name.
  var otherPanes: [String: Place.Pane] = [:]
  /// Where the cursor goes when the rows are there.
  var wanted: String?
  var wantedRow: Int?
}

extension EntriesState {
  /// How each collection's table stands.
  var panes: [String: Place.Pane] {
    get {
      var panes = otherPanes
      if let collection { panes["entries:\(collection)"] = pane }
      return panes
    }
    set { otherPanes = newValue.filter { $0.key.hasPrefix("entries:") } }
  }

  var pane: Place.Pane {
    Place.Pane(cursor: list.cursor, scroll: list.offset, filter: filter.text, sort: sort)
  }

  func snapshot(in catalog: Catalog) -> CollectionSnapshot? {
    index.flatMap { $0 < catalog.collections.count ? catalog.collections[$0] : nil }
  }

  func entry(at row: Int, in catalog: Catalog) -> EntrySummary? {
    guard let index, index < catalog.collections.count, row < rows.count,
      rows[row] < catalog.collections[index].entries.count
    else { return nil }
    return catalog.collections[index].entries[rows[row]]
  }

  func selected(in catalog: Catalog) -> EntrySummary? { entry(at: list.cursor, in: catalog) }
}
