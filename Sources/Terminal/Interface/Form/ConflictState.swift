import Values
import Widgets

/// Fields that both the form and someone else changed since the form was opened, to choose between.
struct ConflictState: Sendable {
  /// A key at the top of the data that both changed, not to the same.
  struct Field: Sendable, Equatable {
    let key: String
    let was: Value?
    let form: Value?
    let file: Value?
    var takesForm = true
  }

  /// The entry as the file has it now.
  let entry: OpenEntry
  /// The form's changes on what the file has now; where both changed a field, the form's.
  private let data: Value
  private(set) var fields: [Field]
  private(set) var list = ListState()

  init(_ draft: FormDraft, _ entry: OpenEntry) {
    self.entry = entry
    data = draft.data(on: entry.data)
    let was = draft.original.objectValue
    let form = draft.data.objectValue
    let file = entry.data.objectValue
    var keys = form?.keys ?? []
    keys += was?.keys.filter { form?[$0] == nil } ?? []
    fields = keys.compactMap { key in
      guard form?[key] != was?[key], file?[key] != was?[key], form?[key] != file?[key] else {
        return nil
      }
      return Field(key: key, was: was?[key], form: form?[key], file: file?[key])
    }
    list = ListState(count: fields.count, height: max(1, fields.count))
  }

  /// The form's data with what was chosen.
  var merged: Value {
    fields.filter { !$0.takesForm }.reduce(data) {
      $0.setting([.key($1.key)], to: $1.file ?? .undefined)
    }
  }

  mutating func move(by rows: Int) { list.move(by: rows) }

  mutating func choose(form takesForm: Bool) { fields[list.cursor].takesForm = takesForm }

  mutating func toggle() { fields[list.cursor].takesForm.toggle() }
}
