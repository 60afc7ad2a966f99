import Screen

extension String {
  /// With spaces up to `width` cells; longer text is cut to `limit` cells, nil for not at all.
  func padding(to width: Int, cuttingTo limit: Int? = nil) -> String {
    let width = limit.map { Swift.min(width, $0) } ?? width
    let cells = CellWidth.of(self)
    if cells <= width { return self + String(repeating: " ", count: width - cells) }
    guard limit != nil else { return self }
    return String(prefix(width - 1)) + "…"
  }
}
