/// How much of a rectangle one part takes when it is split.
package enum Share: Sendable, Hashable {
  /// So many cells, fewer when there are not enough.
  case cells(Int)
  /// A part, by weight, of what the parts in cells leave over.
  case part(Int)

  /// One equal part of the rest.
  package static let rest = Share.part(1)
}

// MARK: - Cutting pieces off

extension Rect {
  /// Takes `count` rows off the top; fewer when there are fewer.
  package mutating func takeTop(_ count: Int) -> Rect {
    let count = Swift.min(Swift.max(0, count), height)
    let piece = Rect(x, y, width, count)
    self = Rect(x, y + count, width, height - count)
    return piece
  }

  /// Takes `count` rows off the bottom; fewer when there are fewer.
  package mutating func takeBottom(_ count: Int) -> Rect {
    let count = Swift.min(Swift.max(0, count), height)
    self = Rect(x, y, width, height - count)
    return Rect(x, maxY, width, count)
  }

  /// Takes `count` columns off the left; fewer when there are fewer.
  package mutating func takeLeft(_ count: Int) -> Rect {
    let count = Swift.min(Swift.max(0, count), width)
    let piece = Rect(x, y, count, height)
    self = Rect(x + count, y, width - count, height)
    return piece
  }

  /// Takes `count` columns off the right; fewer when there are fewer.
  package mutating func takeRight(_ count: Int) -> Rect {
    let count = Swift.min(Swift.max(0, count), width)
    self = Rect(x, y, width - count, height)
    return Rect(maxX, y, count, height)
  }
}

// MARK: - Splitting

extension Rect {
  /// Parts from top to bottom, `gap` empty rows between them; together they fill the rectangle when
  /// one of them is a part.
  package func rows(_ shares: Share..., gap: Int = 0) -> [Rect] {
    Self.lengths(shares, in: height, gap: gap).map { Rect(x, y + $0.start, width, $0.length) }
  }

  /// Parts from left to right, `gap` empty columns between them.
  package func columns(_ shares: Share..., gap: Int = 0) -> [Rect] {
    Self.lengths(shares, in: width, gap: gap).map { Rect(x + $0.start, y, $0.length, height) }
  }

  private static func lengths(
    _ shares: [Share],
    in total: Int,
    gap: Int
  ) -> [(start: Int, length: Int)] {
    var free = Swift.max(0, total - gap * Swift.max(0, shares.count - 1))
    var lengths = [Int](repeating: 0, count: shares.count)
    var weight = 0
    for (index, share) in shares.enumerated() {
      switch share {
      case .cells(let count):
        lengths[index] = Swift.min(Swift.max(0, count), free)
        free -= lengths[index]
      case .part(let part): weight += Swift.max(0, part)
      }
    }
    for (index, share) in shares.enumerated() {
      guard case .part(let part) = share, part > 0 else { continue }
      lengths[index] = free * part / weight
      free -= lengths[index]
      weight -= part
    }
    var start = 0
    return lengths.map { length in
      let clamped = Swift.min(start, total)
      start += length + gap
      return (clamped, Swift.min(length, total - clamped))
    }
  }
}

// MARK: - Insets

extension Rect {
  /// The rectangle without `horizontal` columns on either side and `vertical` rows above and below.
  package func inset(_ horizontal: Int, _ vertical: Int) -> Rect {
    Rect(
      x + Swift.min(horizontal, width / 2),
      y + Swift.min(vertical, height / 2),
      width - 2 * horizontal,
      height - 2 * vertical
    )
  }

  /// A rectangle of `size`, or as much as there is room for, in the middle of this one.
  package func centered(_ size: Size) -> Rect {
    let width = Swift.min(size.width, width)
    let height = Swift.min(size.height, height)
    return Rect(x + (self.width - width) / 2, y + (self.height - height) / 2, width, height)
  }
}
