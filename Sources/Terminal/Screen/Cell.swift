/// One cell of the screen: a glyph, or the right half of a wide one, and its style.
package struct Cell: Sendable, Hashable {
  package var glyph: Glyph
  package var style: Style

  package init(_ glyph: Glyph, _ style: Style) {
    self.glyph = glyph
    self.style = style
  }

  /// A space in plain text's style.
  package static let blank = Cell(.space, Style(.text))
}
