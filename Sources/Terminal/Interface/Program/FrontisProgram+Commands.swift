import Loop
import Screen
import Sites
import Values
import Widgets

extension FrontisProgram {
  /// Does what `command` asks for on the screen that is shown.
  mutating func run(_ command: Command) -> Next<Request> {
    if let next = runMove(command) ?? runGoing(command) { return next }
    if screen == .form { return runInForm(command) }
    if screen == .review { return runInReview(command) }
    switch command {
    case .open: return open()
    case .edit: return open(for: .edit(at: problemAtCursor?.path))
    case .openEditor: return openEditor()
    case .editBody: return entryAtCursor.map { .lendTerminal(.editBody($0)) } ?? .wait
    case .nextProblem: return goToProblem(by: 1)
    case .previousProblem: return goToProblem(by: -1)
    case .filter: openPrompt()
    case .findNext, .findPrevious: find(by: command == .findNext ? 1 : -1)
    case .mark, .markRange, .markAll: mark(command)
    case .sort: return entries.sortByNextColumn(catalog)
    case .reverseSort: return entries.reverseSort(catalog)
    case .undo, .redo:
      isWriting = true
      return .finish(command == .undo ? .undo : .redo, key: RequestKey.commit)
    case .fix: return fix()
    case .bulkEdit, .create, .duplicate, .rename, .remove: return ask(command)
    case .fixAll: return fixAll()
    case .restore: return propose(.restore)
    case .build: return askToBuild()
    case .follow: build.isFollowing.toggle()
    case .nextPane: nextPane(by: 1)
    case .previousPane: nextPane(by: -1)
    default: break
    }
    return .wait
  }

  /// What works everywhere in the same way.
  private mutating func runGoing(_ command: Command) -> Next<Request>? {
    switch command {
    case .showOverview: go(to: .overview)
    case .showEntries: return showEntries()
    case .showProblems: go(to: .problems)
    case .showBuild: go(to: .build)
    case .showActivity: return showActivity()
    case .palette: layer = .palette(PaletteState(self))
    case .help: layer = .help(HelpState(screen))
    case .copyPath: return copy(fileAtCursor)
    case .copyPosition: return copy(positionAtCursor)
    case .copyID: return copy(entryAtCursor?.id)
    case .reread: return reread()
    case .stop: return stop()
    case .redraw: return .tell(.redraw)
    case .suspend: return keepEverything().and(.tell(.suspend))
    case .releaseMouse:
      hasMouse.toggle()
      return .tell(.mouse(hasMouse))
        .and(tell(hasMouse ? "the mouse is taken" : "the mouse is released", .note))
    case .cancel:
      guard isQuitAsked else {
        isQuitAsked = true
        return tell("Ctrl-C again quits; what was typed is kept", .note)
      }
      return keepEverything().and(.quit)
    case .quitAtOnce: return keepEverything().and(.quit)
    case .quit, .back: return leave(command)
    default: return nil
    }
    return .wait
  }

  private mutating func leave(_ command: Command) -> Next<Request> {
    if screen == .form { return askToLeaveForm() }
    if command == .back {
      if screen == .entries, !entries.marks.isEmpty {
        entries.marks.clear()
        return .wait
      }
      if screen == .entries, !entries.filter.isEmpty {
        entries.filter = .init()
        return entries.arrange(catalog)
      }
      if screen == .problems, !problems.filter.isEmpty {
        problems.filter = .init()
        problems.narrow()
        return .wait
      }
      if screen == .overview { return .wait }
    } else if screen == .overview {
      return keepEverything().and(.quit)
    }
    goBack()
    return .wait
  }

  /// Ends what takes long: what was written stays, and can be taken back.
  private mutating func stop() -> Next<Request> {
    if isWriting { return .stop(RequestKey.commit) }
    guard isWorkingOut else { return .perform(.stopBuild) }
    isWorkingOut = false
    return .cancel(RequestKey.propose).and(.cancel(RequestKey.work))
      .and(tell("stopped; nothing was written", .note))
  }

  /// What must not be lost when the process ends or stops.
  func keepEverything() -> Next<Request> {
    var next = Next<Request>.finish(.remember(place))
    if let draft = form?.draft {
      next = next.and(.finish(.saveDraft(draft), key: RequestKey.draft))
    }
    return next
  }

  private mutating func copy(_ text: String?) -> Next<Request> {
    guard let text else { return .wait }
    return .tell(.copy(text)).and(tell("copied \(text)", .done))
  }
}

// MARK: - Opening

extension FrontisProgram {
  private mutating func open() -> Next<Request> {
    switch screen {
    case .overview:
      if overview.pane == .collections { return showEntries() }
      activity.list.move(to: overview.activity.cursor)
      return showActivity()
    case .entries: return open(for: .look(at: nil))
    case .problems:
      guard let problem = problems.selected else { return .wait }
      if problem.collection == nil {
        return tell("\(problem.position): \(problem.message)", .note)
      }
      return open(for: .look(at: problem.path))
    case .detail: return open(for: .edit(at: problemAtCursor?.path))
    case .build, .form, .activity, .review: return .wait
    }
  }

  func open(for purpose: Purpose) -> Next<Request> {
    guard let entry = entryAtCursor else { return .wait }
    return .perform(.open(entry, purpose), key: RequestKey.open)
  }

  /// The entries of the collection under the cursor.
  private mutating func showEntries() -> Next<Request> {
    guard let catalog else { return .wait }
    if screen == .overview || entries.collection == nil {
      guard let index = overview.selectedCollection(in: catalog) else {
        return .wait
      }
      let next = entries.open(catalog.collections[index], catalog)
      go(to: .entries)
      return next
    }
    go(to: .entries)
    return .wait
  }

  private func openEditor() -> Next<Request> {
    guard let file = fileAtCursor else { return .wait }
    let place = lineAtCursor
    return .lendTerminal(.openEditor(file: file, line: place.line, column: place.column))
  }

  private mutating func goToProblem(by step: Int) -> Next<Request> {
    switch screen {
    case .detail: detail?.moveToProblem(by: step)
    case .entries:
      guard let catalog, entries.moveToProblem(by: step, in: catalog) else {
        return tell("no entry that is shown has a problem", .note)
      }
    case .problems: problems.moveToProblem(by: step)
    case .overview:
      go(to: .problems)
    case .build: build.moveToError(by: step)
    case .form, .activity, .review: break
    }
    return .wait
  }

  private mutating func mark(_ command: Command) {
    guard let catalog else { return }
    switch command {
    case .mark: entries.toggleMark(catalog)
    case .markRange: entries.toggleRange(catalog)
    default: entries.toggleAllMarks(catalog)
    }
  }

  private mutating func find(by step: Int) {
    if screen == .build { build.moveToHit(from: build.list.cursor + step, by: step) }
    guard var detail, screen == .detail else { return }
    detail.moveToHit(from: detail.list.cursor + step, by: step)
    self.detail = detail
  }

  private mutating func nextPane(by step: Int) {
    switch screen {
    case .overview: overview.pane = overview.pane == .collections ? .activity : .collections
    case .entries:
      guard let catalog, Layout(size).width == .three, !catalog.collections.isEmpty else { return }
      entries.isCollectionsFocused.toggle()
    default: break
    }
  }
}

// MARK: - Moving

extension FrontisProgram {
  private mutating func runMove(_ command: Command) -> Next<Request>? {
    guard screen != .form else { return nil }
    if screen == .activity { return runInActivity(command) }
    if screen == .detail || screen == .build, command == .moveLeft || command == .moveRight {
      scrollSideways(command == .moveRight ? 8 : -8)
      return .wait
    }
    if screen == .entries, command == .moveLeft {
      goBack()
      return .wait
    }
    if command == .moveRight, Scope.lists.contains(screen) { return open() }
    if screen == .entries, entries.isCollectionsFocused, let catalog {
      var list = ListState(
        count: catalog.collections.count,
        height: 100,
        cursor: entries.index ?? 0
      )
      guard list.move(command) else { return nil }
      overview.list.move(to: list.cursor)
      return entries.open(catalog.collections[list.cursor], catalog)
    }
    guard changeList({ $0.move(command) }) else { return nil }
    return readDiffs()
  }

  private mutating func scrollSideways(_ cells: Int) {
    if screen == .build { build.column = max(0, build.column + cells) }
    if screen == .detail, let column = detail?.column { detail?.column = max(0, column + cells) }
  }

  /// Lets `change` move the list that has the focus; what it returns, false where there is none.
  mutating func changeList(_ change: (inout ListState) -> Bool) -> Bool {
    switch screen {
    case .overview:
      return overview.pane == .collections ? change(&overview.list) : change(&overview.activity)
    case .entries: return change(&entries.list)
    case .problems: return change(&problems.list)
    case .build:
      let isChanged = change(&build.list)
      if isChanged { build.isFollowing = build.list.cursor == build.list.count - 1 }
      return isChanged
    case .detail:
      guard var detail else { return false }
      let isChanged = change(&detail.list)
      if isChanged { detail.followCursor() }
      self.detail = detail
      return isChanged
    case .activity: return change(&activity.list)
    case .review:
      guard var review else { return false }
      let isChanged: Bool
      if review.isDiffFocused {
        isChanged = change(&review.diff)
      } else {
        isChanged = change(&review.list)
        if isChanged { review.followCursor() }
      }
      self.review = review
      return isChanged
    case .form: return false
    }
  }

  mutating func point(_ event: MouseEvent) -> Next<Request> {
    guard layer == nil else { return .wait }
    switch event.action {
    case .wheelUp, .wheelDown:
      let rows = event.action == .wheelDown ? 3 : -3
      if screen == .form {
        form?.move(by: rows.signum())
      } else {
        _ = changeList {
          $0.scroll(by: rows)
          return true
        }
      }
      return .wait
    case .press where event.button == .left: return click(event.at)
    default: return .wait
    }
  }

  private mutating func click(_ point: Point) -> Next<Request> {
    let layout = Layout(size)
    if layout.header.contains(point) {
      guard let screen = header(layout.header.width).screen(at: point.x), self.screen != .form
      else { return .wait }
      return run(screen.command)
    }
    guard let row = clickedRow(point, layout) else { return .wait }
    let isSecond = changeListCursor(to: row)
    return isSecond && Scope.lists.contains(screen) ? open() : readDiffs()
  }

  /// Moves the focused list's cursor; true when it stood there already.
  private mutating func changeListCursor(to row: Int) -> Bool {
    var wasThere = false
    _ = changeList {
      let index = $0.offset + row
      guard index < $0.count else { return true }
      wasThere = $0.cursor == index
      $0.move(to: index)
      return true
    }
    return wasThere
  }

  private func clickedRow(_ point: Point, _ layout: Layout) -> Int? {
    let frame = layout.hasBoxes ? 1 : 1
    let (pane, headerRows): (Rect, Int)
    switch screen {
    case .overview: (pane, headerRows) = (OverviewPanes(layout).collections, 1)
    case .entries: (pane, headerRows) = (EntriesPanes(layout).table, 1)
    case .problems: (pane, headerRows) = (ProblemsPanes(layout).list, 0)
    case .detail: (pane, headerRows) = (DetailPanes(layout, problems: 0).source, 0)
    case .build: (pane, headerRows) = (layout.body, 0)
    case .activity: (pane, headerRows) = (ActivityPanes(layout).list, 0)
    case .review:
      (pane, headerRows) = (ReviewPanes(layout, rows: review?.rows.count ?? 0).table, 1)
    case .form: return nil
    }
    let row = point.y - pane.y - frame - headerRows
    return pane.contains(point) && row >= 0 ? row : nil
  }
}
