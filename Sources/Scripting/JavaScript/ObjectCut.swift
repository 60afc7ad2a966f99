import Values

/// The members of an object that functions read, out of all that objects with its keys have.
final class ObjectCut {
  private let whole: ObjectKeys
  /// The keys that are left.
  let keys: ObjectKeys
  /// Their places among all, ascending.
  let places: [Int]
  private var routes: [Int: Route] = [:]

  /// Where the members of an object that begins with all members come from.
  private struct Route {
    let keys: ObjectKeys
    /// The place among what a function returned, or, from -1 down, among what it was to be given.
    let sources: [Int]
  }

  /// Nil when nothing is left out.
  init?(_ whole: ObjectKeys, to read: Set<String>) {
    let places = (0..<whole.count).filter { read.contains(whole[$0]) }
    let keys = ObjectKeys.shared(places.map { whole[$0] })
    guard places.count < whole.count, keys.isCommon else { return nil }
    (self.whole, self.keys, self.places) = (whole, keys, places)
  }

  func object(of values: [Value]) -> Value {
    .object(ObjectValue(shape: keys, values: places.map { values[$0] }))
  }

  /// What a function would have returned that was given all `values`, when its answer begins with them:
  /// it returned `members`, whose keys are the engine's `shape`.
  func completed(
    _ members: [Value],
    _ shape: (number: Int, keys: ObjectKeys),
    with values: [Value]
  ) -> ObjectValue {
    let route = routes[shape.number] ?? route(to: shape.keys)
    routes[shape.number] = route
    return ObjectValue(
      shape: route.keys,
      values: route.sources.map { $0 < 0 ? values[-1 - $0] : members[$0] }
    )
  }

  private func route(to returned: ObjectKeys) -> Route {
    var names = whole.names
    var sources = names.enumerated().map { returned.position(of: $1) ?? -1 - $0 }
    for (place, name) in returned.names.enumerated() where whole.position(of: name) == nil {
      names.append(name)
      sources.append(place)
    }
    return Route(keys: .shared(names), sources: sources)
  }

  /// The same for an object whose keys the engine has no number for.
  func completed(_ returned: ObjectValue, with values: [Value]) -> ObjectValue {
    var object = ObjectValue(shape: whole, values: values)
    for (key, value) in returned { object[key] = value }
    return object
  }
}
