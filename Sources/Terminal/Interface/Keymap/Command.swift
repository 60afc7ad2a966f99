/// Everything a key, the palette or a name can ask for.
///
/// The raw value is the name in the palette, the config and `docs/keys.md`.
enum Command: String, Sendable, CaseIterable {
  case moveDown = "move-down"
  case moveUp = "move-up"
  case moveLeft = "move-left"
  case moveRight = "move-right"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case goToStart = "go-to-start"
  case goToEnd = "go-to-end"
  case open
  case back
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case showOverview = "show-overview"
  case showEntries = "show-entries"
  case showProblems = "show-problems"
  case showBuild = "show-build"
  case showActivity = "show-activity"
  case nextProblem = "next-problem"
  case previousProblem = "previous-problem"
  case mark
  case markRange = "mark-range"
  case markAll = "mark-all"
  case filter
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case create
  case duplicate
  case rename
  case remove
  case restore
  case bulkEdit = "bulk-edit"
  case fix
  case fixAll = "fix-all"
  case apply
  case widen
  case narrow
  case sort
  case reverseSort = "reverse-sort"
  case edit
  case openEditor = "open-editor"
  case editBody = "edit-body"
  case save
  case editField = "edit-field"
  case toggleDiff = "toggle-diff"
  case undo
  case redo
  case unset
  case setNull = "set-null"
  case resetField = "reset-field"
  case pick
  case chooseKind = "choose-kind"
  case toggle
  case addItem = "add-item"
  case removeItem = "remove-item"
  case moveItemDown = "move-item-down"
  case moveItemUp = "move-item-up"
  case build
  case stop
  case follow
  case copyPath = "copy-path"
  case copyPosition = "copy-position"
  case copyID = "copy-id"
  case palette
  case help
  case reread
  case redraw
  case suspend
  case releaseMouse = "release-mouse"
  case cancel
  case quit
  case quitAtOnce = "quit-at-once"
}
