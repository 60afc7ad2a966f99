import Content
import Values

extension CollectionPlan {
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
    let data = value[path: base] ?? .undefined
    guard case .files(_, _, .legacy(isData: false)) = source, case .object(var object) = data else {
      return data
    }
    object["slug"] = nil
    return .object(object)
  }
}
