import Content
import Values

extension CollectionPlan {
  /// Whether an entry's place in its file is known, so that it can be edited.
  var isEditable: Bool { readOnlyReason == nil }

  /// Why its entries cannot be edited; nil when they can.
  var readOnlyReason: String? {
    switch source {
    case .files, .items(_, hasParser: false): nil
    case .items: "the site's own parser reads it"
    case .inline, .none: "the site's own loader makes it: change it where it comes from"
    }
  }

  /// Where in a file's document the entry `id` stands: empty for a file of one entry.
  func base(of id: String, in value: Value) -> ValuePath {
    guard case .items = source else { return [] }
    switch value {
    case .array(let items):
      return items.firstIndex { EntryID.item($0) == id }.map { [.index($0)] } ?? []
    case .object: return [.key(id)]
    default: return []
    }
  }

  /// The data that the schema sees of what stands at `base`.
  func data(at base: ValuePath, in value: Value) -> Value {
    let data = value[base] ?? .undefined
    guard case .files(_, _, .legacy(isData: false)) = source, case .object(var object) = data else {
      return data
    }
    object["slug"] = nil
    return .object(object)
  }
}
