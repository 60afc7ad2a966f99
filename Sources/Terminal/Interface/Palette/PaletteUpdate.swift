import Loop

extension FrontisProgram {
  mutating func press(_ key: Key, in palette: PaletteState) -> Next<Request> {
    var palette = palette
    switch key {
    case "esc": layer = nil
    case "enter":
      layer = nil
      return palette.chosen.map { choose($0) } ?? .wait
    default:
      _ = palette.handle(key)
      layer = .palette(palette)
    }
    return .wait
  }

  private mutating func choose(_ target: PaletteState.Target) -> Next<Request> {
    switch target {
    case .command(let binding): return run(binding)
    case .collection(let name):
      guard screen != .form, let catalog, let index = catalog.index(of: name) else { return .wait }
      let next = entries.open(catalog.collections[index], catalog)
      go(to: .entries)
      return next
    case .entry(let reference):
      guard screen != .form else { return tell("save or leave the form first", .note) }
      return .perform(.open(reference, .look(at: nil)), key: RequestKey.open)
    }
  }
}
