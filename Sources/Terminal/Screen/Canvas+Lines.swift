extension Canvas {
  package mutating func horizontalLine(at point: Point, length: Int, _ role: Role = .border) {
    fill(Rect(point.x, point.y, length, 1), with: look.lines.horizontal, Style(role))
  }

  package mutating func verticalLine(at point: Point, length: Int, _ role: Role = .border) {
    fill(Rect(point.x, point.y, 1, length), with: look.lines.vertical, Style(role))
  }

  /// Draws a border along the edge of `rect`; nothing when it is under two cells wide or high.
  package mutating func box(_ rect: Rect, _ role: Role = .border) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let right = rect.maxX - 1
    let bottom = rect.maxY - 1
    horizontalLine(at: Point(rect.x + 1, rect.y), length: rect.width - 2, role)
    horizontalLine(at: Point(rect.x + 1, bottom), length: rect.width - 2, role)
    verticalLine(at: Point(rect.x, rect.y + 1), length: rect.height - 2, role)
    verticalLine(at: Point(right, rect.y + 1), length: rect.height - 2, role)
    let corners = look.lines.corners
    put(corners.0, at: rect.origin, Style(role))
    put(corners.1, at: Point(right, rect.y), Style(role))
    put(corners.2, at: Point(rect.x, bottom), Style(role))
    put(corners.3, at: Point(right, bottom), Style(role))
  }
}
