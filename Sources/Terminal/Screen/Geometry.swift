/// How many cells something takes, never negative.
package struct Size: Sendable, Hashable {
  /// In columns.
  package var width: Int
  /// In rows.
  package var height: Int

  package init(_ width: Int, _ height: Int) {
    self.width = Swift.max(0, width)
    self.height = Swift.max(0, height)
  }

  package var isEmpty: Bool { width == 0 || height == 0 }
}

/// A cell's place: 0-based, columns to the right, rows down.
package struct Point: Sendable, Hashable {
  package var x: Int
  package var y: Int

  package init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }

  package static let zero = Point(0, 0)
}

/// A rectangle of cells; empty ones are allowed, negative sizes are not.
package struct Rect: Sendable, Hashable {
  package var origin: Point
  package var size: Size

  package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    origin = Point(x, y)
    size = Size(width, height)
  }

  package init(origin: Point = .zero, size: Size) {
    self.origin = origin
    self.size = size
  }

  package var x: Int { origin.x }
  package var y: Int { origin.y }
  package var width: Int { size.width }
  package var height: Int { size.height }
  /// The column after the last.
  package var maxX: Int { origin.x + size.width }
  /// The row after the last.
  package var maxY: Int { origin.y + size.height }
  package var isEmpty: Bool { size.isEmpty }

  package func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The cells in both; empty, at this one's origin, when there are none.
  package func intersection(_ other: Rect) -> Rect {
    let left = Swift.max(x, other.x)
    let top = Swift.max(y, other.y)
    let right = Swift.min(maxX, other.maxX)
    let bottom = Swift.min(maxY, other.maxY)
    guard right > left, bottom > top else { return Rect(x, y, 0, 0) }
    return Rect(left, top, right - left, bottom - top)
  }
}
