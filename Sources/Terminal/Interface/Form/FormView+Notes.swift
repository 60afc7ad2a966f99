import Screen
import Sites
import Values

/// What stands at the right of a field.
extension FormView {
  /// A counter, how a date is read, the bounds of a number; of the field under the cursor also what
  /// the file has.
  func note(_ row: FormRow, isCursor: Bool) -> Line {
    if isCursor, let refusal = state.keyRefusal { return Line(refusal, .warning) }
    var note = kindNote(row, isCursor: isCursor)
    if row.branches.count > 1 {
      let count = "one of \(row.branches.count)"
      let branch = Line(
        row.branch.map { "\(row.branches[$0].kind.words), \(count)" } ?? count,
        .muted
      )
      note = note.text == "YAML" || note.width == 0 ? branch : note + "  " + branch
    }
    guard isCursor, !state.isTyping, state.isChanged(row), !row.kind.isGroup else { return note }
    let before = state.entry.data[row.path].map { ValueText.flow($0) } ?? "unset"
    // A longer one would hide what the field has now; the lines to be written show it.
    let words = CellWidth.of(before) <= 20 ? "was: \(before)" : "changed"
    return note + Line(note.width > 0 ? "  " : "") + Line(words, .muted)
  }

  private func kindNote(_ row: FormRow, isCursor: Bool) -> Line {
    let value = state.value(of: row)
    switch (row.kind, value) {
    case (.text(let maximum?), .string(let text)):
      let count = text.utf16.count
      return Line("\(count)/\(maximum)", count > maximum ? .error : .muted)
    case (.image, .string(let path)): return imageNote(path)
    case (.text, .string(let path)) where state.isImage(row): return imageNote(path)
    case (.date, _): return dateNote(value, isCursor: isCursor)
    case (.number, _): return numberNote(row, value)
    case (.reference(let collection), _): return Line(collection, .muted)
    case (.choice(let values), _) where values.count > FormState.greatestRadioCount:
      return Line("\(values.count) choices", .muted)
    case (.items(let item), _):
      if case .reference(let collection) = item.kind { return Line(collection, .muted) }
      return ""
    case (.yaml, _): return Line("YAML", .muted)
    default: return ""
    }
  }

  /// The weekday, and what the site gets.
  private func dateNote(_ value: Value?, isCursor: Bool) -> Line {
    guard let value, !value.isUndefined, !value.isNull else { return "" }
    guard let date = state.date(of: value) else {
      return isCursor ? Line("not a date", .warning) : ""
    }
    let weekday = DateReading.weekdayName(date)
    guard isCursor else { return Line(weekday, .muted) }
    return Line("\(weekday)  reads \(DateReading.siteText(date))", .muted)
  }

  /// How large the image is, or that it is not there.
  private func imageNote(_ path: String) -> Line {
    guard let images = state.images,
      let file = SiteImage.file(path, from: state.entry.reference.file)
    else { return "" }
    guard let image = images[file] else {
      return path.hasPrefix(".") || path.hasPrefix("/") ? Line("no such file", .warning) : ""
    }
    return Line(image.facts, .muted)
  }

  private func numberNote(_ row: FormRow, _ value: Value?) -> Line {
    guard case .number(let minimum, let maximum, _) = row.field.kind,
      minimum != nil || maximum != nil
    else { return "" }
    let number = value?.numberValue
    let isOutside =
      number.map { number in
        minimum.map { number < $0 } == true || maximum.map { number > $0 } == true
      } ?? false
    func text(_ bound: Double) -> String { ValueText.short(.number(bound)) }
    let bounds =
      switch (minimum, maximum) {
      case (let minimum?, let maximum?): "\(text(minimum)) to \(text(maximum))"
      case (let minimum?, nil): "at least \(text(minimum))"
      case (nil, let maximum?): "at most \(text(maximum))"
      case (nil, nil): ""
      }
    return Line(bounds, isOutside ? .error : .muted)
  }
}
