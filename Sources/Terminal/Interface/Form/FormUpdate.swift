import Loop
import Sites
import Values
import Widgets

extension FrontisProgram {
  mutating func openForm(_ entry: OpenEntry, data: Value?, at path: ValuePath?) -> Next<Request> {
    guard entry.isEditable else {
      return tell("\(entry.reference.file) cannot be edited here; E opens your editor", .note)
    }
    guard entry.field != nil else {
      return tell("\(entry.reference.collection) has no schema to make a form of", .note)
    }
    var form = FormState(
      entry,
      data: data,
      today: today,
      folds: formFolds[entry.reference.collection]?.folds ?? [:],
      at: path
    )
    form.isDiffShown = false
    let isDraft = !form.edits.isEmpty
    let needsImages = form.rows.contains { form.isImage($0) }
    self.form = form
    if screen != .detail { detail = DetailState(entry, at: path) }
    if screen != .form { go(to: .form) }
    let next: Next<Request> = isDraft ? formChanged(from: -1) : .wait
    return needsImages ? next.and(.perform(.readImages, key: RequestKey.images)) : next
  }

  /// Asks for a check, and for a draft to be kept, when the form's data is another than at
  /// `revision`.
  mutating func formChanged(from revision: Int) -> Next<Request> {
    guard let form, form.revision != revision else { return .wait }
    var next = Next<Request>.cancel(RequestKey.check)
    if !form.edits.isEmpty {
      next = .perform(
        .check(form.entry, form.edits, revision: form.revision),
        key: RequestKey.check,
        after: .milliseconds(60)
      )
    }
    // Not put off by further keys: who types on and on loses no more than this.
    if !isDraftDue {
      isDraftDue = true
      next = next.and(.perform(.remind(.keepDraft), after: .milliseconds(150)))
    }
    return next
  }

  /// Keeps what the form holds now; forgets it where nothing is changed any more.
  func keepDraft() -> Next<Request> {
    guard let form else { return .wait }
    return form.draft.map { .finish(.saveDraft($0), key: RequestKey.draft) }
      ?? dropDraft(of: form.entry)
  }

  private func dropDraft(of entry: OpenEntry) -> Next<Request> {
    .finish(.dropDraft(entry.reference.file), key: RequestKey.draft)
  }

  /// Changes the form by `change` and follows up.
  private mutating func changeForm(_ change: (inout FormState) -> Void) -> Next<Request> {
    guard var form else { return .wait }
    let revision = form.revision
    change(&form)
    if form.folds != self.form?.folds {
      formFolds[form.entry.reference.collection] = FormFolds(form.folds)
    }
    let key = form.keyToLearn
    if let key { form.knownValues[key] = [] }
    self.form = form
    let next = formChanged(from: revision).and(readPicture())
    guard let key, let catalog else { return next }
    return next.and(.perform(.readValues(of: key, catalog.snapshot)))
  }

  mutating func formLearned(_ values: [KnownValue], of key: String) {
    form?.knownValues[key] = values
    form?.suggest()
  }

  mutating func formLearned(_ images: [SiteImage]) {
    form?.images = Dictionary(images.map { ($0.file, $0) }) { first, _ in first }
  }

  /// Asks for the image under the cursor of a list, when the cursor rests there.
  private func readPicture() -> Next<Request> {
    guard let pictures, let image = form?.choosing?.image, pictures.takes(image.file),
      form?.picture?.name != image.file
    else { return .wait }
    return .perform(.readPicture(image), key: RequestKey.picture, after: .milliseconds(80))
  }

  // MARK: Keys

  /// Nil when nothing is typed into, or when `key` is a command even then.
  mutating func pressInForm(_ key: Key) -> Next<Request>? {
    guard let form else { return nil }
    if form.choosing != nil { return pressInChoices(key) }
    if form.calendar != nil { return pressInCalendar(key) }
    guard let typing = form.typing else { return nil }
    switch key {
    case "f1", "ctrl+p", "ctrl+l", "ctrl+z": return nil
    case "ctrl+s":
      let next = changeForm { $0.commitTyping() }
      return next.and(save())
    case "esc", "ctrl+c":
      return changeForm {
        _ = $0.commitNewItem()
        $0.endTyping()
      }
    case "tab", "shift+tab":
      return changeForm {
        $0.commitTyping()
        $0.endTyping()
        $0.move(by: key == "tab" ? 1 : -1)
      }
    case "ctrl+e": return editFieldInEditor()
    case "ctrl+n" where form.canPick:
      let catalog = catalog
      return changeForm { _ = $0.beginPicking(catalog) }
    case "alt+enter":
      guard case .line(let field) = typing, case .text? = form.row?.kind else { return .wait }
      return changeForm {
        $0.typing = .area(TextArea(field.text + "\n"))
        $0.typingChanged()
        $0.rebuildLines()
      }
    default: return type(key, typing)
    }
  }

  private mutating func type(_ key: Key, _ typing: FormState.Typing) -> Next<Request> {
    changeForm { form in
      if form.moveInSuggestions(key) { return }
      if key == "up" || key == "down", form.moveInText(by: key == "up" ? -1 : 1) { return }
      switch typing {
      case .area(var area):
        guard area.handle(key) else { return }
        form.typing = .area(area)
        form.rebuildLines()
      case .line(var field):
        if key == "enter" || key == "down" || key == "up" {
          form.endTyping()
          form.move(by: key == "up" ? -1 : 1)
          return
        }
        guard field.handle(key) else { return }
        form.typing = .line(field)
        form.rebuildLines()
      case .item(var field, let index):
        if key == "enter" {
          if !form.commitNewItem() { form.endTyping() }
          return
        }
        guard field.handle(key) else { return }
        form.typing = .item(field, index: index)
      case .key(var field, let record, let old):
        if key == "enter" {
          if form.commitKey(), old == nil, form.row?.kind.isTyped == true {
            _ = form.beginTyping(nil)
          }
          return
        }
        guard field.handle(key) else { return }
        form.typing = .key(field, record: record, old: old)
      }
      form.typingChanged()
    }
  }

  private mutating func pressInChoices(_ key: Key) -> Next<Request> {
    changeForm { form in
      switch key {
      case "esc", "ctrl+c": form.choosing = nil
      case "enter": form.choose()
      default: _ = form.choosing?.picker.handle(key)
      }
    }
  }

  private mutating func pressInCalendar(_ key: Key) -> Next<Request> {
    changeForm { form in
      switch key {
      case "esc", "q", "ctrl+c": form.calendar = nil
      case "enter", "space": form.takeDate()
      default: _ = form.calendar?.handle(key)
      }
    }
  }

  mutating func pasteIntoForm(_ text: String) -> Next<Request> {
    changeForm { form in
      if form.choosing != nil {
        form.choosing?.picker.paste(text)
        return
      }
      switch form.typing {
      case .line(var field):
        let isText = if case .text? = form.row?.kind { true } else { false }
        let isLong = isText && text.split(separator: "\n").count > 1
        if isLong {
          var area = TextArea(field.text)
          area.insert(text)
          form.typing = .area(area)
        } else {
          field.insert(text)
          form.typing = .line(field)
        }
      case .area(var area):
        area.insert(text)
        form.typing = .area(area)
      case .item(var field, let index):
        field.insert(text)
        form.typing = .item(field, index: index)
      case .key(var field, let record, let old):
        field.insert(text)
        form.typing = .key(field, record: record, old: old)
      case nil: return
      }
      form.typingChanged()
      form.rebuildLines()
    }
  }

  // MARK: Commands

  mutating func runInForm(_ command: Command) -> Next<Request> {
    switch command {
    case .save: return save()
    case .openEditor: return openFormInEditor()
    case .editField: return editFieldInEditor()
    case .nextProblem, .previousProblem:
      guard form?.moveToProblem(by: command == .nextProblem ? 1 : -1) == true else {
        return tell("no field has a problem", .done)
      }
      return .wait
    case .toggleDiff:
      guard form?.edits.isEmpty == false else { return tell("nothing was changed yet", .note) }
      form?.diffOffset = 0
      layer = .diff
      return .wait
    default: break
    }
    let catalog = catalog
    return changeForm { form in
      switch command {
      case .open: if !form.beginTyping(catalog) { form.toggle() }
      case .toggle:
        if form.row?.kind.isTyped == true { _ = form.beginTyping(catalog) } else { form.toggle() }
      case .moveDown, .nextPane: form.move(by: 1)
      case .moveUp, .previousPane: form.move(by: -1)
      case .moveLeft: form.moveSideways(by: -1)
      case .moveRight: form.moveSideways(by: 1)
      case .pageDown, .halfPageDown: form.move(by: max(1, form.window.height / 2))
      case .pageUp, .halfPageUp: form.move(by: -max(1, form.window.height / 2))
      case .goToStart: form.move(to: 0)
      case .goToEnd: form.moveToEnd()
      case .undo: form.undo()
      case .redo: form.redo()
      case .unset: form.unset()
      case .setNull: form.setNull()
      case .resetField: form.reset()
      case .chooseKind: form.beginChoosingShape()
      case .rename: form.beginRenaming()
      case .duplicate: form.duplicateItem()
      case .pick: _ = form.beginPicking(catalog)
      case .filter: form.beginJump()
      case .addItem: if !form.addItem() { _ = form.beginTyping(catalog) }
      case .removeItem: form.removeItem()
      case .moveItemDown: form.moveItem(by: 1)
      case .moveItemUp: form.moveItem(by: -1)
      default: break
      }
    }
  }

  /// Lends the terminal to the person's editor for the one field.
  private mutating func editFieldInEditor() -> Next<Request> {
    guard let form, let row = form.row, row.kind.isTyped else {
      return tell("only what is typed can be edited in your editor", .note)
    }
    self.form?.endTyping()
    let name = row.path.last.map(\.description) ?? "field"
    let ending = row.kind == .yaml ? "yaml" : "md"
    return .lendTerminal(
      .editText(form.text(of: row), name: "\(name).\(ending)", path: row.path)
    )
  }

  /// Takes what the editor made of the field at `path`.
  mutating func formFieldWasEdited(_ text: String, at path: ValuePath) -> Next<Request> {
    changeForm { form in
      form.reveal(path)
      guard let row = form.row, row.path == path, form.text(of: row) != text else { return }
      form.set(path, to: form.read(text, row))
    }
  }

  private mutating func openFormInEditor() -> Next<Request> {
    guard let form else { return .wait }
    guard form.edits.isEmpty else { return tell("save or leave the form first", .note) }
    let place = form.position
    self.form = nil
    goBack()
    return .lendTerminal(
      .openEditor(file: form.entry.reference.file, line: place.line, column: place.column)
    )
  }

  // MARK: Saving and leaving

  mutating func save() -> Next<Request> {
    guard let form else { return .wait }
    if let reason = cannotSaveReason { return tell(reason, .note) }
    self.form?.endTyping()
    self.form?.isSaving = true
    return .finish(.save(form.entry, form.edits), key: RequestKey.save)
  }

  mutating func formWasSaved(_ entry: OpenEntry, _ lines: Int) -> Next<Request> {
    let isMerged = form?.isMerged == true
    form = nil
    let path = detail?.currentProblem?.path
    detail = DetailState(entry, at: path)
    if screen == .form {
      goBack()
      if screen != .detail { go(to: .detail) }
    }
    let left = entry.problems.count
    var text = "saved \(entry.reference.file): \(counted(lines, "line")) changed"
    if isMerged { text += ", others' changes kept" }
    if left > 0 { text += ", \(counted(left, "problem")) left" }
    return tell(text, .done)
      .and(askAboutDrafts()).and(.cancel(RequestKey.check)).and(dropDraft(of: entry))
      .and(.perform([Keyed(.recheck(file: entry.reference.file)), Keyed(.readActivity)]))
  }

  mutating func askToLeaveForm() -> Next<Request> {
    guard let form else {
      goBack()
      return .wait
    }
    guard !form.edits.isEmpty else { return leaveForm(keepingDraft: false) }
    layer = .question(.leaveForm(changes: form.changeCount))
    return .wait
  }

  mutating func leaveForm(keepingDraft: Bool) -> Next<Request> {
    guard let form else { return .wait }
    self.form = nil
    goBack()
    let next = Next<Request>.cancel(RequestKey.check)
    if keepingDraft, let draft = form.draft {
      return next.and(.finish(.saveDraft(draft), key: RequestKey.draft))
        .and(tell("kept as a draft: it is offered when the site is opened again", .done))
    }
    return next.and(dropDraft(of: form.entry)).and(reopenDetail()).and(askAboutDrafts())
  }
}

extension FormState {
  mutating func settle(in layout: Layout) {
    let panes = FormPanes(layout, hasDiff: !edits.isEmpty)
    setSize(
      height: panes.fields.height - layout.frameRows,
      valueWidth: panes.fields.width - (layout.hasBoxes ? 2 : 0)
        - FormView.valueColumn(in: layout) - FormView.noteWidth - 1
    )
  }

  /// Scrolls the diff that lies over the form; false when `key` closes it.
  mutating func scrollDiff(_ key: Key) -> Bool {
    switch key {
    case "j", "down": diffOffset = min(diffOffset + 1, max(0, diff.lines.count - 1))
    case "k", "up": diffOffset = max(0, diffOffset - 1)
    case "pgdn", "ctrl+d": diffOffset = min(diffOffset + 10, max(0, diff.lines.count - 1))
    case "pgup", "ctrl+u": diffOffset = max(0, diffOffset - 10)
    default: return false
    }
    return true
  }
}
