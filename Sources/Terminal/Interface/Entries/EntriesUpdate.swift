import Loop
import Screen
import Sessions
import Sites
import Widgets

extension EntriesState {
  /// Shows another collection, its table as it stood when it was left.
  mutating func open(
    _ snapshot: CollectionSnapshot,
    _ catalog: Catalog,
    selecting entry: String? = nil
  ) -> Next<Request> {
    if snapshot.name == collection, entry == nil { return .wait }
    let panes = panes
    let left = collection
    otherPanes = panes
    collection = snapshot.name
    index = catalog.index(of: snapshot.name)
    let pane = panes["entries:\(snapshot.name)"] ?? Place.Pane()
    filter = TextField(pane.filter)
    sort = pane.sort
    isFilterOpen = false
    if snapshot.name != left { marks.clear() }
    rows = []
    list = ListState(height: list.height)
    wanted = entry
    wantedRow = pane.cursor
    return arrange(catalog)
  }

  /// Takes over a newer state of the site.
  mutating func show(_ catalog: Catalog, keeping entry: String?) -> Next<Request> {
    guard let collection else { return .wait }
    index = catalog.index(of: collection)
    guard index != nil else {
      self.collection = nil
      rows = []
      list.setCount(0)
      return .wait
    }
    if let snapshot = snapshot(in: catalog) { marks.keep(snapshot.entries) }
    wanted = entry ?? wanted
    wantedRow = list.cursor
    return arrange(catalog)
  }

  /// Filters and sorts: at once where that is quick, else off the main actor.
  mutating func arrange(_ catalog: Catalog?) -> Next<Request> {
    guard let catalog, let snapshot = snapshot(in: catalog) else { return .wait }
    if wanted == nil, wantedRow == nil { wanted = selected(in: catalog)?.id }
    let arrangement = Arrangement(snapshot, filter: filter.text, sort: sort)
    guard arrangement.isQuick else {
      isArranging = true
      return .perform(.arrange(arrangement), key: RequestKey.arrange)
    }
    take(arrangement.rows(), of: arrangement)
    return .cancel(RequestKey.arrange)
  }

  mutating func take(_ rows: [Int], of arrangement: Arrangement) {
    guard arrangement.collection.name == collection else { return }
    isArranging = false
    if rows != self.rows { marks.endRange(marking: []) }
    self.rows = rows
    list.setCount(rows.count)
    let entries = arrangement.collection.entries
    if let wanted, let row = rows.firstIndex(where: { entries[$0].hasID(wanted) }) {
      list.move(to: row)
    } else if let wantedRow {
      list.move(to: wantedRow)
    }
    wanted = nil
    wantedRow = nil
  }

  mutating func sortByNextColumn(_ catalog: Catalog?) -> Next<Request> {
    guard let catalog, let index, let snapshot = snapshot(in: catalog) else { return .wait }
    let fields =
      [EntryOrder.titleKey]
      + catalog.columns(of: index).map(\.key).filter { $0 != EntryOrder.titleKey }
      + [EntryOrder.problemsKey]
    if let sort, let position = fields.firstIndex(of: sort.field) {
      self.sort = position + 1 < fields.count ? Self.sort(fields[position + 1], snapshot) : nil
    } else {
      sort = Self.sort(fields[0], snapshot)
    }
    return arrange(catalog)
  }

  /// The newest date and the most problems first, everything else from A to Z.
  private static func sort(_ field: String, _ snapshot: CollectionSnapshot) -> Place.Sort {
    let isDate = snapshot.columns.contains { $0.key == field && $0.kind == .date }
    return Place.Sort(field: field, isDescending: isDate || field == EntryOrder.problemsKey)
  }

  mutating func reverseSort(_ catalog: Catalog?) -> Next<Request> {
    let current = sort ?? Place.Sort(field: EntryOrder.titleKey, isDescending: true)
    sort = Place.Sort(field: current.field, isDescending: !current.isDescending)
    return arrange(catalog)
  }

  /// Moves to the next entry with a problem, round the end; false when there is none.
  mutating func moveToProblem(by step: Int, in catalog: Catalog) -> Bool {
    guard let index, !rows.isEmpty else { return false }
    let entries = catalog.collections[index].entries
    for distance in 1...rows.count {
      let row = (list.cursor + step * distance % rows.count + rows.count) % rows.count
      if !entries[rows[row]].problems.isEmpty {
        list.move(to: row)
        return true
      }
    }
    return false
  }

  mutating func settle(in layout: Layout) {
    list.setHeight(EntriesPanes(layout).table.height - layout.frameRows - 1)
  }
}

/// Where the panes of the entry screen stand; those without room are empty.
struct EntriesPanes {
  let collections: Rect
  let table: Rect
  let detail: Rect

  init(_ layout: Layout) {
    var rest = layout.body
    var collections = Rect(0, 0, 0, 0)
    var detail = Rect(0, 0, 0, 0)
    switch layout.width {
    case .narrow: break
    case .one: detail = rest.takeBottom(6)
    case .two: detail = rest.takeRight(min(48, rest.width * 2 / 5))
    case .three:
      collections = rest.takeLeft(28)
      detail = rest.takeRight(min(64, rest.width * 2 / 5))
    }
    self.collections = collections
    self.detail = detail
    table = rest
  }
}
