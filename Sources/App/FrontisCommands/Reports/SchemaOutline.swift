import ECMAScript
import Schemas
import Sites
import Values

/// A collection's schema as a tree of fields, one a line.
struct SchemaOutline {
  let schema: CollectionSchema
  let style: TextStyle

  init(_ schema: CollectionSchema, style: TextStyle) {
    self.schema = schema
    self.style = style
  }

  private struct Row {
    var name: String
    var words: String
    var rest: String
    var help: String?
  }

  /// Where the entries are, then the fields; ends with a newline.
  var text: String {
    let place = ([schema.loader.rawValue, schema.base] + schema.patterns).filter { !$0.isEmpty }
    var text = "\(style.bold(visible(schema.name)))  \(visible(place.joined(separator: " ")))\n"
    if let reason = schema.status.reason { text += "not checked: \(visible(reason))\n" }
    guard let field = schema.field else { return text + "no schema: entries may hold anything\n" }
    let rows = rows(of: field)
    let width = rows.map(\.name.count).max() ?? 0
    let wordsWidth = min(48, rows.map(\.words.count).max() ?? 0)
    text += "\n"
    for row in rows {
      var line = row.name + String(repeating: " ", count: width - row.name.count + 2) + row.words
      if !row.rest.isEmpty {
        line += String(repeating: " ", count: max(0, wordsWidth - row.words.count) + 2) + row.rest
      }
      text += line + "\n"
      if let help = row.help {
        text += String(repeating: " ", count: width + 2) + style.muted(visible(help)) + "\n"
      }
    }
    return text
  }

  /// The same as data.
  var value: Value {
    [
      "collection": .string(schema.name), "loader": .string(schema.loader.rawValue),
      "base": .string(schema.base), "pattern": .array(schema.patterns.map(Value.string)),
      "reason": schema.status.reason.map(Value.string) ?? .null,
      "schema": schema.field.map { .object($0.outline) } ?? .null,
    ]
  }
}

// MARK: - Rows

extension SchemaOutline {
  private func rows(of field: FieldDescription) -> [Row] {
    if case .object(let fields, let unknownKeys) = field.kind {
      return fields.flatMap { rows(of: $0, named: $0.key, depth: 0) } + rest(unknownKeys, depth: 0)
    }
    return rows(of: field, named: "the entry", depth: 0)
  }

  private func rows(of field: FieldDescription, named name: String, depth: Int) -> [Row] {
    let row = Row(
      name: String(repeating: "  ", count: depth) + visible(name),
      words: visible(field.kind.words + (field.isNullable ? ", or null" : "")),
      rest: visible(field.requirement),
      help: field.help
    )
    return [row] + parts(of: field.kind, depth: depth + 1)
  }

  private func parts(of kind: FieldDescription.Kind, depth: Int) -> [Row] {
    switch kind {
    case .object(let fields, let unknownKeys):
      fields.flatMap { rows(of: $0, named: $0.key, depth: depth) } + rest(unknownKeys, depth: depth)
    case .array(let item, _, _) where item.kind.hasParts: parts(of: item.kind, depth: depth)
    case .record(_, let value) where value.kind.hasParts: parts(of: value.kind, depth: depth)
    case .union(let members, _):
      members.enumerated().flatMap { rows(of: $1, named: "(\($0 + 1))", depth: depth) }
    default: []
    }
  }

  private func rest(_ unknownKeys: FieldDescription.UnknownKeys, depth: Int) -> [Row] {
    let name = String(repeating: "  ", count: depth) + "…"
    switch unknownKeys {
    case .strip: return []
    case .reject: return [Row(name: name, words: "no other keys", rest: "")]
    case .keep: return [Row(name: name, words: "any other keys", rest: "")]
    case .check(let field):
      let words = "other keys: \(visible(field.kind.words))"
      return [Row(name: name, words: words, rest: "")] + parts(of: field.kind, depth: depth + 1)
    }
  }
}
