import Loop
import Sessions
import Widgets

extension FrontisProgram {
  /// Where the person is, to come back to.
  var place: Place {
    var panes = entries.panes
    panes["overview"] = Place.Pane(cursor: overview.list.cursor)
    panes["problems"] = Place.Pane(
      cursor: problems.list.cursor,
      scroll: problems.list.offset,
      filter: problems.filter.text
    )
    for (collection, folds) in formFolds where !folds.folds.isEmpty {
      panes[Self.formPane + collection] = Place.Pane(folds: folds.named)
    }
    let entry = screen == .overview ? nil : entryAtCursor
    let shown = screen == .review ? trail.last ?? .overview : screen
    return Place(
      screen: shown.rawValue,
      collection: entries.collection ?? selectedCollection?.name,
      entry: entry?.id ?? selectedEntry?.id,
      file: entry?.file,
      panes: panes
    )
  }

  /// What the names of the panes of forms begin with.
  private static let formPane = "form "

  /// Keeps the place a little after it has changed.
  mutating func rememberingPlace() -> Next<Request> {
    guard catalog != nil, pendingPlace == nil else { return .wait }
    let place = place
    guard place != rememberedPlace else { return .wait }
    let isFirst = rememberedPlace == nil
    rememberedPlace = place
    return isFirst
      ? .wait : .perform(.remember(place), key: RequestKey.place, after: .milliseconds(400))
  }

  /// Goes where the person was, as far as it is still there.
  mutating func restore(_ place: Place) -> Next<Request> {
    guard let catalog else { return .wait }
    overview.list.move(to: place.panes["overview"]?.cursor ?? 0)
    if let pane = place.panes["problems"] {
      problems.filter = TextField(pane.filter)
      problems.narrow()
      problems.list.move(to: pane.cursor)
    }
    for (name, pane) in place.panes where name.hasPrefix(Self.formPane) {
      guard let folds = pane.folds else { continue }
      formFolds[String(name.dropFirst(Self.formPane.count))] = FormFolds(named: folds)
    }
    entries.panes = place.panes.filter { !$0.key.hasPrefix(Self.formPane) }
    var next = Next<Request>.wait
    if let name = place.collection, let index = catalog.index(of: name) {
      overview.list.move(to: index)
      next = entries.open(catalog.collections[index], catalog, selecting: place.entry)
    }
    guard let screen = Scope(rawValue: place.screen) else { return next }
    switch screen {
    case .overview, .review: break
    case .entries where entries.collection != nil: go(to: .entries)
    case .problems, .build: go(to: screen)
    case .activity: break
    case .detail, .form:
      guard entries.collection != nil, let collection = place.collection else { return next }
      go(to: .entries)
      guard let id = place.entry, let file = place.file ?? selectedEntry?.file else { return next }
      let reference = EntryReference(collection: collection, id: id, file: file)
      return next.and(.perform(.open(reference, .look(at: nil)), key: RequestKey.open))
    case .entries: break
    }
    return next
  }
}
