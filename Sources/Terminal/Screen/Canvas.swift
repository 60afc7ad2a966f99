/// What drawing code is given: a rectangle of a frame that cannot be left.
///
/// Places are relative to the canvas; whatever falls outside is cut off. All text is made safe for a
/// terminal on its way into a cell.
package struct Canvas {
  private(set) var frame: Frame
  package let look: Look
  /// The canvas's rectangle in the frame's coordinates, as asked for.
  private var area: Rect
  /// The cells of it that may be drawn.
  private var clip: Rect

  init(frame: Frame, look: Look) {
    self.frame = frame
    self.look = look
    area = Rect(size: frame.size)
    clip = area
  }

  package var size: Size { area.size }
  package var width: Int { area.width }
  package var height: Int { area.height }
  /// The whole canvas in its own coordinates.
  package var bounds: Rect { Rect(size: area.size) }

  /// Draws inside `rect` as if it were the whole canvas.
  package mutating func inside(_ rect: Rect, _ draw: (inout Canvas) -> Void) {
    let outer = (area, clip)
    area = Rect(area.x + rect.x, area.y + rect.y, rect.width, rect.height)
    clip = clip.intersection(area)
    draw(&self)
    (area, clip) = outer
  }

  /// Shows the terminal's cursor at `point`; nothing when that is cut off.
  package mutating func showCursor(at point: Point) {
    let place = Point(area.x + point.x, area.y + point.y)
    if clip.contains(place) { frame.cursor = place }
  }

  /// Shows `picture` in `rect`, over cells that are blank; nothing when a part of it is cut off.
  package mutating func show(_ picture: Picture, in rect: Rect) {
    let place = Rect(area.x + rect.x, area.y + rect.y, rect.width, rect.height)
    guard !place.isEmpty, clip.intersection(place) == place else { return }
    frame.picture = PlacedPicture(picture: picture, rect: place)
  }

  /// Hides the cursor and the picture that what was drawn before has shown: they lie over everything.
  package mutating func cover() {
    frame.cursor = nil
    frame.picture = nil
  }
}

// MARK: - Cells

extension Canvas {
  /// Puts one glyph; half a wide one at an edge becomes a space.
  package mutating func put(_ glyph: Glyph, at point: Point, _ style: Style) {
    let place = Point(area.x + point.x, area.y + point.y)
    let isWide = glyph.width == 2
    guard clip.contains(place) else {
      if isWide, clip.contains(Point(place.x + 1, place.y)) {
        frame.put(Cell(.space, style), at: Point(place.x + 1, place.y))
      }
      return
    }
    guard isWide else {
      frame.put(Cell(glyph, style), at: place)
      return
    }
    guard clip.contains(Point(place.x + 1, place.y)) else {
      frame.put(Cell(.space, style), at: place)
      return
    }
    frame.put(Cell(.space, style), at: Point(place.x + 1, place.y))
    frame.put(Cell(glyph, style), at: place)
    frame.put(Cell(.continuation, style), at: Point(place.x + 1, place.y))
  }

  /// Fills `rect` with blanks of `role`; the whole canvas when it is nil.
  package mutating func fill(_ rect: Rect? = nil, _ role: Role = .text) {
    fill(rect ?? bounds, with: .space, Style(role))
  }

  /// Fills `rect` with a one cell wide `glyph`.
  package mutating func fill(_ rect: Rect, with glyph: Glyph, _ style: Style) {
    let target = clip.intersection(Rect(area.x + rect.x, area.y + rect.y, rect.width, rect.height))
    for y in target.y..<target.maxY {
      for x in target.x..<target.maxX { frame.put(Cell(glyph, style), at: Point(x, y)) }
    }
  }

  /// Puts what stands in `rect` on another ground, such as `.selection`, adding `attributes`.
  package mutating func restyle(_ rect: Rect, on ground: Role, _ attributes: Attributes = []) {
    let target = clip.intersection(Rect(area.x + rect.x, area.y + rect.y, rect.width, rect.height))
    for y in target.y..<target.maxY {
      for index in y * frame.size.width + target.x..<y * frame.size.width + target.maxX {
        frame.cells[index].style.ground = ground
        frame.cells[index].style.attributes.formUnion(attributes)
      }
    }
  }

  /// Puts what stands in `rect` and brings no ground of its own on `ground`.
  package mutating func ground(_ rect: Rect, _ ground: Role) {
    let target = clip.intersection(Rect(area.x + rect.x, area.y + rect.y, rect.width, rect.height))
    for y in target.y..<target.maxY {
      for index in y * frame.size.width + target.x..<y * frame.size.width + target.maxX
      where frame.cells[index].style.ground == nil && !frame.cells[index].style.role.isGround {
        frame.cells[index].style.ground = ground
      }
    }
  }
}
