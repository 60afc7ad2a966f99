/// Where text stands in the width it is given.
package enum Alignment: Sendable, Hashable {
  case left, center, right
}

/// Which end of text is cut off when it is too long; the other end matters more.
package enum Cut: Sendable, Hashable {
  /// The end goes: for prose and titles.
  case tail
  /// The beginning goes: for paths.
  case head
}

extension Canvas {
  /// Puts `text` in one row and returns how many cells it took.
  ///
  /// What does not fit `width` (nil: up to the canvas's right edge) is cut and an ellipsis shown.
  @discardableResult
  package mutating func put(
    _ text: String,
    at point: Point,
    _ role: Role = .text,
    on ground: Role? = nil,
    _ attributes: Attributes = [],
    width: Int? = nil,
    align: Alignment = .left,
    cut: Cut = .tail
  ) -> Int {
    let line = Line(text, role, attributes)
    return put(line, at: point, on: ground, width: width, align: align, cut: cut)
  }

  /// Puts `line` in one row and returns how many cells it took.
  ///
  /// What does not fit `width` (nil: up to the canvas's right edge) is cut and an ellipsis shown.
  @discardableResult
  package mutating func put(
    _ line: Line,
    at point: Point,
    on ground: Role? = nil,
    width: Int? = nil,
    align: Alignment = .left,
    cut: Cut = .tail
  ) -> Int {
    let limit = Swift.max(0, width ?? self.width - point.x)
    guard limit > 0 else { return 0 }
    if cut == .head, line.width > limit {
      return putEnd(of: line, at: point, on: ground, width: limit)
    }
    var start = point.x
    if align != .left {
      let free = Swift.max(0, limit - line.width)
      start += align == .right ? free : free / 2
    }
    let end = point.x + limit
    var x = start
    var isCut = false
    var previous = (x: start, width: 0)
    for span in line.spans where !isCut {
      let style = Style(span.role, on: ground, span.attributes)
      Glyph.each(in: span.text) { glyph in
        guard x + Int(glyph.width) <= end else {
          isCut = true
          return false
        }
        put(glyph, at: Point(x, point.y), style)
        previous = (x, Int(glyph.width))
        x += Int(glyph.width)
        return true
      }
      if isCut {
        // The ellipsis takes the last cell, and with it all of the glyph that stands there.
        if x == end, previous.width == 2 { put(.space, at: Point(previous.x, point.y), style) }
        put(look.lines.ellipsis, at: Point(end - 1, point.y), style)
        x = end
      }
    }
    return x - start
  }

  /// The ellipsis, then as much of the end of `line` as fits.
  private mutating func putEnd(of line: Line, at point: Point, on ground: Role?, width: Int) -> Int
  {
    var glyphs: [(glyph: Glyph, style: Style)] = []
    for span in line.spans {
      let style = Style(span.role, on: ground, span.attributes)
      Glyph.each(in: span.text) { glyph in
        glyphs.append((glyph, style))
        return true
      }
    }
    var first = glyphs.count
    var used = 1
    while first > 0, used + Int(glyphs[first - 1].glyph.width) <= width {
      first -= 1
      used += Int(glyphs[first].glyph.width)
    }
    let style = glyphs[Swift.min(first, glyphs.count - 1)].style
    put(look.lines.ellipsis, at: point, style)
    var x = point.x + 1
    for (glyph, style) in glyphs[first...] {
      put(glyph, at: Point(x, point.y), style)
      x += Int(glyph.width)
    }
    return x - point.x
  }
}
