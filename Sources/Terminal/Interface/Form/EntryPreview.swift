import Screen
import Sites
import Values

/// What the catalogue knows of the entry that is chosen from a list.
struct EntryPreview {
  private let entry: EntrySummary
  private let columns: [EntryColumn]

  /// Nil where no entry is chosen.
  init?(_ choosing: FormState.Choosing, _ catalog: Catalog?) {
    guard let name = choosing.collection, let index = choosing.picker.chosen,
      let collection = catalog?.snapshot[collection: name], index < collection.entries.count
    else { return nil }
    entry = collection.entries[index]
    columns = collection.columns
  }

  var lines: [Line] {
    var lines: [Line] = [Line(entry.title, .title), Line(entry.file, .muted), ""]
    for (column, value) in zip(columns, entry.cells) where !value.isUndefined && !value.isNull {
      lines.append([Span("\(column.key)  ", .codeKey), Span(ValueText.short(value))])
    }
    lines.append("")
    if let problem = entry.problems.first {
      lines.append([problem.severity.sign, Span(" "), Span(problem.message, problem.severity.role)])
    } else {
      lines.append(Line("no problems", .ok))
    }
    return lines
  }
}
