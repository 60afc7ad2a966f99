import Loop
import Screen
import Sites
import Widgets

extension FrontisProgram {
  mutating func handle(_ message: Message) -> Next<Request> {
    switch message {
    case .pressed(let key): return press(key)
    case .pasted(let text): return paste(text)
    case .pointed(let event): return point(event)
    case .resized(let size):
      self.size = size
      return .wait
    case .resumed: return reread()
    case .ending: return keepEverything()
    case .reminded(let reminder): return remember(reminder)
    case .failed(let reason):
      isReading = false
      isWorkingOut = false
      return tell(reason, .failure).and(.cancel(RequestKey.work))
    default: return receive(message)
    }
  }

  /// The answers to requests.
  private mutating func receive(_ message: Message) -> Next<Request> {
    switch message {
    case .read(let catalog, let isFinal):
      isReading = !isFinal
      isReadingShown = isReadingShown && !isFinal
      readingMeter = nil
      return show(catalog).and(askAboutDrafts())
    case .reading(let done, let total):
      readingMeter = Meter("reading", done: done, total: total)
      return .wait
    case .lost(let entry):
      close(entry)
      return .wait
    case .changed(let catalog): return show(catalog).and(reopenDetail())
    case .reported(let lines):
      activity.show(lines)
      overview.activity.setCount(lines.count)
      return readDiffs()
    case .foundDrafts(let drafts):
      self.drafts = drafts
      return askAboutDrafts()
    case .opened(let entry, let purpose, let today):
      self.today = today
      return show(entry, for: purpose)
    case .arranged(let arrangement, let rows):
      entries.take(rows, of: arrangement)
      return .wait
    case .checked(let check, let revision):
      form?.take(check, revision: revision)
      return .wait
    case .foundValues(let values, let key):
      formLearned(values, of: key)
      return .wait
    case .foundPicture(let picture):
      form?.picture = picture
      return .wait
    case .foundImages(let images):
      formLearned(images)
      return .wait
    case .editedText(let text, let path): return formFieldWasEdited(text, at: path)
    case .saved(let entry, let lines): return formWasSaved(entry, lines)
    case .conflicted(let entry):
      form?.isSaving = false
      guard let draft = form?.draft else { return .wait }
      return merge(draft, entry, toSave: true)
    case .saveFailed(let reason):
      form?.isSaving = false
      return tell(reason, .failure)
    case .undone(let title, let catalog):
      isWriting = false
      return show(catalog).and(tell("took back: \(title)", .done)).and(reopenDetail())
        .and(.perform(.readActivity))
    case .redone(let title, let catalog):
      isWriting = false
      return show(catalog).and(tell("did again: \(title)", .done)).and(reopenDetail())
        .and(.perform(.readActivity))
    case .refused(let file, let diff):
      isWriting = false
      if toast?.kind == .work { toast = nil }
      layer = .drift(DriftState(file: file, diff: diff))
      return .wait
    case .foundLines(let lines, let change):
      review?.take(lines, of: change)
      return .wait
    case .foundDiffs(let diffs, let write):
      activity.take(diffs, of: write)
      return .wait
    case .edited(let file, let lines, let catalog): return wasEdited(file, lines, catalog)
    case .proposed(let proposal, let intent): return show(proposal, for: intent)
    case .combined(let changes, let revision): return take(changes, revision: revision)
    case .committed(let commit): return committed(commit)
    case .working(let meter):
      guard isBusy else { return .wait }
      return tell("\(meter.text); Ctrl-X stops", .work)
    case .writingFailed(let reason):
      isWriting = false
      return tell(reason, .failure).and(.perform(.readActivity))
    case .foundBuildCommand(let command, let origin):
      layer = layer ?? .question(.trust(command, from: origin, in: root))
      return .wait
    case .trusted:
      isTrusted = true
      return startBuild()
    case .built(let event): return take(event)
    default: return .wait
    }
  }

  /// Says what the editor left.
  private mutating func wasEdited(_ file: String, _ lines: Int, _ catalog: Catalog) -> Next<Request>
  {
    let left = catalog.problems.count { $0.file == file }
    let changes = lines == 0 ? "nothing changed" : "\(counted(lines, "line")) changed"
    let problems = left == 0 ? "" : ", \(counted(left, "problem")) left"
    return show(catalog).and(tell("\(file): \(changes)\(problems)", .done)).and(reopenDetail())
      .and(.perform(.readActivity))
  }

  /// Takes over a newer state of the site; every cursor stays on what it was on.
  mutating func show(_ catalog: Catalog) -> Next<Request> {
    let selected = selectedEntry?.id
    let collection = selectedCollection?.name
    self.catalog = catalog
    overview.show(catalog, keeping: collection)
    problems.show(catalog)
    var next = entries.show(catalog, keeping: selected)
    if let place = pendingPlace {
      pendingPlace = nil
      next = next.and(restore(place))
    }
    return next
  }

  /// Reads the site again, and the entry that is open.
  mutating func reread() -> Next<Request> {
    isReading = true
    return .perform([Keyed(.readSite, key: RequestKey.read), Keyed(.readActivity)])
      .and(.perform(.remind(.showReading), after: .milliseconds(100)))
      .and(reopenDetail())
  }

  func reopenDetail() -> Next<Request> {
    guard screen != .form, let detail else { return .wait }
    return .perform(.open(detail.entry.reference, .reread), key: RequestKey.open)
  }

  /// Leaves the entry that is open when it is `entry`, which is there no more.
  private mutating func close(_ entry: EntryReference) {
    guard detail?.entry.reference == entry else { return }
    detail = nil
    trail.removeAll { $0 == .detail }
    if screen == .detail { goBack() }
  }

  private mutating func show(_ entry: OpenEntry, for purpose: Purpose) -> Next<Request> {
    switch purpose {
    case .reread:
      if detail?.entry.reference == entry.reference { detail?.replace(with: entry) }
      return .wait
    case .look(let path):
      detail = DetailState(entry, at: path)
      go(to: .detail)
      return .wait
    case .edit(let path): return openForm(entry, data: nil, at: path)
    case .restore(let draft):
      guard draft.baseHash != entry.hash else {
        return openForm(entry, data: draft.data, at: nil)
      }
      return merge(draft, entry, toSave: false)
    }
  }

  private mutating func remember(_ reminder: Reminder) -> Next<Request> {
    switch reminder {
    case .hideToast(let number):
      if toast?.number == number { toast = nil }
    case .showChord: isChordShown = !chord.isEmpty
    case .showReading: isReadingShown = isReading
    case .keepDraft:
      isDraftDue = false
      return keepDraft()
    case .showWork(let text): return tell(text, .work)
    }
    return .wait
  }

  private mutating func paste(_ text: String) -> Next<Request> {
    if case .palette(var palette)? = layer {
      palette.paste(text)
      layer = .palette(palette)
      return .wait
    }
    if case .prompt(var prompt)? = layer {
      prompt.field.insert(text)
      layer = .prompt(prompt)
      return .wait
    }
    guard layer == nil else { return .wait }
    if screen == .form { return pasteIntoForm(text) }
    return changePrompt { $0.insert(text) } ?? .wait
  }
}

// MARK: - Screens

extension FrontisProgram {
  /// Shows `screen`, from which Esc comes back to this one.
  mutating func go(to screen: Scope) {
    guard screen != self.screen else { return }
    trail.removeAll { $0 == screen }
    if self.screen != .form { trail.append(self.screen) }
    self.screen = screen
  }

  /// Shows the screen before.
  mutating func goBack() { screen = trail.popLast() ?? .overview }

  /// Says something at the foot of the screen.
  mutating func tell(_ text: String, _ kind: Toast.Kind) -> Next<Request> {
    toastCount += 1
    toast = Toast(text: text, kind: kind, number: toastCount)
    guard kind != .failure, kind != .work else { return .cancel(RequestKey.toast) }
    return .perform(.remind(.hideToast(toastCount)), key: RequestKey.toast, after: .seconds(3))
  }

  /// Makes lists know how much of them shows.
  mutating func settle() {
    let layout = Layout(size)
    overview.settle(in: layout)
    entries.settle(in: layout)
    detail?.settle(in: layout)
    form?.settle(in: layout)
    problems.settle(in: layout)
    build.settle(in: layout)
    activity.settle(in: layout)
    review?.settle(in: layout)
  }
}
