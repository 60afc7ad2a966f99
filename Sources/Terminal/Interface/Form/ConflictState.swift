import Sites
import Values
import Widgets

/// Fields that both the form and someone else changed since the form was opened, to choose between.
struct ConflictState: Sendable {
  /// A field that both changed, not to the same.
  struct Choice: Sendable {
    let field: SaveConflict.Field
    var takesForm = true
  }

  /// The entry as the file has it now.
  let entry: OpenEntry
  /// Whether the person wanted to save, and only what both changed is in the way.
  let isToSave: Bool
  /// What the file has now with what the form alone changed.
  private let data: Value
  private(set) var choices: [Choice]
  private(set) var list = ListState()

  init(_ draft: FormDraft, _ entry: OpenEntry, isToSave: Bool) {
    self.entry = entry
    self.isToSave = isToSave
    let fields = SaveConflict.fields(from: draft.original, mine: draft.data, theirs: entry.data)
    data = fields.filter { $0.side == .mine }.reduce(entry.data, Self.takingForm)
    choices = fields.filter { $0.side == .both }.map { Choice(field: $0) }
    list = ListState(count: choices.count, height: max(1, choices.count))
  }

  /// The form's data with what was chosen.
  var merged: Value {
    choices.filter(\.takesForm).reduce(data) { Self.takingForm($0, $1.field) }
  }

  private static func takingForm(_ data: Value, _ field: SaveConflict.Field) -> Value {
    data.setting(field.path[...], to: field.mine ?? .undefined)
  }

  mutating func move(by rows: Int) { list.move(by: rows) }

  mutating func choose(form takesForm: Bool) { choices[list.cursor].takesForm = takesForm }

  mutating func toggle() { choices[list.cursor].takesForm.toggle() }
}
