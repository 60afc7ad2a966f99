import Loop
import Values

extension FrontisProgram {
  /// Goes on with a draft on what the file has now, by saving it or in the form; asks where both changed
  /// a field.
  mutating func merge(
    _ draft: FormDraft,
    _ entry: OpenEntry,
    toSave isToSave: Bool
  ) -> Next<Request> {
    let conflict = ConflictState(draft, entry, isToSave: isToSave)
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
    let next = openForm(conflict.entry, data: conflict.merged, at: path)
    guard form?.edits.isEmpty == false else {
      return next.and(tell("the file has all of it already: nothing was written", .note))
    }
    guard conflict.isToSave else {
      return next.and(tell("the file has changed since; its other changes are in the form", .note))
    }
    form?.isMerged = true
    return next.and(save())
  }
}
