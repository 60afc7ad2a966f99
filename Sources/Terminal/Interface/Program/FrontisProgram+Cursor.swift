import Sites

/// What the person is on now, whatever screen it is.
extension FrontisProgram {
  var selectedCollection: CollectionSnapshot? {
    guard let catalog else { return nil }
    let index =
      screen == .overview ? overview.selectedCollection(in: catalog) : entries.index
    return index.flatMap { $0 < catalog.collections.count ? catalog.collections[$0] : nil }
  }

  /// The entry under the table's cursor.
  var selectedEntry: EntrySummary? { catalog.flatMap { entries.selected(in: $0) } }

  var entryAtCursor: EntryReference? {
    switch screen {
    case .entries:
      guard let collection = entries.collection, let entry = selectedEntry else { return nil }
      return EntryReference(collection: collection, id: entry.id, file: entry.file)
    case .problems:
      guard let problem = problems.selected, let collection = problem.collection else { return nil }
      return EntryReference(collection: collection, id: problem.entry, file: problem.file)
    case .detail: return detail?.entry.reference
    case .form: return form?.entry.reference
    case .overview, .build, .activity, .review: return nil
    }
  }

  var problemAtCursor: Problem? {
    switch screen {
    case .problems: problems.selected
    case .detail: detail?.currentProblem
    case .entries: selectedEntry?.problems.first
    default: nil
    }
  }

  var fileAtCursor: String? {
    switch screen {
    case .problems: problems.selected?.file
    case .review: review?.selected?.file
    default: entryAtCursor?.file
    }
  }

  /// 1-based.
  var lineAtCursor: (line: Int, column: Int) {
    if screen == .detail, let detail { return detail.position }
    if screen == .form, let form { return form.position }
    guard let start = problemAtCursor?.span?.start else { return (1, 1) }
    return (start.line, start.column)
  }

  var positionAtCursor: String? {
    fileAtCursor.map { "\($0):\(lineAtCursor.line):\(lineAtCursor.column)" }
  }

  // MARK: Why something cannot be done

  var noFileReason: String? { fileAtCursor == nil ? "there is no file under the cursor" : nil }

  var cannotEditReason: String? {
    guard let entry = entryAtCursor else { return "there is no entry under the cursor" }
    if entry.id == nil { return "this file gave no entry; E opens it in your editor" }
    if screen == .detail, detail?.entry.isEditable == false {
      return "this file cannot be edited here"
    }
    return nil
  }

  var cannotEditBodyReason: String? {
    guard let entry = entryAtCursor else { return "there is no entry under the cursor" }
    let hasBody = [".md", ".mdx", ".mdoc", ".markdown"].contains { entry.file.hasSuffix($0) }
    if !hasBody { return "\(entry.file) is data and has no body" }
    return entry.id == nil ? "this file gave no entry; E opens it in your editor" : nil
  }

  /// Whether something goes on that Ctrl-X ends.
  var isBusy: Bool { isWriting || isWorkingOut }

  var cannotWriteReason: String? { isWriting ? "files are being written: Ctrl-X stops" : nil }

  var cannotSaveReason: String? {
    guard let form else { return "no form is open" }
    if form.isSaving { return "saving" }
    return form.edits.isEmpty ? "nothing was changed" : form.refusal
  }
}
