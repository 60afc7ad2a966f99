package import Frontmatter
package import Sessions
package import Sites
package import Values

/// What is to be done outside the program's own state.
package enum Request: Sendable, Equatable {
  /// Reads and checks what changed.
  case readSite
  /// Reads again whatever another program changes, until the end.
  case followSite
  case readActivity
  case readDrafts
  case open(EntryReference, Purpose)
  case arrange(Arrangement)
  case check(OpenEntry, [Edit], revision: Int)
  case save(OpenEntry, [Edit])
  /// Looks at what a saved file means for the rest of the site.
  case recheck(file: String)
  case readValues(of: String, SiteSnapshot)
  case readImages
  /// Reads the whole of an image to show it.
  case readPicture(SiteImage)
  /// Opens the person's editor on `text` alone, in a file of this name.
  case editText(String, name: String, path: ValuePath)
  case undo
  case redo
  /// Reads what a recorded write changed.
  case readDiffs(Int64)
  /// Reads the lines that a change makes another.
  case readChange(FileChange)
  /// Works out what an intent comes to, to be looked at.
  case propose(Intent)
  /// Works out what this much of an intent comes to.
  case combine(Intent, revision: Int)
  case commit(ChangeSet)
  case remember(Place)
  case saveDraft(FormDraft)
  /// Forgets the draft of this file.
  case dropDraft(String)
  /// Opens the person's editor; line and column count from 1.
  case openEditor(file: String, line: Int, column: Int)
  /// Opens the person's editor on the entry's body alone.
  case editBody(EntryReference)
  /// Asks how the site is built, before it is allowed to.
  case readBuildCommand
  case trust
  case build
  case stopBuild
  /// Sends the reminder; when is said by the request's delay.
  case remind(Reminder)
}
