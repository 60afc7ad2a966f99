import Content
import Values

extension CollectionPlan {
  /// Whether an entry's place in its file is known, so that it can be edited.
  var isEditable: Bool {
    switch source {
    case .files: true
    case .items(_, let hasParser): !hasParser
    case .inline, .none: false
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
