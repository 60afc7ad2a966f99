import Schemas
import Screen
import Sites
import Widgets

/// What a form says at the foot of the screen.
extension FormState {
  var statusLine: Line {
    guard let row else { return "" }
    var text = "\(row.path.last.map(\.description) ?? row.label): "
    if row.isUndecided {
      text += "one of \(row.branches.count) kinds; Enter chooses"
    } else {
      text += Self.kindText(row.kind, row.field)
      if row.branches.count > 1 { text += ", one of \(row.branches.count) kinds (c)" }
    }
    if row.kind != .kept {
      text += row.field.isRequired ? ", required" : ", optional"
      if row.field.isNullable { text += ", or null" }
      if let standIn = row.field.defaultValue { text += ", else \(ValueText.flow(standIn))" }
    }
    if let help = row.field.help { text += ".  \(help)" }
    return Line(text)
  }

  private static func kindText(_ kind: FormKind, _ field: FieldDescription) -> String {
    switch kind {
    case .image: return "path of an image"
    case .text(let maximum):
      return maximum.map { "text of at most \($0) characters" } ?? "text"
    case .number:
      guard case .number(let minimum, let maximum, let isInteger) = field.kind else {
        return "number"
      }
      var text = isInteger ? "whole number" : "number"
      if let minimum { text += " from \(ValueText.short(.number(minimum)))" }
      if let maximum { text += " up to \(ValueText.short(.number(maximum)))" }
      return text
    case .date: return "date: 2025-01-04, today, +3d, mon 9:00"
    case .boolean: return "yes or no"
    case .choice(let values): return "one of \(values.count)"
    case .reference(let collection): return "an entry of \(collection)"
    case .items: return "list; a adds, d removes, J K move"
    case .group: return "group"
    case .list: return "list of groups; a adds, d removes"
    case .record: return "keys and values; a adds, d removes, r renames"
    case .yaml: return "anything, as YAML"
    case .hidden(let range): return counted(range.count, "item")
    case .kept: return "not in the schema, kept as it is; x takes it out"
    }
  }

  private var isMultilineAllowed: Bool {
    if case .text? = row?.kind { true } else { false }
  }

  /// The keys that work while something is typed or chosen; nil while moving.
  var typingHints: [Hint]? {
    if calendar != nil {
      return [
        Hint("Enter", "take"), Hint("←↓↑→", "day"), Hint("PgUp PgDn", "month"),
        Hint("{ }", "year"), Hint("t", "today"), Hint("Esc", "close"),
      ]
    }
    if choosing != nil {
      return [Hint("Enter", "choose"), Hint("↑↓", "move"), Hint("Esc", "close")]
    }
    if !suggestions.isEmpty {
      return [
        Hint("↓", "complete"), Hint("Enter", suggestion == nil ? "as typed" : "take"),
        Hint("Esc", "stop typing"), Hint("Ctrl-S", "save"),
      ]
    }
    switch typing {
    case .line:
      return [
        Hint("Enter", "next field"), Hint("Esc", "stop typing"), Hint("Ctrl-S", "save"),
      ] + (isMultilineAllowed ? [Hint("Alt-Enter", "new line")] : [])
        + (canPick ? [Hint("Ctrl-N", row?.kind == .date ? "calendar" : "pick")] : [])
    case .area:
      return [Hint("Esc", "stop typing"), Hint("Enter", "new line"), Hint("Ctrl-S", "save")]
    case .item(_, let index):
      return [
        Hint("Enter", index == nil ? "add" : "keep"), Hint("Esc", "stop"), Hint("Ctrl-S", "save"),
      ]
    case .key(_, _, let old):
      return [Hint("Enter", old == nil ? "add" : "rename"), Hint("Esc", "stop")]
    case nil: return nil
    }
  }
}
