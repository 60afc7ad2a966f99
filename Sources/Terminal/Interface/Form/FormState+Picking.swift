import Schemas
import Sites
import Values
import Widgets

/// Choosing rather than typing: the calendar, and fields to go to.
extension FormState {
  /// Opens what the field is chosen from; false where there is nothing but typing.
  mutating func beginPicking(_ catalog: Catalog?) -> Bool {
    guard let row else { return false }
    switch row.kind {
    case .date:
      endTyping()
      calendar = DateCalendar(
        title: row.label,
        date(of: data[row.path]),
        today: today,
        minimum: row.field.dateBounds.minimum,
        maximum: row.field.dateBounds.maximum
      )
    case .image, .text: return beginPickingImage()
    case .choice, .reference, .items:
      endTyping()
      return beginTyping(catalog)
    default: return false
    }
    return true
  }

  /// Whether the field under the cursor can be chosen.
  var canPick: Bool {
    switch row?.kind {
    case .date, .reference, .image: true
    case .text: isImagePath
    case .choice(let values): values.count > Self.greatestRadioCount
    case .items(let item):
      switch item.kind {
      case .reference, .choice: true
      default: false
      }
    default: false
    }
  }

  /// The date that stands in the data: as such, or as text that reads as one.
  func date(of value: Value?) -> DateValue? {
    switch value {
    case .date(let date): date
    case .string(let text): DateReading.date(text, today: today) ?? DateReading.siteDate(text)
    default: nil
    }
  }

  /// Takes the calendar's day.
  mutating func takeDate() {
    guard let calendar, let row else { return }
    self.calendar = nil
    set(row.path, to: written(calendar.value, as: row.field, at: row.path))
  }

  /// Opens a list of the kinds of value that the field takes, and YAML.
  mutating func beginChoosingShape() {
    guard let row, row.kind != .kept else { return }
    var items: [Picker.Item] = []
    var targets: [FormShape?] = []
    if row.branches.isEmpty {
      items.append(Picker.Item(row.ownKind.words, detail: "the schema's"))
      targets.append(nil)
    }
    for (index, branch) in row.branches.enumerated() {
      items.append(Picker.Item(branch.branchName, detail: index == row.branch ? "now" : ""))
      targets.append(.branch(index))
    }
    items.append(Picker.Item("YAML", detail: "whatever no field can say"))
    targets.append(.yaml)
    choosing = Choosing(
      picker: Picker(title: "\(row.label): one of", items: items),
      targets: .shapes(targets)
    )
  }

  /// Edits the field as `shape`; what it holds stays until it is changed.
  mutating func setShape(_ shape: FormShape?) {
    guard let path = row?.path else { return }
    shapes[path] = shape
    folds[path] = true
    rebuild()
  }

  /// Opens a list of all fields, also those of closed groups.
  mutating func beginJump() {
    let all = laidOut(isAllOpen: true).filter { row in
      if case .hidden = row.kind { false } else { true }
    }
    let labels = Dictionary(all.map { ($0.path, $0.label) }) { first, _ in first }
    let items = all.map { row in
      let outer = row.path.indices.dropLast().compactMap { labels[Array(row.path[...$0])] }
      let value = data[row.path] ?? .undefined
      let count = value.arrayValue?.count ?? value.objectValue?.count ?? 0
      let detail =
        count > FormRows.windowCount
        ? counted(count, "item") : ValueText.short(value).firstLine.shortened(to: 24)
      return Picker.Item((outer + [row.label]).joined(separator: " › "), detail: detail)
    }
    choosing = Choosing(
      picker: Picker(title: "Go to a field", items: items),
      targets: .fields(all.map(\.path))
    )
  }
}

extension FieldDescription {
  /// The first and the last date that it takes.
  var dateBounds: (minimum: DateValue?, maximum: DateValue?) {
    if case .date(let minimum, let maximum) = kind { (minimum, maximum) } else { (nil, nil) }
  }
}

extension FieldDescription.TextRule {
  /// Whether the text is a date.
  var isDate: Bool { format == "date" || format == "datetime" }
}

extension String {
  /// Without what follows the first line end.
  fileprivate var firstLine: String { String(prefix { !$0.isNewline }) }
}
