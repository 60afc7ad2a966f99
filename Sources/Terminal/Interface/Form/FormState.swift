import Frontmatter
import Loop
import Screen
import Sites
import Values
import Widgets

/// An entry's fields being edited.
struct FormState: Sendable {
  var entry: OpenEntry
  var undoSteps: [Int] = []
  var edits: [Edit] = []
  var refusal: String?
  var isSaving = false
  var draft: FormDraft? { nil }
  var position: (line: Int, column: Int) { (1, 1) }
  var statusLine: Line { "" }
  var typingHints: [Hint]? { nil }
  mutating func take(_ check: DraftCheck, revision: Int) {}
  mutating func settle(in layout: Layout) {}
  mutating func move(by: Int) {}
  mutating func scrollDiff(_ key: Key) -> Bool { false }
}
struct FormView {
  let program: FrontisProgram
  let state: FormState
  let layout: Layout
  func draw(into canvas: inout Canvas) {}
}
struct DiffView {
  let state: FormState
  func drawOver(_ rect: Rect, into canvas: inout Canvas) {}
}
extension FrontisProgram {
  mutating func pressInForm(_ key: Key) -> Next<Request>? { nil }
  mutating func pasteIntoForm(_ text: String) -> Next<Request> { .wait }
  mutating func runInForm(_ command: Command) -> Next<Request> { .wait }
  mutating func askToLeaveForm() -> Next<Request> { goBack(); return .wait }
  mutating func leaveForm(keepingDraft: Bool) -> Next<Request> { .wait }
  mutating func save() -> Next<Request> { .wait }
  mutating func openForm(_ entry: OpenEntry, data: Value?, at path: ValuePath?) -> Next<Request> {
    .wait
  }
  mutating func formWasSaved(_ entry: OpenEntry, _ catalog: Catalog, _ lines: Int) -> Next<Request>
  { .wait }
}
