import Screen

extension String {
  /// With spaces up to `width` cells; longer text is cut to `limit` cells, nil for not at all.
  func padding(to width: Int, cuttingTo limit: Int? = nil) -> String {
    let text = limit.map { shortened(to: $0) } ?? self
    return text + String(repeating: " ", count: Swift.max(0, width - CellWidth.of(text)))
  }
}
