import Values

extension Value {
  /// A copy with `value` at `path`, objects on the way added; `undefined` takes the key or item out.
  func setting(_ path: ArraySlice<PathSegment>, to value: Value) -> Value {
    guard let first = path.first else { return value }
    let rest = path.dropFirst()
    switch (self, first) {
    case (.object(var object), .key(let key)):
      let new = (object[key] ?? .undefined).setting(rest, to: value)
      object[key] = new.isUndefined ? Value?.none : new
      return .object(object)
    case (.array(var items), .index(let index)) where index <= items.count:
      let old = index < items.count ? items[index] : .undefined
      let new = old.setting(rest, to: value)
      switch (index < items.count, new.isUndefined) {
      case (true, true): items.remove(at: index)
      case (true, false): items[index] = new
      case (false, false): items.append(new)
      case (false, true): break
      }
      return .array(items)
    case (.undefined, .key(let key)), (.null, .key(let key)):
      let new = Value.undefined.setting(rest, to: value)
      return new.isUndefined ? self : .object(ObjectValue([(key, new)]))
    case (.undefined, .index(0)), (.null, .index(0)):
      let new = Value.undefined.setting(rest, to: value)
      return new.isUndefined ? self : .array([new])
    // Text where a group or a list was chosen: it makes way for the first field.
    case (_, .key), (_, .index(0)):
      return value.isUndefined ? self : Value.undefined.setting(path, to: value)
    default: return self
    }
  }
}
