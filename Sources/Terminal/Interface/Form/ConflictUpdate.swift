import Loop
import Values

extension FrontisProgram {
  /// Goes on with a draft on what the file has now; asks where both changed a field.
  mutating func merge(_ draft: FormDraft, _ entry: OpenEntry) -> Next<Request> {
    let conflict = ConflictState(draft, entry)
    guard conflict.choices.isEmpty else {
      layer = .conflict(conflict)
      return .wait
    }
    return goOn(conflict)
  }

  mutating func press(_ key: Key, in conflict: ConflictState) -> Next<Request> {
    var conflict = conflict
    switch key {
    case "j", "down", "tab": conflict.move(by: 1)
    case "k", "up", "shift+tab": conflict.move(by: -1)
    case "h", "left": conflict.choose(form: true)
    case "l", "right": conflict.choose(form: false)
    case "space": conflict.toggle()
    case "enter":
      layer = nil
      return goOn(conflict)
    case "esc", "q":
      layer = nil
      return tell("nothing was written; Ctrl-S asks again", .note)
    default: break
    }
    layer = .conflict(conflict)
    return .wait
  }

  private mutating func goOn(_ conflict: ConflictState) -> Next<Request> {
    let path = screen == .form ? form?.row?.path : nil
    return openForm(conflict.entry, data: conflict.merged, at: path)
      .and(tell("the file has changed since; its other changes are in the form", .note))
  }
}
