package import Loop
package import Screen
package import Sites
package import Values
package import Widgets

/// What happened.
package enum Message: Sendable {
  case pressed(Key)
  case pasted(String)
  case pointed(MouseEvent)
  case resized(Size)
  /// The screen is ours again after an editor or the shell had it.
  case resumed
  /// The process is about to end.
  case ending
  /// So many of the site's changed files have been read.
  case reading(done: Int, of: Int)
  /// The site was read; `isFinal` is false for what the index alone knows.
  case read(Catalog, isFinal: Bool)
  /// Another program changed the site's files.
  case changed(Catalog)
  case reported([ActivityLine])
  case foundDrafts([FormDraft])
  /// An entry was read, for `purpose`; `today` is the local date, as midnight UTC.
  case opened(OpenEntry, purpose: Purpose, today: DateValue)
  /// The entry that was to be read again is there no more.
  case lost(EntryReference)
  case arranged(Arrangement, rows: [Int])
  /// The answer to the form's `check` with this number.
  case checked(DraftCheck, revision: Int)
  /// What the site uses already for the key, most used first.
  case foundValues([KnownValue], of: String)
  case foundImages([SiteImage])
  case foundPicture(Picture)
  /// The person's editor has ended; the text of the form's field at `path` is this.
  case editedText(String, path: ValuePath)
  /// The entry as the file has it now; what that means for the site comes later.
  case saved(OpenEntry, changedLines: Int)
  case undone(title: String, Catalog)
  case redone(title: String, Catalog)
  /// What frontis wrote to `file` was changed since: it can be neither taken back nor done again.
  case refused(file: String, LineDiff)
  /// The lines that a change makes another, read to be shown.
  case foundLines(LineDiff, of: FileChange)
  /// What a recorded write changed.
  case foundDiffs([(file: String, diff: LineDiff)], write: Int64)
  /// The person's editor has ended, with so many lines of the file changed.
  case edited(file: String, changedLines: Int, Catalog)
  /// The form could not be saved: the file is another by now, this one.
  case conflicted(OpenEntry)
  /// How far what was asked for is.
  case working(Meter)
  /// What an intent comes to; nothing is made yet.
  case proposed(Proposal, for: Intent)
  /// What the rows come to that were ticked at this revision.
  case combined(ChangeSet, revision: Int)
  case committed(Committed)
  /// What a build would run, and the file that says so.
  case foundBuildCommand(String, origin: String)
  case trusted
  case built(BuildEvent)
  case reminded(Reminder)
  /// In words, for people; `request` is what could not be done.
  case failed(String)
  case saveFailed(String)
  /// A change, an undo or a redo was not made, or not to its end.
  case writingFailed(String)
}

/// What an entry is opened for.
package enum Purpose: Sendable, Equatable {
  /// To be looked at, with the cursor at this place of its data.
  case look(at: ValuePath?)
  case edit(at: ValuePath?)
  /// To go on where a draft ended.
  case restore(FormDraft)
  /// Because it may have changed; nothing moves.
  case reread
}

/// Something that is due after a while.
package enum Reminder: Sendable, Equatable {
  case hideToast(Int)
  case showChord
  case showReading
  case keepDraft
  /// Something takes a while; in words.
  case showWork(String)
}

/// One line of what happened on the site lately.
package struct ActivityLine: Sendable, Equatable {
  /// `14:02`, or a date when it was not today.
  package var time: String
  /// `wrote`, `build`, `action`.
  package var kind: String
  package var text: String
  package var isUndoable: Bool
  package var isUndone: Bool
  /// The number of the write; nil for what wrote nothing.
  package var write: Int64?

  package init(
    time: String,
    kind: String,
    text: String,
    isUndoable: Bool = false,
    isUndone: Bool = false,
    write: Int64? = nil
  ) {
    self.time = time
    self.kind = kind
    self.text = text
    self.isUndoable = isUndoable
    self.isUndone = isUndone
    self.write = write
  }
}

/// What was typed into a form and is not saved.
package struct FormDraft: Sendable, Equatable {
  package var entry: EntryReference
  /// The data as the file had it, and as the form has it.
  package var original: Value
  package var data: Value
  /// The `OpenEntry.hash` that it began from.
  package var baseHash: String

  package init(entry: EntryReference, original: Value, data: Value, baseHash: String) {
    self.entry = entry
    self.original = original
    self.data = data
    self.baseHash = baseHash
  }
}

extension FormDraft {
  /// What the form changed, a line for what a key had and one for what it has; at most `limit`
  /// lines.
  func changes(limit: Int) -> [String] {
    let was = original.objectValue ?? ObjectValue()
    let form = data.objectValue ?? ObjectValue()
    var lines: [String] = []
    for key in was.keys + form.keys.filter({ was[$0] == nil })
    where was[key] != form[key] {
      if let old = was[key] { lines.append("  - \(key): \(ValueText.flow(old))") }
      if let new = form[key] { lines.append("  + \(key): \(ValueText.flow(new))") }
    }
    guard lines.count > limit else { return lines }
    return lines.prefix(limit - 1) + ["and \(counted(lines.count - limit + 1, "line")) more"]
  }
}
