import Schemas
import Values

/// Which keys of a collection's data are worth a column of the entry table.
enum EntryColumns {
  /// At most this many beside the title.
  private static let limit = 5

  /// Scalar and list fields of the schema, the most telling first: dates, states, tags, then the
  /// rest in the schema's order.
  static func columns(of field: FieldDescription?) -> [EntryColumn] {
    guard let field else { return [] }
    let columns = fields(of: field).compactMap { field in
      kind(of: field).map { EntryColumn(key: field.key, kind: $0) }
    }
    let shown = columns.filter { !isTitle($0.key) && !isLong($0.key) }
    let order = shown.indices.sorted { (rank(shown[$0]), $0) < (rank(shown[$1]), $1) }
    return order.prefix(limit).map { shown[$0] }
  }

  /// The title of an entry whose data is `data`; nil where it has none.
  static func title(of data: Value) -> String? {
    guard case .object(let object) = data else { return nil }
    for key in titleKeys {
      if case .string(let text)? = object[key], !text.isEmpty { return text }
    }
    return nil
  }

  /// The value of each of `columns` in an entry's data; undefined where absent.
  static func cells(of data: Value, _ columns: [EntryColumn]) -> [Value] {
    let object = data.objectValue
    return columns.map { object?[$0.key] ?? .undefined }
  }

  private static let titleKeys = ["title", "name", "label", "heading"]

  private static func isTitle(_ key: String) -> Bool { titleKeys.contains(key) }

  private static func isLong(_ key: String) -> Bool {
    ["description", "summary", "excerpt", "body", "slug", "id"].contains(key)
  }

  /// The keys at the top of the data: an object's own, or all those of a union's members.
  private static func fields(of field: FieldDescription) -> [FieldDescription] {
    switch field.kind {
    case .object(let fields, _): return fields
    case .union(let members, _):
      var seen: Set<String> = []
      return members.flatMap(Self.fields).filter { seen.insert($0.key).inserted }
    default: return []
    }
  }

  private static func kind(of field: FieldDescription) -> EntryColumn.Kind? {
    switch field.kind {
    case .text, .choice, .reference, .literal: return .text
    case .number: return .number
    case .boolean: return .boolean
    case .date: return .date
    case .array(let item, _, _):
      switch item.kind {
      case .text, .choice, .reference, .number: return .list
      default: return nil
      }
    default: return nil
    }
  }

  private static func rank(_ column: EntryColumn) -> Int {
    switch column.kind {
    case .date: 0
    case .boolean: 2
    case .text: 3
    case .number: 4
    case .list: 1
    }
  }
}
