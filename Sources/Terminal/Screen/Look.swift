/// What a terminal can show, so far as drawing depends on it.
package struct Look: Sendable, Hashable {
  package var lines: LineDrawing
  /// False when marks must carry the meaning alone (`NO_COLOR`, a terminal without colour).
  package var hasColor: Bool
  /// How it takes pictures; nil where it shows none.
  package var pictures: PictureProtocol?

  package init(
    lines: LineDrawing = .rounded,
    hasColor: Bool = true,
    pictures: PictureProtocol? = nil
  ) {
    self.lines = lines
    self.hasColor = hasColor
    self.pictures = pictures
  }
}

/// The characters that boxes, bars and cut text are made of.
package enum LineDrawing: String, Sendable, Hashable, CaseIterable {
  /// Light lines with round corners.
  case rounded
  /// Light lines with square corners.
  case square
  /// `+`, `-` and `|`.
  case ascii

  /// Stands where text was cut.
  package var ellipsis: Glyph { self == .ascii ? Glyph("~") : Glyph("…") }
  package var horizontal: Glyph { self == .ascii ? Glyph("-") : Glyph("─") }
  package var vertical: Glyph { self == .ascii ? Glyph("|") : Glyph("│") }
  /// Top left, top right, bottom left, bottom right.
  package var corners: (Glyph, Glyph, Glyph, Glyph) {
    switch self {
    case .rounded: (Glyph("╭"), Glyph("╮"), Glyph("╰"), Glyph("╯"))
    case .square: (Glyph("┌"), Glyph("┐"), Glyph("└"), Glyph("┘"))
    case .ascii: (Glyph("+"), Glyph("+"), Glyph("+"), Glyph("+"))
    }
  }
}
