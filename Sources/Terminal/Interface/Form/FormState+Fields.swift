import ECMAScript
import Frontmatter
import Schemas
import Values
import Widgets

/// What keys do to single fields.
extension FormState {
  /// Begins to type into the field, or opens its choices; false where there is nothing to type.
  mutating func beginTyping(_ catalog: Catalog?) -> Bool {
    guard let row else { return false }
    // Of a union that has no value yet, it must be known what it is to be.
    if row.isUndecided, data[row.path] == nil, shapes[row.path] == nil {
      beginChoosingShape()
      return true
    }
    switch row.kind {
    case .text, .image, .number, .date, .yaml:
      let text = text(of: row)
      typing = text.contains("\n") ? .area(TextArea(text)) : .line(TextField(text))
      keepStep()
      rebuildLines()
    case .choice(let values):
      guard values.count > Self.greatestRadioCount else { return false }
      choosing = Self.choosing(row.label, values, isItem: false)
    case .reference(let collection):
      choosing = Self.choosing(row.label, catalog, collection, isItem: false)
    case .items(let field): beginItem(field, row, catalog)
    case .boolean, .group, .list, .record, .kept, .hidden: return false
    }
    return true
  }

  /// What is typed into a field of text, in rows; nil for what takes one row however long it is.
  var typedText: TypedText? {
    guard case .text? = row?.kind else { return nil }
    switch typing {
    case .line(let field): return TypedText([field], cursorIn: 0, width: valueWidth)
    case .area(let area): return TypedText(area.lines, cursorIn: area.row, width: valueWidth)
    default: return nil
    }
  }

  /// Puts the cursor a row up or down; false past the first and the last one.
  mutating func moveInText(by step: Int) -> Bool {
    guard let place = typedText?.cursor(movedBy: step) else { return false }
    switch typing {
    case .line(var field):
      field.moveCursor(to: place.position)
      typing = .line(field)
    case .area(var area):
      area.moveCursor(to: place.line, place.position)
      typing = .area(area)
    default: return false
    }
    rebuildLines()
    return true
  }

  /// More choices than this are picked from a list.
  static let greatestRadioCount = 5

  /// The text that is typed for a field's value.
  func text(of row: FormRow) -> String {
    let value = data[row.path] ?? .undefined
    switch (row.kind, value) {
    case (.yaml, _): return ValueText.flow(value)
    case (_, .undefined), (_, .null): return ""
    default: return ValueText.short(value)
    }
  }

  private mutating func beginItem(_ field: FieldDescription, _ row: FormRow, _ catalog: Catalog?) {
    let items = data[row.path]?.arrayValue ?? []
    switch field.kind {
    case .choice(let values): choosing = Self.choosing(row.label, values, isItem: true)
    case .reference(let collection):
      choosing = Self.choosing(row.label, catalog, collection, isItem: true)
    default:
      let isNew = item >= items.count
      let text = isNew ? "" : ValueText.short(items[item])
      typing = .item(TextField(text), index: isNew ? nil : item)
      keepStep()
    }
  }

  private static func choosing(_ title: String, _ values: [Value], isItem: Bool) -> Choosing {
    let items = values.map { Picker.Item(ValueText.short($0)) }
    return Choosing(
      picker: Picker(title: title, items: items),
      targets: isItem ? .items(values) : .values(values)
    )
  }

  private static func choosing(
    _ title: String,
    _ catalog: Catalog?,
    _ collection: String,
    isItem: Bool
  ) -> Choosing {
    let entries = catalog?.snapshot[collection: collection]?.entries ?? []
    let items = entries.map { Picker.Item($0.id, detail: $0.title == $0.id ? "" : $0.title) }
    let title = "\(title): an entry of \(collection)"
    let values = entries.map { Value.string($0.id) }
    return Choosing(
      picker: Picker(title: title, items: items),
      targets: isItem ? .items(values) : .values(values),
      collection: collection
    )
  }

  /// What was typed has changed: the data follows.
  mutating func typingChanged() {
    guard let row, let typing else { return }
    switch typing {
    case .line(let field): set(row.path, to: read(field.text, row), isContinued: true)
    case .area(let area): set(row.path, to: .string(area.text), isContinued: true)
    case .item(let field, let index?):
      guard case .items(let item) = row.kind, !field.isEmpty else { return }
      set(row.path + [.index(index)], to: read(field.text, item, at: nil), isContinued: true)
    case .item(_, index: nil), .key: break
    }
    suggest()
  }

  /// Ends typing; what was typed stays.
  mutating func endTyping() {
    typing = nil
    suggestions = []
    rebuildLines()
  }

  /// Takes an item or a name that was typed and not confirmed.
  mutating func commitTyping() {
    if !commitKey() { _ = commitNewItem() }
  }

  /// Adds what was typed as a new item; false when nothing was typed.
  mutating func commitNewItem() -> Bool {
    guard case .item(let field, index: nil)? = typing, let row, case .items(let item) = row.kind,
      !field.isEmpty
    else { return false }
    let items = data[row.path]?.arrayValue ?? []
    set(row.path, to: .array(items + [read(field.text, item, at: nil)]), isContinued: true)
    self.item = items.count + 1
    typing = .item(TextField(), index: nil)
    suggest()
    return true
  }

  /// The value that `text` means in the field of `row`.
  func read(_ text: String, _ row: FormRow) -> Value {
    if case .yaml = row.kind { return Self.yaml(text) }
    return read(text, row.field, at: row.path)
  }

  /// `path` is that of the field, nil for an item.
  private func read(_ text: String, _ field: FieldDescription, at path: ValuePath?) -> Value {
    let original = path.flatMap { entry.data[$0] }
    let isAbsent = original == nil
    switch field.kind {
    case .number:
      let trimmed = text.filter { $0 != " " }
      if trimmed.isEmpty { return .undefined }
      guard let number = Double(trimmed), number.isFinite else { return .string(text) }
      return .number(number)
    case .date:
      if text.allSatisfy({ $0 == " " }) { return .undefined }
      guard let date = DateReading.date(text, today: today) else { return .string(text) }
      return written(date, as: field, at: path)
    case .text(let rule) where rule.isDate && !text.isEmpty:
      guard let date = DateReading.date(text, today: today) else { return .string(text) }
      return written(date, as: field, at: path)
    default: return text.isEmpty && isAbsent ? .undefined : .string(text)
    }
  }

  /// `date` as the file is to have it: in the way it stands there now.
  func written(_ date: DateValue, as field: FieldDescription, at path: ValuePath?) -> Value {
    let original = path.flatMap { entry.data[$0] }
    if case .text(let rule) = field.kind {
      let old = original?.stringValue
      return .string(
        rule.format == "datetime"
          ? DateStyle.text(date, like: old ?? "0000-00-00T00:00:00Z")
          : DateStyle.text(date, like: old)
      )
    }
    return hasDates && !isTextAccepted(original, at: path)
      ? .date(date) : .string(DateStyle.text(date, like: original?.stringValue))
  }

  /// Whether the file has text there that its schema takes for a date.
  private func isTextAccepted(_ original: Value?, at path: ValuePath?) -> Bool {
    guard case .string? = original else { return false }
    return !entry.problems.contains { $0.path == path }
  }

  /// JSON has no dates.
  private var hasDates: Bool { !entry.reference.file.hasSuffix(".json") }

  private static func yaml(_ text: String) -> Value {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    let bytes = Array(text.utf8)
    guard case .success(let tree) = reader.read(bytes, in: 0..<bytes.count) else {
      return .string(text)
    }
    return tree.value
  }
}

// MARK: - Without typing

extension FormState {
  /// Changes a choice, opens or closes a group.
  mutating func toggle(by step: Int = 1) {
    guard let row else { return }
    let value = data[row.path]
    switch row.kind {
    case .boolean:
      let current = value?.booleanValue ?? row.field.defaultValue?.booleanValue ?? false
      set(row.path, to: .boolean(!current))
    case .choice(let values):
      guard !values.isEmpty else { return }
      let index = value.flatMap { values.firstIndex(of: $0) }
      let next =
        index.map { ($0 + step + values.count) % values.count } ?? (step > 0 ? 0 : values.count - 1)
      set(row.path, to: values[next])
    case .group, .list, .record:
      folds[row.path] = !FormRows.isOpen(row, in: data, folds: folds)
      rebuild()
    default: break
    }
  }

  /// Chooses what stands left or right: a choice, an item, a group's fold.
  mutating func moveSideways(by step: Int) {
    guard let row else { return }
    switch row.kind {
    case .items:
      let count = data[row.path]?.arrayValue?.count ?? 0
      item = max(0, min(item + step, count))
    case .boolean, .choice: toggle(by: step)
    case .number: stepNumber(by: step)
    case .group, .list, .record:
      if FormRows.isOpen(row, in: data, folds: folds) != (step > 0) { toggle() }
    default: break
    }
  }

  /// The next number up or down, within the field's bounds.
  private mutating func stepNumber(by step: Int) {
    guard let row, case .number(let minimum, let maximum, _) = row.field.kind else { return }
    let current = data[row.path]?.numberValue ?? row.field.defaultValue?.numberValue
    let next = current.map { $0 + Double(step) } ?? minimum ?? 0
    let bounded = min(max(next, minimum ?? next), maximum ?? next)
    set(row.path, to: .number(bounded))
  }

  /// Writes `null`, which is not the same as a key that is not there.
  mutating func setNull() {
    guard let row else { return }
    set(row.path, to: .null)
  }

  /// Puts the field back to what the file has.
  mutating func reset() {
    guard let row else { return }
    set(row.path, to: entry.data[row.path] ?? .undefined)
  }

  mutating func unset() {
    guard let row else { return }
    if case .items(_) = row.kind, item < data[row.path]?.arrayValue?.count ?? 0, item > 0 {
      removeItem()
    } else {
      set(row.path, to: .undefined)
    }
  }

  /// Takes what was picked.
  mutating func choose() {
    guard let choosing, let index = choosing.picker.chosen, let row else { return }
    self.choosing = nil
    switch choosing.targets {
    case .values(let values): set(row.path, to: values[index])
    case .items(let values): setItem(values[index])
    case .fields(let paths): reveal(paths[index])
    case .shapes(let shapes): setShape(shapes[index])
    case .keys(let keys, let path): addKey(keys[index], to: path)
    }
  }

  /// Puts `value` in the place of the chosen item, or after the last one.
  private mutating func setItem(_ value: Value) {
    guard let row else { return }
    let items = data[row.path]?.arrayValue ?? []
    if item < items.count {
      set(row.path + [.index(item)], to: value)
    } else {
      set(row.path, to: .array(items + [value]))
      item = items.count + 1
    }
  }
}
